//! `sessions rm-id`: remove sessions by their full ids.

use std::collections::HashSet;

use clap::Args;

use super::{
    arguments::FramingArgs, input, read, record::RemovalRecord, report::Report, write_all,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::SessionId,
        removal::{Disposal, Removal, Target},
    },
    store::{Snapshot, Transaction},
};

/// The reason of a removal that was asked for by the id.
pub const REASON: &str = "id";

/// So many sessions or fewer are removed in the order in which they are named.
const FEW: usize = 1000;

/// The reason for which a session is kept that could have been removed by itself.
const ATOMIC: &str = "atomic";

/// Remove sessions by their full ids (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions rm-id [OPTIONS] <ID>...\n       clinvk sessions rm-id [OPTIONS] --stdin"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that can be typed")]
pub struct RmId {
    /// Full session ids
    #[arg(value_name = "ID", required_unless_present = "stdin", conflicts_with = "stdin")]
    ids: Vec<SessionId>,

    /// Read ids, or records with an id and perhaps an etag, from standard input
    #[arg(long)]
    stdin: bool,

    /// Remove nothing, only say what would be
    #[arg(long)]
    dry_run: bool,

    /// Move the sessions to the trash, from which `restore-id` brings them back
    #[arg(long)]
    trash: bool,

    /// Remove all or none: nothing if any of them is missing, has changed or cannot be read
    #[arg(long)]
    atomic: bool,

    /// A session that is not there is no failure
    #[arg(long)]
    ignore_missing: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl RmId {
    /// Writes one `removal` record for each item, in order.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let stdin = self.stdin.then_some(self.framing.nul);
        let framing = self.framing.framing::<RemovalRecord<'_>>()?;
        let items = input::targets(ctx, self.ids, stdin, |item| item.order())?;
        let targets: Vec<Target> = items.iter().flatten().cloned().collect();
        let mode = Mode::of(self.dry_run, self.trash);
        let removals = if self.atomic {
            let is_understood = targets.len() == items.len();
            let tolerance = Tolerance { is_understood, ignores_missing: self.ignore_missing };
            remove_all_or_none(ctx, &targets, mode, tolerance)?
        } else {
            remove(ctx, &targets, mode, Reasons::Same(REASON))?
        };
        let mut report = Report::new(framing, removals.exit);
        if self.ignore_missing {
            report.ignore_missing();
        }
        for answer in input::in_order(&items, &removals.each) {
            match answer {
                Ok((target, kept @ Removal::Kept(_))) => report.removal(target, ATOMIC, kept),
                Ok((target, removal)) => report.removal(target, REASON, removal),
                Err(rejected) => report.rejected_removal(rejected),
            }
        }
        report.finish(ctx)
    }
}

/// Whether to do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Look at everything, remove nothing.
    DryRun,
    /// Remove.
    Remove(Disposal),
}

impl Mode {
    /// What the options `--dry-run` and `--trash` ask for.
    pub fn of(is_dry_run: bool, is_trash: bool) -> Mode {
        match (is_dry_run, is_trash) {
            (true, _) => Mode::DryRun,
            (false, true) => Mode::Remove(Disposal::Trash),
            (false, false) => Mode::Remove(Disposal::Purge),
        }
    }
}

/// Why each of several sessions goes, for the trash and the journal.
#[derive(Clone, Copy, Debug)]
pub enum Reasons<'a> {
    /// All for the same reason.
    Same(&'a str),
    /// Each for its own, in their order.
    Each(&'a [String]),
}

impl<'a> Reasons<'a> {
    fn of(self, place: usize) -> &'a str {
        match self {
            Reasons::Same(reason) => reason,
            Reasons::Each(reasons) => reasons.get(place).map_or("", String::as_str),
        }
    }
}

/// What became of a list of targets.
#[derive(Debug)]
pub struct Removals {
    /// Of each, in their order.
    pub each: Vec<Removal>,
    /// The exit code of what concerns all of them: the lock, the index, the sync.
    pub exit: Exit,
}

