//! `sessions empty-trash`: permanently delete the contents of the trash, after asking.

use clap::Args;

use super::{
    confirm,
    trash::{row, table},
};
use crate::{
    context::Context,
    error::{Error, Exit, plural},
    plumbing::{
        report_damaged,
        trash::{self, Contents},
    },
    policy::{Reason, Rule},
    session::{
        age::{Age, InvalidAge},
        file::ParsedFile,
    },
};

/// Permanently delete the contents of the trash
#[derive(Args, Clone, Debug)]
pub(crate) struct EmptyTrash {
    /// Only sessions trashed more than AGE ago (30, 30d, 12h, 2w)
    #[arg(long, value_name = "AGE", value_parser = time_in_trash)]
    older_than: Option<Age>,

    /// Skip the confirmation prompt
    #[arg(short, long)]
    yes: bool,
}

impl EmptyTrash {
    /// Deletes exactly the sessions that were shown. The lock is not held while the user decides.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let age = self.older_than.as_ref();
        let contents = if self.yes { trash::contents(ctx, age)? } else { ask(ctx, age)? };
        let rule = age.map_or(Rule::All, |age| Rule::OlderThan(age.clone()));
        let (removed, exit) = trash::empty(ctx, &contents, Reason::Rule(&rule))?;
        // If nothing could be deleted, the error is enough.
        if removed > 0 || exit == Exit::Success {
            ctx.print(format!("Permanently deleted {}.\n", plural(removed, "session")).as_bytes())?;
        }
        Ok(exit)
    }
}

/// Parses the minimum time in the trash. The parser's own message for zero would suggest options
/// that remove sessions from the store.
fn time_in_trash(text: &str) -> Result<Age, String> {
    text.parse().map_err(|error| match error {
        InvalidAge::Zero => {
            "the minimum is 1h; omit --older-than to delete everything in the trash".to_owned()
        }
        InvalidAge::Malformed => error.to_string(),
    })
}

/// Shows the sessions and asks. Returns an error if nobody can answer, or if the answer is no.
fn ask(ctx: &mut Context<'_>, age: Option<&Age>) -> Result<Contents, Error> {
    let screen = ctx.error_screen();
    let (form, now) = (ctx.form(screen.room), ctx.now());
    let row = |entry: &_, info: &_, parsed: ParsedFile<'_>| row(entry, info, parsed, &form, now);
    let listing = trash::list(ctx, age, row)?;
    let sessions = &listing.contents.sessions;
    if sessions.is_empty() {
        return Ok(listing.contents);
    }
    let terminal = ctx.terminal();
    if !terminal.is_input {
        return Err(Error::Unasked);
    }
    if terminal.error_width.is_none() {
        return Err(Error::Unconfirmed);
    }
    report_damaged(ctx, &listing.damaged);
    let table = table(&listing.found, sessions, screen);
    let which = age.map_or_else(
        || "in the trash".to_owned(),
        |age| format!("trashed more than {} ago", age.words()),
    );
    let count = plural(sessions.len(), "session");
    confirm(ctx, &format!("{table}Permanently delete {count} {which}?"))?;
    Ok(listing.contents)
}
