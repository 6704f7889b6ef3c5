//! The trash: its contents, its listing, and permanent deletion.

mod clock;
mod empty;
mod expiry;
mod plumbing;
mod restore;

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    process::Command,
};

use insta::assert_snapshot;
use predicates::str;
use serde_json::{Value, json};

use crate::{
    sandbox::{Output, Sandbox, tool},
    strace::{Fault, run_with_fault},
};

/// Runs the words of `line` at the time `now`.
#[track_caller]
fn at(sandbox: &Sandbox, now: &str, line: &str) -> Output {
    let mut command = sandbox.std_command(&line.split(' ').collect::<Vec<_>>());
    Output::new(&command.env("CLINVK_TEST_NOW", now).output().unwrap(), sandbox.home())
}

/// Returns the names in the trash, sorted. Batch names are shown without the process ID.
fn contents(sandbox: &Sandbox) -> Vec<String> {
    let mut names = Vec::new();
    for batch in fs::read_dir(sandbox.home().join("trash")).unwrap() {
        let batch = batch.unwrap();
        let name = batch.file_name().into_string().unwrap();
        let time = name.rsplit_once('-').unwrap().0.to_owned();
        names.push(time.clone());
        for file in fs::read_dir(batch.path()).unwrap() {
            names.push(format!("{time}/{}", file.unwrap().file_name().to_str().unwrap()));
        }
    }
    names.sort();
    names
}

/// Returns the titles of the sessions in the trash, in the order of `ls-trash`.
fn titles(sandbox: &Sandbox) -> Vec<String> {
    let records = sandbox.run("ls-trash").records();
    records.iter().map(|record| record["session"]["title"].as_str().unwrap().to_owned()).collect()
}

/// Returns the modes of the trash, of its batch, and of the batch's record.
fn modes(sandbox: &Sandbox) -> [u32; 3] {
    let trash = sandbox.home().join("trash");
    let batch = fs::read_dir(&trash).unwrap().next().unwrap().unwrap().path();
    [trash, batch.clone(), batch.join(".batch.json")]
        .map(|path| fs::metadata(path).unwrap().permissions().mode() & 0o777)
}

#[test]
fn a_deleted_session_lies_in_the_trash_as_it_was_with_a_record_of_why() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("def", json!({}));
    fs::create_dir_all(sandbox.path("abc/deep")).unwrap();
    fs::write(sandbox.path("abc/deep/log"), "x").unwrap();
    let file = fs::read(sandbox.path("abc.json")).unwrap();
    sandbox.run("delete abc").is("Session abc deleted.\n");
    let batch = "2026-11-22T12-00-00.000000000Z";
    assert_eq!(
        contents(&sandbox),
        [
            batch.to_owned(),
            format!("{batch}/.batch.json"),
            format!("{batch}/abc"),
            format!("{batch}/abc.json")
        ]
    );
    let folder = fs::read_dir(sandbox.home().join("trash")).unwrap().next().unwrap().unwrap();
    assert_eq!(fs::read(folder.path().join("abc.json")).unwrap(), file);
    assert_eq!(fs::read(folder.path().join("abc/deep/log")).unwrap(), b"x");
    assert_eq!(
        fs::read_to_string(folder.path().join(".batch.json")).unwrap(),
        r#"{"v":1,"at":"2026-11-22T12:00:00.000000000Z","command":"delete","rule":"id"}"#
    );
    assert_eq!(sandbox.names(), ["def.json", "store.lock"]);
}

#[test]
fn the_trash_is_for_its_owner_alone_whatever_the_umask() {
    let Some(sh) = tool("sh") else { return };
    for umask in ["000", "022", "777"] {
        let sandbox = Sandbox::new();
        sandbox.session("abc", json!({}));
        let delete = sandbox.std_command(&["delete", "abc"]);
        let mut command = Command::new(&sh);
        command.args(["-c", &format!("umask {umask}; exec \"$@\""), "sh"]);
        command.arg(delete.get_program()).args(delete.get_args());
        command.env_clear().env("CLINVK_HOME", sandbox.home());
        Output::new(&command.output().unwrap(), sandbox.home()).is("Session abc deleted.\n");
        assert_eq!(modes(&sandbox), [0o700, 0o700, 0o600], "{umask}");
        let journal = fs::metadata(sandbox.home().join("journal.jsonl")).unwrap();
        assert_eq!(journal.permissions().mode() & 0o777, 0o600, "{umask}");
    }
}

#[test]
fn plumbing_removes_for_good_unless_it_is_told_to_use_the_trash() {
    let sandbox = Sandbox::example();
    assert_eq!(sandbox.run("rm-id 4d5e6f7081920a1b").column("outcome"), ["removed"]);
    assert!(!sandbox.home().join("trash").exists());
    let output = sandbox.run("prune --trash");
    assert_eq!(output.column("outcome"), ["trashed"; 2]);
    assert_eq!(output.column("reason"), ["retention 30d"; 2]);
    let output = sandbox.run("rm-id --trash --atomic 6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e");
    assert_eq!((output.column("outcome"), output.code), (vec!["trashed".to_owned()], 0));
    let output = sandbox.run("ls-trash");
    let (mut ids, rules) = (output.column("id"), output.column("rule"));
    ids.sort();
    assert_eq!(ids.iter().map(|id| &id[..4]).collect::<Vec<_>>(), ["1c9d", "2e4b", "6b7c"]);
    assert_eq!(rules.iter().filter(|rule| **rule == "retention").count(), 2);
    assert_eq!(sandbox.ids().len(), 4);
}

