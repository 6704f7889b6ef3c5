//! Updates of clinvk's `index.json`.

use std::fs;

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

fn index(sandbox: &Sandbox) -> Value {
    serde_json::from_str(&fs::read_to_string(sandbox.path("index.json")).unwrap()).unwrap()
}

fn keys(sandbox: &Sandbox) -> Vec<String> {
    index(sandbox)["index"].as_object().unwrap().keys().cloned().collect()
}

/// Creates a store above the size up to which the index is simply removed. Its sessions are
/// damaged, because these are fastest to create.
fn large() -> Sandbox {
    let sandbox = Sandbox::in_memory();
    let first = sandbox.file("s10000.json", "").path("s10000.json");
    for number in 10_001..30_010 {
        fs::hard_link(&first, sandbox.path(&format!("s{number}.json"))).unwrap();
    }
    sandbox
}

#[test]
fn in_a_large_store_it_is_mended_and_entries_stay_as_they_were() {
    let sandbox = large();
    sandbox.session("fresh", json!({ "title": "not in the index" }));
    let mut entries: serde_json::Map<_, _> =
        (10_000..30_010).map(|number| (format!("s{number}"), json!({ "Title": number }))).collect();
    entries.insert("ghost".to_owned(), json!({}));
    entries.insert("..".to_owned(), json!({}));
    sandbox.file("index.json", json!({ "version": 1, "index": entries }).to_string());
    assert_eq!(sandbox.run("rm-id s12345").column("outcome"), ["removed"]);
    assert_eq!(keys(&sandbox), sandbox.ids());
    let index = index(&sandbox);
    assert_eq!(index["index"]["s10000"], json!({ "Title": 10_000 }));
    assert_eq!(index["index"]["fresh"]["Title"], "not in the index");
}

#[test]
fn in_a_large_store_one_that_clinvk_has_damaged_is_removed() {
    let sandbox = large();
    for index in [r#"{"version":1,"index":{"s10001":{}}}"#, r#"{"version":2,"index":{}}"#, "{", ""]
    {
        sandbox.file("index.json", index).file("gone.json", "");
        assert_eq!(sandbox.run("rm-id gone").code, 0);
        assert!(!sandbox.path("index.json").exists(), "{index}");
    }
}

#[test]
fn where_nothing_was_changed_it_stays() {
    let sandbox = Sandbox::example();
    let before = fs::read(sandbox.path("index.json")).unwrap();
    for line in ["rm-id zzz", "rm-id --dry-run 4d5e6f7081920a1b", "prune --older-than 9999d"] {
        let _ = sandbox.run(line);
        assert_eq!(fs::read(sandbox.path("index.json")).unwrap(), before, "{line}");
    }
}
