//! `sessions trash`: what is in the trash.

use std::borrow::Cow;

use clap::Args;

use super::{
    json::{self, ListedRecord, TrashedRecord},
    row, table,
    text::{self, NOTHING},
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::{self, SessionId, ShortIds},
        session::Session,
        time::Time,
        trashed::{Deed, Trashed},
    },
    plumbing::{record, report_damaged, trash},
    visible::visible,
};

/// The names of the columns and the columns' least widths.
const COLUMNS: [(&str, usize); 4] = [("ID", 8), ("BACKEND", 8), ("DELETED", 14), ("BY", 6)];

/// The name of the last column, which is as wide as it needs to be.
const LAST_COLUMN: &str = "TITLE/PROMPT";

/// The most columns for a command's name: a strange record must not stretch every row.
const WIDEST: usize = 16;

/// List the sessions in the trash
#[derive(Args, Clone, Debug)]
pub struct Trash {
    /// Write a JSON array
    #[arg(long)]
    json: bool,
}

impl Trash {
    /// Writes the list, newest first; damaged sessions are named on standard error.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.json {
            let listing = trash::list(ctx, None, |trashed, deed, stored, session| {
                let mut object = Vec::new();
                let listed = ListedRecord::new(stored, session);
                record::write_json(&TrashedRecord { listed, trashed, deed }, &mut object);
                object
            })?;
            report_damaged(ctx, &listing.damaged);
            json::print(ctx, listing.found.iter().map(Vec::as_slice))?;
            return Ok(Exit::Success);
        }
        let listing =
            trash::list(ctx, None, |trashed, deed, _, session| Row::new(trashed, deed, session))?;
        report_damaged(ctx, &listing.damaged);
        if listing.contents.sessions.is_empty() {
            ctx.note("The trash is empty.\n");
            return Ok(Exit::Success);
        }
        let (now, width) = (ctx.now(), ctx.terminal().width);
        layout(&listing.found, &listing.contents.sessions, now, width, |line| ctx.print(line))?;
        Ok(Exit::Success)
    }
}

/// What the table shows of a session in the trash, made safe to look at.
pub(super) struct Row {
    id: SessionId,
    backend: Cow<'static, str>,
    deleted: Time,
    command: String,
    title: Vec<u8>,
}

impl Row {
    pub(super) fn new(trashed: &Trashed, deed: &Deed, session: &Session<'_>) -> Row {
        let command = if deed.command.is_empty() { NOTHING } else { &deed.command };
        Row {
            id: trashed.id.clone(),
            backend: row::backend(session),
            deleted: trashed.batch.at(),
            command: text::cut(&visible(command), WIDEST).into_owned(),
            title: row::title(session).as_bytes().to_vec(),
        }
    }
}

/// Lays out `rows` and hands `emit` one line after the other; ids are shown as short as they are
/// unique among `all`.
pub(super) fn layout(
    rows: &[Row],
    all: &[Trashed],
    now: Time,
    width: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let ids = id::sorted(all.iter().map(|trashed| trashed.id.clone()));
    let short = ShortIds::of(&ids);
    let line = |row: &'_ Row| {
        let cells = [
            short.form(&row.id).to_owned().into(),
            row.backend.clone(),
            text::ago(Some(row.deleted), now).into(),
            row.command.clone().into(),
        ];
        (cells, row.title.clone())
    };
    let lines: Vec<([Cow<'_, str>; 4], Vec<u8>)> = rows.iter().map(line).collect();
    let lines = lines.iter().map(|(cells, title)| (cells.clone(), &title[..]));
    table::layout(COLUMNS, LAST_COLUMN, lines, width, emit)
}
