//! The parser of session files.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{Session, de::decode, fast_parse};
use crate::json::surrogates::paired;

/// The reason why a file is damaged, with its position. Never contains session content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Damage(pub(crate) String);

impl<'a> Session<'a> {
    /// Parses the bytes of a session file.
    ///
    /// The file is damaged if it is not one JSON object, if a known key has another type than
    /// clinvk writes, or if it has neither `id` nor `backend` and so is not a session at all. An
    /// unpaired surrogate in a text is read as U+FFFD, as in Go's decoder.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Session<'a>, Damage> {
        Session::read(bytes, false)
    }

    /// Parses the bytes of a `session` record. Its keys that no file has count as unknown.
    pub(crate) fn parse_record(bytes: &'a [u8]) -> Result<Session<'a>, Damage> {
        Session::read(bytes, true)
    }

    fn read(bytes: &'a [u8], is_record: bool) -> Result<Session<'a>, Damage> {
        if bytes.is_empty() {
            return Err(Damage("the file is empty".to_owned()));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Damage(format!("not UTF-8 at byte {}", error.valid_up_to() + 1)))?;
        let session = match fast_parse::parse_fast(text) {
            Some(session) => session,
            None => decode(text, is_record).or_else(|error| match paired(text) {
                Cow::Borrowed(_) => Err(damage(&error)),
                Cow::Owned(copy) => match decode(&copy, is_record) {
                    Ok(session) => Ok(session.moved(&copy, text)),
                    Err(error) => Err(damage(&error)),
                },
            })?,
        };
        if session.id.is_none() && session.backend.is_none() {
            return Err(Damage("no session: it has neither `id` nor `backend`".to_owned()));
        }
        Ok(session)
    }
}

impl Session<'_> {
    /// Converts a session that borrows from `copy` into one that borrows from `text`, where every
    /// value has the same position.
    fn moved<'a>(self, copy: &str, text: &'a str) -> Session<'a> {
        let own = |text: Option<Cow<'_, str>>| text.map(into_owned);
        let members = |members: Vec<(Cow<'_, str>, &RawValue)>| {
            let moved = members.into_iter().filter_map(|(key, value)| {
                let start = value.get().as_ptr() as usize - copy.as_ptr() as usize;
                let value = text.get(start..start + value.get().len())?;
                // The two differ only in the digits of escapes, so this is valid JSON too.
                Some((into_owned(key), serde_json::from_str(value).ok()?))
            });
            moved.collect()
        };
        let metadata = self.metadata.into_iter();
        Session {
            id: own(self.id),
            backend: own(self.backend),
            created_at: self.created_at,
            last_used: self.last_used,
            working_dir: own(self.working_dir),
            backend_session_id: own(self.backend_session_id),
            model: own(self.model),
            initial_prompt: own(self.initial_prompt),
            status: own(self.status),
            turn_count: self.turn_count,
            token_usage: self.token_usage,
            extra_usage: members(self.extra_usage),
            tags: self.tags.into_iter().map(into_owned).collect(),
            title: own(self.title),
            parent_id: own(self.parent_id),
            error_message: own(self.error_message),
            metadata: metadata.map(|(key, value)| (into_owned(key), into_owned(value))).collect(),
            extra: members(self.extra),
        }
    }
}

fn into_owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

/// Returns the parser's message with its position. Cuts off the content that a type error quotes.
fn damage(error: &serde_json::Error) -> Damage {
    let text = error.to_string();
    if !error.is_data() || !text.contains("expected ") {
        return Damage(text);
    }
    let found = text.split([',', '"', '`']).next().unwrap_or("invalid value").trim_end();
    let expected = text.rsplit_once("expected ").map_or("another type", |(_, rest)| rest);
    let expected = match expected.split(" at line").next().unwrap_or(expected) {
        "i64" => "an integer",
        "a sequence" => "an array of strings",
        other => other,
    };
    Damage(format!(
        "{found}, expected {expected} at line {} column {}",
        error.line(),
        error.column()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::TokenUsage;
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
        assert_eq!((session.turn_count, session.token_usage.map(TokenUsage::total)), (3, Some(3)));
        assert_eq!(session.tags, ["x", "y"]);
        assert_eq!(session.metadata, [("k".into(), "v".into())]);
        assert_eq!(session.extra.len(), 1);
        assert_eq!(session.extra[0].1.get(), r#"{"a": [1]}"#);
    }

    #[test]
    fn half_of_a_surrogate_pair_is_read_as_go_reads_it() {
        let file = br#"{"id":"a","title":"x\\\ud800y","tags":["\udc00","\ud83d\ude9a"],
            "metadata":{"\ud801":"1","\ud802":"2"},"created_at":"2026-01-01T00:00:00Z",
            "token_usage":{"input_tokens":1,"\udfff":"\udfff"},"\ud803":{"a" : "\ud800"},"\ufffd":2,
            "later":["\ud804"]}"#;
        let session = Session::parse(file).expect("a session");
        assert_eq!(session.title.as_deref(), Some("x\\\u{fffd}y"));
        assert_eq!(session.tags, ["\u{fffd}", "🚚"]);
        assert_eq!(session.metadata, [("\u{fffd}".into(), "2".into())]);
        let raw = |members: &[(Cow<'_, str>, &RawValue)]| -> Vec<_> {
            members.iter().map(|(key, value)| format!("{key}={}", value.get())).collect()
        };
        assert_eq!(raw(&session.extra), ["\u{fffd}=2", r#"later=["\ud804"]"#]);
        assert_eq!(raw(&session.extra_usage), ["\u{fffd}=\"\\udfff\""]);
        assert_eq!(
            reason(br#"{"id":"\ud800","tags":7}"#),
            "invalid type: integer, expected an array of strings at line 1 column 23"
        );
        assert_eq!(
            reason(b"{\"id\":\"\\ud800\n\"}"),
            "control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0"
        );
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
        let extra: Vec<_> = session.extra.iter().map(|(k, v)| (&**k, v.get())).collect();
        assert_eq!(extra, [("u", "3"), ("w", "2")]);
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
