//! JSON and times of every kind, as whole files and as values of unknown keys.

use std::collections::BTreeSet;

use serde_json::{json, value::RawValue};

use super::{
    Tally,
    texts::{TIMES, json_texts},
};
use crate::sandbox::Sandbox;

/// Returns a session with this value of an unknown key.
fn around(id: &str, value: &[u8]) -> Vec<u8> {
    let start = format!(
        "{{\"id\":\"{id}\",\"backend\":\"claude\",\"created_at\":\"2026-11-22T10:00:00Z\",\
         \"last_used\":\"2026-11-22T10:00:00Z\",\"working_dir\":\"\",\"x_new\":"
    );
    [start.as_bytes(), value, b"}"].concat()
}

/// Returns the IDs that the three ways of reading a store accept, which must agree.
fn good(sandbox: &Sandbox, broken: &mut Vec<String>) -> BTreeSet<String> {
    let all: BTreeSet<_> = sandbox.ids().into_iter().collect();
    let (raw, list, fsck) =
        (sandbox.run("ls-raw"), sandbox.run("list --json"), sandbox.run("fsck"));
    let good: BTreeSet<String> = raw.stdout.lines().map(id_of).collect();
    let listed: Vec<&RawValue> = serde_json::from_str(&list.stdout).unwrap();
    let listed = listed.iter().map(|session| id_of(session.get()));
    let damaged = fsck.records().into_iter().filter(|problem| problem["code"] == "damaged");
    let damaged: BTreeSet<_> =
        damaged.map(|problem| problem["id"].as_str().unwrap().to_owned()).collect();
    if listed.collect::<BTreeSet<_>>() != good {
        broken.push("list and ls-raw disagree on what is damaged".to_owned());
    }
    if &all - &damaged != good {
        broken.push("fsck and ls-raw disagree on what is damaged".to_owned());
    }
    good
}

/// Returns the ID of a record, even if it contains numbers too large for a parser.
fn id_of(record: &str) -> String {
    #[derive(serde::Deserialize)]
    struct WithId {
        id: String,
    }
    serde_json::from_str::<WithId>(record).unwrap().id
}

/// Uses every text as a session file: it is read or damaged, and all commands agree.
fn as_files() -> Tally {
    let (sandbox, texts, mut broken) = (Sandbox::in_memory(), json_texts(), Vec::new());
    for (name, text) in &texts {
        sandbox.file(&format!("{name}.json"), text);
    }
    for id in good(&sandbox, &mut broken) {
        // No text is a session, and invalid JSON never is.
        broken.push(format!("{id} is taken for a session"));
    }
    Tally { what: "JSON texts as a session's file".to_owned(), tried: texts.len(), broken }
}

/// Uses every text as a value: valid JSON keeps every byte through a change.
fn as_values() -> Tally {
    let (sandbox, texts, mut broken) = (Sandbox::in_memory(), json_texts(), Vec::new());
    for (name, text) in &texts {
        sandbox.file(&format!("{name}.json"), around(name, text));
    }
    let good = good(&sandbox, &mut broken);
    for (name, _) in &texts {
        match (&name[..1], good.contains(name)) {
            ("y", false) => broken.push(format!("{name} is JSON and is not read")),
            ("n", true) => broken.push(format!("{name} is no JSON and is read")),
            _ => {}
        }
    }
    let mut words = vec!["set-raw", "--set", "title=changed"];
    words.extend(good.iter().map(String::as_str));
    let changed = sandbox.run_words(&words, "");
    let replaced = changed.records().into_iter().filter(|record| record["outcome"] == "replaced");
    if replaced.count() != good.len() {
        broken.push(format!("not all of them can be changed: {changed}"));
    }
    for (name, text) in texts.iter().filter(|(name, _)| good.contains(name)) {
        let file = std::fs::read(sandbox.path(&format!("{name}.json"))).unwrap();
        let text = text.trim_ascii();
        if !file.windows(text.len()).any(|window| window == text) {
            broken.push(format!("I1: {name} lost the value that it had"));
        }
    }
    let again = sandbox.run_with("put-raw --replace", sandbox.run("ls-raw").stdout);
    if again.column("outcome") != vec!["unchanged"; good.len()] {
        broken.push(format!("what is listed is not what is stored: {again}"));
    }
    Tally { what: "JSON texts as an unknown value".to_owned(), tried: texts.len(), broken }
}

/// Uses every time as the last use: it is read or unknown. An invalid or future time never counts
/// as old.
fn as_times() -> Tally {
    let (sandbox, mut broken) = (Sandbox::in_memory(), Vec::new());
    for (number, (text, _)) in TIMES.iter().enumerate() {
        let times = json!({ "created_at": text, "last_used": text });
        sandbox.session(&format!("t{number:02}"), times);
    }
    let records = sandbox.run("ls-raw").records();
    for (record, (text, expected)) in records.iter().zip(TIMES) {
        for key in ["created_at", "last_used"] {
            if record[key] != json!(expected) {
                broken.push(format!("{text:?} is read as {}", record[key]));
            }
        }
    }
    let pruned = sandbox.run("prune --dry-run --older-than 1h").column("last_used");
    let now = "2026-11-22T11:00:00.000000000Z";
    let old: Vec<_> = TIMES.iter().filter_map(|t| t.1).filter(|time| *time < now).collect();
    if pruned != old {
        broken.push(format!("I2: what is pruned is not what is old: {pruned:?}"));
    }
    if (records.len(), sandbox.run("list").code) != (TIMES.len(), 0) {
        broken.push("not all of them are listed".to_owned());
    }
    Tally { what: "times of last use".to_owned(), tried: TIMES.len(), broken }
}

/// Runs all parts. The full form takes no longer.
pub(crate) fn run() -> Vec<Tally> {
    vec![as_files(), as_values(), as_times()]
}

#[test]
fn every_text_is_read_or_damaged_and_every_time_a_time_or_none() {
    run().iter().for_each(Tally::check);
}
