//! `sessions delete`.

use std::{fs, os::unix::fs::symlink};

use predicates::str;
use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn a_deleted_session_takes_its_artifacts_and_the_index_with_it() {
    let sandbox = Sandbox::example();
    let id = "4d5e6f7081920a1b";
    fs::create_dir_all(sandbox.path(id).join("deep/er")).unwrap();
    fs::write(sandbox.path(id).join("deep/er/log"), "x").unwrap();
    symlink("/etc/passwd", sandbox.path(id).join("link")).unwrap();
    let mut expected = sandbox.names();
    sandbox.run("delete 4d5e").is("Session 4d5e6f7081920a1b deleted.\n");
    expected.retain(|name| !name.starts_with(id) && name != "index.json");
    expected.push("store.lock".to_owned());
    assert_eq!(sandbox.names(), expected);
    assert!(fs::exists("/etc/passwd").unwrap());
}

#[test]
fn nothing_is_deleted_unless_every_id_is_found() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    let output = sandbox.run("delete 4d5e 5a6b nope 0a3f");
    output.is(
        "[stderr]\nclinvk: session not found: nope\nhint: check `clinvk sessions list`\n[exit 1]\n",
    );
    assert_eq!(sandbox.run("delete 4d5e 0a3f").code, 1);
    assert_eq!(sandbox.names(), before);
}

#[test]
fn several_sessions_go_in_the_order_they_were_named_each_once() {
    let sandbox = Sandbox::example();
    sandbox.run("delete 5a6b 4d5e 4d5e6f7081920a1b").is("\
Session 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d deleted.
Session 4d5e6f7081920a1b deleted.
");
    assert_eq!(sandbox.ids().len(), 6);
}

#[test]
fn a_dry_run_deletes_nothing() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    sandbox.run("delete --dry-run 4d5e").is("Would delete session 4d5e6f7081920a1b.\n");
    assert_eq!(sandbox.names(), before);
}

#[test]
fn damaged_and_unreadable_sessions_can_be_deleted_by_id() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "\0\0").session("good", json!({}));
    sandbox.file("vast.json", "");
    fs::File::options()
        .write(true)
        .open(sandbox.path("vast.json"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    sandbox.run("delete bad vast").is("Session bad deleted.\nSession vast deleted.\n");
    assert_eq!(sandbox.ids(), ["good"]);
}

#[test]
fn links_and_directories_are_no_sessions_and_stay() {
    let sandbox = Sandbox::new();
    sandbox.session("good", json!({}));
    symlink("good.json", sandbox.path("link.json")).unwrap();
    fs::create_dir(sandbox.path("dir.json")).unwrap();
    for id in ["link", "dir"] {
        sandbox.run(&format!("delete {id}")).has_stderr(&str::contains("session not found"));
    }
    assert_eq!(sandbox.ids(), ["dir", "good", "link"]);
}

#[test]
fn a_link_in_the_place_of_the_artifacts_is_left_and_reported() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    fs::create_dir(sandbox.home().join("precious")).unwrap();
    symlink("../precious", sandbox.path("abc")).unwrap();
    sandbox.run("delete --purge abc").is("Session abc deleted.\n[stderr]\n\
         clinvk: cannot remove HOME/sessions/abc: it is not a directory\n[exit 4]\n");
    sandbox.session("abc", json!({}));
    sandbox.run("delete abc").is("Session abc deleted.\n[stderr]\n\
         clinvk: cannot move HOME/sessions/abc: it is not a directory\n[exit 4]\n");
    assert!(sandbox.home().join("precious").exists() && sandbox.path("abc").is_symlink());
}

#[test]
fn an_index_is_kept_up_to_date_where_its_removal_would_endanger_clinvk() {
    let sandbox = Sandbox::example();
    sandbox.file("..json", "{}").file("fresh.json", r#"{"backend":"codex"}"#);
    let output = sandbox.run("delete 4d5e");
    output.is("Session 4d5e6f7081920a1b deleted.\n[stderr]\n\
         clinvk: HOME/sessions/..json endangers clinvk 0.2.0, which may hang on it or delete the \
         whole store: move it away\n");
    let index = fs::read_to_string(sandbox.path("index.json")).unwrap();
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    let keys: Vec<_> = index["index"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, sandbox.ids().into_iter().filter(|id| id != ".").collect::<Vec<_>>());
    assert_eq!(
        index["index"]["fresh"],
        json!({
            "ID": "fresh", "Backend": "codex", "Status": "", "LastUsed": "0001-01-01T00:00:00Z",
            "Model": "", "WorkDir": "", "Title": "", "Tags": null,
            "CreatedAt": "0001-01-01T00:00:00Z",
        })
    );
    assert_eq!(
        index["index"]["5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d"]["LastUsed"],
        "2026-11-22T01:02:03.456Z"
    );
}
