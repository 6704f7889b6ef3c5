//! `sessions pin` and `sessions unpin`: protect sessions from every policy, or remove the
//! protection.

use clap::Args;

use super::{resolve, tell_of_change};
use crate::{
    context::Context,
    edit::{patch::Patch, pin},
    error::{Error, Exit},
    plumbing::{PutOutcome, set_raw},
};

/// Protect sessions from clean and prune
#[derive(Args, Clone, Debug)]
pub(crate) struct Pin {
    /// Session IDs or unique prefixes
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

/// Remove the protection from clean and prune
#[derive(Args, Clone, Debug)]
pub(crate) struct Unpin {
    /// Session IDs or unique prefixes
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl Pin {
    /// Pins the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        change(ctx, &self.ids, &pin::pin(), ["pinned", "is already pinned"])
    }
}

impl Unpin {
    /// Unpins the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        change(ctx, &self.ids, &pin::unpin(), ["unpinned", "is not pinned"])
    }
}

/// Changes the sessions and reports for each one that it is `done` or was so `already`.
fn change(
    ctx: &mut Context<'_>,
    inputs: &[String],
    patch: &Patch,
    [done, already]: [&str; 2],
) -> Result<Exit, Error> {
    let ids = resolve(ctx, inputs)?;
    let (results, mut exit) = set_raw::alter_each(ctx, &ids, patch)?;
    for (session, result) in ids.iter().zip(results) {
        let id = session.to_string();
        let error = match result {
            PutOutcome::Unchanged(_) => {
                ctx.warn("unchanged", format_args!("session {id} {already}"));
                continue;
            }
            PutOutcome::Changed(_) => {
                exit = exit.worst(tell_of_change(ctx, session));
                continue;
            }
            PutOutcome::Created(_) | PutOutcome::Replaced(_) | PutOutcome::Restored(_) => {
                ctx.print(format!("Session {id} {done}.\n").as_bytes())?;
                continue;
            }
            // The cause has been reported.
            PutOutcome::NotReached => continue,
            PutOutcome::Missing | PutOutcome::Exists(_) => Error::SessionNotFound { input: id },
            PutOutcome::Rejected(invalid) => {
                Error::Damaged { id, reason: invalid.to_string(), is_unread: false }
            }
            PutOutcome::Failed(error) => error,
        };
        exit = exit.worst(ctx.report(&error));
    }
    Ok(exit)
}
