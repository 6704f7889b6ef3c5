//! Go's rules for the times in a session file: if Go's decoder rejects a time, clinvk 0.2.0 cannot
//! read the session.

use chrono::NaiveDate;

use super::{case_fold::folds_to, time};
use crate::json::edit::Entries;

/// The keys of a session file that hold a time.
const KEYS: [&str; 2] = ["created_at", "last_used"];

/// Returns a message for each key of a session file that has an invalid time. The messages never
/// contain a value.
///
/// Go decodes every occurrence of a key, in any case; we read only the last one of the exact key.
pub(crate) fn unreadable(bytes: &[u8]) -> Vec<String> {
    // A file that cannot be parsed is reported as damaged.
    let Entries(members) = serde_json::from_slice(bytes).unwrap_or_default();
    let message = |key: &&'static str| {
        let is_spelling = |name: &str| name == *key || folds_to(name, [*key]).is_some();
        let mut values = members.iter().filter(|(name, _)| is_spelling(name));
        if values.any(|(_, value)| !is_decoded_by_go(value.get())) {
            return Some(format!("clinvk 0.2.0 cannot read `{key}`, and so not the session"));
        }
        let (_, last) = members.iter().rfind(|(name, _)| name == *key)?;
        let text: String = serde_json::from_str(last.get()).ok()?;
        let is_known = time::parse(&text).is_some() || time::is_never(&text);
        (!is_known).then(|| format!("`{key}` cannot be read, and counts as unknown"))
    };
    KEYS.iter().filter_map(message).collect()
}

/// Returns whether `time.Time.UnmarshalJSON` accepts the JSON value `json`.
///
/// It parses the text between the quotes without unescaping it (go.dev/issue/47353), so a time that
/// contains an escape is invalid.
pub(crate) fn is_decoded_by_go(json: &str) -> bool {
    let text = json.strip_prefix('"').and_then(|json| json.strip_suffix('"'));
    json == "null" || text.is_some_and(|text| is_parsed_by_go(text.as_bytes()).is_some())
}

/// Checks a time like Go's `time.Parse` with the layout `time.RFC3339`. Returns `None` if it would
/// fail.
///
/// `UnmarshalJSON` falls back to it, because the strict RFC 3339 parser planned for Go 1.20 is
/// switched off in `parseStrictRFC3339` (`src/time/format_rfc3339.go`, go.dev/issue/54580). Hence it
/// accepts more than RFC 3339: an hour of one digit, a comma before the fraction, a fraction of any
/// length, and offsets of up to 24 hours and 60 minutes. It accepts less than other parsers: no
/// lower-case `t` or `z`, no space instead of the `T`, no second 60, no offset without a colon or
/// minutes.
fn is_parsed_by_go(text: &[u8]) -> Option<()> {
    let (date, rest) = text.split_at_checked(11)?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T'] = *date else { return None };
    let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)?;
    let digits = rest.iter().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    let (hour, rest) = rest.split_at(digits);
    let (clock, rest) = rest.split_at_checked(6)?;
    let [b':', n0, n1, b':', s0, s1] = *clock else { return None };
    let is_time = number(hour)? < 24 && number(&[n0, n1])? < 60 && number(&[s0, s1])? < 60;
    let zone = match rest {
        [b'.' | b',', b'0'..=b'9', rest @ ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            &rest[digits..]
        }
        zone => zone,
    };
    let is_zone = match *zone {
        [b'Z'] => true,
        [b'+' | b'-', h0, h1, b':', m0, m1] => number(&[h0, h1])? <= 24 && number(&[m0, m1])? <= 60,
        _ => false,
    };
    (is_time && is_zone).then_some(())
}

