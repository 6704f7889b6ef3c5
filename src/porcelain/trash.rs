//! `sessions trash`: the contents of the trash.

use clap::Args;

use super::print_array;
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{BatchInfo, TrashEntry, ls_trash, report_damaged, trash},
    records,
    sanitize::sanitize,
    session::{
        Session,
        abbrev::{self, Abbrev},
        id::SessionId,
        time::Time,
    },
    ui::{
        columns,
        format::{self, NOTHING},
        table,
    },
};

/// The column names, with their minimum widths.
const COLUMNS: [(&str, usize); 4] = [("ID", 8), ("BACKEND", 8), ("DELETED", 14), ("BY", 6)];

/// The name of the last column, which has no fixed width.
const LAST_COLUMN: &str = "TITLE/PROMPT";

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
        let listing =
            trash::list(ctx, None, |trashed, batch, _, session| Row::new(trashed, batch, session))?;
        report_damaged(ctx, &listing.damaged);
        if listing.contents.sessions.is_empty() {
            ctx.status("The trash is empty.\n");
            return Ok(Exit::Success);
        }
        let (now, width) = (ctx.now(), ctx.terminal().width);
        layout(&listing.found, &listing.contents.sessions, now, width, |lines| ctx.print(lines))?;
        Ok(Exit::Success)
    }
}

/// The table row of a session in the trash, sanitised.
pub(crate) struct Row {
    id: SessionId,
    backend: String,
    deleted: Time,
    command: String,
    title: String,
}

impl Row {
    pub(crate) fn new(trashed: &TrashEntry, batch: &BatchInfo, session: &Session<'_>) -> Row {
        let command = if batch.command.is_empty() { NOTHING } else { &batch.command };
        Row {
            id: trashed.id.clone(),
            backend: columns::backend(session).into_owned(),
            deleted: trashed.batch.at(),
            command: format::cut(&sanitize(command), WIDEST).into_owned(),
            title: columns::title(session).into_owned(),
        }
    }
}

/// Lays out `rows` and passes the lines to `emit` in chunks, with IDs abbreviated to unique
/// prefixes among `all`.
pub(crate) fn layout(
    rows: &[Row],
    all: &[TrashEntry],
    now: Time,
    width: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let ids = abbrev::sorted(all.iter().map(|trashed| trashed.id.clone()));
    let abbrevs = Abbrev::of(&ids);
    let ago: Vec<String> =
        rows.iter().map(|row| format::time_ago(Some(row.deleted), now)).collect();
    let lines = rows.iter().zip(&ago).map(|(row, ago)| {
        let cells = [abbrevs.short(&row.id), &row.backend, ago, &row.command];
        (cells.map(str::as_bytes), row.title.as_bytes())
    });
    table::layout(COLUMNS, LAST_COLUMN, &lines.collect::<Vec<_>>(), width, emit)
}
