//! Groups of sessions to count: by a property, or by the day, week or month of the last use.

use std::{borrow::Cow, fmt};

use chrono::{Datelike as _, Days, NaiveDate};

use crate::session::{Session, time::Calendar};

/// The property that sessions are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Backend,
    Model,
    Status,
    /// A session belongs to the group of each of its tags.
    Tag,
    /// The working directory.
    Dir,
    /// The day of the last use.
    Day,
    /// The ISO 8601 week of the last use.
    Week,
    /// The month of the last use.
    Month,
}

/// The value that the sessions of a group share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Text(Box<str>),
    Day(NaiveDate),
    /// The Monday of a week.
    Week(NaiveDate),
    /// The first day of a month.
    Month(NaiveDate),
}

impl By {
    /// All of them, in the order of the documentation.
    pub(crate) const ALL: [By; 8] =
        [By::Backend, By::Model, By::Status, By::Tag, By::Dir, By::Day, By::Week, By::Month];

    /// Returns the name, as typed and in records.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            By::Backend => "backend",
            By::Model => "model",
            By::Status => "status",
            By::Tag => "tag",
            By::Dir => "dir",
            By::Day => "day",
            By::Week => "week",
            By::Month => "month",
        }
    }

    /// Returns whether the groups are periods, which have an order of their own.
    pub(crate) fn is_period(self) -> bool {
        matches!(self, By::Day | By::Week | By::Month)
    }

    /// Returns the groups of a session: one, or for tags one for each. `None` is the group of the
    /// sessions without a value. The calendar decides in which day a moment is.
    pub(crate) fn keys(self, session: &Session<'_>, calendar: Calendar) -> Vec<Option<Key>> {
        let text = |text: &Option<Cow<'_, str>>| vec![text.as_deref().and_then(key)];
        match self {
            By::Backend => text(&session.backend),
            By::Model => text(&session.model),
            By::Status => text(&session.status),
            By::Dir => text(&session.working_dir),
            By::Tag => {
                let mut tags: Vec<_> = session.tags.iter().map(|tag| key(tag)).collect();
                // A tag that a file repeats still counts the session once.
                tags.sort_unstable();
                tags.dedup();
                if tags.is_empty() { vec![None] } else { tags }
            }
            By::Day | By::Week | By::Month => {
                vec![session.last_used.map(|time| self.period(calendar(time)))]
            }
        }
    }

    /// Returns the period that contains `day`.
    fn period(self, day: NaiveDate) -> Key {
        match self {
            By::Week => Key::Week(monday(day)),
            By::Month => Key::Month(first_of_month(day)),
            _ => Key::Day(day),
        }
    }
}

/// Returns the Monday of the week that contains `day`.
pub(crate) fn monday(day: NaiveDate) -> NaiveDate {
    let since = Days::new(day.weekday().num_days_from_monday().into());
    day.checked_sub_days(since).unwrap_or(day)
}

/// Returns the first day of the month that contains `day`.
pub(crate) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Returns the key of a text; an empty one counts as absent.
fn key(text: &str) -> Option<Key> {
    (!text.is_empty()).then(|| Key::Text(text.into()))
}

impl fmt::Display for Key {
    /// Writes the text exactly, or `2026-11-22`, `2026-W47`, `2026-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Text(text) => f.write_str(text),
            Key::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Key::Week(monday) => write!(f, "{}", monday.format("%G-W%V")),
            Key::Month(first) => write!(f, "{}", first.format("%Y-%m")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::time::utc_day;
    use proptest::prelude::*;

    fn keys(by: By, json: &str) -> Vec<String> {
        let session = Session::parse(json.as_bytes()).expect("a session");
        let keys = by.keys(&session, utc_day).into_iter();
        keys.map(|key| key.map_or_else(|| "-".to_owned(), |key| key.to_string())).collect()
    }

    #[test]
    fn a_session_is_in_the_group_of_its_value() {
        let json = r#"{"backend":"codex","model":"m","status":"error","working_dir":"/w",
            "tags":["b","a","b"],"last_used":"2027-01-03T23:59:59Z"}"#;
        for (by, expected) in [
            (By::Backend, vec!["codex"]),
            (By::Model, vec!["m"]),
            (By::Status, vec!["error"]),
            (By::Tag, vec!["a", "b"]),
            (By::Dir, vec!["/w"]),
            (By::Day, vec!["2027-01-03"]),
            (By::Week, vec!["2026-W53"]),
            (By::Month, vec!["2027-01"]),
        ] {
            assert_eq!(keys(by, json), expected, "{by:?}");
        }
    }

    #[test]
    fn a_session_without_a_value_is_in_a_group_of_its_own() {
        for by in By::ALL {
            assert_eq!(keys(by, r#"{"id":"a"}"#), ["-"], "{by:?}");
        }
        assert_eq!(keys(By::Dir, r#"{"id":"a","working_dir":""}"#), ["-"]);
    }

    proptest! {
        #[test]
        fn every_day_is_in_the_week_and_month_that_its_period_names(offset in 0_u64..3_652_000) {
            let first = NaiveDate::from_ymd_opt(0, 1, 1).expect("a date");
            let day = first.checked_add_days(Days::new(offset)).expect("a date");
            let monday = monday(day);
            prop_assert_eq!(monday.iso_week(), day.iso_week());
            prop_assert!(monday <= day && (day - monday).num_days() < 7);
            let month = By::Month.period(day).to_string();
            prop_assert!(Key::Day(day).to_string().starts_with(&month));
        }
    }
}
