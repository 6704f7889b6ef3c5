//! Unchanged values keep every byte, and changed ones are as proposed.

use super::*;
use crate::edit::incoming::tests::{RECORD, proposal};

const FILE: &str = r#"{
  "id": "a",
  "later": {"k": 1.50},
  "backend": "claude",
  "created_at": "2026-11-18T09:47:02.5+09:00",
  "last_used": "0001-01-01T00:00:00Z",
  "working_dir": "",
  "title": "x \u0026 y",
  "token_usage": {
    "input_tokens": 1,
    "output_tokens": 2,
    "cost": 3
  }
}"#;

fn replaced(file: &str, by: &str) -> Result<Option<String>, String> {
    let now = Session::parse(file.as_bytes()).expect("a session");
    proposal(by).replacing(file, &now).map_err(|invalid| invalid.0)
}

#[test]
fn a_record_of_the_file_changes_nothing() {
    assert_eq!(replaced(FILE, RECORD), Ok(None));
    assert_eq!(replaced(FILE, FILE), Ok(None));
    assert_eq!(proposal(RECORD).etag, "2d06800538d394c2".parse().ok());
}

#[test]
fn what_is_the_same_keeps_every_byte_and_its_place() {
    let by = RECORD.replace("x & y", "z").replace("\"input_tokens\":1", "\"input_tokens\":5");
    let expected =
        FILE.replace("x \\u0026 y", "z").replace("\"input_tokens\": 1", "\"input_tokens\": 5");
    assert_eq!(replaced(FILE, &by), Ok(Some(expected)));
    let by = RECORD.replace("\"x & y\"", "null").replace("\"later\":{\"k\":1.50}", "\"new\":[]");
    let expected = FILE
        .replace("\n  \"title\": \"x \\u0026 y\",", "")
        .replace("\n  \"later\": {\"k\": 1.50},", "")
        .replace("3\n  }\n", "3\n  },\n  \"new\": []\n");
    assert_eq!(replaced(FILE, &by), Ok(Some(expected)));
}

#[test]
fn the_unknown_keys_are_those_of_extra_and_without_it_they_stay() {
    let with =
        |extra: &str| replaced(FILE, &RECORD.replace(",\"extra\":{\"later\":{\"k\":1.50}}", extra));
    assert_eq!(with(""), Ok(None));
    assert_eq!(with(",\"extra\":null"), Ok(None));
    assert_eq!(with(",\"later\":1,\"tokens\":3,\"Title\":\"y\""), Ok(None));
    let without = FILE.replace("\n  \"later\": {\"k\": 1.50},", "");
    assert_eq!(with(",\"extra\":{}"), Ok(Some(without)));
    let other = FILE.replace("1.50", "1.5");
    assert_eq!(
        with(",\"extra\":{\"later\":{\"k\":1.5}}"),
        Ok(Some(other.replace("{\"k\": 1.5}", "{\n    \"k\": 1.5\n  }")))
    );
}

#[test]
fn a_key_that_clinvk_takes_for_its_own_stays_as_it_is_and_is_never_written() {
    let file = FILE.replace("\"later\": {\"k\": 1.50}", "\"Title\": 1,\n  \"\\u0069D\": 2");
    let file = file.replace("\"cost\"", "\"Input_Tokens\"");
    let with = |extra: &str, counters: &str| {
        let by = RECORD.replace("\"later\":{\"k\":1.50}", extra);
        replaced(&file, &by.replace("\"total\":3", &format!("\"extra\":{{{counters}}}")))
    };
    assert_eq!(with("\"iD\":2,\"Title\":1", "\"Input_Tokens\":3"), Ok(None));
    let without = file.replace("\n  \"Title\": 1,", "").replace(",\n    \"Input_Tokens\": 3", "");
    assert_eq!(with("\"iD\":2", ""), Ok(Some(without)));
    let refused = |key: &str, known: &str| {
        Err(format!("`extra` has the key `{key}`, which clinvk reads as `{known}`"))
    };
    assert_eq!(with("\"iD\":2,\"Title\":7", "\"Input_Tokens\":3"), refused("Title", "title"));
    assert_eq!(with("\"iD\":2,\"TAG\u{17f}\":[]", ""), refused("TAG\u{17f}", "tags"));
    assert_eq!(with("", "\"Input_Tokens\":4"), refused("Input_Tokens", "input_tokens"));
    assert_eq!(
        with("\"iD\":2,\"Title\":1,\"Input_Tokens\":1", "\"Input_Tokens\":3").map(|f| f.is_some()),
        Ok(true)
    );
}

