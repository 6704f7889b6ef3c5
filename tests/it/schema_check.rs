//! Checks every record in any test against the schemas in the binary.

use std::{collections::BTreeMap, fmt, sync::OnceLock};

use clinvk_sessions::testing::records;
use jsonschema::Validator;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, json, value::RawValue};

/// Commands whose standard output consists of records.
const PLUMBING: [&str; 11] = [
    "ls-raw",
    "rm-id",
    "prune",
    "resolve-id",
    "put-raw",
    "set-raw",
    "restore-id",
    "fsck",
    "ls-trash",
    "rm-trash",
    "ls-journal",
];

/// Options that change plumbing's output to something other than JSON Lines.
const OTHERWISE: [&str; 6] = ["-z", "--null", "-h", "--help", "-V", "--version"];

/// The start of every record, of any version.
const START: &str = "{\"v\":";

/// The schemas of one record type.
struct Schemas {
    whole: Validator,
    /// Allows any key after `v` and `type` to be missing.
    cut: Validator,
}

fn schemas() -> &'static BTreeMap<&'static str, Schemas> {
    static SCHEMAS: OnceLock<BTreeMap<&'static str, Schemas>> = OnceLock::new();
    SCHEMAS.get_or_init(|| {
        let schemas = records().into_iter().map(|record| {
            let mut schema: Value = serde_json::from_str(record.schema).unwrap();
            let whole = jsonschema::draft202012::new(&schema).unwrap();
            schema["required"] = json!(["v", "type"]);
            let cut = jsonschema::draft202012::new(&schema).unwrap();
            (record.name, Schemas { whole, cut })
        });
        schemas.collect()
    })
}

/// Parses JSON in which a value of a session file may be too large for a parser, such as 1e400.
/// Replaces such a value by one that none of our keys can have.
fn readable(json: &str) -> Value {
    if let Ok(value) = serde_json::from_str(json) {
        return value;
    }
    let pairs: Option<Pairs> = serde_json::from_str(json).ok().filter(|_| json.starts_with('{'));
    pairs.map_or(json!([null]), |Pairs(pairs)| {
        pairs.into_iter().map(|(key, value)| (key, readable(value.get()))).collect()
    })
}

/// Validates `line` with the schema of its type. `is_cut` allows keys to be missing.
pub(crate) fn validate(line: &str, is_cut: bool) -> Result<(), String> {
    let Pairs(pairs) = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let mut record = Map::new();
    for (key, value) in pairs {
        let value = readable(value.get());
        if record.insert(key.clone(), value).is_some() {
            return Err(format!("it has the key {key} twice"));
        }
    }
    let of = record.get("type").and_then(Value::as_str).and_then(|name| schemas().get(name));
    let Some(Schemas { whole, cut }) = of else { return Err("it is of no known type".to_owned()) };
    let (record, validator) = (Value::Object(record), if is_cut { cut } else { whole });
    let wrong: Vec<String> = validator
        .iter_errors(&record)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Checks every record in the lines of `text` against its schema, including those in a JSON array.
#[track_caller]
pub(crate) fn check(text: &str, is_cut: bool) {
    for line in text.lines().filter(|line| line.starts_with(START)) {
        let line = line.strip_suffix(',').unwrap_or(line);
        if let Err(wrong) = validate(line, is_cut) {
            panic!("a record breaks its schema: {line}\n{wrong}");
        }
        crate::docs::codes::check(line);
    }
}

/// The keys and values of a JSON object, in order.
pub(crate) struct Pairs(pub(crate) Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pairs, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// Returns the keys of the JSON object `json`, in order.
pub(crate) fn keys(json: &str) -> Vec<String> {
    let Pairs(pairs) = serde_json::from_str(json).unwrap();
    pairs.into_iter().map(|(key, _)| key).collect()
}

/// Checks the standard output of `clinvk sessions` with these words against the contract.
#[track_caller]
pub(crate) fn check_stdout(words: &[&str], stdout: &str) {
    let has_any = |these: &[&str]| words.iter().any(|word| these.contains(word));
    if has_any(&PLUMBING) && !has_any(&OTHERWISE) {
        let other = stdout.lines().find(|line| !line.starts_with(START));
        assert_eq!(other, None, "{} wrote a line that is no record", words.join(" "));
    }
}

#[test]
fn what_breaks_a_schema_is_found() {
    let found =
        r#"{"v":1,"type":"resolution","input":"4d","outcome":"found","id":"4d","candidates":[]}"#;
    assert_eq!(validate(found, false), Ok(()));
    for (right, wrong) in [
        ("\"v\":1", "\"v\":2"),
        ("resolution", "resolutions"),
        ("found", "not-a-word"),
        ("\"id\":\"4d\"", "\"id\":4"),
        (",\"candidates\":[]", ""),
        ("[]", "[\"-\"]"),
        ("}", ",\"v\":1}"),
    ] {
        assert!(validate(&found.replace(right, wrong), false).is_err(), "{wrong}");
    }
    assert_eq!(validate(&found.replace(",\"candidates\":[]", ""), true), Ok(()));
    assert_eq!(validate(&found.replace('}', ",\"more\":null}"), false), Ok(()));
}

#[test]
#[should_panic(expected = "wrote a line that is no record")]
fn plumbing_that_writes_anything_else_is_found() {
    check_stdout(&["ls-raw"], "{\"v\":1}\nwarning\n");
}
