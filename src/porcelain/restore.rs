//! `sessions restore`: restore sessions from the trash.

use clap::Args;

use super::{MOST_CANDIDATES, each_once};
use crate::{
    args::stdin::TrashRequest,
    context::Context,
    error::{Error, Exit, plural},
    plumbing::{PutOutcome, TrashEntry, restore_id, trash},
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
    /// Session IDs or unique prefixes
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
        let available = abbrev::sorted(trash::ids(ctx)?);
        let newest = |id| TrashRequest { id, batch: None, etag: None };
        let requests: Vec<TrashRequest> =
            resolve(&self.ids, &available)?.into_iter().map(newest).collect();
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

/// Restores everything the last command moved to the trash.
///
/// `delete` reports each session, so its undo does too. Other commands can move thousands of
/// sessions and report one line, and so does their undo.
fn restore_last(ctx: &mut Context<'_>, is_verbose: bool) -> Result<Exit, Error> {
    let (entries, info) = trash::last(ctx)?;
    if entries.is_empty() {
        ctx.status("The trash is empty.\n");
        return Ok(Exit::Success);
    }
    let lines = if is_verbose || info.command == "delete" { Lines::Each } else { Lines::Count };
    let exactly = |TrashEntry { id, batch }| TrashRequest { id, batch: Some(batch), etag: None };
    let requests: Vec<TrashRequest> = entries.into_iter().map(exactly).collect();
    restore(ctx, &requests, lines)
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

/// Resolves unique prefixes among the sorted IDs `available`, without duplicates. Fails if any input
/// does not resolve.
fn resolve(inputs: &[String], available: &[SessionId]) -> Result<Vec<SessionId>, Error> {
    let mut ids = Vec::with_capacity(inputs.len());
    for input in inputs {
        let missing = || Error::NotInTrash { input: input.clone() };
        let prefix: IdPrefix = input.parse().map_err(|_| missing())?;
        match prefix.among(available) {
            [] => return Err(missing()),
            // A full ID means that session even if others start with it. It sorts first.
            [id, ..] if id.as_str() == prefix.as_str() => ids.push(id.clone()),
            [id] => ids.push(id.clone()),
            several => {
                let shown = several.iter().take(MOST_CANDIDATES).map(SessionId::to_string);
                let (input, count) = (input.clone(), several.len());
                return Err(Error::AmbiguousId { input, count, shown: shown.collect() });
            }
        }
    }
    Ok(each_once(ids))
}
