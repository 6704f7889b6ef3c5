//! `sessions import`: store sessions that were exported.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{
        PutOutcome,
        import::{self, Imported},
        put_raw::Mode,
    },
};

/// Store sessions that were exported
#[derive(Args, Clone, Debug)]
pub(crate) struct Import {
    /// Files or directories that `export` wrote; - is standard input
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,

    /// Overwrite sessions that exist
    #[arg(long)]
    replace: bool,

    /// Store nothing, only show what would be stored
    #[arg(short = 'n', long)]
    dry_run: bool,

    /// Write `stored` records as JSON Lines
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Imports everything that is named, in order, and reports each session.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let mode = Mode::of(self.replace, self.dry_run);
        let mut exit = Exit::Success;
        for path in &self.paths {
            let (results, batch) = match import::import(ctx, &import::place(path), mode) {
                Ok(imported) => imported,
                Err(error) => {
                    exit = exit.worst(ctx.report(&error));
                    continue;
                }
            };
            exit = exit.worst(if self.json {
                import::write_records(ctx, &results, batch)?
            } else {
                batch.worst(report(ctx, results)?)
            });
        }
        Ok(exit)
    }
}

/// Reports each result on a line.
fn report(ctx: &mut Context<'_>, results: Vec<Imported>) -> Result<Exit, Error> {
    let mut exit = Exit::Success;
    for result in results {
        let (id, outcome) = match result {
            Ok((id, outcome)) => (id.to_string(), outcome),
            Err(rejected) => {
                let (id, reason) = (rejected.input, rejected.reason);
                exit = exit.worst(ctx.report(&Error::NotImported { id, reason }));
                continue;
            }
        };
        let line = match outcome {
            PutOutcome::WouldCreate => format!("Would create session {id}.\n"),
            PutOutcome::WouldReplace(_) => format!("Would replace session {id}.\n"),
            PutOutcome::Created(_) => format!("Session {id} created.\n"),
            PutOutcome::Replaced(_) => format!("Session {id} replaced.\n"),
            PutOutcome::Unchanged(_) => format!("Session {id} unchanged.\n"),
            other => {
                let error = match other {
                    PutOutcome::Exists(_) => Error::NotReplaced { id },
                    PutOutcome::Rejected(reason) => {
                        Error::NotImported { id, reason: reason.to_string() }
                    }
                    PutOutcome::Changed(_) | PutOutcome::Missing => {
                        Error::NotImported { id, reason: "it changed in the meantime".to_owned() }
                    }
                    PutOutcome::Failed(error) => error,
                    // The cause has been reported. An import has no other outcomes.
                    _ => continue,
                };
                exit = exit.worst(ctx.report(&error));
                continue;
            }
        };
        ctx.print(line.as_bytes())?;
    }
    Ok(exit)
}
