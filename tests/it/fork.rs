//! `sessions fork`.

use std::fs;

use predicates::str;
use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// Returns the ID of the session in the store that is not `parent`.
fn other(sandbox: &Sandbox, parent: &str) -> String {
    let mut ids = sandbox.ids();
    ids.retain(|id| id != parent);
    assert_eq!(ids.len(), 1);
    ids.remove(0)
}

#[test]
fn a_fork_is_what_the_library_of_clinvk_makes() {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc",
        json!({
            "title": "t", "model": "m", "initial_prompt": "p", "turn_count": 3, "status": "error",
            "backend_session_id": "b", "error_message": "e", "tags": ["x", "y"],
            "metadata": { "k": "v" }, "later": 1,
        }),
    );
    let parent = fs::read_to_string(sandbox.path("abc.json")).unwrap();
    let output = sandbox.run_words(&["fork", "a", "explore alternative approach"], "");
    let id = other(&sandbox, "abc");
    output.is(&format!("Session abc forked to {id}.\n"));
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let fork: Value =
        serde_json::from_slice(&fs::read(sandbox.path(&format!("{id}.json"))).unwrap()).unwrap();
    assert_eq!(
        fork,
        json!({
            "id": id, "backend": "claude", "created_at": "2026-11-22T12:00:00.000000000Z",
            "last_used": "2026-11-22T12:00:00.000000000Z", "working_dir": "/w", "model": "m",
            "initial_prompt": "explore alternative approach", "status": "active",
            "token_usage": { "input_tokens": 0, "output_tokens": 0 }, "tags": ["x", "y"],
            "parent_id": "abc", "metadata": { "k": "v" },
        })
    );
    assert_eq!(fs::read_to_string(sandbox.path("abc.json")).unwrap(), parent);
    let log = sandbox.run("ls-journal").column("command");
    assert_eq!(log, ["fork"]);
}

#[test]
fn only_the_id_is_written_for_a_script() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let output = sandbox.run("fork -q abc");
    output.is(&format!("{}\n", other(&sandbox, "abc")));
}

#[test]
fn a_preview_creates_nothing() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    sandbox.run("fork -n abc").is("Would fork session abc.\n");
    assert_eq!(sandbox.names(), ["abc.json"]);
}

#[test]
fn what_cannot_be_read_cannot_be_forked() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{").session("good", json!({}));
    let output = sandbox.run("fork bad");
    output.has_stderr(&str::contains("cannot read session bad"));
    assert_eq!((output.code, sandbox.run("fork nope").code), (4, 1));
    assert_eq!(sandbox.ids(), ["bad", "good"]);
}

#[test]
fn a_preview_of_put_raw_stores_nothing() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("def", json!({}));
    let same = fs::read_to_string(sandbox.path("abc.json")).unwrap();
    let input = [
        same.as_str(),
        &same.replace("abc", "new"),
        &same.replace("abc", "def").replace("/w", "/x"),
        "{}",
    ];
    let names = sandbox.names();
    let outcome = |line: &str| sandbox.run_with(line, input.concat()).column("outcome");
    assert_eq!(outcome("put-raw --dry-run"), ["exists", "would_create", "exists", "invalid"]);
    assert_eq!(
        outcome("put-raw --dry-run --replace"),
        ["unchanged", "would_create", "would_replace", "invalid"]
    );
    assert_eq!(sandbox.names(), names);
    assert_eq!(outcome("put-raw --replace"), ["unchanged", "created", "replaced", "invalid"]);
}
