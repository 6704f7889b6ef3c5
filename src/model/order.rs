//! The orders in which sessions can be listed.

use std::{cmp::Reverse, fmt, str::FromStr};

use super::{session::Session, time::Time};

/// What to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// The id; the order of a scan, so it costs nothing.
    #[default]
    Id,
    /// The time of last use.
    LastUsed,
    /// The time of creation.
    CreatedAt,
    /// The number of turns.
    Turns,
    /// Input and output tokens together.
    Tokens,
    /// The size of the file.
    Bytes,
}

/// A sort key and its direction. Sessions with equal keys stand by id, ascending, either way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Order {
    /// What to sort by.
    pub key: SortKey,
    /// Largest, latest or last first.
    pub reverse: bool,
}

/// The value by which one session is sorted. An unknown time comes before every known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortValue {
    /// For a sort by id, which needs no other value.
    None,
    /// A time, where it is known.
    Time(Option<Time>),
    /// A count.
    Number(i64),
}

impl Order {
    /// Sorts `items`, which stand by id, ascending; `value` gives the sort value of one.
    pub fn sort<T>(self, items: &mut [T], value: impl Fn(&T) -> SortValue) {
        if self.key == SortKey::Id {
            if self.reverse {
                items.reverse();
            }
            return;
        }
        // Both are stable, which keeps equal ones in the order of their ids, and move small keys
        // instead of the items.
        if self.reverse {
            items.sort_by_cached_key(|item| Reverse(value(item)));
        } else {
            items.sort_by_cached_key(value);
        }
    }
}

impl SortKey {
    /// All of them.
    pub const ALL: [SortKey; 6] = [
        SortKey::Id,
        SortKey::LastUsed,
        SortKey::CreatedAt,
        SortKey::Turns,
        SortKey::Tokens,
        SortKey::Bytes,
    ];

    /// The key's name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            SortKey::Id => "id",
            SortKey::LastUsed => "last_used",
            SortKey::CreatedAt => "created_at",
            SortKey::Turns => "turns",
            SortKey::Tokens => "tokens",
            SortKey::Bytes => "bytes",
        }
    }

    /// The value of this key for a session whose file has `bytes` bytes.
    pub fn value(self, session: &Session<'_>, bytes: usize) -> SortValue {
        match self {
            SortKey::Id => SortValue::None,
            SortKey::LastUsed => SortValue::Time(session.last_used),
            SortKey::CreatedAt => SortValue::Time(session.created_at),
            SortKey::Turns => SortValue::Number(session.turn_count),
            SortKey::Tokens => {
                SortValue::Number(session.token_usage.map_or(0, super::session::TokenUsage::total))
            }
            SortKey::Bytes => SortValue::Number(i64::try_from(bytes).unwrap_or(i64::MAX)),
        }
    }
}

impl fmt::Display for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no sort key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sort key is id, last_used, created_at, turns, tokens or bytes")]
pub struct InvalidSortKey;

impl FromStr for SortKey {
    type Err = InvalidSortKey;

    fn from_str(text: &str) -> Result<SortKey, InvalidSortKey> {
        SortKey::ALL.into_iter().find(|key| key.as_str() == text).ok_or(InvalidSortKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_stand_by_id_in_both_directions() {
        let items = [("a", 2), ("b", 1), ("c", 2), ("d", 1)];
        let sorted = |reverse| {
            let mut items = items;
            let order = Order { key: SortKey::Turns, reverse };
            order.sort(&mut items, |item| SortValue::Number(item.1));
            items.map(|item| item.0)
        };
        assert_eq!(sorted(false), ["b", "d", "a", "c"]);
        assert_eq!(sorted(true), ["a", "c", "b", "d"]);
    }

    #[test]
    fn unknown_times_come_first_and_so_last_when_the_newest_come_first() {
        let known = crate::model::time::parse("2026-01-01T00:00:00Z");
        assert!(SortValue::Time(None) < SortValue::Time(known));
    }
}
