//! The columns of a table of sessions: one for each field of the table of fields.

use std::borrow::Cow;

use crate::{
    edit::pin,
    sanitize::sanitize,
    session::{
        abbrev::Abbrev,
        fields::{Field, FieldType},
        file::ParsedFile,
        id::SessionId,
        time::{Clock, Time},
        value::Value,
    },
    ui::{
        cells::Cells,
        column::{Column, Look},
        format::{self, cut, cut_start},
        layout::Room,
        table::{self, Screen},
    },
};

/// The most columns for a cell but the last in a pipe: one strange file must not widen every row.
pub(crate) const WIDEST: usize = 32;

/// The form of cells.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    now: Time,
    /// Writes times, instead of their age.
    pub(crate) clock: Option<Clock>,
    /// The directory that a path shows as `~`.
    pub(crate) home: Option<String>,
    /// The maximum width of a cell but the last.
    pub(crate) widest: usize,
    /// The maximum width of the last cell.
    pub(crate) last: usize,
}

impl Form {
    /// Returns the form of the cells of a table with this room, with ages as of `now`.
    pub(crate) fn new(now: Time, room: Room) -> Form {
        let widest = if room == Room::Page { WIDEST } else { room.widest() };
        Form { now, clock: None, home: None, widest, last: room.widest() }
    }

    /// Returns the cells of one session but that of its ID, whose abbreviation depends on all
    /// sessions.
    pub(crate) fn cells(&self, fields: &[&Field], parsed: ParsedFile<'_>) -> Cells {
        let mut cells = Cells::with_capacity(fields.len());
        for (number, field) in fields.iter().enumerate().filter(|(_, field)| field.name != "id") {
            if number + 1 < fields.len() {
                cells.push(&self.cell(field, parsed, self.widest));
            } else {
                cells.push_last(&self.cell(field, parsed, self.last));
            }
        }
        cells.is_pinned = pin::is_pinned(parsed.session);
        cells
    }

    /// Returns the value of `field` as a sanitised cell of at most `widest` columns.
    pub(crate) fn cell<'a>(
        &self,
        field: &Field,
        parsed: ParsedFile<'a>,
        widest: usize,
    ) -> Cow<'a, str> {
        match field.value(parsed) {
            Value::Text(text) if !text.is_empty() && look(field) == Look::Path => {
                cut_start(&sanitize(&self.shortened(text)), widest).into_owned().into()
            }
            Value::Text(text) if !text.is_empty() => match sanitize(text) {
                Cow::Borrowed(text) => cut(text, widest),
                Cow::Owned(text) => cut(&text, widest).into_owned().into(),
            },
            Value::Time(time) => match self.clock {
                Some(clock) => clock(time).into(),
                None => format::time_ago(Some(time), self.now).into(),
            },
            Value::Number(number) if number > 0 => number.to_string().into(),
            Value::Texts(texts) if !texts.is_empty() => {
                cut(&sanitize(&texts.join(", ")), widest).into_owned().into()
            }
            Value::Pairs([]) | Value::Members([]) => field.if_absent.into(),
            Value::Absent | Value::Text(_) | Value::Number(_) | Value::Texts(_) => {
                field.if_absent.into()
            }
            value => {
                let mut text = Vec::new();
                value.write_plain(&mut text);
                cut(&sanitize(&String::from_utf8_lossy(&text)), widest).into_owned().into()
            }
        }
    }

    /// Returns a path with `~` for the home directory.
    fn shortened<'a>(&self, path: &'a str) -> Cow<'a, str> {
        let rest = self.home.as_ref().and_then(|home| path.strip_prefix(home.as_str()));
        match rest {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => ["~", rest].concat().into(),
            _ => path.into(),
        }
    }
}

/// Returns the value of `field` as a sanitised cell of at most `widest` columns, as in a pipe.
pub(crate) fn cell<'a>(
    field: &Field,
    parsed: ParsedFile<'a>,
    now: Time,
    widest: usize,
) -> Cow<'a, str> {
    Form::new(now, Room::Page).cell(field, parsed, widest)
}

/// Returns the kind of the field's column.
fn look(field: &Field) -> Look {
    match (field.name, field.kind) {
        ("id", _) => Look::Id,
        ("backend", _) => Look::Word,
        ("status", _) => Look::Status,
        ("working_dir", _) => Look::Path,
        ("heading", _) => Look::Title,
        (_, FieldType::Time) => Look::Dim,
        (_, FieldType::Number) => Look::Number,
        _ => Look::Text,
    }
}

/// Returns the column of a field.
pub(crate) fn column(field: &Field) -> Column {
    let column = Column::new(field.label, field.width).looks(look(field));
    // A terminal drops the first of these first.
    let ranks = ["working_dir", "tokens", "backend", "status"];
    let rank = ranks.iter().position(|name| *name == field.name);
    Column { dropped: rank.and_then(|rank| u8::try_from(rank).ok()), ..column }
}

/// Returns the columns of fields.
pub(crate) fn of_fields(fields: &[&Field]) -> Vec<Column> {
    fields.iter().copied().map(column).collect()
}

/// Lays out a table of sessions, each with its ID in the shortest form that is unique among `ids`,
/// which must be sorted and complete.
pub(crate) fn table<'r>(
    columns: &'r [Column],
    rows: impl Iterator<Item = (&'r SessionId, &'r Cells)>,
    ids: &'r [SessionId],
    screen: Screen,
) -> impl Iterator<Item = String> + 'r {
    let abbrev = Abbrev::of(ids);
    let rows = rows.map(|(id, cells)| (Some(abbrev.of_id(id)), cells)).collect();
    table::render(columns, rows, screen)
}
