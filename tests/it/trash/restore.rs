//! `sessions restore` and `restore-id`.

use std::fs;

use serde_json::json;

use super::{at, contents, titles};
use crate::sandbox::Sandbox;

#[test]
fn a_restored_session_is_as_it_was_and_its_batch_is_gone() {
    let sandbox = Sandbox::example();
    let id = "4d5e6f7081920a1b";
    fs::create_dir_all(sandbox.path(id).join("deep")).unwrap();
    fs::write(sandbox.path(id).join("deep/log"), "x").unwrap();
    let file = fs::read(sandbox.path(&format!("{id}.json"))).unwrap();
    sandbox.run("delete 4d5e").is("Session 4d5e6f7081920a1b deleted.\n");
    // clinvk rebuilds the index without it.
    sandbox.file("index.json", r#"{"version":1,"index":{}}"#);
    sandbox.run("restore 4d5").is("Session 4d5e6f7081920a1b restored.\n");
    assert_eq!(fs::read(sandbox.path(&format!("{id}.json"))).unwrap(), file);
    assert_eq!(fs::read(sandbox.path(id).join("deep/log")).unwrap(), b"x");
    assert!(!sandbox.path("index.json").exists());
    assert_eq!(contents(&sandbox), [""; 0]);
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "title": "old" })).session("def", json!({}));
    assert_eq!(sandbox.run("delete abc def").code, 0);
    sandbox.session("abc", json!({ "title": "new" }));
    sandbox.run("restore abc def").is("Session def restored.\n[stderr]\n\
         clinvk: session abc already exists\nhint: the copy in the trash was kept\n[exit 1]\n");
    assert!(sandbox.run("show abc").stdout.contains("new"));
    assert_eq!(titles(&sandbox), ["old"]);
    fs::remove_file(sandbox.path("abc.json")).unwrap();
    fs::create_dir(sandbox.path("abc.json")).unwrap();
    assert_eq!(sandbox.run("restore-id abc").column("outcome"), ["exists"]);
}

#[test]
fn a_directory_in_the_way_of_the_artifacts_keeps_the_session_in_the_trash() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    fs::create_dir(sandbox.path("abc")).unwrap();
    assert_eq!(sandbox.run("delete abc").code, 0);
    fs::create_dir(sandbox.path("abc")).unwrap();
    sandbox.run("restore abc").is("[stderr]\n\
         clinvk: cannot restore HOME/sessions/abc: File exists\n[exit 4]\n");
    assert_eq!(sandbox.run("ls-trash").column("id"), ["abc"]);
    assert_eq!(sandbox.ids(), [""; 0]);
}

#[test]
fn what_was_killed_half_way_is_completed_by_a_restoration() {
    // The artifacts are in the store and the file is in the trash: the state after a deletion or a
    // restore was killed.
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    assert_eq!(sandbox.run("delete abc").code, 0);
    fs::create_dir(sandbox.path("abc")).unwrap();
    fs::write(sandbox.path("abc/log"), "x").unwrap();
    let is_orphan = || sandbox.run("fsck").stdout.contains("orphan_artifacts");
    assert!(is_orphan());
    sandbox.run("restore abc").is("Session abc restored.\n");
    assert!(!is_orphan());
    assert_eq!(fs::read(sandbox.path("abc/log")).unwrap(), b"x");
}

#[test]
fn of_several_with_one_id_the_last_deleted_is_meant() {
    let sandbox = Sandbox::new();
    for (day, title) in [(20, "first"), (21, "second")] {
        sandbox.session("abc", json!({ "title": title }));
        assert_eq!(at(&sandbox, &format!("2026-11-{day}T12:00:00Z"), "delete abc").code, 0);
    }
    assert_eq!(titles(&sandbox), ["second", "first"]);
    sandbox.run("restore abc").is("Session abc restored.\n");
    assert_eq!(sandbox.run("ls-raw").column("title"), ["second"]);
    assert_eq!(titles(&sandbox), ["first"]);
}

