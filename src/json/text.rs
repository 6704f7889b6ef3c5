//! Operations on valid JSON text that do not decode it.

use std::borrow::Cow;

use serde_json::Value;

use super::surrogates::paired;

/// A token of JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A string, with its quotes.
    Text(&'a str),
    /// The text between two strings: numbers, literals, punctuation and white space.
    Between(&'a str),
}

/// Splits valid JSON into tokens, which concatenated give the whole text again.
pub(crate) fn tokens(json: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = json;
    std::iter::from_fn(move || {
        let length = match rest.find('"')? {
            0 => string_length(rest),
            quote => quote,
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(if piece.starts_with('"') { Token::Text(piece) } else { Token::Between(piece) })
    })
    .chain(after_last_string(json).map(Token::Between))
}

/// Returns the text after the last string, if there is any.
fn after_last_string(json: &str) -> Option<&str> {
    // In valid JSON the last quote ends a string.
    let rest = json.rfind('"').map_or(json, |quote| &json[quote + 1..]);
    (!rest.is_empty()).then_some(rest)
}

/// Returns the length of the JSON string at the start of `text`, including its quotes.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Returns whether two JSON texts have the same value: white space and the way strings are escaped
/// do not matter. A lone surrogate counts as U+FFFD.
///
/// Numbers are compared as written, so that two numbers which only round to the same value differ.
pub(crate) fn same_value(one: &str, other: &str) -> bool {
    one == other || words(one).eq(words(other))
}

/// A unit of comparison.
#[derive(PartialEq)]
enum Word<'a> {
    /// A string, decoded.
    Text(Cow<'a, str>),
    /// A character outside of strings. White space never separates two numbers, so the other
    /// characters suffice.
    Other(char),
}

fn words(json: &str) -> impl Iterator<Item = Word<'_>> {
    tokens(json).flat_map(|piece| {
        let (word, between) = match piece {
            Token::Text(string) => (Some(Word::Text(text(string))), ""),
            Token::Between(between) => (None, between),
        };
        let others = between.chars().filter(|c| !c.is_ascii_whitespace()).map(Word::Other);
        word.into_iter().chain(others)
    })
}

/// Decodes a JSON string, including its quotes. A lone surrogate becomes U+FFFD, as in Go's
/// decoder.
pub(crate) fn text(string: &str) -> Cow<'_, str> {
    let inside = string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inside {
        Some(inside) if !inside.contains('\\') => Cow::Borrowed(inside),
        _ => {
            let text: Option<String> = serde_json::from_str(&paired(string)).ok();
            text.map_or(Cow::Borrowed(string), Cow::Owned)
        }
    }
}

/// Returns valid JSON in as few bytes as possible: no white space, no unnecessary escapes.
pub(crate) fn minify(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for piece in tokens(json) {
        match piece {
            Token::Text(string) => match serde_json::from_str::<Value>(string) {
                Ok(text) => out.push_str(&text.to_string()),
                Err(_) => out.push_str(string),
            },
            Token::Between(between) => out.extend(between.split_ascii_whitespace()),
        }
    }
    out
}

/// Lays out valid JSON over several lines, as clinvk's encoder does: one `unit` of white space per
/// level. The first line is already at level `depth`.
///
/// Returns `None` if that takes more than `limit` bytes, as it may where white space outweighs
/// everything else.
pub(crate) fn pretty(json: &str, unit: &str, depth: usize, limit: usize) -> Option<String> {
    let mut out = String::with_capacity((json.len() * 2).min(limit));
    let mut depth = depth;
    let new_line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str(unit));
    };
    let mut is_opened = false;
    for piece in tokens(json) {
        let between = match piece {
            Token::Text(text) => {
                if std::mem::take(&mut is_opened) {
                    new_line(&mut out, depth);
                }
                out.push_str(text);
                continue;
            }
            Token::Between(between) => between,
        };
        for c in between.chars().filter(|c| !c.is_ascii_whitespace()) {
            if out.len() > limit {
                return None;
            }
            match c {
                ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    // The brackets are empty.
                    if !std::mem::take(&mut is_opened) {
                        new_line(&mut out, depth);
                    }
                    out.push(c);
                    continue;
                }
                _ if std::mem::take(&mut is_opened) => new_line(&mut out, depth),
                _ => {}
            }
            out.push(c);
            match c {
                '[' | '{' => {
                    depth += 1;
                    is_opened = true;
                }
                ',' => new_line(&mut out, depth),
                ':' => out.push(' '),
                _ => {}
            }
        }
    }
    (out.len() <= limit).then_some(out)
}

