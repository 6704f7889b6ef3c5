//! Sort orders of sessions.

use std::{cmp::Reverse, fmt, str::FromStr};

use crate::session::{Session, time::Time};

/// The field to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SortKey {
    /// The session ID. A scan yields this order, so it costs nothing.
    #[default]
    Id,
    LastUsed,
    CreatedAt,
    TurnCount,
    /// Input and output tokens together.
    Total,
    /// The size of the session file.
    Bytes,
    Backend,
    Status,
    Title,
    WorkingDir,
    Model,
    BackendSessionId,
    InitialPrompt,
    ParentId,
    ErrorMessage,
}

/// A sort key with a direction. Sessions with equal keys are in ascending order of their IDs, in
/// both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) key: SortKey,
    /// Sorts in descending order.
    pub(crate) reverse: bool,
}

/// A numeric sort key: the seconds of a time and their fraction, or a count and 0. Two integers are
/// fast to compare. An unknown time is less than every known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortValue(i64, u32);

impl SortValue {
    /// The value for a sort by ID, which needs no value, or by a text, which is stored elsewhere.
    pub(crate) const NONE: SortValue = SortValue::number(0);

    const fn number(number: i64) -> SortValue {
        SortValue(number, 0)
    }

    pub(crate) fn bytes(bytes: usize) -> SortValue {
        SortValue::number(i64::try_from(bytes).unwrap_or(i64::MAX))
    }

    pub(crate) fn time(time: Option<Time>) -> SortValue {
        // No time with a four-digit year has this value.
        time.map_or(SortValue::number(i64::MIN), |time| {
            SortValue(time.timestamp(), time.timestamp_subsec_nanos())
        })
    }

    /// Returns the two integers, to store the value.
    pub(crate) fn numbers(self) -> (i64, u32) {
        (self.0, self.1)
    }

    /// Restores a value from its two integers.
    pub(crate) fn of_numbers(whole: i64, part: u32) -> SortValue {
        SortValue(whole, part)
    }
}

impl Order {
    /// The most recently used sessions first.
    pub(crate) const NEWEST_FIRST: Order = Order { key: SortKey::LastUsed, reverse: true };

    /// Sorts `items` and keeps the first `limit` (0: all).
    ///
    /// `key` returns the sort value of an item and the position of its ID among all IDs.
    pub(crate) fn sort_and_limit<T>(
        self,
        items: &mut Vec<T>,
        limit: usize,
        key: impl Fn(&T) -> (SortValue, u32),
    ) {
        // A flat tuple takes the least memory.
        let key = |item: &T| {
            let (SortValue(whole, part), place) = key(item);
            (whole, part, place)
        };
        if self.reverse && self.key == SortKey::Id {
            top_n(items, limit, |item| Reverse(key(item).2));
        } else if self.reverse {
            top_n(items, limit, |item| {
                let (whole, part, place) = key(item);
                (Reverse(whole), Reverse(part), place)
            });
        } else {
            top_n(items, limit, key);
        }
    }

    /// Sorts like [`Order::sort_and_limit`], by texts in byte order.
    pub(crate) fn sort_and_limit_by_text<'t, T>(
        self,
        items: &mut Vec<T>,
        limit: usize,
        key: impl Fn(&T) -> (&'t [u8], u32),
    ) {
        if self.reverse {
            top_n(items, limit, |item| {
                let (text, place) = key(item);
                (Reverse(text), place)
            });
        } else {
            top_n(items, limit, key);
        }
    }
}

/// Sorts `items` by a unique key and keeps the first `limit` (0: all).
fn top_n<T, K: Ord>(items: &mut Vec<T>, limit: usize, key: impl Fn(&T) -> K) {
    if 0 < limit && limit < items.len() {
        items.select_nth_unstable_by_key(limit, &key);
        items.truncate(limit);
    }
    // Sorts the small keys instead of moving the items about.
    items.sort_by_cached_key(key);
}

