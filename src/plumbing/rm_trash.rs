//! `sessions rm-trash`: permanently remove sessions from the trash.

use std::collections::BTreeSet;

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    outcomes::{ItemOutcome as _, Outcomes},
    rm_id::look,
    store, trash, unless_unusable, write,
};
use crate::{
    args::{
        framing::FramingArgs,
        stdin::{Input, StdinArgs, TrashRequest},
    },
    context::Context,
    error::{Error, Exit},
    policy::Reason,
    records::RemovalRecord,
    session::id::SessionId,
    store::{trash::batch::BatchName, write::outcome::RemoveOutcome},
};

/// Permanently remove sessions from the trash (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions rm-trash [OPTIONS] <ID>...\n       clinvk sessions rm-trash [OPTIONS] --stdin|--stdin0"
)]
pub(crate) struct RmTrash {
    /// Full session IDs, each meaning its newest generation
    #[arg(value_name = "ID", required_unless_present_any = ["stdin", "stdin0"])]
    #[arg(conflicts_with_all = ["stdin", "stdin0"])]
    ids: Vec<SessionId>,

    #[command(flatten)]
    stdin: StdinArgs,

    /// Only report what would be removed
    #[arg(long)]
    dry_run: bool,

    /// Remove the others even if an item is invalid
    #[arg(long)]
    keep_going: bool,

    /// Do not fail on sessions that are not in the trash
    #[arg(long)]
    ignore_missing: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl RmTrash {
    /// Writes one `removal` record for each item, in order. If an item is not understood, nothing
    /// is removed.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<RemovalRecord<'_>>()?;
        let input = Input::read(ctx, &self.ids, self.stdin)?;
        if self.dry_run || input.items().any(|item| item.is_record()) {
            framing.check_outcome()?;
        }
        let requests = || input.items().map(|item| item.as_trash());
        let id = |request: Result<TrashRequest, _>| request.map(|request| request.id);
        if !self.keep_going && requests().any(|request| request.is_err()) {
            return OutcomeWriter::new(ctx, framing, Exit::Failure).refuse(requests().map(id));
        }
        let (outcomes, exit) = remove(ctx, || requests().map(Result::ok), self.dry_run)?;
        OutcomeWriter::new(ctx, framing, exit)
            .with_missing_ignored(self.ignore_missing)
            .removals(requests().map(id), &outcomes)
    }
}

/// Removes the sessions of `requests`, or only examines them in a dry run. An item that names no
/// session is `None`.
fn remove<I: Iterator<Item = Option<TrashRequest>>>(
    ctx: &mut Context<'_>,
    requests: impl Fn() -> I,
    is_dry_run: bool,
) -> Result<(Outcomes<RemoveOutcome>, Exit), Error> {
    let mut outcomes = Outcomes::default();
    let generations = trash::generations(ctx);
    let (generations, exit) = unless_unusable(ctx, generations)?;
    let Some(generations) = generations else { return Ok((outcomes, exit)) };
    let find = |request: Option<TrashRequest>| {
        let request = request?;
        Some((generations.find(&request)?, request.etag))
    };
    if is_dry_run {
        let mut seen = BTreeSet::new();
        return look(ctx, |reader| {
            for request in requests() {
                outcomes.push(find(request).and_then(|(entry, etag)| {
                    let outcome = reader.examine_trashed(&entry, etag).notable();
                    outcome.filter(|_| seen.insert((entry.batch, entry.id)))
                }));
            }
            outcomes
        });
    }
    let mut batches: BTreeSet<BatchName> = BTreeSet::new();
    let exit = write(&store(ctx)?, ctx, requests(), |writer, request| {
        outcomes.push(find(request).and_then(|(entry, etag)| {
            let mut outcome = writer.reader().examine_trashed(&entry, etag);
            if let RemoveOutcome::Ready(info) = outcome {
                outcome = match writer.purge_trashed(&entry, Reason::Id) {
                    RemoveOutcome::Removed(_, left) => RemoveOutcome::Removed(info, left),
                    other => other,
                };
            }
            if matches!(outcome, RemoveOutcome::Removed(..)) {
                batches.insert(entry.batch);
            }
            outcome.notable()
        }));
    });
    let swept = trash::tidy(ctx, &batches, |writer, name| writer.sweep_batch(name).err())?;
    Ok((outcomes, exit.worst(swept)))
}