/// Returns whether a value is nested more than 100 levels deep.
pub(crate) fn is_too_deep(json: &str) -> bool {
    let mut depth = 0_u32;
    tokens(json).any(|token| match token {
        Token::Text(_) => false,
        Token::Between(between) => between.bytes().any(|byte| {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                _ => {}
            }
            depth > 100
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_pieces_are_strings_and_what_is_between() {
        let json = r#" {"a\"": [1, "\\"]} "#;
        let pieces: Vec<_> = tokens(json).collect();
        assert_eq!(
            pieces,
            [
                Token::Between(" {"),
                Token::Text(r#""a\"""#),
                Token::Between(": [1, "),
                Token::Text(r#""\\""#),
                Token::Between("]} "),
            ]
        );
    }

    #[test]
    fn json_is_the_same_whatever_its_spaces_and_escapes() {
        for (one, other) in [
            (r#"{"a" : [ 1 ,  true ] }"#, r#"{"a":[1,true]}"#),
            (r#""\u0026\u00e9\/""#, r#""&é/""#),
            (r#""\ud83d\ude9a""#, r#""🚚""#),
            (r#""\ud800""#, r#""\uD800""#),
            ("\"\u{7f}\\ud800\"", r#""\u007f\ud800""#),
            (r#"{"\ud800": "\udc00"}"#, "{\"\u{fffd}\":\"\\ufffd\"}"),
        ] {
            assert!(same_value(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("1", "1.0"),
            ("12345678901234567890", "12345678901234567891"),
            (r#""a""#, r#""b""#),
            (r#"["a"]"#, r#"[["a"]]"#),
            (r#""1""#, "1"),
            ("[1,2]", "[12]"),
            (r#"[",", 1]"#, r#"[1, ","]"#),
            ("[]", "{}"),
            (r#""\ud800""#, r#""\"\\ud800\"""#),
        ] {
            assert!(!same_value(one, other), "{one} {other}");
        }
    }

    #[test]
    fn json_is_laid_out_as_clinvk_does() {
        let json = r#"{"a":"x, y: {}","b":[],"c":{},"d":[1,{"e":null}],"f":["z"]}"#;
        let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
        let expected = serde_json::to_string_pretty(&value).expect("JSON");
        let pretty = |json, unit, depth| pretty(json, unit, depth, 1 << 10).expect("it is short");
        assert_eq!(pretty(json, "  ", 0), expected);
        assert_eq!(pretty("[1]", "\t", 1), "[\n\t\t1\n\t]");
        assert_eq!(pretty("7", "  ", 1), "7");
    }

    #[test]
    fn json_that_white_space_would_blow_up_is_not_laid_out() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(pretty(&deep, "  ", 0, 1 << 20), None);
        assert_eq!(pretty("[1]", "  ", 0, 6), None);
        assert_eq!(
            minify(" [ \"\\u007f \\ud800\", \"\\u00e9\\u0026\\n\" ] "),
            "[\"\\u007f \\ud800\",\"é&\\n\"]"
        );
    }

    proptest! {
        #[test]
        fn laid_out_json_says_the_same(texts: Vec<String>, number: f64) {
            let value = serde_json::json!({ "k e y": texts, "n": [number, {}, [], [[]]], "": "" });
            let compact = value.to_string();
            let expected = serde_json::to_string_pretty(&value).expect("JSON");
            prop_assert_eq!(pretty(&compact, "  ", 0, usize::MAX), Some(expected.clone()));
            prop_assert!(same_value(&compact, &pretty(&compact, "  ", 3, usize::MAX).expect("text")));
            prop_assert_eq!(minify(&expected), compact);
        }
    }
}
