//! `sessions relocate`: follow a directory that was moved.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::change::{Chosen, Lines, Words};
use crate::{
    context::Context,
    edit::{patch::Patch, relocate::Move},
    error::{Error, Exit},
    plumbing::{ls_raw, report_damaged, set_raw::Mode},
    query::Query,
    sanitize::sanitize,
};

/// Set a new directory for the sessions of one that was moved
#[derive(Args, Clone, Debug)]
pub(crate) struct Relocate {
    /// The directory as it was
    #[arg(value_name = "OLD", value_hint = ValueHint::DirPath)]
    old: PathBuf,

    /// The directory as it is now
    #[arg(value_name = "NEW", value_hint = ValueHint::DirPath)]
    new: PathBuf,

    /// Change nothing, only show what would change
    #[arg(short = 'n', long)]
    dry_run: bool,

    /// Skip the confirmation prompt
    #[arg(short, long)]
    yes: bool,
}

impl Relocate {
    /// Changes the directory of all sessions in it or below.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let moving = moving(ctx, &self.old, &self.new)?;
        let scan = ls_raw::select(ctx, &Query::default(), |parsed| {
            let directory = parsed.session.working_dir.as_deref().unwrap_or_default();
            moving.moved(directory).map(|moved| (directory.to_owned(), moved))
        })?;
        let exit = report_damaged(ctx, &scan.damaged);
        let rows = scan.rows.into_iter().filter_map(|row| Some((row.id, row.value?)));
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            let text =
                format!("No session is in {} or below; nothing was changed.", self.old.display());
            ctx.status(&format!("{}\n", sanitize(&text)));
            return Ok(exit);
        }
        if !Context::is_directory(&moving.new) {
            let new = moving.new.display();
            ctx.warn("directory_missing", format_args!("there is no directory {new}"));
        }
        if self.dry_run {
            for (id, (from, to)) in rows {
                let line = format!("Would relocate session {id} from {from} to {to}.");
                ctx.print(format!("{}\n", sanitize(&line)).as_bytes())?;
            }
            return Ok(exit);
        }
        let ids = rows.into_iter().map(|(id, _)| id).collect();
        let words = Words { verb: "relocate", done: "relocated", already: "already relocated" };
        let chosen = Chosen { ids, lines: Lines::Count, exit };
        // The directory that the file has when it is locked decides.
        chosen.change(ctx, words, Mode::Change, self.yes, |file, now| {
            let directory = now.working_dir.as_deref().unwrap_or_default();
            let patch = moving.moved(directory).map(|moved| Patch::of_text("working_dir", &moved));
            patch.map_or(Ok(None), |patch| patch.of(file, now))
        })
    }
}

fn moving(ctx: &Context<'_>, old: &Path, new: &Path) -> Result<Move, Error> {
    for (name, path) in [("OLD", old), ("NEW", new)] {
        if path.as_os_str().is_empty() || path.to_str().is_none() {
            return Err(Error::Usage {
                message: format!("{name} is not a path that a session can have"),
                hint: "name two directories: OLD NEW".to_owned(),
            });
        }
    }
    Ok(Move { old: ctx.spellings(old)?, new: ctx.absolute(new)? })
}
