//! `sessions fork`: create a session that branches off from another one.

use clap::Args;

use super::resolve;
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{PutOutcome, fork},
};

/// Create a session that branches off from another one
#[derive(Args, Clone, Debug)]
pub(crate) struct Fork {
    /// Session ID or unique prefix
    #[arg(value_name = "ID")]
    id: String,

    /// The first prompt of the fork
    #[arg(value_name = "PROMPT")]
    prompt: Option<String>,

    /// Create nothing, only show what would be forked
    #[arg(short = 'n', long)]
    dry_run: bool,

    /// Write only the ID of the fork
    #[arg(short, long)]
    quiet: bool,
}

impl Fork {
    /// Creates the fork and prints its ID.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let mut exit = Exit::Success;
        for parent in resolve(ctx, std::slice::from_ref(&self.id))? {
            let (forked, batch) = fork::fork(ctx, &parent, self.prompt.as_deref(), self.dry_run)?;
            exit = exit.worst(batch);
            // Otherwise the store as a whole could not be used, which has been reported.
            let Some((id, outcome)) = forked else { continue };
            let line = match outcome {
                PutOutcome::Created(_) if self.quiet => format!("{id}\n"),
                PutOutcome::Created(_) => format!("Session {parent} forked to {id}.\n"),
                PutOutcome::WouldCreate => format!("Would fork session {parent}.\n"),
                PutOutcome::Failed(error) => {
                    exit = exit.worst(ctx.report(&error));
                    continue;
                }
                PutOutcome::Rejected(reason) => {
                    let (id, reason) = (parent.to_string(), reason.to_string());
                    let error = Error::Damaged { id, reason, is_unread: false };
                    exit = exit.worst(ctx.report(&error));
                    continue;
                }
                // A random ID is not taken.
                _ => continue,
            };
            ctx.print(line.as_bytes())?;
        }
        Ok(exit)
    }
}