impl SortKey {
    pub(crate) const ALL: [SortKey; 15] = [
        SortKey::Id,
        SortKey::LastUsed,
        SortKey::CreatedAt,
        SortKey::TurnCount,
        SortKey::Total,
        SortKey::Bytes,
        SortKey::Backend,
        SortKey::Status,
        SortKey::Title,
        SortKey::WorkingDir,
        SortKey::Model,
        SortKey::BackendSessionId,
        SortKey::InitialPrompt,
        SortKey::ParentId,
        SortKey::ErrorMessage,
    ];

    /// Returns the key's name on the command line, which is the name of the record's field.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            SortKey::Id => "id",
            SortKey::LastUsed => "last_used",
            SortKey::CreatedAt => "created_at",
            SortKey::TurnCount => "turn_count",
            SortKey::Total => "total",
            SortKey::Bytes => "bytes",
            SortKey::Backend => "backend",
            SortKey::Status => "status",
            SortKey::Title => "title",
            SortKey::WorkingDir => "working_dir",
            SortKey::Model => "model",
            SortKey::BackendSessionId => "backend_session_id",
            SortKey::InitialPrompt => "initial_prompt",
            SortKey::ParentId => "parent_id",
            SortKey::ErrorMessage => "error_message",
        }
    }

    /// Returns alternative names.
    pub(crate) fn aliases(self) -> &'static [&'static str] {
        match self {
            SortKey::TurnCount => &["turns"],
            SortKey::Total => &["tokens", "token_usage"],
            _ => &[],
        }
    }

    /// Returns the text to sort the session by: `Some(None)` if the session has no such text,
    /// `None` if the key is not a text.
    #[expect(clippy::option_option, reason = "a key that is no text differs from an absent text")]
    pub(crate) fn text<'a>(self, session: &'a Session<'_>) -> Option<Option<&'a str>> {
        match self {
            SortKey::Backend => Some(session.backend.as_deref()),
            SortKey::Status => Some(session.status.as_deref()),
            SortKey::Title => Some(session.title.as_deref()),
            SortKey::WorkingDir => Some(session.working_dir.as_deref()),
            SortKey::Model => Some(session.model.as_deref()),
            SortKey::BackendSessionId => Some(session.backend_session_id.as_deref()),
            SortKey::InitialPrompt => Some(session.initial_prompt.as_deref()),
            SortKey::ParentId => Some(session.parent_id.as_deref()),
            SortKey::ErrorMessage => Some(session.error_message.as_deref()),
            _ => None,
        }
    }

    /// Returns whether the key is a text.
    pub(crate) fn is_text(self) -> bool {
        self.text(&Session::default()).is_some()
    }

    /// Returns the sort value of a session whose file has `bytes` bytes.
    pub(crate) fn value(self, session: &Session<'_>, bytes: usize) -> SortValue {
        match self {
            SortKey::Id
            | SortKey::Backend
            | SortKey::Status
            | SortKey::Title
            | SortKey::WorkingDir
            | SortKey::Model
            | SortKey::BackendSessionId
            | SortKey::InitialPrompt
            | SortKey::ParentId
            | SortKey::ErrorMessage => SortValue::NONE,
            SortKey::LastUsed => SortValue::time(session.last_used),
            SortKey::CreatedAt => SortValue::time(session.created_at),
            SortKey::TurnCount => SortValue::number(session.turn_count),
            SortKey::Total => {
                let total = session.token_usage.map(crate::session::TokenUsage::total);
                SortValue::number(total.unwrap_or(i64::MIN))
            }
            SortKey::Bytes => SortValue::bytes(bytes),
        }
    }
}

impl fmt::Display for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error for an unknown sort key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a field to sort by")]
pub(crate) struct InvalidSortKey;

impl FromStr for SortKey {
    type Err = InvalidSortKey;

    fn from_str(text: &str) -> Result<SortKey, InvalidSortKey> {
        let is_called = |key: &SortKey| key.as_str() == text || key.aliases().contains(&text);
        SortKey::ALL.into_iter().find(is_called).ok_or(InvalidSortKey)
    }
}

#[cfg(test)]
mod tests;
