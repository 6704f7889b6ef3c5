//! `sessions pin` and `sessions unpin`: keep sessions from every policy, or no longer.

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
    /// Pins the sessions, after all of them have been found.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        change(ctx, &self.ids, &pin::pin(), ["pinned", "is pinned already"])
    }
}

impl Unpin {
    /// Takes the sessions' pins away, after all of them have been found.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        change(ctx, &self.ids, &pin::unpin(), ["unpinned", "is not pinned"])
    }
}

/// Changes the sessions, and says of each that it was `done` or that it was so `already`.
fn change(
    ctx: &mut Context<'_>,
    inputs: &[String],
    alterations: &Patch,
    [done, already]: [&str; 2],
) -> Result<Exit, Error> {
    let ids = resolve(ctx, inputs)?;
    let (results, mut exit) = set_raw::alter_each(ctx, &ids, alterations)?;
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
            // What ended the work has been reported.
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
