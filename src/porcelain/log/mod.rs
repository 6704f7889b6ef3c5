//! `sessions log`: the history of changes, newest first.

mod operations;

use std::str::FromStr;

use clap::Args;

use super::{print_array, print_lines, recent};
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{JournalEntry, journal},
    records::{self, ChangeRecord},
    sanitize::sanitize,
    session::{
        abbrev::{self, Abbrev, ShortId},
        id::{IdPrefix, SessionId},
        time,
    },
    ui::{
        cells::Cells,
        column::{Column, Look},
        format::{self, NOTHING},
        table,
    },
};

const COLUMNS: [Column; 5] = [
    Column::new("TIME", 20).looks(Look::Dim),
    Column::new("COMMAND", 8),
    Column::new("ID", 8).looks(Look::Id),
    Column::new("OUTCOME", 8).dropped(0),
    Column::new("REASON", 0),
];

/// Maximum width of a command or outcome: an unusual line must not stretch every row.
const WIDEST: usize = 16;

/// Show the history of changes, newest first
#[derive(Args, Clone, Debug)]
pub(crate) struct Log {
    /// Only changes to sessions whose ID starts with this
    #[arg(value_name = "ID", value_parser = prefix_or_place)]
    id: Option<String>,

    /// Write a JSON array
    #[arg(long)]
    json: bool,

    /// Group changes by operation, and show how to undo it
    #[arg(long, conflicts_with = "json")]
    operations: bool,

    /// Maximum number of changes or operations (0 = all)
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,
}

impl Log {
    /// Writes the changes, one by one or by operation. Skips invalid lines of the journal.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = recent::expand(ctx, self.id.as_slice())?;
        let prefix: Option<IdPrefix> = ids.first().and_then(|id| id.parse().ok());
        let all = journal::load(ctx)?;
        let ids = abbrev::sorted(all.iter().filter_map(|change| change.id.as_deref().cloned()));
        let is_wanted = |change: &&JournalEntry<'_>| match (&prefix, &change.id) {
            (None, _) => true,
            (Some(prefix), Some(id)) => prefix.matches(id),
            (Some(_), None) => false,
        };
        ctx.page();
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let wanted = all.iter().filter(is_wanted);
        let changes: Vec<&JournalEntry<'static>> =
            wanted.take(if self.operations { usize::MAX } else { limit }).collect();
        if self.json {
            let objects: Vec<Vec<u8>> = changes.into_iter().map(object).collect();
            print_array(ctx, objects.iter().map(Vec::as_slice))?;
        } else if changes.is_empty() {
            ctx.status("No changes found.\n");
        } else if self.operations {
            operations::print(ctx, &changes, limit)?;
        } else {
            print_table(ctx, &changes, &ids)?;
        }
        Ok(Exit::Success)
    }
}

/// Checks the argument. The sessions of a prefix need not exist any more.
fn prefix_or_place(text: &str) -> Result<String, <IdPrefix as FromStr>::Err> {
    if !text.starts_with('@') {
        text.parse::<IdPrefix>()?;
    }
    Ok(text.to_owned())
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
    let row = |change: &&JournalEntry<'_>| {
        let mut cells = Cells::default();
        cells.push(&time::seconds(change.time));
        cells.push(&word(&change.command));
        cells.push(&word(&change.outcome));
        cells.push_last(&sanitize(&rule(change)));
        cells
    };
    let cells: Vec<Cells> = changes.iter().map(row).collect();
    let rows = changes.iter().zip(&cells).map(|(change, cells)| {
        let nothing = ShortId { text: NOTHING, unique: 0 };
        (Some(change.id.as_ref().map_or(nothing, |id| abbrevs.of_id(id))), cells)
    });
    let table = table::render(&COLUMNS, rows.collect(), ctx.screen());
    print_lines(ctx, table)
}
