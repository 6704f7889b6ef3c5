//! The columns of a table of sessions: one for each field of the table of fields.

use std::borrow::Cow;

use crate::{
    sanitize::sanitize,
    session::{
        abbrev::Abbrev, fields::Field, file::ParsedFile, id::SessionId, time::Time, value::Value,
    },
    ui::{
        format::{self, cut},
        table::{self, Cells},
    },
};

/// The most columns for a cell but the last: one strange file must not widen every row.
pub(crate) const WIDEST: usize = 32;

/// Returns the cells of one session but that of its ID, which is the first of `columns`: its
/// abbreviation depends on all sessions. The last cell is not cut.
pub(crate) fn cells(columns: &[&Field], parsed: ParsedFile<'_>, now: Time) -> Cells {
    let mut cells = Cells::with_capacity(columns.len());
    if let [_, middle @ .., last] = columns {
        for field in middle {
            cells.push(&cell(field, parsed, now, WIDEST));
        }
        cells.push_last(&cell(last, parsed, now, usize::MAX));
    }
    cells
}

/// Returns the value of `field` as a sanitised cell of at most `widest` columns.
pub(crate) fn cell<'a>(
    field: &Field,
    parsed: ParsedFile<'a>,
    now: Time,
    widest: usize,
) -> Cow<'a, str> {
    match field.value(parsed) {
        Value::Text(text) if !text.is_empty() => match sanitize(text) {
            Cow::Borrowed(text) => cut(text, widest),
            Cow::Owned(text) => cut(&text, widest).into_owned().into(),
        },
        Value::Time(time) => format::time_ago(Some(time), now).into(),
        Value::Number(number) if number > 0 => number.to_string().into(),
        Value::Absent | Value::Text(_) | Value::Number(_) => field.if_absent.into(),
        value => {
            let mut text = Vec::new();
            value.write_plain(&mut text);
            cut(&sanitize(&String::from_utf8_lossy(&text)), widest).into_owned().into()
        }
    }
}

/// Returns the headings of columns, each with its least width.
pub(crate) fn headings(columns: &[&Field]) -> Vec<(&'static str, usize)> {
    columns.iter().map(|field| (field.label, field.width)).collect()
}

/// Lays out a table whose first column is the session ID, in its shortest form that is unique among
/// `ids`, which must be sorted and complete. With `width` no line is wider than that.
pub(crate) fn table<'r>(
    headings: &'r [(&'static str, usize)],
    rows: impl Iterator<Item = (&'r SessionId, &'r Cells)>,
    ids: &'r [SessionId],
    width: Option<usize>,
) -> impl Iterator<Item = String> + 'r {
    let abbrev = Abbrev::of(ids);
    let rows = rows.map(|(id, cells)| (abbrev.short(id), cells)).collect();
    table::render(headings, rows, width)
}