#[test]
fn an_older_generation_is_restored_by_its_record() {
    let sandbox = Sandbox::new();
    for (day, title) in [(20, "first"), (21, "second"), (22, "third")] {
        sandbox.session("abc", json!({ "title": title }));
        assert_eq!(at(&sandbox, &format!("2026-11-{day}T10:00:00Z"), "delete abc").code, 0);
    }
    let records = sandbox.run("ls-trash").stdout;
    let second = records.lines().find(|line| line.contains("second")).unwrap();
    let output = sandbox.run_with("restore-id --stdin", second);
    assert_eq!((output.column("outcome"), output.code), (vec!["restored".to_owned()], 0));
    assert_eq!(sandbox.run("ls-raw").column("title"), ["second"]);
    assert_eq!(titles(&sandbox), ["third", "first"]);
    // It no longer exists, and no other copy is restored instead.
    let output = sandbox.run_with("restore-id --stdin", second);
    assert_eq!(output.column("outcome"), ["missing"]);
}

#[test]
fn nothing_is_restored_unless_every_id_is_found() {
    let sandbox = Sandbox::example();
    assert_eq!(sandbox.run("delete 0a3f5 0a3f7 4d5e").code, 0);
    sandbox.run("restore 4d5e 0a3f").is("[stderr]\n\
         clinvk: ambiguous session id: 0a3f matches 2 sessions\n\
         hint: 0a3f5c1e9b7d4426a8c0e1f2d3b4a596\nhint: 0a3f77aa01b24c5d8e9f1a2b3c4d5e6f\n[exit 1]\n");
    for input in ["5a6b", "../x"] {
        sandbox.run(&format!("restore 4d5e {input}")).is(&format!(
            "[stderr]\nclinvk: session not found in the trash: {input}\n\
             hint: check `clinvk sessions trash`\n[exit 1]\n"
        ));
    }
    assert_eq!(sandbox.ids().len(), 5);
    sandbox.run("restore 4d5e 4d5e6f7081920a1b").is("Session 4d5e6f7081920a1b restored.\n");
}

#[test]
fn last_is_all_that_the_last_command_deleted() {
    let sandbox = Sandbox::example();
    assert_eq!(at(&sandbox, "2026-11-20T12:00:00Z", "delete 5a6b").code, 0);
    assert_eq!(at(&sandbox, "2026-11-21T12:00:00Z", "clean --older-than 60d").code, 0);
    // Left by a command that was killed.
    fs::create_dir(sandbox.home().join("trash/2026-11-22T10-00-00.000000000Z-1")).unwrap();
    sandbox.run("restore --last").is("Restored 2 sessions.\n");
    assert_eq!(sandbox.run("ls-trash").column("id"), ["5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d"]);
}

#[test]
fn last_counts_what_was_counted_and_names_what_was_named() {
    let sandbox = Sandbox::example();
    let ids = ["2e4b6d8f0a1c3e5f7a9b1c3d5e7f9a0b", "4d5e6f7081920a1b"];
    let each: String = ids.map(|id| format!("Session {id} restored.\n")).concat();
    for (line, restore, said) in [
        ("clean --older-than 60d", "restore --last", "Restored 2 sessions.\n"),
        ("clean --older-than 60d", "restore --last -v", &*each),
        ("prune --older-than 60d --trash", "restore --last", "Restored 2 sessions.\n"),
        ("prune --older-than 60d --trash", "restore --verbose --last", &*each),
        ("delete 2e4b 4d5e", "restore --last", &*each),
        ("clean --older-than 60d", "restore 4d5e 2e4b -v", &*each),
        ("clean --older-than 100d", "restore --last", "Restored 1 session.\n"),
    ] {
        assert_eq!(sandbox.run(line).code, 0, "{line}");
        let mut restored: Vec<String> =
            sandbox.run(restore).to_string().lines().map(|line| format!("{line}\n")).collect();
        restored.sort();
        assert_eq!(restored.concat(), said, "{line}, {restore}");
    }
    // A failure is always reported by name.
    assert_eq!(sandbox.run("clean --older-than 60d").code, 0);
    sandbox.session(ids[1], json!({}));
    let exists = format!(
        "[stderr]\nclinvk: session {} already exists\n\
         hint: the copy in the trash was kept\n[exit 1]\n",
        ids[1]
    );
    sandbox.run("restore --last").is(&format!("Restored 1 session.\n{exists}"));
    sandbox.run("restore --last").is(&exists);
}

