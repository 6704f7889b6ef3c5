//! `sessions trash`: the contents of the trash.

use clap::Args;

use super::print_array;
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{BatchInfo, TrashEntry, ls_trash, report_damaged, trash},
    records,
    sanitize::sanitize,
    session::{abbrev, fields, file::ParsedFile, id::SessionId, time::Time},
    ui::{
        columns,
        format::{self, NOTHING},
        table::Cells,
    },
};

/// The column headings, with their minimum widths.
const HEADINGS: [(&str, usize); 5] =
    [("ID", 8), ("BACKEND", 8), ("DELETED", 14), ("BY", 6), ("TITLE/PROMPT", 0)];

/// Maximum width of a command name: an unusual record must not stretch every row.
const WIDEST: usize = 16;

/// List the sessions in the trash
#[derive(Args, Clone, Debug)]
pub(crate) struct Trash {
    /// Write a JSON array
    #[arg(long)]
    json: bool,
}

impl Trash {
    /// Writes the list, newest first. Names damaged sessions on standard error.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        ctx.page();
        if self.json {
            let mut objects = Vec::new();
            let damaged = ls_trash::visit(ctx, false, |trashed| {
                let mut object = Vec::new();
                records::write_json(trashed, &mut object);
                objects.push(object);
            })?;
            report_damaged(ctx, &damaged);
            print_array(ctx, objects.iter().map(Vec::as_slice))?;
            return Ok(Exit::Success);
        }
        let now = ctx.now();
        let listing = trash::list(ctx, None, |entry, info, parsed| row(entry, info, parsed, now))?;
        report_damaged(ctx, &listing.damaged);
        if listing.contents.sessions.is_empty() {
            ctx.status("The trash is empty.\n");
            return Ok(Exit::Success);
        }
        let table = table(&listing.found, &listing.contents.sessions, ctx.terminal().width);
        ctx.print(table.as_bytes())?;
        Ok(Exit::Success)
    }
}

/// Lays out `rows` as a table. IDs are abbreviated so that they are unique among `entries`.
pub(crate) fn table(rows: &[Row], entries: &[TrashEntry], width: Option<usize>) -> String {
    let ids = abbrev::sorted(entries.iter().map(|entry| entry.id.clone()));
    columns::table(&HEADINGS, rows.iter().map(|(id, cells)| (id, cells)), &ids, width).collect()
}

/// A session in the trash, and its cells.
pub(crate) type Row = (SessionId, Cells);

/// Returns the cells of a session in the trash, sanitised; that of its ID is filled in by [`table`].
pub(crate) fn row(entry: &TrashEntry, info: &BatchInfo, parsed: ParsedFile<'_>, now: Time) -> Row {
    let command = if info.command.is_empty() { NOTHING } else { &info.command };
    let [backend, heading] = const { fields::all_named(["backend", "heading"]) };
    let mut cells = Cells::default();
    cells.push(&columns::cell(backend, parsed, now, columns::WIDEST));
    cells.push(&format::time_ago(Some(entry.batch.at()), now));
    cells.push(&format::cut(&sanitize(command), WIDEST));
    cells.push_last(&columns::cell(heading, parsed, now, usize::MAX));
    (entry.id.clone(), cells)
}
