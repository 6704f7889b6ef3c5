//! `sessions rm-id`: remove sessions by their full IDs.

mod atomic;

use std::collections::HashSet;

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    outcomes::{ItemOutcome as _, Outcomes},
    read, store, unless_unusable, write,
};
use crate::{
    args::{
        framing::FramingArgs,
        stdin::{Input, Order, StdinArgs},
    },
    context::Context,
    error::{Error, Exit},
    policy::Reason,
    records::RemovalRecord,
    session::id::SessionId,
    store::{
        Reader,
        write::outcome::{Destination, RemoveOutcome, RemoveRequest},
    },
};

/// Remove sessions by their full IDs (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions rm-id [OPTIONS] <ID>...\n       clinvk sessions rm-id [OPTIONS] --stdin|--stdin0"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that can be typed")]
pub(crate) struct RmId {
    /// Full session IDs
    #[arg(value_name = "ID", required_unless_present_any = ["stdin", "stdin0"])]
    #[arg(conflicts_with_all = ["stdin", "stdin0"])]
    ids: Vec<SessionId>,

    #[command(flatten)]
    stdin: StdinArgs,

    /// Only report what would be removed
    #[arg(long)]
    dry_run: bool,

    /// Move the sessions to the trash, from which `restore-id` brings them back
    #[arg(long)]
    trash: bool,

    /// Remove all or none: nothing if any of them is missing, has changed or cannot be read
    #[arg(long, conflicts_with = "keep_going")]
    atomic: bool,

    /// Remove the other sessions even if an item of the input is invalid
    #[arg(long)]
    keep_going: bool,

    /// Do not fail on missing sessions
    #[arg(long)]
    ignore_missing: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl RmId {
    /// Writes one `removal` record for each item, in order.
    ///
    /// An item that is not understood could mean that the others are not what they seem, so then
    /// nothing is removed.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<RemovalRecord<'_>>()?;
        let input = Input::read(ctx, &self.ids, self.stdin)?;
        if self.dry_run || input.items().any(|item| item.is_record()) {
            framing.check_outcome()?;
        }
        let orders = || input.items().map(|item| item.as_removal());
        if !self.keep_going && orders().any(|order| order.is_err()) {
            let id = |order| match order {
                Order::Remove(target) => target.id,
                Order::Kept(kept) => kept.id,
            };
            let ids = orders().map(|order| order.map(id));
            return OutcomeWriter::new(ctx, framing, Exit::Failure).refuse(ids);
        }
        let targets = || {
            orders().map(|order| match order {
                Ok(Order::Remove(target)) => Some(target),
                Ok(Order::Kept(_)) | Err(_) => None,
            })
        };
        let mode = Mode::of(self.dry_run, self.trash);
        let (outcomes, exit) = if self.atomic {
            atomic::remove(ctx, targets, mode, self.ignore_missing)?
        } else if let Mode::Remove(destination) = mode {
            let mut outcomes = Outcomes::default();
            let exit = write(&store(ctx)?, ctx, targets(), |writer, target| {
                let remove = |target| writer.remove(&target, destination, Reason::Id).notable();
                outcomes.push(target.and_then(remove));
            });
            (outcomes, exit)
        } else {
            look(ctx, |reader| examine(reader, targets()))?
        };
        OutcomeWriter::new(ctx, framing, exit).with_missing_ignored(self.ignore_missing).each(
            orders(),
            &outcomes,
            |out, order, outcome| match order {
                Ok(Order::Kept(kept)) => out.kept(&kept),
                Err(rejected) => out.rejected_removal(&rejected),
                Ok(Order::Remove(target)) => {
                    let is_held_back = matches!(outcome, RemoveOutcome::HeldBack(_));
                    let reason = if is_held_back { Reason::Atomic } else { Reason::Id };
                    out.removal(&target.id, reason, outcome)
                }
            },
        )
    }
}

/// The mode of a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Examine the sessions, remove nothing.
    DryRun,
    /// Remove the sessions.
    Remove(Destination),
}

impl Mode {
    /// Returns the mode that the options `--dry-run` and `--trash` ask for.
    pub(crate) fn of(is_dry_run: bool, is_trash: bool) -> Mode {
        match (is_dry_run, is_trash) {
            (true, _) => Mode::DryRun,
            (false, true) => Mode::Remove(Destination::Trash),
            (false, false) => Mode::Remove(Destination::Purge),
        }
    }
}

/// The reasons of several removals, for the trash and the journal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reasons<'a> {
    /// The same for all.
    Same(Reason<'a>),
    /// A reason for each, in their order.
    Each(&'a [Reason<'a>]),
}

impl<'a> Reasons<'a> {
    fn of(self, place: usize) -> Reason<'a> {
        match self {
            Reasons::Same(reason) => reason,
            Reasons::Each(reasons) => reasons[place],
        }
    }
}

/// The results of a list of removals.
#[derive(Debug)]
pub(crate) struct Removals {
    /// The outcome of each target, in their order.
    pub(crate) each: Vec<RemoveOutcome>,
    /// The exit code of the batch as a whole: the lock, the index, the fsync.
    pub(crate) exit: Exit,
}

/// Removes `targets`, each for its reason.
///
/// A target named twice is missing the second time. An error that ends the work early is reported;
/// the targets after it are then [`RemoveOutcome::NotReached`].
pub(crate) fn remove(
    ctx: &mut Context<'_>,
    targets: &[RemoveRequest],
    mode: Mode,
    reasons: Reasons<'_>,
) -> Result<Removals, Error> {
    let Mode::Remove(destination) = mode else {
        let (outcomes, exit) =
            look(ctx, |reader| examine(reader, targets.iter().cloned().map(Some)))?;
        return Ok(Removals { each: outcomes.into_vec(targets.len()), exit });
    };
    let mut each = Vec::new();
    each.resize_with(targets.len(), || RemoveOutcome::NotReached);
    let exit = write(&store(ctx)?, ctx, 0..targets.len(), |writer, place| {
        each[place] = writer.remove(&targets[place], destination, reasons.of(place));
    });
    Ok(Removals { each, exit })
}

/// Runs `examine` on the store. An error of the store as a whole is reported, and no target is
/// reached.
pub(crate) fn look(
    ctx: &mut Context<'_>,
    examine: impl FnOnce(&Reader<'_>) -> Outcomes<RemoveOutcome>,
) -> Result<(Outcomes<RemoveOutcome>, Exit), Error> {
    let looked = read(ctx, |reader| Ok(examine(reader)));
    let (outcomes, exit) = unless_unusable(ctx, looked)?;
    Ok((outcomes.unwrap_or_default(), exit))
}

/// Returns the outcome that removing each of `targets` would have.
fn examine(
    reader: &Reader<'_>,
    targets: impl Iterator<Item = Option<RemoveRequest>>,
) -> Outcomes<RemoveOutcome> {
    let mut outcomes = Outcomes::default();
    let mut gone = HashSet::new();
    for target in targets {
        outcomes.push(target.and_then(|target| {
            let outcome = reader.examine(&target.id, target.etag);
            // A session that is named twice is missing the second time.
            let is_again = matches!(outcome, RemoveOutcome::Ready(_)) && !gone.insert(target.id);
            outcome.notable().filter(|_| !is_again)
        }));
    }
    outcomes
}
