//! `sessions ls-trash` and `rm-trash`.

use std::fs;

use serde_json::{Value, json};

use super::{at, titles};
use crate::sandbox::Sandbox;

/// Creates a store whose trash contains two copies of `a`, and `b` with the later one.
fn trashed() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "title": "old" }));
    assert_eq!(at(&sandbox, "2026-11-20T12:00:00Z", "delete a").code, 0);
    sandbox.session("a", json!({ "title": "new" })).session("b", json!({ "title": "b" }));
    assert_eq!(at(&sandbox, "2026-11-21T12:00:00Z", "rm-id --trash a b").code, 0);
    sandbox
}

#[test]
fn the_trash_is_listed_by_batch_the_newest_first_and_each_record_holds_its_session() {
    let sandbox = trashed();
    let output = sandbox.run("ls-trash");
    assert_eq!(output.column("command"), ["rm-id", "rm-id", "delete"]);
    assert_eq!(output.column("id"), ["a", "b", "a"]);
    assert_eq!(output.column("trashed_at")[2], "2026-11-20T12:00:00.000000000Z");
    assert_eq!(titles(&sandbox), ["new", "b", "old"]);
    let records: Vec<Value> = output.records();
    for record in &records {
        assert_eq!(record["session"]["type"], "session");
        assert_eq!(record["session"]["etag"], record["etag"]);
        assert_eq!(record["session"]["bytes"], record["bytes"]);
    }
    assert_eq!(records[0]["batch"], records[1]["batch"]);
    assert_ne!(records[0]["batch"], records[2]["batch"]);
    assert_eq!(sandbox.run("ls-trash --last").column("id"), ["a", "b"]);
    assert_eq!(sandbox.run("ls-trash -z").stdout, "a\0b\0a\0");
}

#[test]
fn a_damaged_session_in_the_trash_has_a_record_without_its_session() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{").session("good", json!({}));
    assert_eq!(sandbox.run("rm-id --trash bad good").code, 0);
    let output = sandbox.run("ls-trash");
    let record = &output.records()[0];
    assert_eq!((&record["id"], &record["session"]), (&json!("bad"), &Value::Null));
    assert_eq!((&record["bytes"], &record["etag"]), (&json!(1), &json!("c2346e20f5a5dd1e")));
    assert!(output.stderr.starts_with("clinvk: cannot read session bad: EOF"), "{output}");
    assert_eq!((output.column("id").len(), output.code), (2, 4));
}

#[test]
fn an_id_removes_the_newest_generation_and_a_record_exactly_its_own() {
    let sandbox = trashed();
    let records = sandbox.run("ls-trash").stdout;
    let old = records.lines().last().unwrap();
    let output = sandbox.run_with("rm-trash --stdin --dry-run", old);
    assert_eq!(output.column("outcome"), ["would_remove"]);
    assert_eq!(titles(&sandbox), ["new", "b", "old"]);
    let output = sandbox.run_with("rm-trash --stdin", old);
    assert_eq!((output.column("outcome"), output.code), (vec!["removed".to_owned()], 0));
    assert_eq!(titles(&sandbox), ["new", "b"]);
    assert_eq!(sandbox.run_with("rm-trash --stdin", old).column("outcome"), ["missing"]);
    let output = sandbox.run("rm-trash a zz");
    assert_eq!(
        (output.column("outcome"), output.code),
        (vec!["removed".into(), "missing".into()], 1)
    );
    assert_eq!(titles(&sandbox), ["b"]);
    assert_eq!(sandbox.run("rm-trash -z b --ignore-missing").stdout, "b\0removed\0");
    assert_eq!(fs::read_dir(sandbox.home().join("trash")).unwrap().count(), 0);
    let changes = sandbox.run("ls-journal a").records();
    let last = changes.last().unwrap();
    assert_eq!((&last["command"], &last["outcome"]), (&json!("rm-trash"), &json!("removed")));
}

#[test]
fn what_is_not_understood_removes_nothing_from_the_trash() {
    let sandbox = trashed();
    sandbox.session("live", json!({}));
    let live = sandbox.run("ls-raw").stdout;
    let trash = sandbox.run("ls-trash").stdout;
    let other_etag = trash.lines().next().unwrap().replace("\"etag\":\"", "\"etag\":\"0000");
    for item in [live.trim_end(), "../x", r#"{"v":2,"type":"trashed","id":"a"}"#, &other_etag] {
        let output = sandbox.run_with("rm-trash --stdin", format!("b\n{item}\n"));
        assert_eq!(output.column("outcome"), ["skipped", "invalid"], "{item}");
        assert_eq!((output.code, titles(&sandbox).len()), (1, 3));
    }
    let output = sandbox.run_with("rm-trash --stdin --keep-going", format!("b\n{live}"));
    assert_eq!(output.column("outcome"), ["removed", "invalid"]);
    assert_eq!((output.code, sandbox.ids()), (1, vec!["live".to_owned()]));
}

#[test]
fn a_record_of_the_trash_never_removes_a_live_session() {
    let sandbox = trashed();
    let trash = sandbox.run("ls-trash").stdout;
    assert_eq!(sandbox.run("restore-id a").code, 0);
    let output = sandbox.run_with("rm-id --stdin", trash);
    assert_eq!(output.column("outcome"), ["invalid"; 3]);
    assert_eq!((output.code, sandbox.ids()), (1, vec!["a".to_owned()]));
}

#[test]
fn the_journal_is_listed_the_oldest_change_first() {
    let sandbox = trashed();
    assert_eq!(sandbox.run("ls-journal").column("id"), ["a", "a", "b"]);
    assert_eq!(sandbox.run("ls-journal").column("outcome"), ["trashed"; 3]);
    assert_eq!(sandbox.run("ls-journal a").column("command"), ["delete", "rm-id"]);
    assert_eq!(sandbox.run("ls-journal -n 2").column("id"), ["a", "b"]);
    sandbox.run("ls-journal -n 0").is("");
    assert_eq!(sandbox.run("ls-journal -z --fields id,rule").stdout, "a\0id\0a\0id\0b\0id\0");
    Sandbox::new().run("ls-journal").is("");
}
