//! The `stats` record.

use super::Record;
use crate::{
    query::{
        grouping::{By, Key},
        tally::Tally,
    },
    session::value::Value,
};

/// A `stats` record: the counts of a group of sessions, or of all.
#[derive(Debug)]
pub(crate) struct StatsRecord<'a> {
    /// The property of the group; `None` for all sessions.
    pub(crate) by: Option<By>,
    /// The value of the group; `None` for the sessions without one.
    group: Option<String>,
    tally: &'a Tally,
}

impl<'a> StatsRecord<'a> {
    /// Returns the record of a group.
    pub(crate) fn of_group(by: By, key: Option<&Key>, tally: &'a Tally) -> StatsRecord<'a> {
        StatsRecord { by: Some(by), group: key.map(ToString::to_string), tally }
    }

    /// Returns the record of all sessions.
    pub(crate) fn of_all(tally: &'a Tally) -> StatsRecord<'a> {
        StatsRecord { by: None, group: None, tally }
    }
}

impl Record for StatsRecord<'_> {
    const TYPE: &'static str = "stats";
    const FIELDS: &'static [&'static str] = &[
        "by",
        "group",
        "sessions",
        "turns",
        "input_tokens",
        "output_tokens",
        "cached_tokens",
        "reasoning_tokens",
        "total_tokens",
        "bytes",
        "oldest",
        "newest",
    ];
    const NUL_DEFAULT: &'static [&'static str] = &["group", "total_tokens"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        let tally = self.tally;
        visit("by", Value::opt_text(self.by.map(By::as_str)));
        visit("group", Value::opt_text(self.group.as_deref()));
        visit("sessions", number(tally.sessions));
        visit("turns", number(tally.turns));
        visit("input_tokens", number(tally.input));
        visit("output_tokens", number(tally.output));
        visit("cached_tokens", number(tally.cached));
        visit("reasoning_tokens", number(tally.reasoning));
        visit("total_tokens", number(tally.tokens()));
        visit("bytes", number(tally.bytes));
        visit("oldest", Value::opt_time(tally.oldest));
        visit("newest", Value::opt_time(tally.newest));
    }
}

/// Returns a sum as a number of 64 bits, saturating: readers have no larger ones.
fn number<'a>(sum: i128) -> Value<'a> {
    let most = if sum < 0 { i64::MIN } else { i64::MAX };
    Value::Number(i64::try_from(sum).unwrap_or(most))
}
