//! `sessions rename`.

use std::fs;

use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn a_title_is_set_and_an_empty_one_removes_it() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let file = || fs::read_to_string(sandbox.path("abc.json")).unwrap();
    let before = file();
    let rename = |title: &str| sandbox.run_words(&["rename", "a", title], "");
    rename("Two \"words\"").is("Session abc renamed.\n");
    let end = ",\n  \"title\": \"Two \\\"words\\\"\"\n}";
    assert_eq!(file(), format!("{}{end}", before.strip_suffix("\n}").unwrap()));
    rename("Two \"words\"").is("[stderr]\nclinvk: session abc already has this title\n");
    sandbox.run("rename -n abc other").is("Would rename session abc.\n");
    rename("").is("Session abc renamed.\n");
    assert_eq!(file(), before);
    rename("").is("[stderr]\nclinvk: session abc already has this title\n");
}

#[test]
fn a_session_that_is_not_there_or_is_damaged_is_not_renamed() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{");
    assert_eq!(sandbox.run("rename nope x").code, 1);
    assert_eq!(sandbox.run("rename bad x").code, 4);
    assert_eq!(sandbox.run("rename bad").code, 1);
    assert_eq!(sandbox.run("rename bad two words").code, 1);
    assert_eq!(fs::read_to_string(sandbox.path("bad.json")).unwrap(), "{");
}
