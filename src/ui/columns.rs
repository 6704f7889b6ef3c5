//! The columns of session tables, one for each field in the table of fields.

use crate::{
    sanitize::sanitize,
    session::{
        abbrev::Abbrev, fields::Field, file::ParsedFile, id::SessionId, time::Time, value::Value,
    },
    ui::{
        format::{self, cut},
        table,
    },
};

/// Maximum width of a cell except the last: an unusual file must not stretch every row.
pub(crate) const WIDEST: usize = 32;

/// Returns the sanitised cells of a session; the last one is not cut. [`table()`] fills in the ID's
/// cell, because its abbreviation depends on all sessions.
pub(crate) fn cells(columns: &[&Field], parsed: ParsedFile<'_>, now: Time) -> Vec<String> {
    let widest = |number| if number + 1 == columns.len() { usize::MAX } else { WIDEST };
    columns.iter().enumerate().map(|(at, field)| cell(field, parsed, now, widest(at))).collect()
}

/// Returns the value of `field` as a cell of at most `widest` columns.
pub(crate) fn cell(field: &Field, parsed: ParsedFile<'_>, now: Time, widest: usize) -> String {
    match field.value(parsed) {
        Value::Text(_) if field.is_id() => String::new(),
        Value::Text(text) if !text.is_empty() => {
            let text = sanitize(text);
            if text.len() <= widest { text.into_owned() } else { cut(&text, widest).into_owned() }
        }
        Value::Time(time) => format::time_ago(Some(time), now),
        Value::Number(number) if number > 0 => number.to_string(),
        Value::Absent | Value::Text(_) | Value::Number(_) => field.if_absent.to_owned(),
        value => {
            let mut text = Vec::new();
            value.write_plain(&mut text);
            cut(&sanitize(&String::from_utf8_lossy(&text)), widest).into_owned()
        }
    }
}

/// Returns the headings of columns, each with its minimum width.
pub(crate) fn headings(columns: &[&Field]) -> Vec<(&'static str, usize)> {
    columns.iter().map(|field| (field.label, field.width)).collect()
}

/// Lays out a table whose first column is the session ID, abbreviated to a unique prefix among
/// `ids`, which must be sorted and complete. If `width` is given, lines are cut to it.
pub(crate) fn table(
    headings: &[(&'static str, usize)],
    rows: impl Iterator<Item = (SessionId, Vec<String>)>,
    ids: &[SessionId],
    width: Option<usize>,
) -> String {
    let abbrev = Abbrev::of(ids);
    let rows = rows.map(|(id, mut cells)| {
        abbrev.short(&id).clone_into(&mut cells[0]);
        cells
    });
    table::render(headings, &rows.collect::<Vec<_>>(), width)
}
