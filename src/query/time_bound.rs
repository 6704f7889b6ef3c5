//! Bounds of time, as `--since` and `--until` take them: `2w`, `2026-01-31`, or an RFC 3339 time.

use std::{fmt, str::FromStr};

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::session::{
    age::Age,
    time::{self, Calendar, Time},
};

/// A bound of time, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeBound {
    text: Box<str>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A time that long ago.
    Ago(Age),
    /// A whole day.
    Day(NaiveDate),
    At(Time),
}

/// The error of a text that is no bound of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is an age (12h, 30d, 2w), a date (2026-01-31) or RFC 3339 (2026-01-31T12:00:00Z)")]
pub(crate) struct InvalidTime;

/// The times from `first` to `last`, both included. Without either, it contains an unknown time
/// too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TimeRange {
    pub(crate) first: Option<Time>,
    pub(crate) last: Option<Time>,
}

impl TimeBound {
    /// Returns the first time that is not before the bound. A day begins as `calendar` says.
    pub(crate) fn first(&self, now: Time, calendar: Calendar) -> Time {
        match &self.kind {
            Kind::Ago(age) => age.before(now).unwrap_or(Time::MIN_UTC),
            Kind::Day(day) => start_of(*day, calendar),
            Kind::At(time) => *time,
        }
    }

    /// Returns the last time that is not after the bound. A day ends as `calendar` says.
    pub(crate) fn last(&self, now: Time, calendar: Calendar) -> Time {
        match &self.kind {
            Kind::Day(day) => {
                let next = day.succ_opt().map(|next| start_of(next, calendar));
                next.map_or(Time::MAX_UTC, |next| next - TimeDelta::nanoseconds(1))
            }
            Kind::Ago(_) | Kind::At(_) => self.first(now, calendar),
        }
    }
}

impl FromStr for TimeBound {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<TimeBound, InvalidTime> {
        // A bare number could be days or a year.
        let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
        let age = || text.parse().ok().filter(|_| !is_bare).map(Kind::Ago);
        let kind = date(text).map(Kind::Day).or_else(age);
        let kind = kind.or_else(|| time::parse(text).map(Kind::At)).ok_or(InvalidTime)?;
        Ok(TimeBound { text: text.into(), kind })
    }
}

impl fmt::Display for TimeBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TimeRange {
    /// Returns whether `time` is in the range. An unknown time is in no range that has a bound.
    pub(crate) fn contains(&self, time: Option<Time>) -> bool {
        let Some(time) = time else { return *self == TimeRange::default() };
        self.first.is_none_or(|first| first <= time) && self.last.is_none_or(|last| time <= last)
    }
}

/// Reads a date of ten characters, such as `2026-01-31`.
fn date(text: &str) -> Option<NaiveDate> {
    let is_digit = |place| ![4, 7].contains(&place);
    let is_date = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| {
            if is_digit(place) { byte.is_ascii_digit() } else { byte == b'-' }
        });
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| is_date)
}

/// Returns the first second that is not before `day` in `calendar`. A zone may skip a day.
fn start_of(day: NaiveDate, calendar: Calendar) -> Time {
    // More seconds than any zone is from UTC.
    const FARTHEST: i64 = 2 * 86_400;
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    let (mut before, mut after) = (-FARTHEST, FARTHEST);
    while after - before > 1 {
        let middle = before.midpoint(after);
        if calendar(midnight + TimeDelta::seconds(middle)) < day {
            before = middle;
        } else {
            after = middle;
        }
    }
    midnight + TimeDelta::seconds(after)
}

#[cfg(test)]
mod tests;
