//! The sessions that an ambiguous prefix may mean.

use std::cmp::Reverse;

use crate::{
    context::Context,
    error::Error,
    plumbing::cat_raw,
    session::{abbrev::Abbrev, fields, id::SessionId},
    ui::{
        cells::Cells,
        column::{Column, Look},
        format::NOTHING,
        layout::Room,
        style::Styles,
        table::{self, Screen},
    },
};

/// Maximum number of candidates shown for an ambiguous prefix.
pub(super) const MOST_CANDIDATES: usize = 10;

/// The width of a title in a pipe.
const TITLE: usize = 50;

const COLUMNS: [Column; 3] = [
    Column::new("ID", 0).looks(Look::Id),
    Column::new("", 0).looks(Look::Dim),
    Column::new("", 0).looks(Look::Title),
];

/// Describes the sessions that match a prefix, most recently used first, one per line: ID, age,
/// title. On a terminal, IDs are abbreviated to what must be typed, and lines fit.
pub(super) fn describe(
    ctx: &mut Context<'_>,
    candidates: &[SessionId],
) -> Result<Vec<String>, Error> {
    let width = ctx.terminal().error_width.map(|width| width.saturating_sub("hint: ".len()));
    let form = ctx.form(width.map_or(Room::Page, Room::Within));
    let row = cat_raw::load(ctx, candidates, |file| {
        let [last_used, heading] = const { fields::all_named(["last_used", "heading"]) };
        let session = file.session();
        let (age, title, time) = match &session {
            Ok(session) => {
                let parsed = file.parsed(session);
                let age = form.cell(last_used, parsed, form.widest).into_owned();
                let title = form.cell(heading, parsed, width.unwrap_or(TITLE));
                (age, title.into_owned(), session.last_used)
            }
            Err(damaged) => (NOTHING.to_owned(), format!("damaged: {}", damaged.reason), None),
        };
        (time, file.id.clone(), age, title)
    })?;
    // A session that was removed meanwhile is no candidate.
    let mut rows: Vec<_> = row.into_iter().flatten().collect();
    rows.sort_by_key(|(time, ..)| Reverse(*time));
    let more = rows.len().saturating_sub(MOST_CANDIDATES);
    rows.truncate(MOST_CANDIDATES);
    let mut lines: Vec<String> = match width {
        None => rows.iter().map(|(_, id, age, title)| format!("{id}  {age}  {title}")).collect(),
        Some(width) => {
            let cells: Vec<Cells> =
                rows.iter().map(|(_, _, age, title)| cells(age, title)).collect();
            let abbrev = Abbrev::of(candidates);
            let ids = rows.iter().map(|(_, id, ..)| Some(abbrev.of_id(id)));
            let room = Room::Within(width);
            let screen = Screen { room, styles: Styles::default(), has_header: false };
            let lines = table::render(&COLUMNS, ids.zip(&cells).collect(), screen);
            lines.map(|line| line.trim_end().to_owned()).collect()
        }
    };
    if more > 0 {
        lines.push(format!("… and {more} more"));
    }
    Ok(lines)
}

fn cells(age: &str, title: &str) -> Cells {
    let mut cells = Cells::default();
    cells.push(age);
    cells.push_last(title);
    cells
}
