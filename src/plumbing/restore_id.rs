//! `sessions restore-id`: bring sessions back from the trash by their full ids.

use std::collections::{BTreeSet, HashMap};

use clap::Args;

use super::{
    arguments::FramingArgs, input, read, record::StoredRecord, report::Report, store, write_all,
    write_each,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::SessionId,
        removal::Target,
        storing::Storing,
        trashed::{BatchName, Trashed, newest_of_each},
    },
};

/// Bring sessions back from the trash (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions restore-id [OPTIONS] <ID>...\n       clinvk sessions restore-id [OPTIONS] --stdin"
)]
pub struct RestoreId {
    /// Full session ids
    #[arg(value_name = "ID", required_unless_present = "stdin", conflicts_with = "stdin")]
    ids: Vec<SessionId>,

    /// Read ids, or records with an id and perhaps an etag, from standard input
    #[arg(long)]
    stdin: bool,

    /// A session that is not in the trash is no failure
    #[arg(long)]
    ignore_missing: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl RestoreId {
    /// Writes one `stored` record for each item, in order.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let stdin = self.stdin.then_some(self.framing.nul);
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        let items = input::targets(ctx, self.ids, stdin, |item| item.restoration())?;
        let targets: Vec<Target> = items.iter().flatten().cloned().collect();
        let (results, exit) = restore(ctx, &targets)?;
        let mut report = Report::new(framing, exit);
        if self.ignore_missing {
            report.ignore_missing();
        }
        for answer in input::in_order(&items, &results) {
            match answer {
                Ok((target, result)) => report.storing(&target.id, result),
                Err(rejected) => report.rejected_storing(rejected),
            }
        }
        report.finish(ctx)
    }
}

/// Restores `targets`, of each what was moved to the trash last; what became of each, and the exit
/// code of what concerns all of them.
pub fn restore(ctx: &mut Context<'_>, targets: &[Target]) -> Result<(Vec<Storing>, Exit), Error> {
    if targets.is_empty() {
        return Ok((Vec::new(), Exit::Success));
    }
    let newest = read(ctx, |snapshot| Ok(newest_of_each(snapshot.trashed(&snapshot.batches()?)?)))?;
    let newest: HashMap<&SessionId, &Trashed> = newest.iter().map(|t| (&t.id, t)).collect();
    restore_from(ctx, targets, &newest)
}

/// Restores exactly `trashed`, each of another session; what became of each, and the exit code of
/// what concerns all of them.
pub fn restore_exactly(
    ctx: &mut Context<'_>,
    trashed: &[Trashed],
) -> Result<(Vec<Storing>, Exit), Error> {
    let targets: Vec<Target> = trashed.iter().map(|one| Target::of(one.id.clone())).collect();
    let each: HashMap<&SessionId, &Trashed> = trashed.iter().map(|t| (&t.id, t)).collect();
    restore_from(ctx, &targets, &each)
}

/// Restores `targets`, of each what `there` has of it.
fn restore_from(
    ctx: &mut Context<'_>,
    targets: &[Target],
    there: &HashMap<&SessionId, &Trashed>,
) -> Result<(Vec<Storing>, Exit), Error> {
    if targets.iter().any(|target| there.contains_key(&target.id)) {
        store(ctx)?.make()?;
    }
    let unreached = || Storing::NotReached;
    let (each, mut exit) = write_all(ctx, targets, unreached, |transaction, target| {
        there.get(&target.id).map_or(Storing::Missing, |t| transaction.restore(t, target.etag))
    })?;
    // Only now, when what was restored will last.
    let is_restored = |result: &Storing| matches!(result, Storing::Restored(_));
    let restored = targets.iter().zip(&each).filter(|(_, result)| is_restored(result));
    let batches: BTreeSet<&BatchName> =
        restored.filter_map(|(target, _)| there.get(&target.id)).map(|t| &t.batch).collect();
    if exit == Exit::Success && !batches.is_empty() {
        let batches: Vec<_> = batches.into_iter().collect();
        let swept = write_each(ctx, &batches, |transaction, name| {
            transaction.remove_empty_batch(name).err()
        })?;
        let failures = swept.done.into_iter().flatten().chain(swept.stopped);
        for error in failures {
            exit = exit.worst(ctx.report(&error));
        }
    }
    Ok((each, exit))
}
