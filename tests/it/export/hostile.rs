//! Artifacts and records that would lead elsewhere.

use std::{fs, os::unix::fs::symlink};

use predicates::str;
use serde_json::{Value, json};

use super::stored;
use crate::sandbox::Sandbox;

/// Returns a session with an artifact, and its record.
fn exported() -> (Sandbox, Value) {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    fs::create_dir(sandbox.path("abc")).unwrap();
    fs::write(sandbox.path("abc/log"), "log").unwrap();
    let record = serde_json::from_str(&sandbox.run("export").stdout).unwrap();
    (sandbox, record)
}

#[test]
fn a_link_is_neither_followed_nor_a_reason_to_lose_the_rest() {
    let (sandbox, record) = exported();
    fs::write(sandbox.home().join("secret"), "secret").unwrap();
    symlink("../../secret", sandbox.path("abc/link")).unwrap();
    symlink("..", sandbox.path("abc/up")).unwrap();
    let output = sandbox.run("export");
    assert_eq!(serde_json::from_str::<Value>(&output.stdout).unwrap(), record);
    output.has_stderr(&str::contains("abc/link: it is not a regular file"));
    assert_eq!(output.code, 4);
    let copied = sandbox.run("export -o backup/");
    assert_eq!((copied.code, copied.stdout.as_str()), (4, "Exported 1 session to backup/.\n"));
    assert!(!sandbox.home().join("backup/abc/link").exists());
    // In the place of the artifacts, nothing is exported.
    fs::remove_dir_all(sandbox.path("abc")).unwrap();
    symlink("..", sandbox.path("abc")).unwrap();
    let output = sandbox.run("export");
    assert_eq!((output.code, output.stdout.as_str()), (4, ""));
}

#[test]
fn a_path_that_leads_out_is_refused_and_nothing_is_stored() {
    let (_, record) = exported();
    for path in ["../out", "/tmp/out", "a/../../out", "./x", "", "a//b", "log/", "a\u{0}b"] {
        let to = Sandbox::new();
        let mut record = record.clone();
        record["artifacts"][1]["path"] = json!(path);
        let output = to.run_with("import -", record.to_string());
        output.is("[stderr]\nclinvk: cannot import abc: the path of an artifact leads out of its directory\n[exit 1]\n");
        assert_eq!(stored(&to), [""; 0], "{path}");
    }
    for (key, value) in [
        ("kind", json!("symlink")),
        ("mode", json!("rwx")),
        ("text", json!(null)),
        ("path", json!("x/y")),
    ] {
        let to = Sandbox::new();
        let mut record = record.clone();
        record["artifacts"][1][key] = value;
        assert_eq!(to.run_with("import -", record.to_string()).code, 1, "{key}");
        assert_eq!(stored(&to), [""; 0], "{key}");
    }
}

#[test]
fn a_record_that_was_damaged_is_refused() {
    let (_, record) = exported();
    let text = record["file"]["text"].as_str().unwrap().replace("claude", "codex");
    for (key, value) in [
        ("file", json!({ "text": text })),
        ("etag", json!("0123456789abcdef")),
        ("id", json!("../x")),
        ("v", json!(2)),
    ] {
        let to = Sandbox::new();
        let mut record = record.clone();
        record[key] = value;
        assert_eq!(to.run_with("import -", record.to_string()).code, 1, "{key}");
        assert_eq!(stored(&to), [""; 0], "{key}");
    }
    // A file that is no session has an etag too.
    let to = Sandbox::new();
    to.file("bad.json", "{");
    let output = to.run("export bad");
    assert_eq!((output.code, output.stdout.as_str()), (4, ""));
}

#[test]
fn a_link_in_a_directory_is_not_imported() {
    let (sandbox, _) = exported();
    let _ = sandbox.run("export -o backup/");
    let backup = sandbox.home().join("backup");
    symlink("abc.json", backup.join("def.json")).unwrap();
    fs::write(backup.join("index.json"), "{}").unwrap();
    fs::write(backup.join("notes.txt"), "").unwrap();
    symlink("/etc/passwd", backup.join("abc/link")).unwrap();
    let to = Sandbox::new();
    let output = to.run(&format!("import {}", backup.display()));
    output.has_stderr(&str::contains("def.json: it is not a regular file"));
    output.has_stderr(&str::contains("abc/link: it is not a regular file"));
    assert_eq!((output.code, output.stdout.as_str()), (4, ""));
    assert_eq!(stored(&to), [""; 0]);
}

#[test]
fn artifacts_of_another_session_are_not_mixed_up() {
    let (sandbox, record) = exported();
    fs::remove_file(sandbox.path("abc.json")).unwrap();
    let output = sandbox.run_with("import -", record.to_string());
    output.has_stderr(&str::contains("cannot create HOME/sessions/abc: File exists"));
    assert_eq!(output.code, 4);
    assert_eq!(sandbox.run("fsck --repair").code, 0);
    sandbox.run_with("import -", record.to_string()).is("Session abc created.\n");
}

#[test]
fn an_artifact_that_cannot_be_placed_leaves_nothing() {
    let (_, mut record) = exported();
    let file = record["artifacts"][1].clone();
    let long = "x".repeat(255);
    let mut deep = file.clone();
    // Each name is allowed, but the directory has no such file system.
    deep["path"] = json!(long);
    record["artifacts"].as_array_mut().unwrap().push(deep);
    let to = Sandbox::new();
    to.run_with("import -", record.to_string()).is("Session abc created.\n");
    let mut twice = record.clone();
    twice["artifacts"].as_array_mut().unwrap().push(file);
    let to = Sandbox::new();
    assert_eq!(to.run_with("import -", twice.to_string()).code, 1);
    assert_eq!(stored(&to), [""; 0]);
}

#[test]
fn a_file_that_is_not_there_is_an_error_and_the_next_is_imported() {
    let (sandbox, record) = exported();
    fs::write(sandbox.home().join("one.json"), record.to_string()).unwrap();
    let path = sandbox.home().join("one.json");
    let to = Sandbox::new();
    let output = to.run(&format!("import nowhere {}", path.display()));
    output.is("Session abc created.\n[stderr]\nclinvk: cannot read nowhere: No such file or directory\n[exit 4]\n");
}
