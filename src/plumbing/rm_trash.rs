//! `sessions rm-trash`: permanently remove sessions from the trash.

use std::collections::BTreeSet;

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    outcomes::Outcomes,
    rm_id::{look, notable},
    trash, unless_unusable, write_all,
};
use crate::{
    args::{
        filter::FramingArgs,
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

/// Removes what each of `requests` names, or in a dry run only looks; an item that names nothing is
/// `None`. The usual outcome is a session that is not in the trash.
fn remove<I: Iterator<Item = Option<TrashRequest>>>(
    ctx: &mut Context<'_>,
    requests: impl Fn() -> I,
    is_dry_run: bool,
) -> Result<(Outcomes<RemoveOutcome>, Exit), Error> {
    let generations = trash::generations(ctx);
    let (generations, exit) = unless_unusable(ctx, generations)?;
    let Some(generations) = generations else { return Ok((Outcomes::default(), exit)) };
    if is_dry_run {
        let mut seen = BTreeSet::new();
        return look(ctx, |snapshot| {
            let mut outcomes = Outcomes::default();
            for request in requests() {
                outcomes.push(request.and_then(|request| {
                    let trashed = generations.find(&request)?;
                    let removal = notable(snapshot.examine_trashed(&trashed, request.etag));
                    removal.filter(|_| seen.insert((trashed.batch, trashed.id)))
                }));
            }
            outcomes
        });
    }
    let mut batches: BTreeSet<BatchName> = BTreeSet::new();
    let (outcomes, exit) = write_all(ctx, requests(), |transaction, request| {
        let request = request?;
        let trashed = generations.find(&request)?;
        let facts = match transaction.snapshot().examine_trashed(&trashed, request.etag) {
            RemoveOutcome::Ready(facts) => facts,
            other => return notable(other),
        };
        let removal = match transaction.destroy(&trashed, Reason::Id) {
            RemoveOutcome::Removed(_, left) => RemoveOutcome::Removed(facts, left),
            other => return notable(other),
        };
        batches.insert(trashed.batch);
        Some(removal)
    })?;
    let swept =
        trash::tidy(ctx, &batches, |transaction, name| transaction.sweep_batch(name).err())?;
    Ok((outcomes, exit.worst(swept)))
}
