//! `sessions empty-trash`.

use std::{
    fs,
    io::{Read as _, Write as _},
    process::Stdio,
};

use predicates::str;
use serde_json::json;

use super::{at, contents};
use crate::{
    sandbox::Sandbox,
    terminal::{Pty, on_terminal},
};

fn filled() -> Sandbox {
    let sandbox = Sandbox::example();
    assert_eq!(at(&sandbox, "2026-11-01T12:00:00Z", "delete 4d5e").code, 0);
    assert_eq!(at(&sandbox, "2026-11-21T12:00:00Z", "delete 5a6b").code, 0);
    sandbox
}

#[test]
fn without_a_terminal_nothing_goes_unless_it_is_told_not_to_ask() {
    let sandbox = filled();
    let before = contents(&sandbox);
    sandbox.run("empty-trash").is("[stderr]\n\
         clinvk: cannot ask before deleting: standard input is not a terminal\n\
         hint: use --yes to delete without asking\n[exit 1]\n");
    assert_eq!(contents(&sandbox), before);
    sandbox.run("empty-trash --yes").is("Permanently deleted 2 sessions.\n");
    assert_eq!(contents(&sandbox), [""; 0]);
    sandbox.run("empty-trash").is("Permanently deleted 0 sessions.\n");
    assert_eq!(sandbox.ids().len(), 6);
}

#[test]
fn only_what_is_older_goes() {
    let sandbox = filled();
    sandbox.run("empty-trash -y --older-than 1w").is("Permanently deleted 1 session.\n");
    assert_eq!(sandbox.run("ls-trash").column("id"), ["5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d"]);
    let output = sandbox.run("empty-trash -y --older-than 0");
    output.has_stderr(&str::starts_with("clinvk: invalid value '0' for '--older-than <AGE>'"));
}

#[test]
fn an_age_of_zero_is_answered_with_what_empties_the_trash_and_never_with_a_live_session() {
    let sandbox = filled();
    let before = contents(&sandbox);
    for zero in ["0", "0d", "00h", "0w"] {
        sandbox.run(&format!("empty-trash -y --older-than {zero}")).is(&format!(
            "[stderr]\nclinvk: invalid value '{zero}' for '--older-than <AGE>': the minimum is 1h; \
             omit --older-than to delete everything in the trash\n\
             hint: see `clinvk sessions empty-trash --help`\n[exit 1]\n"
        ));
    }
    assert_eq!((contents(&sandbox), sandbox.ids().len()), (before, 6));
    // Its manual does not mention an option that it does not have.
    let manual = concat!(env!("CARGO_MANIFEST_DIR"), "/man/man1/clinvk-sessions-empty-trash.1");
    assert!(!fs::read_to_string(manual).unwrap().contains("\\-\\-all"));
    // A policy still mentions the option that it has.
    let prune = sandbox.run("prune --older-than 0");
    prune.has_stderr(&str::contains("for every session, clean and prune have --all"));
}

#[test]
fn artifacts_go_too_links_are_not_followed_and_empty_batches_are_swept() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    fs::create_dir_all(sandbox.path("abc/deep")).unwrap();
    fs::create_dir(sandbox.home().join("precious")).unwrap();
    fs::write(sandbox.home().join("precious/data"), "x").unwrap();
    std::os::unix::fs::symlink("../../../precious", sandbox.path("abc/link")).unwrap();
    assert_eq!(sandbox.run("delete abc").code, 0);
    let killed = sandbox.home().join("trash/2026-11-22T10-00-00.000000000Z-1");
    fs::create_dir(&killed).unwrap();
    fs::write(killed.join(".tmp-1-0"), "").unwrap();
    sandbox.run("empty-trash -y").is("Permanently deleted 1 session.\n");
    assert_eq!(contents(&sandbox), [""; 0]);
    assert!(sandbox.home().join("precious/data").exists());
}

#[test]
fn on_a_terminal_it_shows_what_would_go_and_asks() {
    for (typed, is_yes) in [("y\n", true), ("n\n", false), ("\n", false)] {
        let sandbox = filled();
        let line = "empty-trash --older-than 1w";
        let (shown, code) = on_terminal(&sandbox, line, 80, typed);
        let question = "\
ID        BACKEND  DELETED      BY      TITLE/PROMPT
4d5e6f70  codex    21 days ago  delete  legacy sixteen digit id
Permanently delete 1 session trashed more than 7 days ago? [y/N] ";
        let question = question.replace("7 days", "1 week");
        let answer = if is_yes {
            "Permanently deleted 1 session.\n"
        } else {
            "clinvk: cancelled; nothing was deleted\n"
        };
        assert_eq!(shown, question + answer);
        assert_eq!(code, Some(if is_yes { 0 } else { 7 }));
        assert_eq!(sandbox.run("ls-trash").records().len(), if is_yes { 1 } else { 2 });
    }
}

#[test]
fn what_is_deleted_or_restored_while_the_question_stands_is_left_alone() {
    let sandbox = filled();
    let mut pty = Pty::new(80);
    let mut command = sandbox.std_command(&["empty-trash"]);
    command.stdin(pty.stdio()).stderr(pty.stdio()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut shown, mut piece) = (Vec::new(), [0; 4096]);
    while !shown.ends_with(b"[y/N] ") {
        let length = pty.person.read(&mut piece).unwrap();
        shown.extend_from_slice(&piece[..length]);
    }
    sandbox.run("restore 4d5e").is("Session 4d5e6f7081920a1b restored.\n");
    assert_eq!(sandbox.run("delete 6b7c").code, 0);
    pty.person.write_all(b"y\n").unwrap();
    let mut stdout = String::new();
    child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
    assert_eq!(stdout, "Permanently deleted 1 session.\n");
    assert!(child.wait().unwrap().success());
    assert_eq!(sandbox.run("ls-trash").column("id"), ["6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e"]);
    assert!(sandbox.path("4d5e6f7081920a1b.json").exists());
}

#[test]
fn a_hint_on_the_terminal_says_how_to_undo() {
    let sandbox = Sandbox::example();
    for (line, shown) in [
        (
            "delete 5a6b",
            "Session 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d deleted.\n\
             hint: clinvk sessions restore 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d\n",
        ),
        (
            "clean --yes",
            "Deleted 3 session(s) older than 30 days.\nhint: clinvk sessions restore --last\n",
        ),
        ("delete --purge 6b7c", "Session 6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e deleted.\n"),
        ("delete --dry-run 0a3f5", "Would delete session 0a3f5c1e9b7d4426a8c0e1f2d3b4a596.\n"),
    ] {
        assert_eq!(on_terminal(&sandbox, line, 100, ""), (shown.to_owned(), Some(0)), "{line}");
    }
}