#[test]
fn with_purge_nothing_goes_to_the_trash() {
    let sandbox = Sandbox::example();
    sandbox.run("delete --purge 5a6b").is("Session 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d deleted.\n");
    sandbox.run("clean --purge --yes").is("Deleted 3 session(s) older than 30 days.\n");
    assert!(!sandbox.home().join("trash").exists());
    assert_eq!(sandbox.ids().len(), 4);
}

#[test]
fn the_list_has_the_last_deleted_first() {
    let sandbox = Sandbox::example();
    at(&sandbox, "2026-11-20T12:00:00Z", "delete 6b7c 4d5e").is("\
Session 6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e deleted.
Session 4d5e6f7081920a1b deleted.
");
    at(&sandbox, "2026-11-22T11:00:00Z", "clean --older-than 60d")
        .is("Deleted 1 session(s) older than 60 days.\n");
    assert_snapshot!(sandbox.run("trash"), @r"
        ID        BACKEND   DELETED         BY      TITLE/PROMPT
        2e4b6d8f  gemini    1 hour ago      clean   explain the scheduling algorithm
        4d5e6f70  codex     2 days ago      delete  legacy sixteen digit id
        6b7c8d9e  claude    2 days ago      delete  -
    ");
    let output = sandbox.run("trash --json");
    let records: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
    let of = |key: &str| records.iter().map(|r| r[key].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(of("command"), ["clean", "delete", "delete"]);
    assert_eq!(of("rule"), ["older_than", "id", "id"]);
    assert_eq!(
        of("trashed_at")[..2],
        ["2026-11-22T11:00:00.000000000Z", "2026-11-20T12:00:00.000000000Z"]
    );
}

#[test]
fn a_trash_that_is_not_there_is_empty_and_is_not_made() {
    let sandbox = Sandbox::new();
    sandbox.run("trash").is("[stderr]\nThe trash is empty.\n");
    sandbox.run("trash --json").is("[]\n");
    sandbox.run("ls-trash").is("");
    sandbox.run("restore --last").is("[stderr]\nThe trash is empty.\n");
    sandbox.run("empty-trash").is("Permanently deleted 0 sessions.\n");
    assert_eq!(fs::read_dir(sandbox.home()).unwrap().count(), 0);
}

#[test]
fn hostile_text_and_lost_records_are_shown_harmlessly() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "title": "\u{1b}[31mred\u{202e}" })).file("bad.json", "{");
    assert_eq!(sandbox.run("delete abc bad").code, 0);
    let table = |command: &str| {
        format!(
            "ID        BACKEND   DELETED         BY{gap}      TITLE/PROMPT\n\
             abc       claude    just now        {command}  \\u{{1b}}[31mred\\u{{202e}}\n[stderr]\n\
             clinvk: cannot read session bad: EOF while parsing an object at line 1 column 1\n",
            gap = " ".repeat(command.len() - 6)
        )
    };
    sandbox.run("trash").is(&table("delete"));
    let batch = fs::read_dir(sandbox.home().join("trash")).unwrap().next().unwrap().unwrap();
    let record = batch.path().join(".batch.json");
    fs::write(&record, r#"{"v":1,"at":"","command":"\u001b[2J","rule":"x"}"#).unwrap();
    sandbox.run("trash").is(&table("\\u{1b}[2J"));
    for lost in [&b""[..], b"{", b"\xff", br#"{"v":2,"at":"","command":"x","rule":""}"#] {
        fs::write(&record, lost).unwrap();
        sandbox.run("trash").is(&table("-     "));
    }
    sandbox.run("trash --json").has_stdout(&str::contains("\"command\":null,\"rule\":null"));
}

#[test]
fn what_is_no_batch_is_neither_listed_nor_touched() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let trash = sandbox.home().join("trash");
    fs::create_dir_all(trash.join("mine")).unwrap();
    fs::write(trash.join("mine/abc.json"), "{}").unwrap();
    fs::write(trash.join("2020-01-01T00-00-00.000000000Z-1"), "").unwrap();
    symlink("../sessions", trash.join("2020-01-02T00-00-00.000000000Z-1")).unwrap();
    sandbox.run("trash").is("[stderr]\nThe trash is empty.\n");
    sandbox.run("empty-trash -y").is("Permanently deleted 0 sessions.\n");
    assert_eq!(fs::read_dir(&trash).unwrap().count(), 3);
    assert_eq!(sandbox.ids(), ["abc"]);
}

#[test]
fn where_there_can_be_no_trash_nothing_is_deleted() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let trash = sandbox.home().join("trash");
    symlink("sessions", &trash).unwrap();
    sandbox.run("delete abc").is("[stderr]\n\
         clinvk: cannot open HOME/trash: Not a directory\n[exit 4]\n");
    fs::remove_file(&trash).unwrap();
    fs::write(&trash, "").unwrap();
    sandbox.run("delete abc").is("[stderr]\n\
         clinvk: cannot open HOME/trash: Not a directory\n[exit 4]\n");
    assert_eq!(sandbox.ids(), ["abc"]);
}

#[test]
fn a_session_that_cannot_be_moved_stays_and_no_batch_is_left() {
    let sandbox = Sandbox::example();
    let before = sandbox.ids();
    let fault = Fault { call: "renameat2:error=EXDEV", path: "4d5e6f7081920a1b.json" };
    let Some(output) = run_with_fault(&sandbox, "delete 4d5e", "", fault) else { return };
    output.is("[stderr]\n\
         clinvk: cannot move HOME/sessions/4d5e6f7081920a1b.json: Invalid cross-device link\n\
         hint: trash/ is on a different file system than sessions/; --purge deletes without the trash\n[exit 4]\n");
    assert_eq!(sandbox.ids(), before);
    assert_eq!(contents(&sandbox), [""; 0]);
    assert!(!sandbox.home().join("journal.jsonl").exists());
}
