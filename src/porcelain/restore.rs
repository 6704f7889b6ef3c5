//! `sessions restore`: restore sessions from the trash.

use std::collections::HashSet;

use clap::Args;

use super::{candidates::MOST_CANDIDATES, operation, recent};
use crate::{
    args::stdin::TrashRequest,
    context::Context,
    error::{Error, Exit, plural},
    plumbing::{
        PutOutcome, TrashEntry, restore_id,
        trash::{self, Batch},
    },
    session::{
        abbrev,
        id::{IdPrefix, SessionId},
    },
};

/// Restore sessions from the trash
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions restore [OPTIONS] <ID>...\n       clinvk sessions restore [OPTIONS] --last"
)]
pub(crate) struct Restore {
    /// Session IDs, unique prefixes, @{N} for the N-th of the trash, or one operation
    ///
    /// An operation is named by its time, as `log --operations` shows it
    #[arg(value_name = "ID", required_unless_present = "last", conflicts_with = "last")]
    ids: Vec<String>,

    /// Restore everything the last command moved to the trash
    #[arg(long)]
    last: bool,

    /// Report each restored session, not only their number
    #[arg(short, long)]
    verbose: bool,
}

impl Restore {
    /// Restores the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.last {
            return restore_last(ctx, self.verbose);
        }
        if let [operation] = &self.ids[..]
            && operation::is_name(operation)
        {
            return restore_operation(ctx, operation, self.verbose);
        }
        let entries = trash::entries(ctx)?;
        let requests = resolve(&self.ids, &entries)?;
        restore(ctx, &requests, Lines::Each)
    }
}

/// The report of restored sessions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// Writes a line per session.
    Each,
    /// Writes the number of sessions.
    Count,
}

impl Lines {
    /// Returns the report of undoing `command`.
    ///
    /// `delete` reports each session, so its undo does too. Other commands can move thousands of
    /// sessions and report one line, and so does their undo.
    fn of(is_verbose: bool, command: &str) -> Lines {
        if is_verbose || command == "delete" { Lines::Each } else { Lines::Count }
    }
}

/// Restores everything the last command moved to the trash.
fn restore_last(ctx: &mut Context<'_>, is_verbose: bool) -> Result<Exit, Error> {
    let (entries, info) = trash::last(ctx)?;
    if entries.is_empty() {
        ctx.status("The trash is empty.\n");
        return Ok(Exit::Success);
    }
    let lines = Lines::of(is_verbose, &info.command);
    let exactly = |TrashEntry { id, batch }| TrashRequest { id, batch: Some(batch), etag: None };
    let requests: Vec<TrashRequest> = entries.into_iter().map(exactly).collect();
    restore(ctx, &requests, lines)
}

/// Restores everything that one operation moved to the trash.
fn restore_operation(
    ctx: &mut Context<'_>,
    operation: &str,
    is_verbose: bool,
) -> Result<Exit, Error> {
    let batches = trash::batches(ctx)?;
    let Batch { name, info, ids } = operation::find(operation, &batches)?;
    let exactly =
        |id: &SessionId| TrashRequest { id: id.clone(), batch: Some(name.clone()), etag: None };
    let requests: Vec<TrashRequest> = ids.iter().map(exactly).collect();
    restore(ctx, &requests, Lines::of(is_verbose, &info.command))
}

/// Restores the requested sessions and reports them.
fn restore(ctx: &mut Context<'_>, requests: &[TrashRequest], lines: Lines) -> Result<Exit, Error> {
    let (results, mut exit) = restore_id::restore(ctx, requests)?;
    let mut restored = 0;
    for (TrashRequest { id, .. }, result) in requests.iter().zip(results) {
        let error = match result {
            PutOutcome::Restored(_) => {
                restored += 1;
                if lines == Lines::Each {
                    ctx.print(format!("Session {id} restored.\n").as_bytes())?;
                }
                continue;
            }
            PutOutcome::Exists(_) => Error::SessionExists { id: id.to_string() },
            PutOutcome::Missing => Error::NotInTrash { input: id.to_string() },
            PutOutcome::Failed(error) => error,
            // The cause has been reported. A restore has no other outcomes.
            _ => continue,
        };
        exit = exit.worst(ctx.report(&error));
    }
    // If nothing could be restored, the errors are enough.
    if lines == Lines::Count && restored > 0 {
        ctx.print(format!("Restored {}.\n", plural(restored, "session")).as_bytes())?;
    }
    Ok(exit)
}

/// Resolves unique prefixes among the sessions in the trash, and `@{N}` to the N-th of `entries`,
/// without duplicates. Fails if any input does not resolve.
fn resolve(inputs: &[String], entries: &[TrashEntry]) -> Result<Vec<TrashRequest>, Error> {
    let available = abbrev::sorted(entries.iter().map(|entry| entry.id.clone()));
    let newest = |id: &SessionId| TrashRequest { id: id.clone(), batch: None, etag: None };
    let mut requests = Vec::with_capacity(inputs.len());
    let mut named = HashSet::new();
    for input in inputs {
        let missing = || Error::NotInTrash { input: input.clone() };
        let request = if let Some(place) = recent::place(input)? {
            let TrashEntry { id, batch } = entries.get(place - 1).ok_or_else(missing)?.clone();
            TrashRequest { id, batch: Some(batch), etag: None }
        } else {
            let prefix: IdPrefix = input.parse().map_err(|_| missing())?;
            match prefix.among(&available) {
                [] => return Err(missing()),
                // A full ID means that session even if others start with it. It sorts first.
                [id, ..] if id.as_str() == prefix.as_str() => newest(id),
                [id] => newest(id),
                several => {
                    let shown = several.iter().take(MOST_CANDIDATES).map(SessionId::to_string);
                    let (input, count) = (input.clone(), several.len());
                    return Err(Error::AmbiguousId { input, count, shown: shown.collect() });
                }
            }
        };
        if named.insert(request.id.clone()) {
            requests.push(request);
        }
    }
    Ok(requests)
}