#[test]
fn a_replacement_without_what_every_session_has_is_refused() {
    assert_eq!(
        replaced(FILE, r#"{"id":"a","backend":"claude"}"#),
        Err("`created_at` is missing".into())
    );
    let by =
        RECORD.replace("\"created_at\":\"2026-11-18T00:47:02.500000000Z\"", "\"created_at\":null");
    assert_eq!(replaced(FILE, &by), Err("`created_at` is missing".into()));
}

#[test]
fn token_counts_are_those_of_the_proposal_and_further_keys_are_kept() {
    let with = |usage: &str| {
        let start = RECORD.find("\"token_usage\"").expect("a key");
        let end = RECORD.find(",\"tags\"").expect("a key");
        format!("{}\"token_usage\":{usage}{}", &RECORD[..start], &RECORD[end..])
    };
    let file = |usage: &str| {
        let old = "\"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3";
        Ok(Some(FILE.replace(old, usage)))
    };
    assert_eq!(
        replaced(FILE, &with(r#"{"output_tokens":7,"reasoning_tokens":1,"total":9}"#)),
        file(
            "\"input_tokens\": 0,\n    \"output_tokens\": 7,\n    \"cost\": 3,\n    \"reasoning_tokens\": 1"
        )
    );
    let extra = |extra: &str| {
        replaced(FILE, &with(&format!(r#"{{"input_tokens":1,"output_tokens":2,"extra":{extra}}}"#)))
    };
    assert_eq!(
        extra(r#"{"cost":3,"new":[4],"total":7}"#),
        file(
            "\"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3,\n    \"new\": [\n        4\n    ],\n    \"total\": 7"
        )
    );
    assert_eq!(extra("{}"), file("\"input_tokens\": 1,\n    \"output_tokens\": 2"));
    assert_eq!(extra("null"), Ok(None));
    assert_eq!(
        replaced(FILE, &FILE.replace("\"cost\": 3", "\"total\": 9")),
        file("\"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3,\n    \"total\": 9")
    );
    let without = FILE.replace(
        ",\n  \"token_usage\": {\n    \"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3\n  }",
        "",
    );
    assert_eq!(replaced(FILE, &with("null")), Ok(Some(without)));
}

#[test]
fn a_time_of_the_same_instant_keeps_its_spelling_and_one_that_is_none_does_not() {
    let with = |time: &str| FILE.replace("2026-11-18T09:47:02.5+09:00", time);
    for (one, other) in [
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
        ("2016-12-31T23:59:60.25Z", "2017-01-01T08:59:59.999999999+09:00"),
        ("2026-11-18t00:47:02z", "2026-11-18T00:47:02.000000000Z"),
        ("2026-11-18 00:47:02.50Z", "2026-11-18T09:47:02.5+09:00"),
        ("0001-01-01t00:00:00z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59-01:00", "9999-12-31T23:59:59.0-01:00"),
    ] {
        for (file, by) in [(one, other), (other, one)] {
            assert_eq!(replaced(&with(file), &with(by)), Ok(None), "{file} {by}");
        }
    }
    let zero = with("0001-01-01T00:00:00Z");
    for none in ["some day", "9999-12-31T23:59:59-01:00", "\\ud800"] {
        assert_eq!(replaced(&with(none), &zero), Ok(Some(zero.clone())), "{none}");
    }
    assert_eq!(
        replaced(&zero, &with("0001-01-01t00:00:01z")),
        Err("`created_at` is not an RFC 3339 time".into())
    );
}

#[test]
fn half_of_a_surrogate_pair_is_the_text_that_go_reads() {
    let odd = FILE
        .replace("x \\u0026 y", "x\\ud800")
        .replace("1.50", "{\"\\udc00\":\"\\ud800\"}")
        .replace("\"cost\": 3", "\"\\ud800\": \"\\ud800\"");
    let by = RECORD.replace("x & y", "x\u{fffd}").replace("1.50", "{\"\u{fffd}\":\"\\ufffd\"}");
    let by = by.replace("\"total\":3", "\"extra\":{\"\u{fffd}\":\"\u{fffd}\"}");
    assert_eq!(replaced(&odd, &by), Ok(None));
    assert_eq!(replaced(&odd, &odd), Ok(None));
    let other = by.replace("\"claude\"", "\"codex\"");
    assert_eq!(replaced(&odd, &other), Ok(Some(odd.replace("claude", "codex"))));
}

#[test]
fn of_a_damaged_file_that_is_an_object_the_unknown_keys_are_kept() {
    let id = "a".parse().expect("an id");
    let of = |record: &str, file: &str| proposal(record).replacing_damaged(&id, file.as_bytes());
    let bare = RECORD.replace("\"v\":1,\"type\":\"session\",", "").replace("null", "\"\"");
    let bare = bare.replace("\"last_used\":\"\"", "\"last_used\":\"0001-01-01T00:00:00Z\"");
    let bare = bare.replace("\"status\":\"\",", "").replace(",\"total\":3", "");
    let bare = bare.replace("\"extra\":{\"later\":{\"k\":1.50}}", "\"later\":{\"k\":1.50}");
    let bare = bare.replace("\"bytes\":9,\"etag\":\"2d06800538d394c2\",", "");
    let new = |file: &str| of(&bare, file);
    let whole = proposal(RECORD).to_file(&id);
    let with = whole
        .clone()
        .expect("a session")
        .replace("\n  }\n}", "\n  },\n  \"mine\": [\n    1\n  ]\n}");
    let damaged = r#"{"title":7,"mine":[1],"later":2}"#;
    assert_eq!(new(damaged), Ok(with));
    assert_eq!(new("{"), whole);
    assert_eq!(of(RECORD, damaged), whole);
    let without = RECORD.replace(",\"extra\":{\"later\":{\"k\":1.50}}", "");
    assert!(of(&without, damaged).is_ok_and(|file| file.contains("\"mine\"")));
}