/// Removes `targets`, each for its reason.
///
/// A target named twice is missing the second time. What ends the work early is reported at once;
/// the targets it did not come to are then [`Removal::NotReached`].
pub fn remove(
    ctx: &mut Context<'_>,
    targets: &[Target],
    mode: Mode,
    reasons: Reasons<'_>,
) -> Result<Removals, Error> {
    let Mode::Remove(disposal) = mode else {
        return look(ctx, targets, |snapshot| examine(snapshot, targets));
    };
    let places = order_of_work(targets);
    let unreached = || Removal::NotReached;
    let (removals, exit) = write_all(ctx, &places, unreached, |transaction, &place| {
        transaction.remove(&targets[place], disposal, reasons.of(place))
    })?;
    let mut removals: Vec<(usize, Removal)> = places.into_iter().zip(removals).collect();
    removals.sort_unstable_by_key(|(place, _)| *place);
    Ok(Removals { each: removals.into_iter().map(|(_, removal)| removal).collect(), exit })
}

/// The places of `targets`, in the order in which they are removed.
///
/// Of many, neighbours in the listing go one after the other where that is known: a large directory
/// is quicker to change where it was changed last.
fn order_of_work(targets: &[Target]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..targets.len()).collect();
    if targets.len() > FEW {
        places.sort_by_key(|&place| targets[place].known.map(|known| known.number));
    }
    places
}

/// Has `examine` look at `targets`; if the store cannot be read, that is reported at once and each
/// of them is [`Removal::NotReached`].
fn look(
    ctx: &mut Context<'_>,
    targets: &[Target],
    examine: impl FnOnce(&Snapshot<'_>) -> Vec<Removal>,
) -> Result<Removals, Error> {
    let (mut each, exit) = match read(ctx, |snapshot| Ok(examine(snapshot))) {
        Ok(each) => (each, Exit::Success),
        Err(error) if error.is_of_store() => (Vec::new(), ctx.report(&error)),
        Err(error) => return Err(error),
    };
    each.resize_with(targets.len(), || Removal::NotReached);
    Ok(Removals { each, exit })
}

/// What all-or-none puts up with.
#[derive(Clone, Copy, Debug)]
struct Tolerance {
    /// Whether every item of the input named a session.
    is_understood: bool,
    /// Whether a session that is not there is as good as removed.
    ignores_missing: bool,
}

/// Removes `targets` if nothing stands against any of them, under one hold of the lock; otherwise
/// none.
fn remove_all_or_none(
    ctx: &mut Context<'_>,
    targets: &[Target],
    mode: Mode,
    tolerance: Tolerance,
) -> Result<Removals, Error> {
    let examine = |snapshot: &Snapshot<'_>| {
        let mut each = examine(snapshot, targets);
        let is_fine = |removal: &Removal| match removal {
            Removal::Ready(_) => true,
            Removal::Missing => tolerance.ignores_missing,
            _ => false,
        };
        if !tolerance.is_understood || !each.iter().all(is_fine) {
            each.iter_mut().for_each(keep);
        }
        each
    };
    let Mode::Remove(disposal) = mode else {
        return look(ctx, targets, examine);
    };
    // One item is never cut in two: whoever waits for the lock waits for all of it.
    let (mut one, exit) = write_all(ctx, &[targets], Vec::new, |transaction, targets| {
        let mut each = examine(transaction.snapshot());
        remove_examined(transaction, targets, disposal, &mut each);
        each
    })?;
    let mut each = one.pop().unwrap_or_default();
    each.resize_with(targets.len(), || Removal::NotReached);
    Ok(Removals { each, exit })
}

/// Removes those of `targets` that were found ready. What then still fails ends the work: nothing
/// more is removed, and if nothing was yet, nothing is.
fn remove_examined(
    transaction: &mut Transaction<'_>,
    targets: &[Target],
    disposal: Disposal,
    examined: &mut [Removal],
) {
    for (place, target) in targets.iter().enumerate() {
        if let Removal::Ready(facts) = examined[place] {
            let target = Target { etag: facts.etag, ..Target::of(target.id.clone()) };
            examined[place] = transaction.remove(&target, disposal, REASON);
            if !matches!(examined[place], Removal::Removed(..) | Removal::Trashed(..)) {
                examined.iter_mut().for_each(keep);
                return;
            }
        }
    }
}

fn keep(removal: &mut Removal) {
    if let Removal::Ready(facts) = *removal {
        *removal = Removal::Kept(facts);
    }
}

/// What removing each of `targets` would meet with.
fn examine(snapshot: &Snapshot<'_>, targets: &[Target]) -> Vec<Removal> {
    let mut gone = HashSet::new();
    let examine = |target: &Target| snapshot.examine(&target.id, target.etag);
    let each = targets.iter().map(|target| match examine(target) {
        Removal::Ready(_) if !gone.insert(&target.id) => Removal::Missing,
        removal => removal,
    });
    each.collect()
}
