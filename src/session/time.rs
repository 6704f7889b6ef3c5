//! Times as sessions carry them: read leniently, written in one form.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, SecondsFormat, Timelike as _, Utc};

/// A moment, in UTC.
pub(crate) type Time = DateTime<Utc>;

/// On which day a moment is: that depends on where one asks.
pub(crate) type Calendar = fn(Time) -> NaiveDate;

/// Writes a moment in the time zone of a person.
pub(crate) type Clock = fn(Time) -> String;

/// The calendar of UTC.
pub(crate) fn utc_day(time: Time) -> NaiveDate {
    time.date_naive()
}

/// Reads an RFC 3339 time with any offset. A leap second is the end of the second before it.
///
/// `None` for what cannot be read, for Go's zero time, which only says that none was set, and for
/// a moment outside the years 0 to 9999, which RFC 3339 cannot write.
pub(crate) fn parse(text: &str) -> Option<Time> {
    instant(text).filter(|time| *time != GO_ZERO && (0..=9999).contains(&time.year()))
}

/// Reads a time as [`parse`] does, and also those that it leaves out because they say nothing.
pub(crate) fn instant(text: &str) -> Option<Time> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    // chrono keeps a leap second as a second of more than a thousand million nanoseconds.
    if time.nanosecond() > LAST_NANOSECOND {
        time.with_nanosecond(LAST_NANOSECOND)
    } else {
        Some(time)
    }
}

/// Returns whether `text` is Go's zero time, with any offset.
pub(crate) fn is_never(text: &str) -> bool {
    instant(text) == Some(GO_ZERO)
}

/// The last nanosecond of a second.
const LAST_NANOSECOND: u32 = 999_999_999;

/// Returns whether clinvk's own, stricter decoder reads `text` as a time, the zero time included. It
/// accepts no lower-case letters and no leap seconds.
pub(crate) fn is_clinvks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_strict = text.is_ascii()
        && bytes.get(10) == Some(&b'T')
        && !text.ends_with('z')
        && text.get(17..19) != Some("60");
    is_strict && DateTime::parse_from_rfc3339(text).is_ok()
}

/// Returns a time as records carry it: UTC, nine fractional digits, `Z`; so text order is time order.
pub(crate) fn exact(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Nanos, true)
}

/// A time as a person reads it: UTC, whole seconds.
pub(crate) fn seconds(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// `0001-01-01T00:00:00Z`, what Go writes for a time that was never set.
const GO_ZERO: Time =
    NaiveDate::from_ymd_opt(1, 1, 1).expect("a date").and_time(NaiveTime::MIN).and_utc();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_offset_and_fraction_becomes_utc_with_nine_digits() {
        for (text, written) in [
            ("2026-11-18T09:47:02.987654321+09:00", "2026-11-18T00:47:02.987654321Z"),
            ("2026-11-21T16:30:00.5Z", "2026-11-21T16:30:00.500000000Z"),
            ("2026-11-12T12:45:30+05:30", "2026-11-12T07:15:30.000000000Z"),
            ("2026-11-12t12:45:30z", "2026-11-12T12:45:30.000000000Z"),
            ("2026-11-12 12:45:30Z", "2026-11-12T12:45:30.000000000Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
            ("2017-01-01T08:59:60.5+09:00", "2016-12-31T23:59:59.999999999Z"),
        ] {
            assert_eq!(parse(text).map(exact).as_deref(), Some(written));
        }
    }

    #[test]
    fn clinvk_reads_fewer_times_than_we_do() {
        for text in ["2026-11-18T09:47:02Z", "2026-11-18T09:47:02.5+09:00", "0001-01-01T00:00:00Z"]
        {
            assert!(is_clinvks(text), "{text}");
        }
        for text in [
            "2026-11-18t09:47:02Z",
            "2026-11-18 09:47:02Z",
            "2026-11-18T09:47:02z",
            "2016-12-31T23:59:60Z",
            "2026-11-18T09:47:02\u{2212}09:00",
            "2026-11-18",
            "now",
            "",
        ] {
            assert!(!is_clinvks(text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_or_was_never_set_is_no_time() {
        for text in [
            "",
            "yesterday",
            "2026-11-18",
            "2026-13-18T00:00:00Z",
            "2026-11-18T09:47:02",
            "0001-01-01T00:00:00Z",
            "0001-01-01T09:00:00+09:00",
            "9999-12-31T23:59:59-01:00",
            "0000-01-01T00:00:00+01:00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