/// Parses at least one digit, and only digits.
fn number(digits: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(digits).ok().filter(|_| digits.iter().all(u8::is_ascii_digit));
    text?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_go(text: &str) -> bool {
        is_decoded_by_go(&format!("\"{text}\""))
    }

    #[test]
    fn go_reads_what_its_source_says_and_nothing_else() {
        for text in [
            "2026-11-18T09:47:02Z",
            "2026-11-18T09:47:02.987654321+09:00",
            "2026-11-18T09:47:02.98765432109876Z",
            "0001-01-01T00:00:00Z",
            "0000-02-29T00:00:00-00:00",
            "9999-12-31T23:59:59-24:60",
            "2026-11-18T9:47:02Z",
            "2026-11-18T09:47:02,5Z",
        ] {
            assert!(is_go(text), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2026-11-18",
            "2026-11-18T09:47:02",
            "2026-11-18t09:47:02Z",
            "2026-11-18 09:47:02Z",
            "2026-11-18T09:47:02z",
            "2016-12-31T23:59:60Z",
            "2026-11-18T24:00:00Z",
            "2026-11-18T09:60:00Z",
            "2026-02-29T00:00:00Z",
            "2026-00-18T00:00:00Z",
            "2026-13-18T00:00:00Z",
            "2026-11-00T00:00:00Z",
            "2026-11-18T:47:02Z",
            "2026-11-18T009:47:02Z",
            "2026-11-18T09:7:02Z",
            "2026-11-18T09:47:02.Z",
            "2026-11-18T09:47:02.5",
            "2026-11-18T09:47:02+0900",
            "2026-11-18T09:47:02+09",
            "2026-11-18T09:47:02+25:00",
            "2026-11-18T09:47:02+09:61",
            "2026-11-18T09:47:02\u{2212}09:00",
            "2026-11-18T09:47:02Z ",
            " 2026-11-18T09:47:02Z",
            "-026-11-18T09:47:02Z",
            "12026-11-18T09:47:02Z",
            r"2026-11-18T09:47:02\u005a",
            r"2026\u002d11-18T09:47:02Z",
        ] {
            assert!(!is_go(text), "{text}");
        }
        assert!(is_decoded_by_go("null"));
        assert!(!is_decoded_by_go("1"));
    }

    #[test]
    fn each_key_is_named_once_and_what_only_we_cannot_read_is_said_otherwise() {
        let (go, good) = ("clinvk 0.2.0 cannot read", r#""2026-11-18T09:47:02Z""#);
        let last_used = format!("{go} `last_used`, and so not the session");
        let unknown = "`last_used` cannot be read, and counts as unknown";
        for (json, expected) in [
            (format!(r#"{{"created_at":{good},"last_used":{good}}}"#), vec![]),
            (r#"{"created_at":null,"last_used":"0001-01-01T09:00:00+09:00"}"#.to_owned(), vec![]),
            (r#"{"id":"a"}"#.to_owned(), vec![]),
            (r#"{"last_used":"2016-12-31T23:59:60Z"}"#.to_owned(), vec![&*last_used]),
            (format!(r#"{{"last_used":"","last_used":{good}}}"#), vec![&*last_used]),
            (format!(r#"{{"last_used":{good},"Last_Used":"now"}}"#), vec![&*last_used]),
            (r#"{"last_used":"2026-11-18T09:47:02,5Z"}"#.to_owned(), vec![unknown]),
            (r#"{"last_used":"9999-12-31T23:59:59-01:00"}"#.to_owned(), vec![unknown]),
            (
                r#"{"last_used":"now","created_at":"then"}"#.to_owned(),
                vec!["clinvk 0.2.0 cannot read `created_at`, and so not the session", &last_used],
            ),
            ("{".to_owned(), vec![]),
        ] {
            assert_eq!(unreadable(json.as_bytes()), expected, "{json}");
        }
    }

    proptest! {
        #[test]
        fn go_reads_whatever_it_writes_and_whatever_clinvk_is_given(
            seconds in -62_135_596_800_i64..253_402_300_800,
            nanos in 0_u32..1_000_000_000,
            text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]{0,12})?(Z|[-+][0-9]{2}:[0-9]{2})",
        ) {
            let time = chrono::DateTime::from_timestamp(seconds, nanos).expect("a time");
            prop_assert!(is_go(&time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)));
            prop_assert!(is_go(&text) || !time::is_clinvks(&text), "{text}");
        }
    }
}
