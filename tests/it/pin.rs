//! `sessions pin` and `sessions unpin def`.

use std::fs;

use predicates::{prelude::PredicateBooleanExt as _, str};
use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn a_pin_is_an_entry_of_the_metadata_and_nothing_else_changes() {
    let sandbox = Sandbox::example();
    let file = || fs::read_to_string(sandbox.path("4d5e6f7081920a1b.json")).unwrap();
    let before = file();
    sandbox.run("pin 4d5e").is("Session 4d5e6f7081920a1b pinned.\n");
    let end = ",\n  \"metadata\": {\n    \"pinned\": \"true\"\n  }\n}";
    assert_eq!(file(), format!("{}{end}", before.strip_suffix("\n}").unwrap()));
    assert!(!sandbox.path("index.json").exists());
    sandbox.run("unpin 4d5e").is("Session 4d5e6f7081920a1b unpinned.\n");
    assert_eq!(file(), before);
}

#[test]
fn what_is_so_already_is_said_and_no_failure() {
    let sandbox = Sandbox::example();
    sandbox.run("unpin 4d5e").is("[stderr]\nclinvk: session 4d5e6f7081920a1b is not pinned\n");
    let _ = sandbox.run("pin 4d5e");
    sandbox.run("pin 4d5e 5a6b 4d5e").is("Session 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d pinned.\n\
         [stderr]\nclinvk: session 4d5e6f7081920a1b is already pinned\n");
}

#[test]
fn nothing_is_pinned_unless_every_id_is_found() {
    let sandbox = Sandbox::example();
    sandbox.run("pin 4d5e nope").is(
        "[stderr]\nclinvk: session not found: nope\nhint: check `clinvk sessions list`\n[exit 1]\n",
    );
    assert_eq!(sandbox.run("pin 4d5e 0a3f").code, 1);
    assert!(sandbox.path("index.json").exists());
}

#[test]
fn a_damaged_session_cannot_be_pinned() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{").session("good", json!({}));
    sandbox.run("pin bad good").is("Session good pinned.\n[stderr]\n\
         clinvk: cannot read session bad: EOF while parsing an object at line 1 column 1\n\
         hint: `clinvk sessions cat-raw bad` shows the file as it is\n[exit 4]\n");
}

#[test]
fn show_tells_of_a_pin() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "metadata": { "k": "v" } }));
    let without = sandbox.run("show abc").stdout;
    let _ = sandbox.run("pin abc");
    let with = without
        .replace("Metadata:\n", "Pinned:            yes\nMetadata:\n")
        .replace("  k:               v\n", "  k:               v\n  pinned:          true\n");
    sandbox.run("show abc").is(&with);
}

#[test]
fn no_policy_removes_a_pinned_session() {
    let sandbox = Sandbox::new();
    sandbox.session_of_age("pinned", 400).session_of_age("old", 300);
    sandbox.session("young", json!({}));
    let _ = sandbox.run("pin pinned");
    for line in [
        "clean --older-than 1h --dry-run",
        "clean --keep-last 1 --dry-run",
        "clean --max-total-bytes 500 --dry-run",
    ] {
        let output = sandbox.run(line);
        output.has_stdout(&str::starts_with("Would delete 1 session(s)"));
        output.has_stdout(&str::contains("pinned").not());
    }
    sandbox.run("clean --all -y").is("Deleted 2 session(s).\n");
    sandbox.run("clean").is("[stderr]\nclinvk: no sessions to clean\n\
         hint: adjust filters or retention period\n[exit 1]\n");
    let _ = sandbox.run("unpin pinned");
    sandbox.run("clean").is("Deleted 1 session(s) older than 30 days.\n");
}

#[test]
fn a_pinned_session_is_deleted_only_by_force() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("def", json!({}));
    let _ = sandbox.run("pin def");
    for line in ["delete abc def", "delete def", "delete --dry-run def"] {
        sandbox.run(line).is("[stderr]\nclinvk: session def is pinned\n\
             hint: unpin it first with `clinvk sessions unpin def`, or use --force\n[exit 1]\n");
    }
    assert_eq!(sandbox.ids(), ["abc", "def"]);
    sandbox.run("delete --force abc def").is("Session abc deleted.\nSession def deleted.\n");
}

#[test]
fn plumbing_that_is_given_a_pinned_session_by_its_id_removes_it() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "metadata": { "pinned": "true" } }));
    assert_eq!(sandbox.run("rm-id abc").column("outcome"), ["removed"]);
}
