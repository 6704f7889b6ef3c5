//! `sessions delete`: remove the named sessions.

use clap::Args;

use super::{hint_at_undo, resolve, tell_of_change};
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{
        RemoveOutcome, RemoveRequest,
        rm_id::{self, Mode, Reasons},
        unpinned,
    },
    policy::Reason,
};

/// Delete a session
#[derive(Args, Clone, Debug)]
pub(crate) struct Delete {
    /// Session IDs or unique prefixes
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    /// Only show what would be deleted
    #[arg(long)]
    dry_run: bool,

    /// Delete pinned sessions too
    #[arg(long)]
    force: bool,

    /// Delete permanently, not into the trash
    #[arg(long)]
    purge: bool,
}

impl Delete {
    /// Deletes the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = resolve(ctx, &self.ids)?;
        let mode = Mode::of(self.dry_run, !self.purge);
        let removals = if self.force {
            let targets: Vec<RemoveRequest> = ids.iter().cloned().map(RemoveRequest::of).collect();
            rm_id::remove(ctx, &targets, mode, Reasons::Same(Reason::Id))?
        } else {
            unpinned::remove(ctx, &ids, mode)?
        };
        let mut trashed = Vec::new();
        let mut exit = removals.exit;
        for (id, removal) in ids.iter().zip(removals.each) {
            trashed.extend(matches!(removal, RemoveOutcome::Trashed(..)).then_some(id));
            match removal {
                RemoveOutcome::Ready(_) => {
                    ctx.print(format!("Would delete session {id}.\n").as_bytes())?;
                }
                RemoveOutcome::Removed(_, left) | RemoveOutcome::Trashed(_, left) => {
                    ctx.print(format!("Session {id} deleted.\n").as_bytes())?;
                    exit = left.map_or(exit, |error| exit.worst(ctx.report(&error)));
                }
                RemoveOutcome::Changed(_) => exit = exit.worst(tell_of_change(ctx, id)),
                RemoveOutcome::Missing => {
                    let error = Error::SessionNotFound { input: id.to_string() };
                    exit = exit.worst(ctx.report(&error));
                }
                RemoveOutcome::Kept(_) => {
                    let error = Error::Pinned { id: id.to_string() };
                    exit = exit.worst(ctx.report(&error));
                }
                RemoveOutcome::Failed(error) => exit = exit.worst(ctx.report(&error)),
                // The cause has been reported.
                RemoveOutcome::NotReached | RemoveOutcome::HeldBack(_) => {}
            }
        }
        hint_at_undo(ctx, &trashed)?;
        Ok(exit)
    }
}
