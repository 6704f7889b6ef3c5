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
        cells::Cells,
        column::{Column, Look},
        columns::{self, Form},
        format::{self, NOTHING},
        table::Screen,
    },
};

const COLUMNS: [Column; 5] = [
    Column::new("ID", 8).looks(Look::Id),
    Column::new("BACKEND", 8).looks(Look::Word).dropped(1),
    Column::new("DELETED", 14).looks(Look::Dim),
    Column::new("BY", 6).looks(Look::Word).dropped(0),
    Column::new("TITLE/PROMPT", 0).looks(Look::Title),
];

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
        let screen = ctx.screen();
        let (form, now) = (ctx.form(screen.room), ctx.now());
        let row =
            |entry: &_, info: &_, parsed: ParsedFile<'_>| row(entry, info, parsed, &form, now);
        let listing = trash::list(ctx, None, row)?;
        report_damaged(ctx, &listing.damaged);
        if listing.contents.sessions.is_empty() {
            ctx.status("The trash is empty.\n");
            return Ok(Exit::Success);
        }
        let table = table(&listing.found, &listing.contents.sessions, screen);
        ctx.print(table.as_bytes())?;
        Ok(Exit::Success)
    }
}

/// Lays out `rows` as a table. IDs are abbreviated so that they are unique among `entries`.
pub(crate) fn table(rows: &[Row], entries: &[TrashEntry], screen: Screen) -> String {
    let ids = abbrev::sorted(entries.iter().map(|entry| entry.id.clone()));
    columns::table(&COLUMNS, rows.iter().map(|(id, cells)| (id, cells)), &ids, screen).collect()
}

/// A session in the trash, and its cells.
pub(crate) type Row = (SessionId, Cells);

/// Returns the cells of a session in the trash, sanitised; that of its ID is filled in by [`table`].
pub(crate) fn row(
    entry: &TrashEntry,
    info: &BatchInfo,
    parsed: ParsedFile<'_>,
    form: &Form,
    now: Time,
) -> Row {
    let command = if info.command.is_empty() { NOTHING } else { &info.command };
    let [backend, heading] = const { fields::all_named(["backend", "heading"]) };
    let mut cells = Cells::default();
    cells.push(&form.cell(backend, parsed, form.widest));
    cells.push(&format::time_ago(Some(entry.batch.at()), now));
    cells.push(&format::cut(&sanitize(command), WIDEST));
    cells.push_last(&form.cell(heading, parsed, form.last));
    (entry.id.clone(), cells)
}
