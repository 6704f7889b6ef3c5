//! The manual's description of records: all fields, all outcomes, the default fields of NUL
//! framing.

use std::collections::{BTreeMap, BTreeSet};

use clinvk_sessions::testing::{self, RecordInfo};
use serde_json::Value;

use super::{manual, section};

/// Commands for people, whose records have no NUL framing.
const UNFRAMED: [&str; 4] = [
    "clinvk-sessions-export",
    "clinvk-sessions-log",
    "clinvk-sessions-stats",
    "clinvk-sessions-tree",
];

/// Returns the record of this type.
fn described(name: &str) -> RecordInfo {
    let records = testing::records().into_iter();
    records.into_iter().find(|record| record.name == name).expect("a type of record")
}

/// Returns the records that each page describes, the one that `-z` writes first.
fn records() -> Vec<(&'static str, Vec<RecordInfo>)> {
    let removal = || vec![described("removal")];
    let stored = || vec![described("stored")];
    let change = || vec![described("change")];
    vec![
        ("clinvk-sessions-ls-raw", vec![described("session"), described("absent")]),
        ("clinvk-sessions-rm-id", removal()),
        ("clinvk-sessions-rm-trash", removal()),
        ("clinvk-sessions-prune", removal()),
        ("clinvk-sessions-resolve-id", vec![described("resolution")]),
        ("clinvk-sessions-put-raw", stored()),
        ("clinvk-sessions-set-raw", stored()),
        ("clinvk-sessions-restore-id", stored()),
        ("clinvk-sessions-export", vec![described("export")]),
        ("clinvk-sessions-log", change()),
        ("clinvk-sessions-stats", vec![described("stats")]),
        ("clinvk-sessions-tree", vec![described("node")]),
        ("clinvk-sessions-ls-journal", change()),
        ("clinvk-sessions-ls-trash", vec![described("trashed")]),
        ("clinvk-sessions-fsck", vec![described("problem")]),
    ]
}

/// Returns the terms in the OUTPUT section of a page.
fn terms(page: &str) -> Vec<&str> {
    let terms = section(page, "OUTPUT").filter_map(|line| line.strip_prefix("\\fB"));
    terms.filter_map(|line| line.strip_suffix("\\fR")).flat_map(|term| term.split(", ")).collect()
}

#[test]
fn every_page_of_plumbing_names_the_fields_of_its_records() {
    let pages = manual();
    for (name, records) in records() {
        let (_, page) = pages.iter().find(|page| page.0 == name).expect("every command has a page");
        let terms = terms(page);
        for field in records.iter().flat_map(|record| record.fields) {
            assert!(terms.contains(field), "{name}.1 does not explain the field {field}");
        }
    }
}

#[test]
fn every_page_of_plumbing_names_the_default_fields_of_its_nul_framing() {
    let pages = manual();
    let (_, group) = pages.iter().find(|page| page.0 == "clinvk-sessions").expect("the group");
    let framing: Vec<&str> = section(group, "FRAMING").collect();
    for (name, records) in records().iter().filter(|record| !UNFRAMED.contains(&record.0)) {
        let (_, page) = pages.iter().find(|page| page.0 == *name).expect("every command has one");
        let fields = records[0].nul_default.join(",");
        let option = format!("\\fB\\-\\-fields {fields}\\fR");
        let output = section(page, "OUTPUT").collect::<Vec<_>>().join(" ");
        assert!(output.contains(&option), "{name}.1 does not name {option}");
        let command = name.trim_start_matches("clinvk-sessions-").replace('-', "\\-");
        let at = framing.iter().position(|line| {
            let term = line.strip_prefix("\\fB").and_then(|line| line.strip_suffix("\\fR"));
            term.is_some_and(|term| term.split(", ").any(|named| named == command))
        });
        let at = at.unwrap_or_else(|| panic!("FRAMING does not name {command}"));
        assert_eq!(framing[at + 1], format!("\\fB{fields}\\fR"), "FRAMING, {command}");
    }
}

#[test]
fn the_pages_name_all_outcomes_of_the_schemas_and_no_others() {
    let pages = manual();
    let mut named: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut known: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, records) in records() {
        let (_, page) = pages.iter().find(|page| page.0 == name).expect("every command has a page");
        for record in records {
            let schema: Value = serde_json::from_str(record.schema).expect("a schema");
            let outcomes = &schema["properties"]["outcome"]["anyOf"][0]["enum"];
            let outcomes: BTreeSet<String> = outcomes
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|outcome| outcome.as_str().map(str::to_owned))
                .collect();
            if outcomes.is_empty() {
                continue;
            }
            let lines = section(page, "OUTPUT").skip_while(|line| *line != "\\fBoutcome\\fR");
            let text = lines.skip(1).take_while(|line| !line.starts_with(".TP"));
            let text = text.collect::<Vec<_>>().join(" ");
            let words = text.split("\\fB").skip(1).filter_map(|rest| rest.split("\\fR").next());
            for word in words.filter(|word| !word.starts_with("\\-\\-")) {
                assert!(outcomes.contains(word), "{name}.1 names the outcome {word}");
                named.entry(record.name).or_default().insert(word.to_owned());
            }
            known.insert(record.name, outcomes);
        }
    }
    assert_eq!(named, known);
}
