//! What stands on standard input: ids, or records that carry one.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::model::{etag::Etag, removal::Target};

/// One item of input that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejected {
    /// The item, or of a record its `id` where that can be told.
    pub(super) input: String,
    /// Why.
    pub(super) reason: String,
}

/// The fields of a record that matter when it comes back as input.
#[derive(Deserialize)]
struct Fields {
    r#type: Option<Value>,
    id: Option<Value>,
    etag: Option<Value>,
    /// `null` is there, and is no outcome.
    #[serde(default, deserialize_with = "present")]
    outcome: Option<Value>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads the items of `bytes`: lines, or with `is_nul` strings that NUL ends. A last one without
/// its end counts; an empty one does not.
pub(super) fn targets(bytes: &[u8], is_nul: bool) -> Vec<Result<Target, Rejected>> {
    let (end, unit) = if is_nul { (0, "item") } else { (b'\n', "line") };
    let items = bytes.split(|byte| *byte == end).enumerate();
    let items = items.map(|(at, item)| (at, if is_nul { item } else { item.trim_ascii() }));
    items
        .filter(|(_, item)| !item.is_empty())
        .map(|(at, item)| {
            let place = format!("{unit} {}", at + 1);
            if !is_nul && item.starts_with(b"{") {
                record(item, &place)
            } else {
                bare(item, &place)
            }
        })
        .collect()
}

fn reject(input: &str, reason: &str) -> Rejected {
    Rejected { input: input.to_owned(), reason: reason.to_owned() }
}

/// An item that is an id. What cannot even be a mistyped one is named by its place: it may be a
/// prompt, which is nobody's business.
fn bare(item: &[u8], place: &str) -> Result<Target, Rejected> {
    const LONGEST_SHOWN: usize = 128;
    let text = str::from_utf8(item).unwrap_or_default();
    text.parse().map(|id| Target { id, etag: None }).map_err(|_| {
        let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let is_shown = is_word && text.len() <= LONGEST_SHOWN && !text.contains(['{', '"']);
        reject(if is_shown { text } else { place }, "it is not a session id")
    })
}

/// An item that is a record. One that cannot be used is named by its id or its place.
fn record(item: &[u8], place: &str) -> Result<Target, Rejected> {
    let fields: Fields = serde_json::from_slice(item)
        .map_err(|_| reject(place, "it is neither a session id nor a record"))?;
    let id = match &fields.id {
        Some(Value::String(id)) => id,
        Some(Value::Null) | None => return Err(reject(place, "the record has no id")),
        Some(_) => return Err(reject(place, "the record's id is not text")),
    };
    // A record of a session that was kept, or could not be found, is no order to remove it. Only
    // where the outcome was left out on purpose, with `--fields`, is the id order enough.
    let outcome = fields.outcome.as_ref().map(|outcome| outcome.as_str().unwrap_or_default());
    let is_order = match fields.r#type.as_ref().and_then(Value::as_str) {
        Some("removal") | None => outcome.is_none_or(|outcome| outcome == "would-remove"),
        Some("resolution") => outcome == Some("found"),
        Some(_) => true,
    };
    let target = bare(id.as_bytes(), place)?;
    if !is_order {
        return Err(reject(id, "the outcome in its record is no order to remove it"));
    }
    let etag = match fields.etag {
        None | Some(Value::Null) => None,
        Some(etag) => {
            let etag: Option<Etag> = etag.as_str().and_then(|etag| etag.parse().ok());
            Some(etag.ok_or_else(|| reject(id, "its etag is not one"))?)
        }
    };
    Ok(Target { etag, ..target })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], is_nul: bool) -> Vec<String> {
        targets(bytes, is_nul)
            .into_iter()
            .map(|item| match item {
                Ok(Target { id, etag: None }) => id.to_string(),
                Ok(Target { id, etag: Some(etag) }) => format!("{id}@{etag}"),
                Err(rejected) => format!("{}: {}", rejected.input, rejected.reason),
            })
            .collect()
    }

    #[test]
    fn ids_and_records_stand_one_a_line_and_the_last_needs_no_end() {
        let input =
            b"abc\n\r\n{\"v\":1,\"id\":\"def\",\"etag\":\"2d06800538d394c2\"}\r\n{\"id\":\"g\"}";
        assert_eq!(read(input, false), ["abc", "def@2d06800538d394c2", "g"]);
        assert_eq!(read(b"abc\0def\0", true), ["abc", "def"]);
        assert_eq!(read(b"", false), [""; 0]);
    }

    #[test]
    fn what_is_unclear_is_rejected_with_a_reason_and_without_its_content() {
        assert_eq!(
            read(
                b"../x\n{\"initial_prompt\":\"secret\"}\n{secret\n{\"id\":\"a\",\"etag\":\"E\"}\n{\"id\":7}",
                false
            ),
            [
                "../x: it is not a session id",
                "line 2: the record has no id",
                "line 3: it is neither a session id nor a record",
                "a: its etag is not one",
                "line 5: the record's id is not text",
            ]
        );
        assert_eq!(
            read(b"a\0a\nb\0{\"initial_prompt\":\"secret\"}\0", true),
            ["a", "item 2: it is not a session id", "item 3: it is not a session id"]
        );
        assert_eq!(
            read(b"two words\n\xff\n", false),
            ["line 1: it is not a session id", "line 2: it is not a session id"]
        );
    }

    #[test]
    fn the_outcome_of_a_record_must_be_an_order() {
        let one = |kind: &str, outcome: &str| {
            let record = format!(r#"{{"type":"{kind}","id":"a","outcome":{outcome}}}"#);
            read(record.as_bytes(), false).remove(0)
        };
        assert_eq!(one("removal", r#""would-remove""#), "a");
        assert_eq!(one("resolution", r#""found""#), "a");
        assert_eq!(one("session", r#""kept""#), "a");
        assert_eq!(read(br#"{"type":"removal","id":"a"}"#, false), ["a"]);
        assert_eq!(read(br#"{"id":"a"}"#, false), ["a"]);
        for outcome in [r#""kept""#, "null", "5"] {
            let reason = "a: the outcome in its record is no order to remove it";
            assert_eq!(one("removal", outcome), reason);
            assert_eq!(one("resolution", outcome), reason);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_items_or_rejected_and_never_a_panic(bytes: Vec<u8>, is_nul: bool) {
            let _ = targets(&bytes, is_nul);
        }
    }
}
