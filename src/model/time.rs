//! Times as sessions carry them: read leniently, written in one form.

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, Timelike as _, Utc};

/// A moment, in UTC.
pub type Time = DateTime<Utc>;

/// On which day a moment is: that depends on where one asks.
pub type Calendar = fn(Time) -> NaiveDate;

/// The calendar of UTC.
pub fn utc_day(time: Time) -> NaiveDate {
    time.date_naive()
}

/// Reads an RFC 3339 time with any offset.
///
/// `None` for what cannot be read, for Go's zero time, which only says that none was set, and for
/// a moment outside the years 0 to 9999, which RFC 3339 cannot write.
pub fn parse(text: &str) -> Option<Time> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    (time != go_zero() && (0..=9999).contains(&time.year())).then_some(time)
}

/// Whether clinvk's own, stricter decoder reads `text` as a time, the zero time included: no small
/// letters, no leap seconds.
pub fn is_clinvks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_strict = text.is_ascii()
        && bytes.get(10) == Some(&b'T')
        && !text.ends_with('z')
        && text.get(17..19) != Some("60");
    is_strict && DateTime::parse_from_rfc3339(text).is_ok()
}

/// A time as records carry it: UTC, nine fractional digits, `Z`; so text order is time order.
pub fn exact(time: Time) -> String {
    let mut text = Vec::with_capacity(30);
    write_exact(time, &mut text);
    text.into_iter().map(char::from).collect()
}

/// Appends what [`exact`] gives, without a detour: records hold two times each.
pub fn write_exact(time: Time, out: &mut Vec<u8>) {
    let (second, nanosecond) = match time.nanosecond() {
        // chrono keeps a leap second as a second of more than a thousand million nanoseconds.
        leap @ 1_000_000_000.. => (time.second() + 1, leap - 1_000_000_000),
        nanosecond => (time.second(), nanosecond),
    };
    let year = u32::try_from(time.year()).unwrap_or_default();
    for (number, digits, end) in [
        (year, 4, b'-'),
        (time.month(), 2, b'-'),
        (time.day(), 2, b'T'),
        (time.hour(), 2, b':'),
        (time.minute(), 2, b':'),
        (second, 2, b'.'),
        (nanosecond, 9, b'Z'),
    ] {
        let start = out.len();
        let mut rest = number;
        for _ in 0..digits {
            out.push(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        out[start..].reverse();
        out.push(end);
    }
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

    proptest::proptest! {
        #[test]
        fn the_exact_form_is_chronos(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
            let time = DateTime::from_timestamp(seconds, nanos).expect("a time");
            proptest::prop_assert_eq!(exact(time), time.to_rfc3339_opts(SecondsFormat::Nanos, true));
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
