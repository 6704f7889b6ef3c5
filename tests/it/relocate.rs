//! `sessions relocate`.

use std::fs;

use predicates::str;
use serde_json::json;

use crate::{sandbox::Sandbox, terminal::on_terminal};

fn directories(sandbox: &Sandbox) -> Vec<String> {
    sandbox.run("ls-raw").column("working_dir")
}

#[test]
fn the_sessions_of_a_directory_and_those_below_follow_it() {
    let sandbox = Sandbox::new();
    for (id, directory) in [("a", "/w/app"), ("b", "/w/app/x/y"), ("c", "/w/app-2"), ("d", "")] {
        sandbox.session(id, json!({ "working_dir": directory, "later": 1.50 }));
    }
    fs::create_dir(sandbox.home().join("new")).unwrap();
    let before = fs::read_to_string(sandbox.path("b.json")).unwrap();
    sandbox
        .run("relocate -n /w/app/ new")
        .is("Would relocate session a from /w/app to HOME/new.\n\
         Would relocate session b from /w/app/x/y to HOME/new/x/y.\n");
    assert_eq!(directories(&sandbox)[0], "/w/app");
    sandbox.run("relocate /w/app new").is("Relocated 2 sessions.\n");
    assert_eq!(directories(&sandbox), ["HOME/new", "HOME/new/x/y", "/w/app-2", ""]);
    let new = sandbox.home().join("new/x/y");
    let new = new.to_str().unwrap();
    let after = fs::read_to_string(sandbox.path("b.json")).unwrap();
    assert_eq!(after, before.replace("/w/app/x/y", new));
    sandbox
        .run("relocate /w/app new")
        .is("[stderr]\nNo session is in /w/app or below; nothing was changed.\n");
}

#[test]
fn a_new_directory_that_is_not_there_is_told_of() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "working_dir": "/w/app" }));
    sandbox
        .run("relocate /w /nowhere/w")
        .is("Relocated 1 session.\n[stderr]\nclinvk: there is no directory /nowhere/w\n");
    assert_eq!(directories(&sandbox), ["/nowhere/w/app"]);
    assert_eq!(sandbox.run_words(&["relocate", "", "/x"], "").code, 1);
    assert_eq!(sandbox.run("relocate /x").code, 1);
}

#[test]
fn more_than_ten_sessions_need_a_yes() {
    let sandbox = Sandbox::new();
    for number in 0..11 {
        sandbox.session(&format!("s{number:02}"), json!({}));
    }
    let output = sandbox.run("relocate /w /tmp");
    output.has_stderr(&str::contains("cannot ask before changing 11 sessions"));
    assert_eq!(output.code, 1);
    let (shown, code) = on_terminal(&sandbox, "relocate /w /tmp", 100, "n\n");
    assert!(shown.starts_with("Relocate 11 sessions? [y/N] ") && code == Some(7), "{shown}");
    assert_eq!(directories(&sandbox), ["/w"; 11]);
    sandbox.run("relocate --yes /w /tmp").is("Relocated 11 sessions.\n");
    assert_eq!(directories(&sandbox), ["/tmp"; 11]);
}
