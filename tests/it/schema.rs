//! `sessions schema`, and the schemas themselves: valid, current, and true to the records.

use std::{env, fs, path::PathBuf};

use clinvk_sessions::testing::{any_record_schema, records};
use serde_json::Value;

use crate::{
    sandbox::Sandbox,
    schema_check::{Pairs, keys},
};

/// The only optional key.
const OPTIONAL: &str = "message";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/records/schema")
}

/// Returns the value of `key` in the JSON object `json`, as written.
fn value(json: &str, key: &str) -> String {
    let Pairs(pairs) = serde_json::from_str(json).unwrap();
    pairs.into_iter().find(|pair| pair.0 == key).unwrap().1.get().to_owned()
}

#[test]
fn a_schema_is_printed_as_it_stands_in_its_file() {
    let sandbox = Sandbox::new();
    for record in records() {
        let file = folder().join(format!("{}.json", record.name));
        sandbox.run(&format!("schema {}", record.name)).is(&fs::read_to_string(file).unwrap());
    }
    sandbox.run("schema").is(&fs::read_to_string(folder().join("record.json")).unwrap());
    assert!(!sandbox.store().exists());
}

#[test]
fn a_type_that_there_is_not_is_a_mistake() {
    Sandbox::new().run("schema sessions").is("[stderr]\n\
         clinvk: invalid value 'sessions' for '[RECORD]' [possible values: session, absent, \
         trashed, removal, resolution, stored, export, problem, change, stats, node, error, warning]\n\
         hint: a similar value exists: 'session'\n[exit 1]\n");
}

#[test]
fn the_schema_of_any_record_is_current_and_no_file_is_left_over() {
    let path = folder().join("record.json");
    let is_current = fs::read_to_string(&path).is_ok_and(|text| text == any_record_schema());
    if !is_current && env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::write(&path, any_record_schema()).unwrap();
    } else {
        assert!(
            is_current,
            "src/records/schema/record.json is not current\nrun: UPDATE_DOCS=1 cargo test --test it schema"
        );
    }
    let known = records().map(|record| record.name);
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(stem == "record" || known.contains(&stem), "{} is of no record", path.display());
    }
}

#[test]
fn every_schema_is_valid_by_the_draft_it_declares() {
    let all = records().map(|record| record.schema.to_owned());
    for text in all.into_iter().chain([any_record_schema()]) {
        let schema: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{}: {error}", schema["title"]);
        }
    }
}

#[test]
fn a_schema_describes_every_field_in_its_order_and_requires_it() {
    for record in records() {
        let name = record.name;
        let schema: Value = serde_json::from_str(record.schema).unwrap();
        let named = keys(&value(record.schema, "properties"));
        let expected: Vec<&str> = ["v", "type"].iter().chain(record.fields).copied().collect();
        assert_eq!(named, expected, "{name}");
        let is_optional = |key: &&String| *key == OPTIONAL && ["removal", "stored"].contains(&name);
        let required: Vec<&String> = named.iter().filter(|key| !is_optional(key)).collect();
        assert_eq!(schema["required"], serde_json::json!(required), "{name}");
        assert_eq!(schema["properties"]["v"]["const"], 1, "{name}");
        assert_eq!(schema["properties"]["type"]["const"], name);
        for (key, property) in schema["properties"].as_object().unwrap() {
            let text = property["description"].as_str().unwrap_or_default();
            assert!(text.ends_with('.'), "{name}: {key} is not described");
        }
    }
}

#[test]
fn the_schema_of_any_record_takes_each_and_no_other() {
    let schema = jsonschema::draft202012::new(&any_record_schema().parse().unwrap()).unwrap();
    for line in Sandbox::example().run("ls-raw").stdout.lines() {
        assert!(schema.is_valid(&line.parse().unwrap()));
        let other = line.replacen("\"session\"", "\"sessions\"", 1);
        assert!(!schema.is_valid(&other.parse().unwrap()));
    }
}
