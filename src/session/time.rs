//! Times of sessions: lenient parsing, one output form.

use chrono::{
    DateTime, Datelike as _, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Timelike as _, Utc,
};

/// A point in time, in UTC.
pub(crate) type Time = DateTime<Utc>;

/// Returns the day of a time, in some time zone.
pub(crate) type Calendar = fn(Time) -> NaiveDate;

/// Returns the day in UTC.
pub(crate) fn utc_day(time: Time) -> NaiveDate {
    time.date_naive()
}

/// Parses an RFC 3339 time with any offset. A leap second becomes the end of the second before it.
///
/// Returns `None` for invalid text, for Go's zero time, which means that no time was set, and for
/// years outside 0 to 9999, which RFC 3339 cannot express.
pub(crate) fn parse(text: &str) -> Option<Time> {
    instant(text).filter(|time| *time != GO_ZERO && (0..=9999).contains(&time.year()))
}

/// Parses a time like [`parse`], but also returns Go's zero time and years outside 0 to 9999.
pub(crate) fn instant(text: &str) -> Option<Time> {
    quick(text).or_else(|| {
        let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
        // chrono represents a leap second with more than 999,999,999 nanoseconds.
        if time.nanosecond() > LAST_NANOSECOND {
            time.with_nanosecond(LAST_NANOSECOND)
        } else {
            Some(time)
        }
    })
}

/// Returns whether `text` is Go's zero time, with any offset.
pub(crate) fn is_never(text: &str) -> bool {
    instant(text) == Some(GO_ZERO)
}

/// The last nanosecond of a second.
const LAST_NANOSECOND: u32 = 999_999_999;

/// Powers of ten that scale a fraction of at least one digit to nine, by the number missing.
const TENS: [u32; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// Parses a time in the form that clinvk writes, several times faster than chrono. Returns `None`
/// for any other form.
fn quick(text: &str) -> Option<Time> {
    let (seconds, rest) = text.as_bytes().split_at_checked(19)?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T', h0, h1, b':', n0, n1, b':', s0, s1] =
        *seconds
    else {
        return None;
    };
    let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)?;
    let (nanos, zone) = match rest.split_first()? {
        (b'.', rest) => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (fraction, zone) = rest.split_at(digits);
            let scale = *TENS.get(9_usize.checked_sub(digits)?)?;
            (number(fraction)? * scale, zone)
        }
        _ => (0, rest),
    };
    let (hour, minute) = (number(&[h0, h1])?, number(&[n0, n1])?);
    let time = date.and_hms_nano_opt(hour, minute, number(&[s0, s1])?, nanos)?.and_utc();
    let minutes = match *zone {
        [b'Z'] => return Some(time),
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] => {
            let (hours, minutes) = (number(&[h0, h1])?, number(&[m0, m1])?);
            let minutes = i64::from((hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?);
            if sign == b'+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    time.checked_sub_signed(TimeDelta::minutes(minutes))
}

/// Parses at most nine digits, and only digits.
fn number(digits: &[u8]) -> Option<u32> {
    let (mut number, mut is_number) = (0_u32, true);
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        is_number &= digit < 10;
        number = number.wrapping_mul(10).wrapping_add(digit.into());
    }
    is_number.then_some(number)
}

/// Returns whether clinvk's own, stricter decoder accepts `text` as a time: no lower-case letters, no
/// leap seconds. It accepts the zero time.
pub(crate) fn is_clinvks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_strict = text.is_ascii()
        && bytes.get(10) == Some(&b'T')
        && !text.ends_with('z')
        && text.get(17..19) != Some("60");
    is_strict && DateTime::parse_from_rfc3339(text).is_ok()
}

/// Formats a time for records: UTC, nine fractional digits, `Z`, so text order is time order.
pub(crate) fn exact(time: Time) -> String {
    let mut text = Vec::with_capacity(30);
    write_exact(time, &mut text);
    // Digits and punctuation are valid UTF-8.
    String::from_utf8(text).unwrap_or_default()
}

/// Appends a time in the form of [`exact`], without an allocation: each record has two times.
pub(crate) fn write_exact(time: Time, out: &mut Vec<u8>) {
    // Converted once: every getter of a time with a zone repeats the conversion.
    let (date, time) = (time.date_naive(), time.time());
    // Never a leap second, which most parsers reject.
    let (second, nanosecond) = (time.second(), time.nanosecond().min(LAST_NANOSECOND));
    let year = u32::try_from(date.year()).unwrap_or_default();
    let (day, minute) = ([date.month(), date.day()], [time.hour(), time.minute()]);
    let mut text = *b"0000-00-00T00:00:00.000000000Z";
    for (pair, at) in [year / 100, year % 100, day[0], day[1], minute[0], minute[1], second]
        .into_iter()
        .zip([0, 2, 5, 8, 11, 14, 17])
    {
        text[at] = b'0' + (pair / 10 % 10) as u8;
        text[at + 1] = b'0' + (pair % 10) as u8;
    }
    let mut rest = nanosecond;
    for digit in text[20..29].iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(&text);
}

/// Formats a time for people: UTC, whole seconds.
pub(crate) fn seconds(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns `0001-01-01T00:00:00Z`, which Go writes for a time that was never set.
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
        for clinvks in ["2026-11-18T09:47:02.987654321+09:00", "2026-11-21T16:30:00Z"] {
            assert!(quick(clinvks).is_some(), "{clinvks}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_exact_form_is_chronos(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
            let time = DateTime::from_timestamp(seconds, nanos).expect("a time");
            proptest::prop_assert_eq!(exact(time), time.to_rfc3339_opts(SecondsFormat::Nanos, true));
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_quickly_is_read_as_chrono_does(
            text in "[0-2][09][0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,10})?(Z|[-+][0-2][0-9]:[0-6][0-9])",
            at in 0_usize..40,
            byte in 32_u8..127,
            is_changed: bool,
        ) {
            let mut bytes = text.into_bytes();
            if let Some(changed) = bytes.get_mut(at).filter(|_| is_changed) { *changed = byte; }
            let text = String::from_utf8(bytes).expect("ASCII");
            let by_chrono = DateTime::parse_from_rfc3339(&text).ok().map(|time| time.to_utc());
            proptest::prop_assert!(quick(&text).is_none_or(|time| Some(time) == by_chrono), "{text}");
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
