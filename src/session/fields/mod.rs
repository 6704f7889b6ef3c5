//! The one table of the fields of a session.
//!
//! Everything that goes field by field comes from it: the records and their framings, `--fields`,
//! `--sort`, the columns of tables, the keys that a session file may have and their order, and the
//! OUTPUT sections of the manual. The names and the order of the records' fields are part of the
//! contract; a test compares them with the JSON Schema.

use self::{
    FieldType::{Etag, Number, Object, Pairs, Text, Texts, Time, Usage},
    Scope::{Listing, Record, Table},
};
mod lookup;

pub(crate) use lookup::{FILE_FIELDS, FILE_KEYS, all_named, count, named, names};

use std::borrow::Cow;

use super::{Session, file::ParsedFile, time, value::Value};
use crate::json::text::{same_value, text};

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldType {
    Text,
    /// An RFC 3339 time.
    Time,
    /// A whole number.
    Number,
    /// An object of token counts.
    Usage,
    /// An array of texts.
    Texts,
    /// An object of texts.
    Pairs,
    /// A digest.
    Etag,
    /// An object of any values.
    Object,
}

/// The source of a field's value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// The name of the file; the content repeats it under the same key.
    Name,
    /// A key of the file.
    Key(for<'a> fn(&'a Session<'a>) -> Value<'a>),
    /// Computed from the file.
    Derived(for<'a> fn(ParsedFile<'a>) -> Value<'a>),
}

/// The places where a field is shown by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// In `session` records.
    Record,
    /// In the JSON, CSV and TSV of `list` and `show`, after the fields of the record.
    Listing,
    /// In tables only.
    Table,
}

/// A field of a session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The key in records and files.
    pub(crate) name: &'static str,
    pub(crate) kind: FieldType,
    pub(crate) source: Source,
    /// The place among the keys of a file that clinvk 0.2.0 writes, from 0.
    place: Option<usize>,
    /// Set if clinvk writes the key even if it is empty.
    pub(crate) is_required: bool,
    pub(crate) scope: Scope,
    /// The heading of the field's column in a table.
    pub(crate) label: &'static str,
    /// The minimum width of that column.
    pub(crate) width: usize,
    /// The cell of an absent value in a table.
    pub(crate) if_absent: &'static str,
    /// Other names that `--sort` and `--columns` accept.
    pub(crate) aliases: &'static [&'static str],
}

/// All fields, in the order of the records.
#[rustfmt::skip] // One line per field.
pub(crate) const FIELDS: &[Field] = &[
    Field { source: Source::Name, ..required(0, "id", Text, "ID", 8, |_| Value::Absent) },
    required(1, "backend", Text, "BACKEND", 8, |s| text_of(s.backend.as_ref())),
    Field { if_absent: "unknown", ..key(8, "status", Text, "STATUS", 9, |s| text_of(s.status.as_ref())) },
    Field { aliases: &["created"], ..required(2, "created_at", Time, "CREATED", 14, |s| time_of(s.created_at)) },
    Field { aliases: &["age", "used"], ..required(3, "last_used", Time, "LAST USED", 14, |s| time_of(s.last_used)) },
    Field { aliases: &["dir", "directory"], ..required(4, "working_dir", Text, "DIRECTORY", 9, |s| text_of(s.working_dir.as_ref())) },
    key(5, "backend_session_id", Text, "BACKEND SESSION", 15, |s| text_of(s.backend_session_id.as_ref())),
    key(6, "model", Text, "MODEL", 8, |s| text_of(s.model.as_ref())),
    key(12, "title", Text, "TITLE", 8, |s| text_of(s.title.as_ref())),
    key(7, "initial_prompt", Text, "INITIAL PROMPT", 14, |s| text_of(s.initial_prompt.as_ref())),
    Field { aliases: &["turns"], ..key(9, "turn_count", Number, "TURNS", 5, |s| Value::Number(s.turn_count)) },
    key(10, "token_usage", Usage, "TOKEN USAGE", 11, usage_of),
    key(11, "tags", Texts, "TAGS", 8, |s| Value::Texts(&s.tags)),
    Field { aliases: &["parent"], ..key(13, "parent_id", Text, "PARENT", 8, |s| text_of(s.parent_id.as_ref())) },
    Field { aliases: &["error"], ..key(14, "error_message", Text, "ERROR", 8, |s| text_of(s.error_message.as_ref())) },
    key(15, "metadata", Pairs, "METADATA", 8, |s| Value::Pairs(&s.metadata)),
    Field { aliases: &["size"], ..derived(Record, "bytes", Number, "BYTES", 8, |f| Value::count(f.file.bytes.len())) },
    derived(Record, "etag", Etag, "ETAG", 16, |f| Value::Etag(f.file.etag())),
    derived(Record, "extra", Object, "EXTRA", 8, |f| Value::Members(&f.session.extra)),
    Field { aliases: &["total", "token_usage"], ..derived(Listing, "tokens", Number, "TOKENS", 11, total_of) },
    derived(Listing, "prompt", Text, "PROMPT", 8, |f| Value::Text(f.session.initial_prompt.as_deref().unwrap_or_default())),
    Field { aliases: &["subject"], ..derived(Table, "heading", Text, "TITLE/PROMPT", 0, heading_of) },
];

