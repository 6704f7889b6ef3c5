//! Ages: `30`, `30d`, `12h`, `2w`. Parsing is strict, comparison exact.

use std::{fmt, str::FromStr};

use chrono::TimeDelta;

use super::time::Time;

/// A minimum age of a session, since its last use; at least one hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Age {
    /// The number as given, without leading zeros. It may be too large for any integer.
    digits: Box<str>,
    unit: Unit,
    /// The age in seconds. It may saturate: no two representable times are this far apart.
    seconds: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Hours,
    Days,
    Weeks,
}

/// The error of a text that is not an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidAge {
    /// The text is not a whole number with a known unit.
    #[error("an age is a whole number of days, as in 30 or 30d, of hours (12h) or of weeks (2w)")]
    Malformed,
    /// The age is zero, which would match every session.
    #[error("an age is at least 1h; for every session, clean and prune have --all")]
    Zero,
}

impl Age {
    /// Returns an age of `days` days, at least one.
    pub(crate) fn days(days: u64) -> Result<Age, InvalidAge> {
        days.to_string().parse()
    }

    /// Returns whether `last_used` is more than this age before `now`.
    ///
    /// An unknown or future time is never old.
    pub(crate) fn is_exceeded(&self, last_used: Option<Time>, now: Time) -> bool {
        let Some(since) = last_used.map(|last_used| now.signed_duration_since(last_used)) else {
            return false;
        };
        self.delta().is_some_and(|limit| since > limit)
    }

    /// Returns the time that is this age before `now`; `None` if there is no such time.
    pub(crate) fn before(&self, now: Time) -> Option<Time> {
        now.checked_sub_signed(self.delta()?)
    }

    /// Returns the age as a difference of times; `None` if it is too large.
    fn delta(&self) -> Option<TimeDelta> {
        i64::try_from(self.seconds).ok().and_then(TimeDelta::try_seconds)
    }

    /// Returns the age in words: `30 days`, `1 week`.
    pub(crate) fn words(&self) -> String {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::Weeks => "week",
        };
        format!("{} {unit}{}", self.digits, if &*self.digits == "1" { "" } else { "s" })
    }
}

impl FromStr for Age {
    type Err = InvalidAge;

    fn from_str(text: &str) -> Result<Age, InvalidAge> {
        let (digits, unit) = match text.as_bytes().last() {
            Some(b'h') => (&text[..text.len() - 1], Unit::Hours),
            Some(b'd') => (&text[..text.len() - 1], Unit::Days),
            Some(b'w') => (&text[..text.len() - 1], Unit::Weeks),
            _ => (text, Unit::Days),
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidAge::Malformed);
        }
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() {
            return Err(InvalidAge::Zero);
        }
        let number: u64 = digits.parse().unwrap_or(u64::MAX);
        let unit_seconds = match unit {
            Unit::Hours => 3_600,
            Unit::Days => 86_400,
            Unit::Weeks => 7 * 86_400,
        };
        Ok(Age { digits: digits.into(), unit, seconds: number.saturating_mul(unit_seconds) })
    }
}

impl fmt::Display for Age {
    /// Formats the age like an argument, always with its unit: `30d`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hours => 'h',
            Unit::Days => 'd',
            Unit::Weeks => 'w',
        };
        write!(f, "{}{unit}", self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn age(text: &str) -> Age {
        text.parse().expect("a valid age")
    }

    fn time(text: &str) -> Time {
        crate::session::time::parse(text).expect("a valid time")
    }

    #[test]
    fn a_bare_number_is_days_and_every_unit_reads_back_as_itself() {
        for (text, shown, words) in [
            ("30", "30d", "30 days"),
            ("30d", "30d", "30 days"),
            ("007d", "7d", "7 days"),
            ("1", "1d", "1 day"),
            ("12h", "12h", "12 hours"),
            ("2w", "2w", "2 weeks"),
        ] {
            assert_eq!(
                (age(text).to_string().as_str(), age(text).words().as_str()),
                (shown, words)
            );
        }
    }

    #[test]
    fn what_does_not_parse_whole_is_no_age() {
        for text in ["", "d", "30x", "1e3", " 30d", "30d ", "-1", "+1", "1.5d", "30D", "٣", "3dd"]
        {
            assert_eq!(text.parse::<Age>(), Err(InvalidAge::Malformed), "{text:?}");
        }
        for text in ["0", "0d", "000h"] {
            assert_eq!(text.parse::<Age>(), Err(InvalidAge::Zero), "{text:?}");
        }
    }

    #[test]
    fn old_is_longer_ago_than_the_age_to_the_nanosecond() {
        let now = time("2026-11-22T12:00:00Z");
        let is_old = |text: &str| age("30d").is_exceeded(Some(time(text)), now);
        assert!(is_old("2026-10-23T11:59:59.999999999Z"));
        assert!(!is_old("2026-10-23T12:00:00Z"));
        assert!(!is_old("2026-11-23T12:00:00Z"));
        assert!(!age("1h").is_exceeded(None, now));
    }

    #[test]
    fn an_age_too_large_for_any_integer_matches_nothing() {
        let (first, now) = (time("0000-01-01T00:00:00Z"), time("9999-12-31T23:59:59Z"));
        for huge in ["200000000d", "18446744073709551616w", &"9".repeat(400)] {
            assert!(!age(huge).is_exceeded(Some(first), now), "{huge}");
        }
        assert!(age("3652000d").is_exceeded(Some(first), now));
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_reads_back_as_itself(text in "[0-9]{0,25}[hdwx ]?") {
            if let Ok(age) = text.parse::<Age>() {
                prop_assert_eq!(age.to_string().parse::<Age>(), Ok(age));
            }
        }
    }
}
