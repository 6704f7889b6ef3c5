//! `fsck` on files that we can read but clinvk 0.2.0 cannot read or open.

use std::fs;

use serde_json::json;

use super::{findings, private};
use crate::sandbox::Sandbox;

#[test]
fn a_time_that_cannot_be_read_is_reported_by_its_key_and_without_its_value() {
    let sandbox = Sandbox::new();
    let leap = "2016-12-31T23:59:60Z";
    sandbox
        .session("a", json!({ "last_used": "yesterday secret" }))
        .session("b", json!({ "created_at": leap, "last_used": "2026-11-18t09:47:02z" }))
        .session("c", json!({ "last_used": "2026-11-18T09:47:02,5Z" }))
        .session("d", json!({ "created_at": "0001-01-01T00:00:00Z", "last_used": null }))
        .session("e", json!({ "last_used": "2026-11-18T09:47:02.123456789-11:30" }));
    // Go parses the text as written in the file.
    let escaped = fs::read_to_string(sandbox.path("e.json")).unwrap().replace("00Z", "00\\u005a");
    sandbox.file("f.json", escaped.replace("\"e\"", "\"f\""));
    private(&sandbox);
    let (found, output) = findings(&sandbox, "");
    assert_eq!(
        found,
        [
            "a.json (a): unreadable_time",
            "b.json (b): unreadable_time",
            "b.json (b): unreadable_time",
            "c.json (c): unreadable_time",
            "f.json (f): unreadable_time",
        ]
    );
    assert_eq!(
        output.column("message"),
        [
            "clinvk 0.2.0 cannot read `last_used`, and so not the session",
            "clinvk 0.2.0 cannot read `created_at`, and so not the session",
            "clinvk 0.2.0 cannot read `last_used`, and so not the session",
            "`last_used` cannot be read, and counts as unknown",
            "clinvk 0.2.0 cannot read `created_at`, and so not the session",
        ]
    );
    assert_eq!(output.code, 4);
    // Not repairable without a guess: only the user knows the time.
    assert_eq!(sandbox.run("fsck --repair").column("repaired"), ["false"; 5]);
    for (id, key) in [
        ("a", "last_used"),
        ("b", "created_at"),
        ("b", "last_used"),
        ("c", "last_used"),
        ("f", "created_at"),
    ] {
        let set = format!("set-raw {id} --set {key}=2026-11-18T09:47:02Z");
        assert_eq!(sandbox.run(&set).column("outcome"), ["replaced"]);
    }
    sandbox.run("fsck").is("");
}

#[test]
fn an_id_that_clinvk_cannot_open_is_stored_with_a_warning_and_reported() {
    let sandbox = Sandbox::new();
    let (odd, good) = ("not-hex-sixteen-", "0a3f5c1e9b7d4426");
    let record = |id: &str| {
        json!({
            "id": id, "backend": "claude", "created_at": "2026-11-22T10:00:00Z",
            "last_used": "2026-11-22T11:00:00Z", "working_dir": "/w",
        })
        .to_string()
    };
    let longer = "x".repeat(32);
    let input = [odd, good, "short", &longer].map(record).join("\n");
    let stored = sandbox.run_with("put-raw", &*input);
    assert_eq!((stored.column("outcome"), stored.code), (vec!["created".to_owned(); 4], 0));
    let warning = |id: &str| {
        format!(
            "clinvk: session {id}: clinvk 0.2.0 lists the session but cannot open it: an id of 16 or \
             32 characters must be all hex digits\n"
        )
    };
    assert_eq!(stored.stderr, warning(odd) + &warning(&longer));
    // Warns only of files in the store, not of rejected input.
    assert_eq!(sandbox.run_with("put-raw", &*input).stderr, "");
    let again = sandbox.run_with("put-raw --replace --errors=json", record(odd));
    let told: serde_json::Value = serde_json::from_str(&again.stderr).unwrap();
    assert_eq!((&told["code"], &told["id"]), (&json!("id_not_hex"), &json!(odd)));
    assert_eq!((again.column("outcome"), again.code), (vec!["unchanged".to_owned()], 0));
    private(&sandbox);
    let (found, output) = findings(&sandbox, "");
    assert_eq!(
        found,
        [
            format!("{odd}.json ({odd}): id_not_hex"),
            format!("{longer}.json ({longer}): id_not_hex")
        ]
    );
    assert_eq!(output.code, 4);
}
