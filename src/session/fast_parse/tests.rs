//! The fast path gives the same result as the decoder, or leaves the file to it.

use super::*;
use crate::session::de::decode;
use proptest::prelude::*;

/// Parses `text` with the decoder, for comparison.
fn decoded(text: &str) -> Option<String> {
    decode(text, false).ok().map(|session| format!("{session:?}"))
}

fn read(text: &str) -> Option<Session<'_>> {
    super::parse_fast(text)
}

fn is_as_decoded(text: &str) -> bool {
    read(text).is_none_or(|session| Some(format!("{session:?}")) == decoded(text))
}

const FILE: &str = r#"{
  "id": "a", "backend": "claude",
  "created_at": "2026-01-01T00:00:00.5Z", "last_used": "yesterday",
  "initial_prompt": "p \u0026 \"q\" é 会话", "turn_count": 3,
  "token_usage": {"input_tokens": 1, "output_tokens": 200, "cached_tokens": 0},
  "tags": ["x", "y", "\n"], "metadata": {"k": "v", "l": "", "k": "w"},
  "later": {"a": [1, -2.5e3, true, null]}, "title": "t", "later": 7
}"#;

#[test]
fn what_clinvk_writes_is_read_the_quick_way() {
    let session = read(FILE).map(|session| format!("{session:?}"));
    assert!(session.is_some());
    assert_eq!(session, decoded(FILE));
    for empty in ["{}", " {\n} ", r#"{"tags": [], "metadata": {}, "token_usage": {}}"#] {
        assert!(read(empty).is_some() && is_as_decoded(empty), "{empty}");
    }
}

#[test]
fn anything_odd_is_left_to_the_decoder() {
    for odd in [
        "",
        "[]",
        "{",
        "{} x",
        "{\"id\":\"a\",}",
        "{,}",
        "{\"id\"}",
        "{\"id\":null}",
        "{\"id\":\"a\nb\"}",
        "{\"id\":\"\\ud800\"}",
        "{\"i\\u0064\":\"a\"}",
        "{\"i\nd\":\"a\"}",
        "{\"later\n\":\"a\"}",
        "{\"lat\\u0065r\":\"a\"}",
        "{\t}",
        "{\"turn_count\":01}",
        "{\"turn_count\":-1}",
        "{\"turn_count\":1.0}",
        "{\"turn_count\":1e1}",
        "{\"turn_count\":1234567890123456789}",
        "{\"tags\":[\"a\",]}",
        "{\"tags\":[\"a\" \"b\"]}",
        "{\"tags\":[null]}",
        "{\"token_usage\":{\"more\":1}}",
        "{\"later\":tru}",
        "{\"later\":1 2}",
    ] {
        assert!(read(odd).is_none(), "{odd}");
    }
}

proptest! {
    #[test]
    fn a_file_that_is_changed_anywhere_is_read_as_decoded(
        changes in proptest::collection::vec((0..FILE.len(), 0_u8..128, any::<bool>()), 1..4),
    ) {
        let mut bytes = FILE.as_bytes().to_vec();
        for (at, byte, is_cut) in changes {
            if is_cut { bytes.drain(at.min(bytes.len())..(at + 3).min(bytes.len())); }
            else if let Some(changed) = bytes.get_mut(at) { *changed = byte; }
        }
        prop_assert!(is_as_decoded(&String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn any_members_are_read_as_decoded(
        members in proptest::collection::vec(
            (
                "id|backend|last_used|turn_count|token_usage|tags|metadata|title|later|é",
                "\"[a-z\\\\\"n\n é]{0,4}\"|[-0-9.e]{1,20}|null|\\[(\"a\",?){0,2}\\]|\\{(\"(input_tokens|k)\": ?(1|\"v\"),?){0,2}\\}",
            ),
            0..6,
        ),
        space in " {0,2}",
    ) {
        let members: Vec<_> = members.iter().map(|(k, v)| format!("\"{k}\":{space}{v}")).collect();
        let text = format!("{{{}}}", members.join(","));
        prop_assert!(is_as_decoded(&text));
    }
}
