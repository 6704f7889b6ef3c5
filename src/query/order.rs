//! The orders in which sessions are listed.

use std::{cmp::Reverse, fmt, str::FromStr};

use crate::session::{
    fields::{self, FIELDS, Field, FieldType},
    file::ParsedFile,
    time::Time,
    value::Value,
};

/// The field that sessions are sorted by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SortKey(&'static Field);

/// A sort key and its direction. Sessions with equal keys are sorted by ID, ascending, in both
/// directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    /// The field to sort by.
    pub(crate) key: SortKey,
    /// Sorts the largest, latest or last value first.
    pub(crate) reverse: bool,
}

/// The value by which one session is sorted. An absent value sorts before every other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SortValue {
    /// The file has no value, or the sort is by ID alone.
    Absent,
    /// A count, or a number of bytes.
    Number(i64),
    /// A point in time.
    Time(Time),
    /// A text, compared byte by byte.
    Text(Box<str>),
}

impl SortKey {
    /// Sorts by the ID, which is the order of a scan.
    pub(crate) const ID: SortKey = SortKey(fields::named("id"));
    /// Sorts by the time of last use.
    pub(crate) const LAST_USED: SortKey = SortKey(fields::named("last_used"));
    /// Sorts by the size of the file.
    pub(crate) const BYTES: SortKey = SortKey(fields::named("bytes"));

    /// Returns all sort keys: every field that holds a text, a time or a number, but for those that
    /// repeat another field.
    pub(crate) fn all() -> impl Iterator<Item = SortKey> {
        let is_sortable = |field: &&Field| {
            matches!(field.kind, FieldType::Text | FieldType::Time | FieldType::Number)
                && !["prompt", "heading"].contains(&field.name)
        };
        FIELDS.iter().filter(is_sortable).map(SortKey)
    }

    /// Returns the name of the key: that of the field.
    pub(crate) fn as_str(self) -> &'static str {
        self.0.name
    }

    /// Returns other names that the command line accepts.
    pub(crate) fn aliases(self) -> &'static [&'static str] {
        self.0.aliases
    }

    /// Returns whether people want the largest value first: that of times and numbers.
    pub(crate) fn is_largest_first(self) -> bool {
        matches!(self.0.kind, FieldType::Time | FieldType::Number)
    }

    /// Returns the value of this key for a session.
    pub(crate) fn value(self, parsed: ParsedFile<'_>) -> SortValue {
        // Rows are in the order of their IDs already.
        if self == SortKey::ID { SortValue::Absent } else { self.0.value(parsed).into() }
    }
}

impl PartialEq for SortKey {
    fn eq(&self, other: &SortKey) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for SortKey {}

impl Default for SortKey {
    fn default() -> SortKey {
        SortKey::ID
    }
}

impl fmt::Display for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Value<'_>> for SortValue {
    fn from(value: Value<'_>) -> SortValue {
        match value {
            Value::Number(number) => SortValue::Number(number),
            Value::Time(time) => SortValue::Time(time),
            Value::Text(text) => SortValue::Text(text.into()),
            _ => SortValue::Absent,
        }
    }
}

/// The error of a text that is no sort key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no field of a session to sort by")]
pub(crate) struct InvalidSortKey;

impl FromStr for SortKey {
    type Err = InvalidSortKey;

    fn from_str(text: &str) -> Result<SortKey, InvalidSortKey> {
        let is_called = |key: &SortKey| key.as_str() == text || key.aliases().contains(&text);
        SortKey::all().find(is_called).ok_or(InvalidSortKey)
    }
}

impl Order {
    /// Sorts by the time of last use, newest first.
    pub(crate) const NEWEST_FIRST: Order = Order { key: SortKey::LAST_USED, reverse: true };

    /// Sorts `rows`, which are in the order of their IDs, by `value`.
    pub(crate) fn sort<T>(self, rows: &mut [T], value: impl Fn(&T) -> &SortValue) {
        match (self.key == SortKey::ID, self.reverse) {
            (true, false) => {}
            (true, true) => rows.reverse(),
            // Stable sorts, which keep the order of IDs among equal values, on copies of the
            // values: rows are larger.
            (false, false) => rows.sort_by_cached_key(|row| value(row).clone()),
            (false, true) => rows.sort_by_cached_key(|row| Reverse(value(row).clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::time;

    #[test]
    fn equal_values_are_sorted_by_id_in_both_directions() {
        let sorted = |reverse| {
            let mut rows = [("a", 2), ("b", 1), ("c", 2), ("d", 1)]
                .map(|(id, turns)| (id, SortValue::Number(turns)));
            let key: SortKey = "turns".parse().expect("a sort key");
            Order { key, reverse }.sort(&mut rows, |row| &row.1);
            rows.map(|row| row.0)
        };
        assert_eq!(sorted(false), ["b", "d", "a", "c"]);
        assert_eq!(sorted(true), ["a", "c", "b", "d"]);
    }

    #[test]
    fn an_absent_value_sorts_before_every_other() {
        let known = time::parse("0000-01-01T00:00:00Z").expect("a time");
        for value in
            [SortValue::Time(known), SortValue::Number(i64::MIN), SortValue::Text("".into())]
        {
            assert!(SortValue::Absent < value);
        }
    }

    #[test]
    fn a_sort_key_has_the_name_of_its_field_and_older_aliases() {
        let key = |text: &str| text.parse::<SortKey>();
        assert_eq!(key("total"), key("tokens"));
        assert_eq!(key("id"), Ok(SortKey::ID));
        for text in ["prompt", "heading", "etag", "tags", "extra", ""] {
            assert_eq!(key(text), Err(InvalidSortKey), "{text}");
        }
    }
}
