//! Times as sessions carry them: read leniently, written in one form.

use chrono::{DateTime, Datelike as _, SecondsFormat, Utc};

/// A moment, in UTC.
pub type Time = DateTime<Utc>;

/// Reads an RFC 3339 time with any offset.
///
/// `None` for what cannot be read, for Go's zero time, which only says that none was set, and for
/// a moment outside the years 0 to 9999, which RFC 3339 cannot write.
pub fn parse(text: &str) -> Option<Time> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    (time != go_zero() && (0..=9999).contains(&time.year())).then_some(time)
}

/// A time as records carry it: UTC, nine fractional digits, `Z`; so text order is time order.
pub fn exact(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Nanos, true)
}

/// A time as a person reads it: UTC, whole seconds.
pub fn seconds(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// `0001-01-01T00:00:00Z`, what Go writes for a time that was never set.
fn go_zero() -> Time {
    DateTime::from_timestamp(-62_135_596_800, 0).unwrap_or_default()
}

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
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60.000000000Z"),
        ] {
            assert_eq!(parse(text).map(exact).as_deref(), Some(written));
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
