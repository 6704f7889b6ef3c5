//! `sessions delete`: remove the named sessions.

use clap::Args;

use super::{hint_at_undo, resolve, tell_of_change};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        policy::Reason,
        removal::{Removal, Target},
    },
    plumbing::{
        rm_id::{self, Mode, Reasons},
        unpinned,
    },
};

/// Delete a session
#[derive(Args, Clone, Debug)]
pub struct Delete {
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
    /// Deletes the sessions, after all of them have been found.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = resolve(ctx, &self.ids)?;
        let mode = Mode::of(self.dry_run, !self.purge);
        let removals = if self.force {
            let targets: Vec<Target> = ids.iter().cloned().map(Target::of).collect();
            rm_id::remove(ctx, &targets, mode, Reasons::Same(Reason::Id))?
        } else {
            unpinned::remove(ctx, &ids, mode)?
        };
        let mut trashed = Vec::new();
        let mut exit = removals.exit;
        for (id, removal) in ids.iter().zip(removals.each) {
            trashed.extend(matches!(removal, Removal::Trashed(..)).then_some(id));
            match removal {
                Removal::Ready(_) => {
                    ctx.print(format!("Would delete session {id}.\n").as_bytes())?;
                }
                Removal::Removed(_, left) | Removal::Trashed(_, left) => {
                    ctx.print(format!("Session {id} deleted.\n").as_bytes())?;
                    exit = left.map_or(exit, |error| exit.worst(ctx.report(&error)));
                }
                Removal::Changed(_) => exit = exit.worst(tell_of_change(ctx, id)),
                Removal::Missing => {
                    let error = Error::SessionNotFound { input: id.to_string() };
                    exit = exit.worst(ctx.report(&error));
                }
                Removal::Kept(_) => {
                    let error = Error::Pinned { id: id.to_string() };
                    exit = exit.worst(ctx.report(&error));
                }
                Removal::Failed(error) => exit = exit.worst(ctx.report(&error)),
                // What ended the work has been reported.
                Removal::NotReached | Removal::HeldBack(_) => {}
            }
        }
        hint_at_undo(ctx, &trashed)?;
        Ok(exit)
    }
}
