//! What stands on standard input: ids, or records that carry one.

use serde::Deserialize;
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
    outcome: Option<Value>,
}

/// Reads the items of `bytes`: lines, or with `is_nul` strings that NUL ends. A last one without
/// its end counts; an empty line does not.
pub(super) fn targets(bytes: &[u8], is_nul: bool) -> Vec<Result<Target, Rejected>> {
    let end = if is_nul { 0 } else { b'\n' };
    let items = bytes.split(|byte| *byte == end).enumerate();
    let items = items.map(|(at, item)| (at, if is_nul { item } else { item.trim_ascii() }));
    items
        .filter(|(_, item)| !item.is_empty())
        .map(
            |(at, item)| {
                if !is_nul && item.starts_with(b"{") { record(item, at + 1) } else { bare(item) }
            },
        )
        .collect()
}

fn reject(input: &str, reason: &str) -> Rejected {
    Rejected { input: input.to_owned(), reason: reason.to_owned() }
}

/// An item that is an id.
fn bare(item: &[u8]) -> Result<Target, Rejected> {
    let text = String::from_utf8_lossy(item);
    let id = text.parse().map_err(|_| reject(&text, "it is not a session id"))?;
    Ok(Target { id, etag: None })
}

/// An item that is a record. One that cannot be used is named by its line: the rest of it may be
/// a prompt, which is nobody's business.
fn record(item: &[u8], line: usize) -> Result<Target, Rejected> {
    let line = format!("line {line}");
    let fields: Fields = serde_json::from_slice(item)
        .map_err(|_| reject(&line, "it is neither a session id nor a record"))?;
    let id = match &fields.id {
        Some(Value::String(id)) => id,
        Some(Value::Null) | None => return Err(reject(&line, "the record has no id")),
        Some(_) => return Err(reject(&line, "the record's id is not text")),
    };
    // A record of a session that was kept, or could not be found, is no order to remove it.
    let wanted = match fields.r#type.as_ref().and_then(Value::as_str) {
        Some("resolution") => Some("found"),
        Some("removal") => Some("would-remove"),
        Some(_) => None,
        None => fields.outcome.as_ref().map(|_| "would-remove"),
    };
    if let Some(wanted) = wanted
        && fields.outcome.as_ref().and_then(Value::as_str) != Some(wanted)
    {
        return Err(reject(id, &format!("the outcome in its record is not '{wanted}'")));
    }
    let etag = match fields.etag {
        None | Some(Value::Null) => None,
        Some(etag) => {
            let etag: Option<Etag> = etag.as_str().and_then(|etag| etag.parse().ok());
            Some(etag.ok_or_else(|| reject(id, "its etag is not one"))?)
        }
    };
    let id = id.parse().map_err(|_| reject(id, "it is not a session id"))?;
    Ok(Target { id, etag })
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
        assert_eq!(read(b"a\nb\0", true), ["a\nb: it is not a session id"]);
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
        for outcome in [r#""kept""#, "null", "5"] {
            let reason = "a: the outcome in its record is not 'would-remove'";
            assert_eq!(one("removal", outcome), reason);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_items_or_rejected_and_never_a_panic(bytes: Vec<u8>, is_nul: bool) {
            let _ = targets(&bytes, is_nul);
        }
    }
}
