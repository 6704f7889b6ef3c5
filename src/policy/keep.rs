//! Keeps: the sessions that a policy protects, with the semantics of restic.

use std::{fmt, str::FromStr};

use chrono::Datelike as _;

use super::Candidate;
use crate::session::{
    age::Age,
    time::{Calendar, Time},
};

/// A condition that protects sessions from removal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Keeps the N most recently used.
    Last(Count),
    /// Keeps sessions last used within this age before the most recently used one. A session
    /// exactly this old is kept, while restic's `ApplyPolicy` forgets it.
    Within(Age),
    /// Keeps the most recently used of each of the last N days that have any.
    Daily(Count),
    /// Like [`Keep::Daily`], for weeks from Monday to Sunday.
    Weekly(Count),
    /// Like [`Keep::Daily`], for months.
    Monthly(Count),
    /// Keeps sessions that have all of these tags.
    Tags(Tags),
}

/// The number of sessions or periods to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Of(u64),
    Unlimited,
}

/// The tags that a session must all have. If empty, the session must have no tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tags(Vec<String>);

/// The error for an invalid count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a whole number nor `unlimited`")]
pub(crate) struct InvalidCount;

/// A session with a known time of last use.
pub(crate) type Dated<'c> = (Time, &'c Candidate);

/// The reason why a keep protects a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// The session meets the keep's condition.
    Plain,
    /// The session is the oldest of its group, and the keep had slots left.
    Oldest,
}

impl Keep {
    /// Returns the keep's name in records.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Keep::Last(_) => "keep_last",
            Keep::Within(_) => "keep_within",
            Keep::Daily(_) => "keep_daily",
            Keep::Weekly(_) => "keep_weekly",
            Keep::Monthly(_) => "keep_monthly",
            Keep::Tags(_) => "keep_tag",
        }
    }

    /// Returns the keep's argument, as typed.
    pub(crate) fn value(&self) -> String {
        match self {
            Keep::Last(count) | Keep::Daily(count) | Keep::Weekly(count) | Keep::Monthly(count) => {
                count.to_string()
            }
            Keep::Within(age) => age.to_string(),
            Keep::Tags(tags) => tags.0.join(","),
        }
    }

    /// Evaluates the keep on `sessions`, which are one group, sorted newest first.
    pub(crate) fn holds(&self, sessions: &[Dated<'_>], calendar: Calendar) -> Vec<Option<Hold>> {
        let plain = |is_held: bool| is_held.then_some(Hold::Plain);
        match self {
            Keep::Last(count) => {
                let places = (0..).map(|place| plain(count.is_over(place)));
                places.take(sessions.len()).collect()
            }
            Keep::Within(age) => {
                let newest = sessions.first().map(|session| session.0);
                let is_within =
                    |time| newest.is_some_and(|newest| !age.is_exceeded(Some(time), newest));
                sessions.iter().map(|session| plain(is_within(session.0))).collect()
            }
            Keep::Tags(tags) => {
                sessions.iter().map(|session| plain(tags.are_all_of(session.1))).collect()
            }
            Keep::Daily(count) => {
                one_of_each(sessions, *count, |time| calendar(time).num_days_from_ce())
            }
            Keep::Weekly(count) => one_of_each(sessions, *count, |time| {
                let week = calendar(time).iso_week();
                (week.year(), week.week())
            }),
            Keep::Monthly(count) => one_of_each(sessions, *count, |time| {
                let day = calendar(time);
                (day.year(), day.month())
            }),
        }
    }
}

/// Keeps the newest session of each `period`, for up to `count` periods. Also keeps the oldest
/// session while there are slots left, so that the history reaches back as far as it can.
fn one_of_each<P: PartialEq>(
    sessions: &[Dated<'_>],
    count: Count,
    period: impl Fn(Time) -> P,
) -> Vec<Option<Hold>> {
    let (mut last, mut places_taken) = (None, 0);
    let hold = |(place, session): (usize, &Dated<'_>)| {
        let this = Some(period(session.0));
        if !count.is_over(places_taken) {
            return None;
        }
        if this != last {
            places_taken += 1;
            last = this;
            return Some(Hold::Plain);
        }
        (place + 1 == sessions.len()).then_some(Hold::Oldest)
    };
    sessions.iter().enumerate().map(hold).collect()
}

impl Count {
    /// Returns whether the count exceeds `number`.
    fn is_over(self, number: u64) -> bool {
        match self {
            Count::Of(count) => count > number,
            Count::Unlimited => true,
        }
    }
}

impl Tags {
    fn are_all_of(&self, candidate: &Candidate) -> bool {
        match &self.0[..] {
            [] => candidate.tags.is_empty(),
            tags => tags.iter().all(|tag| candidate.tags.contains(tag)),
        }
    }
}

impl FromStr for Count {
    type Err = InvalidCount;

    fn from_str(text: &str) -> Result<Count, InvalidCount> {
        if text == "unlimited" {
            return Ok(Count::Unlimited);
        }
        // Rust's own parser also accepts a sign.
        let is_number = text.bytes().all(|b| b.is_ascii_digit());
        let count = if is_number { text.parse().ok() } else { None };
        count.map(Count::Of).ok_or(InvalidCount)
    }
}

impl FromStr for Tags {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Tags, Self::Err> {
        let tags = text.split(',').filter(|_| !text.is_empty());
        Ok(Tags(tags.map(str::to_owned).collect()))
    }
}

impl fmt::Display for Keep {
    /// Writes the option as typed, without its hyphens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Keep::Last(count) => write!(f, "keep-last {count}"),
            Keep::Within(age) => write!(f, "keep-within {age}"),
            Keep::Daily(count) => write!(f, "keep-daily {count}"),
            Keep::Weekly(count) => write!(f, "keep-weekly {count}"),
            Keep::Monthly(count) => write!(f, "keep-monthly {count}"),
            Keep::Tags(tags) => write!(f, "keep-tag {tags}"),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count::Of(count) => write!(f, "{count}"),
            Count::Unlimited => f.write_str("unlimited"),
        }
    }
}

impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "''" } else { "" })?;
        f.write_str(&self.0.join(","))
    }
}
