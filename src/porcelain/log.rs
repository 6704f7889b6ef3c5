//! `sessions log`: the history of changes, newest first.

use std::borrow::Cow;

use clap::Args;

use super::print_array;
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{JournalEntry, journal},
    records::{self, ChangeRecord},
    sanitize::sanitize,
    session::{
        abbrev::{self, Abbrev},
        id::{IdPrefix, SessionId},
        time,
    },
    ui::{
        format::{self, NOTHING},
        table,
    },
};

/// The column names, with their minimum widths.
const COLUMNS: [(&str, usize); 4] = [("TIME", 20), ("COMMAND", 8), ("ID", 8), ("OUTCOME", 8)];

/// The name of the last column, which has no fixed width.
const LAST_COLUMN: &str = "REASON";

/// Maximum width of a command or outcome: an unusual line must not stretch every row.
const WIDEST: usize = 16;

/// Show what commands changed, newest first
#[derive(Args, Clone, Debug)]
pub(crate) struct Log {
    /// Only changes of the session with this id, or of those that start so
    #[arg(value_name = "ID")]
    id: Option<IdPrefix>,

    /// Write a JSON array
    #[arg(long)]
    json: bool,

    /// Max changes to show (0: all)
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,
}

impl Log {
    /// Writes the changes. Skips invalid lines of the journal.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let all = journal::load(ctx)?;
        let ids = abbrev::sorted(all.iter().filter_map(|change| change.id.as_deref().cloned()));
        let is_wanted = |change: &&JournalEntry<'_>| match (&self.id, &change.id) {
            (None, _) => true,
            (Some(prefix), Some(id)) => prefix.matches(id),
            (Some(_), None) => false,
        };
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let changes: Vec<&JournalEntry<'_>> = all.iter().filter(is_wanted).take(limit).collect();
        if self.json {
            let objects: Vec<Vec<u8>> = changes.into_iter().map(object).collect();
            print_array(ctx, objects.iter().map(Vec::as_slice))?;
        } else if changes.is_empty() {
            ctx.status("No changes found.\n");
        } else {
            print_table(ctx, &changes, &ids)?;
        }
        Ok(Exit::Success)
    }
}

fn object(change: &JournalEntry<'_>) -> Vec<u8> {
    let mut object = Vec::new();
    records::write_json(&ChangeRecord(change), &mut object);
    object
}

/// Returns the rule that requested the change, with its argument.
fn rule(change: &JournalEntry<'_>) -> String {
    let rule = change.rule.as_deref().unwrap_or(NOTHING);
    change.rule_value.as_ref().map_or(rule.to_owned(), |value| format!("{rule} {value}"))
}

/// Prints `changes` as a table, with IDs abbreviated to unique prefixes among `ids`.
fn print_table(
    ctx: &mut Context<'_>,
    changes: &[&JournalEntry<'_>],
    ids: &[SessionId],
) -> Result<(), Error> {
    let abbrevs = Abbrev::of(ids);
    let word = |text: &str| format::cut(&sanitize(text), WIDEST).into_owned();
    let lines: Vec<([Cow<'_, str>; 4], Cow<'_, str>)> = changes
        .iter()
        .map(|change| {
            let cells = [
                time::seconds(change.time).into(),
                word(&change.command).into(),
                change.id.as_ref().map_or(NOTHING, |id| abbrevs.short(id)).into(),
                word(&change.outcome).into(),
            ];
            (cells, sanitize(&rule(change)).into_owned().into())
        })
        .collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|(cells, reason)| (cells.each_ref().map(|cell| cell.as_bytes()), reason.as_bytes()))
        .collect();
    let width = ctx.terminal().width;
    table::layout(COLUMNS, LAST_COLUMN, &lines, width, |lines| ctx.print(lines))
}
