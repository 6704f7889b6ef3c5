//! `sessions restore-id`: bring sessions back from the trash by their full IDs.

use std::collections::BTreeSet;

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter, outcomes::Outcomes, store, trash, unless_unusable, write_all,
};
use crate::{
    args::{
        filter::FramingArgs,
        stdin::{Input, StdinArgs, TrashRequest},
    },
    context::Context,
    error::{Error, Exit},
    records::StoredRecord,
    session::id::SessionId,
    store::{trash::batch::BatchName, write::outcome::PutOutcome},
};

/// Restore sessions from the trash (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions restore-id [OPTIONS] <ID>...\n       clinvk sessions restore-id [OPTIONS] --stdin|--stdin0"
)]
pub(crate) struct RestoreId {
    /// Full session IDs
    #[arg(value_name = "ID", required_unless_present_any = ["stdin", "stdin0"])]
    #[arg(conflicts_with_all = ["stdin", "stdin0"])]
    ids: Vec<SessionId>,

    #[command(flatten)]
    stdin: StdinArgs,

    /// Do not fail on sessions that are not in the trash
    #[arg(long)]
    ignore_missing: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl RestoreId {
    /// Writes one `stored` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        let input = Input::read(ctx, &self.ids, self.stdin)?;
        let requests = || input.items().map(|item| item.as_restore());
        let (outcomes, exit) = restore_all(ctx, || requests().map(Result::ok))?;
        OutcomeWriter::new(ctx, framing, exit)
            .with_missing_ignored(self.ignore_missing)
            .storings(requests().map(|request| request.map(|request| request.id)), &outcomes)
    }
}

/// Restores what each of `requests` names, and returns the results in their order.
pub(crate) fn restore(
    ctx: &mut Context<'_>,
    requests: &[TrashRequest],
) -> Result<(Vec<PutOutcome>, Exit), Error> {
    let (outcomes, exit) = restore_all(ctx, || requests.iter().cloned().map(Some))?;
    Ok((outcomes.into_vec(requests.len(), || PutOutcome::Missing, || PutOutcome::NotReached), exit))
}

/// Restores what each of `requests` names; an item that names nothing is `None`. The usual outcome
/// is a session that is not in the trash.
fn restore_all<I: Iterator<Item = Option<TrashRequest>>>(
    ctx: &mut Context<'_>,
    requests: impl Fn() -> I,
) -> Result<(Outcomes<PutOutcome>, Exit), Error> {
    if requests().next().is_none() {
        return Ok((Outcomes::default(), Exit::Success));
    }
    let generations = trash::generations(ctx);
    let (generations, exit) = unless_unusable(ctx, generations)?;
    let Some(generations) = generations else { return Ok((Outcomes::default(), exit)) };
    let is_found = |request: Option<TrashRequest>| generations.find(&request?);
    if requests().any(|request| is_found(request).is_some())
        && let Err(error) = store(ctx)?.make()
    {
        return Ok((Outcomes::default(), ctx.report(&error)));
    }
    let mut batches: BTreeSet<BatchName> = BTreeSet::new();
    let (outcomes, mut exit) = write_all(ctx, requests(), |transaction, request| {
        let request = request?;
        // The clock can have been wrong: of several, the newest that has the etag is meant.
        let count = if request.etag.is_some() { usize::MAX } else { 1 };
        let mut newest = None;
        for trashed in generations.all(&request).take(count) {
            match transaction.restore(&trashed, request.etag) {
                changed @ PutOutcome::Changed(_) => newest = newest.or(Some(changed)),
                restored @ PutOutcome::Restored(_) => {
                    batches.insert(trashed.batch);
                    return Some(restored);
                }
                PutOutcome::Missing => {}
                other => return Some(other),
            }
        }
        newest
    })?;
    // Only now, when what was restored will last.
    if exit == Exit::Success && !batches.is_empty() {
        exit = trash::tidy(ctx, &batches, |transaction, name| {
            transaction.remove_empty_batch(name).err()
        })?;
    }
    Ok((outcomes, exit))
}
