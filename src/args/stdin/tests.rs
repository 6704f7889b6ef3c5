//! The interpretation of input items.

use super::*;
use crate::store::write::outcome::RemoveRequest;
use proptest::prelude::*;

fn read(bytes: &[u8], is_nul: bool) -> Vec<String> {
    items(bytes, is_nul)
        .map(|item| match item.as_removal() {
            Ok(Order::Remove(RemoveRequest { id, etag: None, .. })) => id.to_string(),
            Ok(Order::Remove(RemoveRequest { id, etag: Some(etag), .. })) => format!("{id}@{etag}"),
            Ok(Order::Kept(kept)) => format!("{} kept by {}", kept.id, kept.rule),
            Err(rejected) => format!("{}: {}", rejected.input, rejected.reason),
        })
        .collect()
}

fn one(record: &str) -> String {
    read(record.as_bytes(), false).remove(0)
}

#[test]
fn each_line_is_an_id_or_a_record_and_the_last_needs_no_newline() {
    let input = b"abc\n\r\n{\"v\":1,\"type\":\"session\",\"id\":\"def\",\"etag\":\"2d06800538d394c2\"}\r\n{\"v\":1,\"type\":\"session\",\"id\":\"g\"}";
    assert_eq!(read(input, false), ["abc", "def@2d06800538d394c2", "g"]);
    assert_eq!(read(b"abc\0def\0", true), ["abc", "def"]);
    assert_eq!(read(b"", false), [""; 0]);
}

#[test]
fn an_outcome_among_nul_terminated_ids_is_no_id() {
    assert_eq!(read(b"a\0kept\0", true), ["a", "kept: an outcome, not a session ID"]);
    assert_eq!(read(b"a\nkept\n", false), ["a", "kept"]);
}

#[test]
fn what_is_unclear_is_rejected_with_a_reason_and_without_its_content() {
    let session = |rest: &str| format!("{{\"v\":1,\"type\":\"session\",{rest}}}");
    assert_eq!(one("../x"), "../x: not a session ID");
    assert_eq!(one(&session("\"initial_prompt\":\"secret\"")), "line 1: the record has no ID");
    assert_eq!(one("{secret"), "line 1: neither a session ID nor a record");
    assert_eq!(one(&session("\"id\":\"a\",\"etag\":\"E\"")), "a: invalid etag");
    assert_eq!(one(&session("\"id\":7")), "line 1: the record's ID is not text");
    assert_eq!(one(r#"{"v":2,"type":"session","id":"a"}"#), "a: unknown record version");
    assert_eq!(one(r#"{"v":"1","type":"session","id":"a"}"#), "a: unknown record version");
    assert_eq!(one(r#"{"v":null,"type":"session","id":"a"}"#), "a: unknown record version");
    assert_eq!(one(r#"{"id":"a"}"#), "a: the record has no version");
    assert_eq!(
        read(b"a\0a\nb\0{\"initial_prompt\":\"secret\"}\0", true),
        ["a", "item 2: not a session ID", "item 3: not a session ID"]
    );
    assert_eq!(
        read(b"two words\n\xff\n", false),
        ["line 1: not a session ID", "line 2: not a session ID"]
    );
}

#[test]
fn only_records_that_request_a_removal_are_understood() {
    let record = |kind: &str, outcome: &str| {
        one(&format!(r#"{{"v":1,"type":{kind},"id":"a","outcome":{outcome}}}"#))
    };
    assert_eq!(record(r#""session""#, "null"), "a");
    assert_eq!(record(r#""removal""#, r#""would_remove""#), "a");
    assert_eq!(record(r#""resolution""#, r#""found""#), "a");
    assert_eq!(record(r#""removal""#, r#""kept""#), "a kept by kept");
    for (kind, outcome) in [
        (r#""removal""#, r#""removed""#),
        (r#""removal""#, r#""trashed""#),
        (r#""removal""#, r#""later_word""#),
        (r#""removal""#, "null"),
        (r#""removal""#, "5"),
        (r#""stored""#, r#""created""#),
        (r#""trashed""#, "null"),
        (r#""problem""#, "null"),
        (r#""change""#, r#""would_remove""#),
        (r#""error""#, "null"),
        (r#""later_type""#, r#""would_remove""#),
        ("7", r#""would_remove""#),
        ("null", r#""would_remove""#),
    ] {
        assert_eq!(record(kind, outcome), "a: this record does not request a removal");
    }
    assert_eq!(
        one(r#"{"v":1,"type":"removal","id":"a"}"#),
        "a: this record does not request a removal"
    );
    assert_eq!(
        one(r#"{"v":1,"type":"resolution","input":"ab","outcome":"ambiguous","id":null}"#),
        "ab: the prefix is ambiguous"
    );
    assert_eq!(
        one(r#"{"v":1,"type":"resolution","input":"no prompt","outcome":"missing","id":null}"#),
        "line 1: no session has this prefix"
    );
}

#[test]
fn a_session_in_the_trash_is_named_by_its_id_or_by_its_record() {
    let batch = "2026-11-22T12-00-00.500000000Z-4711";
    let read = |text: &str| {
        let item = Item::new(text.as_bytes(), 1, false);
        let words = |request: Result<TrashRequest, Rejected>| match request {
            Ok(request) => format!("{} {:?}", request.id, request.batch.map(|b| b.to_string())),
            Err(rejected) => rejected.reason,
        };
        (words(item.as_trash()), words(item.as_restore()))
    };
    let both = |text: &str| (text.to_owned(), text.to_owned());
    assert_eq!(read("a"), both("a None"));
    let trashed = format!(r#"{{"v":1,"type":"trashed","id":"a","batch":"{batch}"}}"#);
    assert_eq!(read(&trashed), both(&format!("a Some({batch:?})")));
    assert_eq!(read(r#"{"v":1,"type":"trashed","id":"a"}"#), both("the record has no valid batch"));
    assert_eq!(
        read(r#"{"v":1,"type":"removal","id":"a","outcome":"trashed"}"#),
        ("this record names no session in the trash".to_owned(), "a None".to_owned())
    );
    for other in [
        r#"{"v":1,"type":"removal","id":"a","outcome":"removed"}"#,
        r#"{"v":1,"type":"session","id":"a"}"#,
        r#"{"v":1,"type":"change","id":"a","outcome":"trashed"}"#,
    ] {
        assert_eq!(read(other), both("this record names no session in the trash"));
    }
    assert_eq!(read(&trashed.replace(":1", ":2")), both("unknown record version"));
}

proptest! {
    #[test]
    fn any_bytes_are_items_or_rejected_and_never_a_panic(bytes: Vec<u8>, is_nul: bool) {
        for item in items(&bytes, is_nul) {
            let _ = (item.as_removal(), item.as_lookup(), item.as_change(), item.name());
            let _ = (item.as_restore(), item.as_trash(), item.claimed_id());
        }
    }
}
