//! The records of version 1, as types of our own that know every field and no other.
//!
//! They duplicate the definitions on purpose: a key that is renamed, retyped, reordered or lost in
//! the binary, in its schema or here no longer agrees with the other two.

mod porcelain;

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    golden,
    schema_check::{keys, validate},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Session {
    v: u8,
    r#type: String,
    id: String,
    backend: Option<String>,
    status: Option<String>,
    created_at: Option<String>,
    last_used: Option<String>,
    working_dir: Option<String>,
    backend_session_id: Option<String>,
    model: Option<String>,
    title: Option<String>,
    initial_prompt: Option<String>,
    turn_count: i64,
    token_usage: Option<TokenUsage>,
    tags: Vec<String>,
    parent_id: Option<String>,
    error_message: Option<String>,
    metadata: BTreeMap<String, String>,
    bytes: u64,
    etag: String,
    extra: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct TokenUsage {
    input_tokens: i64,
    output_tokens: i64,
    cached_tokens: i64,
    reasoning_tokens: i64,
    total: i64,
    extra: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Removal {
    v: u8,
    r#type: String,
    id: String,
    outcome: Word,
    rule: Word,
    rule_value: Option<String>,
    reason: String,
    last_used: Option<String>,
    bytes: Option<u64>,
    etag: Option<String>,
    message: Option<String>,
}

/// A machine word. New ones may be added, but all are `snake_case`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Word;

impl TryFrom<String> for Word {
    type Error = String;

    fn try_from(text: String) -> Result<Word, String> {
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let starts_well = text.starts_with(|c: char| c.is_ascii_lowercase());
        if starts_well && text.split('_').all(is_part) { Ok(Word) } else { Err(text) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Absent {
    v: u8,
    r#type: String,
    id: String,
    outcome: Word,
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
#[expect(clippy::struct_field_names, reason = "the names are those of the record")]
struct Trashed {
    v: u8,
    r#type: String,
    id: String,
    batch: String,
    trashed_at: String,
    command: Option<String>,
    rule: Option<String>,
    bytes: Option<u64>,
    etag: Option<String>,
    session: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Resolution {
    v: u8,
    r#type: String,
    input: String,
    outcome: Word,
    id: Option<String>,
    candidates: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Stored {
    v: u8,
    r#type: String,
    id: String,
    outcome: Word,
    etag: Option<String>,
    message: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Problem {
    v: u8,
    r#type: String,
    id: Option<String>,
    path: String,
    code: Word,
    message: String,
    repaired: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Change {
    v: u8,
    r#type: String,
    time: String,
    command: String,
    id: Option<String>,
    outcome: Word,
    rule: Option<String>,
    rule_value: Option<String>,
}

/// An `error`, or a `warning` with the same keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Report {
    v: u8,
    r#type: String,
    code: Word,
    id: Option<String>,
    path: Option<String>,
    message: String,
    hint: Option<String>,
}

/// The keys of each type in their order, and a parser for its lines.
type Contract = (&'static str, &'static str, fn(&str) -> serde_json::Result<()>);

const CONTRACTS: [Contract; 10] = [
    (
        "session",
        "v type id backend status created_at last_used working_dir backend_session_id model title \
         initial_prompt turn_count token_usage tags parent_id error_message metadata bytes etag extra",
        read::<Session>,
    ),
    ("absent", "v type id outcome message", read::<Absent>),
    ("trashed", "v type id batch trashed_at command rule bytes etag session", read::<Trashed>),
    (
        "removal",
        "v type id outcome rule rule_value reason last_used bytes etag message",
        read::<Removal>,
    ),
    ("resolution", "v type input outcome id candidates", read::<Resolution>),
    ("stored", "v type id outcome etag message", read::<Stored>),
    ("problem", "v type id path code message repaired", read::<Problem>),
    ("change", "v type time command id outcome rule rule_value", read::<Change>),
    ("error", "v type code id path message hint", read::<Report>),
    ("warning", "v type code id path message hint", read::<Report>),
];

/// The record types whose `message` is optional.
const WITH_OPTIONAL_MESSAGE: [&str; 2] = ["removal", "stored"];

/// A record of each type, with all of its keys.
const SPECIMENS: [&str; 10] = [
    r#"{"v":1,"type":"session","id":"a","backend":"claude","status":"active","created_at":"2026-11-22T10:00:00.000000000Z","last_used":"2026-11-22T11:00:00.000000000Z","working_dir":"/w","backend_session_id":"b","model":"m","title":"t","initial_prompt":"p","turn_count":1,"token_usage":{"input_tokens":1,"output_tokens":2,"cached_tokens":3,"reasoning_tokens":4,"total":3,"extra":{"cost":0.5}},"tags":["x"],"parent_id":"p","error_message":"e","metadata":{"k":"v"},"bytes":164,"etag":"b9e677e3fe9c28c3","extra":{"later":[1]}}"#,
    r#"{"v":1,"type":"absent","id":"a","outcome":"missing","message":"m"}"#,
    r#"{"v":1,"type":"trashed","id":"a","batch":"2026-11-22T12-00-00.000000000Z-1","trashed_at":"2026-11-22T12:00:00.000000000Z","command":"delete","rule":"id","bytes":164,"etag":"b9e677e3fe9c28c3","session":null}"#,
    r#"{"v":1,"type":"removal","id":"a","outcome":"would_remove","rule":"older_than","rule_value":"30d","reason":"older-than 30d","last_used":"2026-11-22T11:00:00.000000000Z","bytes":164,"etag":"b9e677e3fe9c28c3","message":"m"}"#,
    r#"{"v":1,"type":"resolution","input":"a","outcome":"ambiguous","id":null,"candidates":["ab","ac"]}"#,
    r#"{"v":1,"type":"stored","id":"a","outcome":"created","etag":"b9e677e3fe9c28c3","message":"m"}"#,
    r#"{"v":1,"type":"problem","id":null,"path":"/s/x","code":"not_a_session","message":"m","repaired":false}"#,
    r#"{"v":1,"type":"change","time":"2026-11-22T12:00:00.000000000Z","command":"delete","id":"a","outcome":"trashed","rule":"id","rule_value":null}"#,
    r#"{"v":1,"type":"error","code":"session_not_found","id":"a","path":null,"message":"m","hint":"h"}"#,
    r#"{"v":1,"type":"warning","code":"waiting","id":null,"path":"/s/store.lock","message":"m","hint":null}"#,
];

fn read<T: DeserializeOwned>(line: &str) -> serde_json::Result<()> {
    serde_json::from_str::<T>(line).map(drop)
}

/// Validates `line` with the types above.
fn conforms(line: &str) -> Result<(), String> {
    let record: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let contract = CONTRACTS.iter().find(|contract| record["type"] == contract.0);
    let Some((name, expected, read)) = contract else { return Err("of no known type".to_owned()) };
    let keys = keys(line).join(" ");
    let is_short = WITH_OPTIONAL_MESSAGE.contains(name)
        && expected.strip_suffix(" message").is_some_and(|expected| keys == expected);
    if record["v"] != 1 || keys != *expected && !is_short {
        return Err(format!("version {}, keys: {keys}", record["v"]));
    }
    read(line).map_err(|error| error.to_string())
}

#[test]
fn every_golden_record_conforms() {
    for case in golden::CASES.iter().filter(|case| !case.is_porcelain()) {
        for line in case.records() {
            assert_eq!(conforms(&line), Ok(()), "{}: {line}", case.file);
            assert_eq!(validate(&line, false), Ok(()), "{}: {line}", case.file);
        }
    }
}

#[test]
fn the_keys_of_token_usage_have_their_order() {
    for case in golden::CASES.iter().filter(|case| case.file.starts_with("ls-raw")) {
        for line in case.golden().lines() {
            let Some((_, usage)) = line.split_once("\"token_usage\":") else { continue };
            let usage = usage.split_inclusive('}');
            let usage = usage.take(1).find(|usage| usage.starts_with('{'));
            let expected = "input_tokens output_tokens cached_tokens reasoning_tokens total";
            assert!(usage.is_none_or(|usage| keys(usage).join(" ") == expected), "{line}");
        }
    }
}

#[test]
fn types_and_schemas_take_and_refuse_the_same() {
    for (specimen, (name, ..)) in SPECIMENS.iter().zip(CONTRACTS) {
        let both = |line: &str| (conforms(line).is_ok(), validate(line, false).is_ok());
        assert_eq!(both(specimen), (true, true), "{specimen}");
        let record: BTreeMap<String, Value> = serde_json::from_str(specimen).unwrap();
        assert_eq!(record["type"], name);
        let keys = keys(specimen);
        for at in 0..keys.len() {
            // Returns the record with `value` at this key, or without the key.
            let with = |value: Option<Value>| {
                let pairs = keys.iter().enumerate().filter_map(|(number, key)| {
                    let other = if number == at { value.clone() } else { record.get(key).cloned() };
                    other.map(|value| format!("{}:{value}", json!(key)))
                });
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
            };
            let key = &keys[at];
            let is_optional = key == "message" && WITH_OPTIONAL_MESSAGE.contains(&name);
            assert_eq!(both(&with(None)), (is_optional, is_optional), "{name} without {key}");
            assert_eq!(both(&with(Some(json!([[]])))), (false, false), "{name} with a list {key}");
            if ["extra", "metadata"].contains(&key.as_str()) {
                assert_eq!(both(&with(Some(json!(null)))), (false, false), "{name} without {key}");
            }
            if key == "outcome" {
                assert_eq!(both(&with(Some(json!("later_word")))), (true, true), "{name}");
                assert_eq!(both(&with(Some(json!("later-word")))), (false, false), "{name}");
            }
        }
        // New keys may be added: schemas accept them, while the types here must be extended.
        let more = specimen.replacen("{\"v\"", "{\"more\":0,\"v\"", 1);
        assert_eq!(both(&more), (false, true), "{name}");
    }
}
