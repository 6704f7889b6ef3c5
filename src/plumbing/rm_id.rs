//! `sessions rm-id`: remove sessions by their full ids.

use std::collections::HashSet;

use clap::Args;

use super::{
    arguments::FramingArgs,
    input::{self, Rejected},
    read,
    record::{Framing, RemovalRecord},
    write_each,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::SessionId,
        removal::{Facts, Removal, Target},
    },
};

/// Remove sessions by their full ids (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions rm-id [OPTIONS] <ID>...\n       clinvk sessions rm-id [OPTIONS] --stdin"
)]
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

    #[command(flatten)]
    framing: FramingArgs,
}

impl RmId {
    /// Writes one `removal` record for each item, in order.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let is_nul = self.framing.nul;
        let framing = self.framing.framing::<RemovalRecord<'_>>()?;
        let items = if self.stdin {
            // To its end, before any lock: whoever writes may be reading the store.
            input::targets(&ctx.read_input()?, is_nul)
        } else {
            self.ids.into_iter().map(|id| Ok(Target { id, etag: None })).collect()
        };
        let targets: Vec<Target> = items.iter().flatten().cloned().collect();
        let mode = if self.dry_run { Mode::DryRun } else { Mode::Remove };
        let removals = remove(ctx, &targets, mode)?;
        let mut report = Report::new(framing, removals.exit);
        let mut results = removals.each.iter();
        for item in &items {
            match item {
                Ok(target) => {
                    results.next().into_iter().for_each(|r| report.add(target, "id", r));
                }
                Err(rejected) => report.reject(rejected),
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
    Remove,
}

/// What became of a list of targets.
#[derive(Debug)]
pub struct Removals {
    /// Of each, in their order.
    pub each: Vec<Removal>,
    /// The exit code of what concerns all of them: the lock, the index, the sync.
    pub exit: Exit,
}

/// Removes `targets`.
///
/// A target named twice is missing the second time. What ends the work early is reported at once;
/// the targets it did not come to are then [`Removal::NotReached`].
pub fn remove(ctx: &mut Context<'_>, targets: &[Target], mode: Mode) -> Result<Removals, Error> {
    if mode == Mode::DryRun {
        let mut gone = HashSet::new();
        return read(ctx, |snapshot| {
            let each =
                targets.iter().map(|target| match snapshot.examine(&target.id, target.etag) {
                    Removal::Ready(_) if !gone.insert(&target.id) => Removal::Missing,
                    removal => removal,
                });
            Ok(Removals { each: each.collect(), exit: Exit::Success })
        });
    }
    let batch = write_each(ctx, targets, |transaction, target| {
        transaction.remove(&target.id, target.etag)
    })?;
    let mut each = batch.done;
    let exit = batch.stopped.map_or(Exit::Success, |error| ctx.report(&error));
    each.resize_with(targets.len(), || Removal::NotReached);
    Ok(Removals { each, exit })
}

/// The message of an item to which the work did not come.
const NOT_REACHED: &str = "not reached";

/// The records of a removal, and the exit code that they come to.
pub(super) struct Report {
    framing: Framing,
    out: Vec<u8>,
    exit: Exit,
    /// Messages that the chosen fields leave out.
    untold: Vec<String>,
}

impl Report {
    pub(super) fn new(framing: Framing, exit: Exit) -> Report {
        Report { framing, out: Vec::new(), exit, untold: Vec::new() }
    }

    /// Adds the record of one target; `reason` is the rule that chose it.
    pub(super) fn add(&mut self, target: &Target, reason: &str, removal: &Removal) {
        let none = Facts::default();
        let (outcome, facts, message, exit) = match removal {
            Removal::Ready(facts) => ("would-remove", *facts, None, Exit::Success),
            Removal::Removed(facts, None) => ("removed", *facts, None, Exit::Success),
            Removal::Removed(facts, Some(left)) => {
                ("removed", *facts, Some(left.to_string()), Exit::Session)
            }
            Removal::Missing => ("missing", none, None, Exit::Failure),
            Removal::Changed(facts) => ("changed", *facts, None, Exit::Failure),
            Removal::Failed(error) => ("failed", none, Some(error.to_string()), Exit::Session),
            Removal::NotReached => ("failed", none, Some(NOT_REACHED.to_owned()), Exit::Session),
        };
        self.exit = self.exit.worst(exit);
        let id = target.id.as_str();
        self.write(&RemovalRecord { id, outcome, reason, facts, message });
    }

    /// Adds the record of an item that cannot be understood.
    fn reject(&mut self, rejected: &Rejected) {
        self.exit = self.exit.worst(Exit::Session);
        self.write(&RemovalRecord {
            id: &rejected.input,
            outcome: "failed",
            reason: "id",
            facts: Facts::default(),
            message: Some(rejected.reason.clone()),
        });
    }

    fn write(&mut self, record: &RemovalRecord<'_>) {
        // That the work ended early has been told once for all.
        if let Some(message) = record.message.as_deref().filter(|message| *message != NOT_REACHED)
            && !self.framing.shows("message")
        {
            self.untold.push(format!("{}: {message}", record.id));
        }
        // An item that was read from lines may hold a NUL, but is then not written with -z.
        let _ = self.framing.write(record, &mut self.out);
    }

    /// Prints the records; what went wrong and is not in them is said on standard error.
    pub(super) fn finish(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        for message in self.untold {
            ctx.remark(message);
        }
        ctx.print(&self.out)?;
        Ok(self.exit)
    }
}
