//! `sessions restore-id`: bring sessions back from the trash by their full IDs.

use std::collections::BTreeSet;

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    outcomes::Outcomes,
    store,
    trash::{self, Generations},
    unless_unusable, write,
};
use crate::{
    args::{
        framing::FramingArgs,
        stdin::{Input, StdinArgs, TrashRequest},
    },
    context::Context,
    error::{Error, Exit},
    records::StoredRecord,
    session::id::SessionId,
    store::{
        Writer,
        trash::batch::{BatchName, TrashEntry},
        write::outcome::PutOutcome,
    },
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
            .stored_each(requests().map(|request| request.map(|request| request.id)), &outcomes)
    }
}

/// Restores the sessions of `requests`, and returns the outcomes in their order.
pub(crate) fn restore(
    ctx: &mut Context<'_>,
    requests: &[TrashRequest],
) -> Result<(Vec<PutOutcome>, Exit), Error> {
    let (outcomes, exit) = restore_all(ctx, || requests.iter().cloned().map(Some))?;
    Ok((outcomes.into_vec(requests.len()), exit))
}

/// Restores the sessions of `requests`. An item that names no session is `None`.
fn restore_all<I: Iterator<Item = Option<TrashRequest>>>(
    ctx: &mut Context<'_>,
    requests: impl Fn() -> I,
) -> Result<(Outcomes<PutOutcome>, Exit), Error> {
    let mut outcomes = Outcomes::default();
    if requests().next().is_none() {
        return Ok((outcomes, Exit::Success));
    }
    let generations = trash::generations(ctx);
    let (generations, exit) = unless_unusable(ctx, generations)?;
    let Some(generations) = generations else { return Ok((outcomes, exit)) };
    let store = store(ctx)?;
    let is_found = |request: Option<TrashRequest>| generations.find(&request?);
    if requests().any(|request| is_found(request).is_some())
        && let Err(error) = store.make()
    {
        return Ok((outcomes, ctx.report(&error)));
    }
    let mut batches: BTreeSet<BatchName> = BTreeSet::new();
    let mut exit = write(&store, ctx, requests(), |writer, request| {
        let outcome = request.and_then(|request| {
            let (entry, outcome) = restore_one(writer, &generations, &request)?;
            if matches!(outcome, PutOutcome::Restored(_)) {
                batches.insert(entry.batch);
            }
            Some(outcome)
        });
        outcomes.push(outcome);
    });
    // Only now that the restored sessions are synced.
    if exit == Exit::Success && !batches.is_empty() {
        exit = trash::tidy(ctx, &batches, |writer, name| writer.remove_empty_batch(name).err())?;
    }
    Ok((outcomes, exit))
}

/// Restores one generation of a session. Returns it with the outcome, or `None` if there is none.
///
/// If `request` names an etag, that is the newest generation with that etag, because a wrong clock
/// may have changed their order.
fn restore_one(
    writer: &mut Writer<'_>,
    generations: &Generations,
    request: &TrashRequest,
) -> Option<(TrashEntry, PutOutcome)> {
    let count = if request.etag.is_some() { usize::MAX } else { 1 };
    let mut newest = None;
    for entry in generations.all(request).take(count) {
        match writer.restore(&entry, request.etag) {
            PutOutcome::Missing => {}
            changed @ PutOutcome::Changed(_) => newest = newest.or(Some((entry, changed))),
            outcome => return Some((entry, outcome)),
        }
    }
    newest
}