#[test]
fn the_store_is_made_for_what_is_restored_and_for_nothing_else() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    assert_eq!(sandbox.run("delete abc").code, 0);
    fs::remove_dir_all(sandbox.store()).unwrap();
    assert_eq!(sandbox.run("restore-id def").column("outcome"), ["missing"]);
    assert!(!sandbox.store().exists());
    sandbox.run("restore abc").is("Session abc restored.\n");
    assert_eq!(sandbox.ids(), ["abc"]);
}

#[test]
fn each_item_gives_one_record_in_order() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({})).file("damaged.json", "{");
    let output = sandbox.run("rm-id --trash a b damaged zzz");
    assert_eq!(output.column("outcome"), ["trashed", "trashed", "trashed", "missing"]);
    let mut input = output.stdout.replace("b9e677e3fe9c28c3", "0123456789abcdef");
    input.push_str("../x\nb\nb\n");
    let output = sandbox.run_with("restore-id --stdin", input);
    assert_eq!(output.column("id"), ["a", "b", "damaged", "zzz", "../x", "b", "b"]);
    assert_eq!(
        output.column("outcome"),
        ["changed", "restored", "restored", "invalid", "invalid", "missing", "missing"]
    );
    assert_eq!((output.code, sandbox.ids()), (1, vec!["b".to_owned(), "damaged".to_owned()]));
    sandbox.run("restore-id a").is(concat!(
        r#"{"v":1,"type":"stored","id":"a","outcome":"restored","etag":"b9e677e3fe9c28c3"}"#,
        "\n"
    ));
    sandbox
        .run("restore-id a --ignore-missing")
        .is(concat!(r#"{"v":1,"type":"stored","id":"a","outcome":"missing","etag":null}"#, "\n"));
}

#[test]
fn what_was_removed_for_good_is_no_order_to_restore_an_older_one() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    assert_eq!(sandbox.run("delete a").code, 0);
    sandbox.session("a", json!({}));
    let removed = sandbox.run("rm-id a").stdout;
    let output = sandbox.run_with("restore-id --stdin", removed);
    assert_eq!(output.column("message"), ["this record names no session in the trash"]);
    assert_eq!((output.column("outcome"), output.code), (vec!["invalid".to_owned()], 1));
}

#[test]
fn a_list_of_the_trash_is_input_with_either_framing() {
    let sandbox = Sandbox::example();
    let before = sandbox.run("ls-raw").stdout;
    assert_eq!(sandbox.run("prune --trash").code, 0);
    let trashed = sandbox.run("ls-trash").stdout;
    let codex: String =
        trashed.split_inclusive('\n').filter(|line| line.contains("codex")).collect();
    let output = sandbox.run_with("restore-id --stdin", codex);
    assert_eq!(output.column("outcome"), ["restored"; 2]);
    let ids = sandbox.run("ls-trash -z").stdout;
    let restored = ids.replace('\0', "\0restored\0");
    sandbox.run_with("restore-id --stdin0 -z", ids).is(&restored);
    assert_eq!(sandbox.run("ls-raw").stdout, before);
}

#[test]
fn of_several_generations_the_one_with_the_etag_is_meant() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "title": "first" }));
    assert_eq!(at(&sandbox, "2027-01-01T12:00:00Z", "rm-id --trash abc").code, 0);
    sandbox.session("abc", json!({ "title": "second" }));
    // With the right clock, this batch's name sorts before the other.
    let removed = at(&sandbox, "2026-11-22T12:00:00Z", "rm-id --trash abc").stdout;
    let output = sandbox.run_with("restore-id --stdin", removed);
    assert_eq!(output.column("outcome"), ["restored"]);
    assert_eq!(sandbox.run("ls-raw").column("title"), ["second"]);
}
