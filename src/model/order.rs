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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// What to sort by.
    pub key: SortKey,
    /// Largest, latest or last first.
    pub reverse: bool,
}

/// The value by which one session is sorted, as two numbers, which are quick to compare: the seconds
/// of a time and their fraction, or a count and 0. An unknown time comes before every known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortValue(i64, u32);

impl SortValue {
    /// For a sort by id, which needs no other value.
    const NONE: SortValue = SortValue::number(0);

    const fn number(number: i64) -> SortValue {
        SortValue(number, 0)
    }

    /// That of a time.
    pub fn time(time: Option<Time>) -> SortValue {
        // No year that has four digits comes near the least number.
        time.map_or(SortValue::number(i64::MIN), |time| {
            SortValue(time.timestamp(), time.timestamp_subsec_nanos())
        })
    }

    /// The two numbers, by which it can be remembered.
    pub fn numbers(self) -> (i64, u32) {
        (self.0, self.1)
    }

    /// The value that has these two numbers.
    pub fn of_numbers(whole: i64, part: u32) -> SortValue {
        SortValue(whole, part)
    }
}

impl Order {
    /// Those that were last used first.
    pub const NEWEST_FIRST: Order = Order { key: SortKey::LastUsed, reverse: true };

    /// Sorts `items` and keeps the first `limit` of them; 0 keeps all.
    ///
    /// `key` gives the sort value of one, and where its id stands among all ids.
    pub fn arrange<T>(
        self,
        items: &mut Vec<T>,
        limit: usize,
        key: impl Fn(&T) -> (SortValue, u32),
    ) {
        // Numbers side by side take the least memory.
        let key = |item: &T| {
            let (SortValue(whole, part), place) = key(item);
            (whole, part, place)
        };
        if self.reverse && self.key == SortKey::Id {
            front(items, limit, |item| Reverse(key(item).2));
        } else if self.reverse {
            front(items, limit, |item| {
                let (whole, part, place) = key(item);
                (Reverse(whole), Reverse(part), place)
            });
        } else {
            front(items, limit, key);
        }
    }
}

/// Sorts `items` by a key that no two share, and keeps the first `limit` of them; 0 keeps all.
fn front<T, K: Ord>(items: &mut Vec<T>, limit: usize, key: impl Fn(&T) -> K) {
    if 0 < limit && limit < items.len() {
        items.select_nth_unstable_by_key(limit, &key);
        items.truncate(limit);
    }
    // It moves small keys about instead of the items.
    items.sort_by_cached_key(key);
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
            SortKey::Id => SortValue::NONE,
            SortKey::LastUsed => SortValue::time(session.last_used),
            SortKey::CreatedAt => SortValue::time(session.created_at),
            SortKey::Turns => SortValue::number(session.turn_count),
            SortKey::Tokens => {
                SortValue::number(session.token_usage.map_or(0, super::session::TokenUsage::total))
            }
            SortKey::Bytes => SortValue::number(i64::try_from(bytes).unwrap_or(i64::MAX)),
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
            let mut places: Vec<u32> = vec![2, 0, 3, 1];
            let order = Order { key: SortKey::Turns, reverse };
            order.arrange(&mut places, 0, |&place| {
                (SortValue::number(items[place as usize].1), place)
            });
            places.into_iter().map(|place| items[place as usize].0).collect::<Vec<_>>()
        };
        assert_eq!(sorted(false), ["b", "d", "a", "c"]);
        assert_eq!(sorted(true), ["a", "c", "b", "d"]);
    }

    proptest::proptest! {
        #[test]
        fn a_limit_keeps_the_front_of_all(
            values in proptest::collection::vec(0_i64..5, 0..40),
            limit in 0_usize..12,
            reverse: bool,
            by_id: bool,
        ) {
            let order = Order { key: if by_id { SortKey::Id } else { SortKey::Turns }, reverse };
            let arranged = |limit| {
                let mut places: Vec<u32> = (0_u32..).take(values.len()).collect();
                places.reverse();
                order.arrange(&mut places, limit, |&place| (SortValue::number(values[place as usize]), place));
                places
            };
            let mut front = arranged(0);
            if limit > 0 { front.truncate(limit); }
            proptest::prop_assert_eq!(arranged(limit), front);
        }
    }

    #[test]
    fn times_stand_in_the_order_of_time() {
        let times = [
            "none",
            "0001-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.5Z",
            "2016-12-31T23:59:59.999999999Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:60.5Z",
            "2017-01-01T00:00:00Z",
            "2017-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59.999999999Z",
        ]
        .map(crate::model::time::parse);
        for one in times {
            for other in times {
                let values = (SortValue::time(one), SortValue::time(other));
                assert_eq!(values.0.cmp(&values.1), one.cmp(&other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn unknown_times_come_first_and_so_last_when_the_newest_come_first() {
        let known = crate::model::time::parse("2026-01-01T00:00:00Z");
        assert!(SortValue::time(None) < SortValue::time(known));
    }
}
