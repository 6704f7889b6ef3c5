//! Escaped lone surrogates in JSON, which denote no character.
//!
//! JSON permits them, Go's decoder reads each as U+FFFD, and many other readers reject the whole
//! text.

use std::borrow::Cow;

use memchr::memchr;

/// The length of an escape such as `\ud800`.
const ESCAPE: usize = 6;

/// Replaces the escape of each lone surrogate by `\ufffd`.
///
/// The result is as long as `json`, so a byte position in one is valid in the other. JSON without
/// such an escape is returned unchanged, without a copy.
pub(crate) fn paired(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let (mut out, mut written, mut at) = (String::new(), 0, 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr(b'\\', rest)) {
        at += next;
        at += match unit(bytes, at) {
            // Skips the character that a backslash escapes: it may be a backslash too.
            None => 2,
            Some(0xd800..=0xdbff) if matches!(unit(bytes, at + ESCAPE), Some(0xdc00..=0xdfff)) => {
                2 * ESCAPE
            }
            Some(0xd800..=0xdfff) => {
                out.push_str(&json[written..at]);
                out.push_str("\\ufffd");
                written = at + ESCAPE;
                ESCAPE
            }
            Some(_) => ESCAPE,
        };
    }
    if written == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(&json[written..]);
    Cow::Owned(out)
}

/// Returns the UTF-16 code unit that the escape at `at` denotes, if there is an escape.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    let is_number = digits.iter().all(u8::is_ascii_hexdigit);
    let digits = std::str::from_utf8(digits).ok().filter(|_| is_number)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_half_is_replaced_and_a_pair_is_not() {
        for (json, expected) in [
            (r#""\ud800""#, r#""\ufffd""#),
            (r#""\uDFAAx""#, r#""\ufffdx""#),
            (r#""\ud83d\ude9a""#, r#""\ud83d\ude9a""#),
            (r#""\ud83d\ud83d\ude9a""#, r#""\ufffd\ud83d\ude9a""#),
            (r#""\ude9a\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\u1234""#, r#""\ufffd\u1234""#),
            (r#""\ud83d\n""#, r#""\ufffd\n""#),
            (r#""\\ud800 \\\ud800""#, r#""\\ud800 \\\ufffd""#),
            (r#""é\\é""#, r#""é\\é""#),
            ("\\é\\", "\\é\\"),
            (r"\ud8", r"\ud8"),
            (r"\u+800", r"\u+800"),
        ] {
            assert_eq!(paired(json), expected, "{json}");
        }
        assert!(matches!(paired(r#"{"a":"\ud83d\ude9a"}"#), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn every_string_of_code_units_becomes_the_text_that_utf_16_makes_of_it(
            units in prop::collection::vec(prop_oneof![0xd7fe_u16..0xe002, any::<u16>()], 0..6),
        ) {
            let escapes: Vec<_> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let json = format!("\"{}\"", escapes.concat());
            let paired = paired(&json);
            prop_assert_eq!(paired.len(), json.len());
            let text: String = serde_json::from_str(&paired).expect("JSON");
            prop_assert_eq!(text, String::from_utf16_lossy(&units));
        }

        #[test]
        fn any_text_keeps_its_length(text in "([\\\\u]|d8|dc|00|é){0,20}") {
            prop_assert_eq!(paired(&text).len(), text.len());
        }
    }
}