/// Returns whether a record has the key `name` although neither a file nor `extra` may have it.
pub(crate) fn is_record_only(name: &str) -> bool {
    let is_derived = |field: &Field| field.place.is_none() && field.scope == Record;
    ["v", "type"].contains(&name)
        || name != "extra" && FIELDS.iter().any(|field| field.name == name && is_derived(field))
}

const fn required(
    place: usize,
    name: &'static str,
    kind: FieldType,
    label: &'static str,
    width: usize,
    get: for<'a> fn(&'a Session<'a>) -> Value<'a>,
) -> Field {
    Field { is_required: true, ..key(place, name, kind, label, width, get) }
}

const fn key(
    place: usize,
    name: &'static str,
    kind: FieldType,
    label: &'static str,
    width: usize,
    get: for<'a> fn(&'a Session<'a>) -> Value<'a>,
) -> Field {
    Field { place: Some(place), ..field(Source::Key(get), Record, name, kind, label, width) }
}

const fn derived(
    scope: Scope,
    name: &'static str,
    kind: FieldType,
    label: &'static str,
    width: usize,
    get: for<'a> fn(ParsedFile<'a>) -> Value<'a>,
) -> Field {
    field(Source::Derived(get), scope, name, kind, label, width)
}

const fn field(
    source: Source,
    scope: Scope,
    name: &'static str,
    kind: FieldType,
    label: &'static str,
    width: usize,
) -> Field {
    let (place, is_required, if_absent, aliases) = (None, false, "-", &[]);
    Field { name, kind, source, place, is_required, scope, label, width, if_absent, aliases }
}

impl Field {
    /// Returns the field that is the key `name` of a file, if clinvk 0.2.0 knows that key.
    pub(crate) fn find(name: &str) -> Option<&'static Field> {
        FILE_FIELDS.into_iter().find(|field| field.name == name)
    }

    /// Returns the value of the field.
    pub(crate) fn value<'a>(&self, parsed: ParsedFile<'a>) -> Value<'a> {
        match self.source {
            Source::Name => Value::Text(parsed.file.id.as_str()),
            Source::Key(get) => get(parsed.session),
            Source::Derived(get) => get(parsed),
        }
    }

    /// Returns whether two sessions have the same value, however the files spell it.
    pub(crate) fn is_same<'a>(&self, one: &'a Session<'a>, other: &'a Session<'a>) -> bool {
        match self.source {
            Source::Key(get) => get(one).is_same(&get(other)),
            Source::Name | Source::Derived(_) => false,
        }
    }

    /// Returns the JSON of the value that clinvk reads if the key is missing.
    pub(crate) fn zero(&self) -> &'static str {
        match self.kind {
            Text | Etag => "\"\"",
            Time => "\"0001-01-01T00:00:00Z\"",
            Number => "0",
            Usage => "null",
            Texts => "[]",
            Pairs | Object => "{}",
        }
    }

    /// Returns whether `json`, a value of this key, means the same as a missing key, which clinvk
    /// then leaves out. An empty text differs from a missing one.
    pub(crate) fn is_default(&self, json: &str) -> bool {
        json == "null" || self.kind != Text && same_value(json, self.zero())
    }

    /// Checks `json` as a new value of this key, beyond its type.
    pub(crate) fn check(&self, json: &str) -> Result<(), String> {
        if self.kind != Time || json == "null" || time::is_clinvks(&text(json)) {
            return Ok(());
        }
        Err(format!("`{}` is not an RFC 3339 time", self.name))
    }
}

fn text_of<'a>(text: Option<&'a Cow<'_, str>>) -> Value<'a> {
    text.map_or(Value::Absent, |text| Value::Text(text))
}

fn time_of<'a>(time: Option<time::Time>) -> Value<'a> {
    time.map_or(Value::Absent, Value::Time)
}

fn usage_of<'a>(session: &'a Session<'a>) -> Value<'a> {
    let usage = session.token_usage.as_ref();
    usage.map_or(Value::Absent, |usage| Value::Usage(usage, &session.extra_usage))
}

fn total_of(parsed: ParsedFile<'_>) -> Value<'_> {
    parsed.session.token_usage.map_or(Value::Absent, |usage| Value::Number(usage.total()))
}

/// Returns the title, else the first line of the prompt.
fn heading_of(parsed: ParsedFile<'_>) -> Value<'_> {
    let non_empty = |text: &'_ &str| !text.is_empty();
    let title = parsed.session.title.as_deref().filter(non_empty);
    let prompt = parsed.session.initial_prompt.as_deref().map(first_line);
    title.or(prompt).filter(non_empty).map_or(Value::Absent, Value::Text)
}

/// Returns the first line of `text` that is not blank, without the space around it.
fn first_line(text: &str) -> &str {
    let text = text.trim_start();
    let end = memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_records_then_of_listings_then_of_tables() {
        assert!(FIELDS.is_sorted_by_key(|field| field.scope as u8));
        assert!(FILE_FIELDS.iter().enumerate().all(|(at, field)| field.place == Some(at)));
    }

    #[test]
    fn the_first_line_is_the_first_that_is_not_blank() {
        assert_eq!(first_line("\n  \r\n fix it\r\nnow"), "fix it");
        assert_eq!(first_line(" \n"), "");
        assert_eq!(first_line("\u{2028} a\u{2028}b\u{2003}\n\nc"), "a\u{2028}b");
    }
}
