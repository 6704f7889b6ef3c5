//! Reading a session's file: what it says, or why it is damaged.

use super::{quick, session::Session};
use crate::visible::may_start_hostile;

/// Why a file cannot be read as a session: the reason and its position, never the content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Damage(pub String);

impl<'a> Session<'a> {
    /// Reads the bytes of a session file.
    ///
    /// The file is damaged if it is not one JSON object, if a known key has another type than
    /// clinvk writes, or if it has neither `id` nor `backend` and so is something else altogether.
    pub fn parse(bytes: &'a [u8]) -> Result<Session<'a>, Damage> {
        if bytes.is_empty() {
            return Err(Damage("the file is empty".to_owned()));
        }
        let text = simdutf8::compat::from_utf8(bytes)
            .map_err(|error| Damage(format!("not UTF-8 at byte {}", error.valid_up_to() + 1)))?;
        let is_plain = bytes.iter().fold(true, |plain, &byte| plain & is_plain(byte));
        let mut session = match quick::read(text, is_plain) {
            Some(session) => session,
            None => serde_json::from_str(text).map_err(|error| damage(&error))?,
        };
        if session.id.is_none() && session.backend.is_none() {
            return Err(Damage("no session: it has neither `id` nor `backend`".to_owned()));
        }
        session.is_plain = is_plain;
        Ok(session)
    }
}

/// Whether the byte starts no character that may have to be escaped; texts do not hold the end of a
/// line as it stands.
fn is_plain(byte: u8) -> bool {
    !may_start_hostile(byte) && byte != b'\\' || byte == b'\n'
}

/// The parser's reason with its position; a type error's quote of the content is cut off.
fn damage(error: &serde_json::Error) -> Damage {
    let text = error.to_string();
    if !error.is_data() || !text.contains("expected ") {
        return Damage(text);
    }
    let found = text.split([',', '"', '`']).next().unwrap_or("invalid value").trim_end();
    let expected = text.rsplit_once("expected ").map_or("another type", |(_, rest)| rest);
    let expected = expected.split(" at line").next().unwrap_or(expected);
    Damage(format!(
        "{found}, expected {expected} at line {} column {}",
        error.line(),
        error.column()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reason(bytes: &[u8]) -> String {
        Session::parse(bytes).expect_err("a damaged file").to_string()
    }

    #[test]
    fn every_key_that_clinvk_writes_is_read() {
        let session = Session::parse(
            br#"{"id":"a","backend":"claude","created_at":"2026-01-01T00:00:00Z",
                "last_used":"2026-01-02T00:00:00Z","working_dir":"/w","backend_session_id":"b",
                "model":"m","initial_prompt":"p \u0026 q","status":"active","turn_count":3,
                "token_usage":{"input_tokens":1,"output_tokens":2,"cached_tokens":3},
                "tags":["x","y"],"title":"t","parent_id":"c","error_message":"e",
                "metadata":{"k":"v"},"later":{"a": [1]}}"#,
        )
        .expect("a session");
        assert_eq!(session.initial_prompt.as_deref(), Some("p & q"));
        assert_eq!((session.turn_count, session.tokens()), (3, Some(3)));
        assert_eq!(session.tags, ["x", "y"]);
        assert_eq!(session.metadata, [("k".into(), "v".into())]);
        assert_eq!(session.unknown.len(), 1);
        assert_eq!(session.unknown[0].1.get(), r#"{"a": [1]}"#);
    }

    #[test]
    fn null_counts_as_absent_and_of_two_equal_keys_the_last_counts() {
        let session = Session::parse(
            br#"{"backend":"a","backend":"b","tags":null,"turn_count":null,"token_usage":null,
                "metadata":{"k":"1","k":null},"u":1,"w":2,"u":3}"#,
        )
        .expect("a session");
        assert_eq!(session.backend.as_deref(), Some("b"));
        assert_eq!(session.metadata, [("k".into(), "".into())]);
        let unknown: Vec<_> = session.unknown.iter().map(|(k, v)| (&**k, v.get())).collect();
        assert_eq!(unknown, [("u", "3"), ("w", "2")]);
    }

    #[test]
    fn damage_names_reason_and_position_but_no_content() {
        for (bytes, expected) in [
            (&b""[..], "the file is empty"),
            (b"{}", "no session: it has neither `id` nor `backend`"),
            (b"{\"name\":\"left-pad\"}", "no session: it has neither `id` nor `backend`"),
            (b"\xff\xfe{", "not UTF-8 at byte 1"),
            (b"null", "invalid type: null, expected an object at line 1 column 4"),
            (b"[]", "invalid type: sequence, expected an object at line 1 column 0"),
            (b"{\"id\":", "EOF while parsing a value at line 1 column 6"),
            (b"{\"id\":\"a\"} x", "trailing characters at line 1 column 12"),
            (
                br#"{"turn_count":"secret, expected ruin"}"#,
                "invalid type: string, expected an integer at line 1 column 37",
            ),
            (
                br#"{"turn_count":1e3}"#,
                "invalid type: floating point, expected an integer at line 1 column 17",
            ),
            (
                br#"{"turn_count":9223372036854775808}"#,
                "invalid value: integer, expected an integer at line 1 column 33",
            ),
            (
                br#"{"tags":"secret"}"#,
                "invalid type: string, expected an array of strings at line 1 column 16",
            ),
            (
                br#"{"token_usage":[1,2]}"#,
                "invalid type: sequence, expected an object of integers at line 1 column 15",
            ),
        ] {
            assert_eq!(reason(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_session_or_damaged_and_never_a_panic(bytes: Vec<u8>) {
            let _ = Session::parse(&bytes);
        }

        #[test]
        fn any_cut_or_flipped_byte_is_a_session_or_damaged(at in 0_usize..60, to: u8, cut: bool) {
            let mut bytes = br#"{"id":"a","tags":["x"],"turn_count":1,"metadata":{"k":"v"}}"#.to_vec();
            if cut { bytes.truncate(at) } else if let Some(byte) = bytes.get_mut(at) { *byte = to }
            let _ = Session::parse(&bytes);
        }
    }
}
