//! `sessions log`, and the journal that it reads.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::PathBuf,
};

use insta::assert_snapshot;
use predicates::str;
use serde_json::{Value, json};

use crate::{
    sandbox::Sandbox,
    schema_check::validate,
    strace::{Fault, run_with_fault},
};

fn journal(sandbox: &Sandbox) -> PathBuf {
    sandbox.home().join("journal.jsonl")
}

#[test]
fn every_changing_command_says_what_it_changed() {
    let sandbox = Sandbox::example();
    let input = fs::read(sandbox.path("4d5e6f7081920a1b.json")).unwrap();
    for line in ["rm-id 4d5e6f7081920a1b", "delete 5a6b", "prune --older-than 60d"] {
        assert_eq!(sandbox.run(line).code, 0);
    }
    assert_eq!(sandbox.run_with("put-raw", input.clone()).code, 0);
    assert_eq!(sandbox.run("set-raw 4d5e6f7081920a1b --set status=paused").code, 0);
    assert_eq!(sandbox.run_with("put-raw --replace", input).code, 0);
    fs::create_dir(sandbox.path("orphan")).unwrap();
    fs::set_permissions(sandbox.path("orphan"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(sandbox.store(), fs::Permissions::from_mode(0o755)).unwrap();
    for line in ["fsck --repair", "clean", "restore 5a6b", "empty-trash -y"] {
        assert_eq!(sandbox.run(line).code, 0, "{line}");
    }
    assert_snapshot!(sandbox.run("log"), @r"
        TIME                  COMMAND      ID        OUTCOME   REASON
        2026-11-22T12:00:00Z  empty-trash  4d5e6f70  removed   all
        2026-11-22T12:00:00Z  empty-trash  1c9d2e8f  removed   all
        2026-11-22T12:00:00Z  restore      5a6b7c8d  restored  -
        2026-11-22T12:00:00Z  clean        1c9d2e8f  trashed   retention 30d
        2026-11-22T12:00:00Z  clean        4d5e6f70  trashed   retention 30d
        2026-11-22T12:00:00Z  fsck         orphan    repaired  orphan_artifacts
        2026-11-22T12:00:00Z  fsck         -         repaired  mode_too_wide
        2026-11-22T12:00:00Z  put-raw      4d5e6f70  replaced  -
        2026-11-22T12:00:00Z  set-raw      4d5e6f70  replaced  -
        2026-11-22T12:00:00Z  put-raw      4d5e6f70  created   -
        2026-11-22T12:00:00Z  prune        2e4b6d8f  removed   older_than 60d
        2026-11-22T12:00:00Z  delete       5a6b7c8d  trashed   id
        2026-11-22T12:00:00Z  rm-id        4d5e6f70  removed   id
    ");
    sandbox.run("log 5a -n 1").is("\
TIME                  COMMAND   ID        OUTCOME   REASON
2026-11-22T12:00:00Z  restore   5a6b7c8d  restored  -
");
    let text = fs::read_to_string(journal(&sandbox)).unwrap();
    assert!(text.lines().all(|line| validate(line, false) == Ok(())), "{text}");
    assert!(!text.contains("legacy"), "no prompt is in it");
    assert_eq!(fs::metadata(journal(&sandbox)).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn json_is_one_array_of_the_lines_newest_first() {
    let sandbox = Sandbox::new();
    sandbox.run("log --json").is("[]\n");
    sandbox.run("log").is("[stderr]\nNo changes found.\n");
    sandbox.session("a", json!({})).session("b", json!({}));
    assert_eq!(sandbox.run("delete a b").code, 0);
    let text = fs::read_to_string(journal(&sandbox)).unwrap();
    let lines: Vec<&str> = text.lines().rev().collect();
    sandbox.run("log --json").is(&format!("[\n{},\n{}\n]\n", lines[0], lines[1]));
    sandbox.run("log --json zzz").is("[]\n");
}

#[test]
fn what_changes_nothing_writes_nothing() {
    let sandbox = Sandbox::example();
    for line in [
        "rm-id zzz",
        "delete --dry-run 4d5e",
        "rm-id --dry-run 4d5e6f7081920a1b",
        "prune --dry-run",
        "clean --dry-run",
        "set-raw 4d5e6f7081920a1b --set status=completed",
        "restore-id zzz",
        "empty-trash -y",
        "fsck",
        "fsck --repair",
        "list",
        "log",
    ] {
        let _ = sandbox.run(line);
        assert!(!journal(&sandbox).exists(), "{line}");
    }
}

#[test]
fn torn_and_strange_lines_are_left_out_and_the_next_one_starts_anew() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    assert_eq!(sandbox.run("rm-id a").code, 0);
    let whole = fs::read_to_string(journal(&sandbox)).unwrap();
    fs::write(journal(&sandbox), format!("{whole}\u{1b}[2J\n\n{}", &whole[..40])).unwrap();
    assert_eq!(sandbox.run("rm-id b").code, 0);
    assert_snapshot!(sandbox.run("log"), @r"
        TIME                  COMMAND   ID        OUTCOME   REASON
        2026-11-22T12:00:00Z  rm-id     b         removed   id
        2026-11-22T12:00:00Z  rm-id     a         removed   id
        [stderr]
        clinvk: 2 lines of the journal cannot be read; left out
    ");
    let hostile = whole.replace("\"command\":\"rm-id\"", "\"command\":\"\\u001b[2J\\u202e\"");
    fs::write(journal(&sandbox), hostile).unwrap();
    sandbox.run("log").has_stdout(&str::contains("Z  \\u{1b}[2J\\u{202…  a  "));
}

#[test]
fn beyond_its_bound_the_oldest_changes_are_forgotten() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    assert_eq!(sandbox.run("rm-id --trash a").code, 0);
    let line = fs::read_to_string(journal(&sandbox)).unwrap();
    let count = (4 << 20) / line.len();
    fs::write(journal(&sandbox), line.repeat(count)).unwrap();
    assert_eq!(sandbox.run("rm-id --trash b").code, 0);
    let text = fs::read_to_string(journal(&sandbox)).unwrap();
    assert!((2 << 20) - line.len() <= text.len() && text.len() <= 2 << 20, "{}", text.len());
    let (last, rest) = (text.lines().last().unwrap(), text.lines().rev().skip(1));
    assert!(last.contains("\"id\":\"b\""));
    assert!(rest.into_iter().all(|other| other == line.trim_end()));
    assert_eq!(fs::metadata(journal(&sandbox)).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_journal_that_cannot_be_written_is_a_warning_and_no_more() {
    for (kind, cause) in [
        ("directory", "Is a directory"),
        ("fifo", "it is not a regular file"),
        ("link", "Too many"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.session("a", json!({})).session("b", json!({}));
        let path = journal(&sandbox);
        match kind {
            "directory" => fs::create_dir(&path).unwrap(),
            "link" => symlink("elsewhere", &path).unwrap(),
            _ => rustix::fs::mknodat(
                rustix::fs::CWD,
                &path,
                rustix::fs::FileType::Fifo,
                0o600.into(),
                0,
            )
            .unwrap(),
        }
        let output = sandbox.run("delete a b");
        assert_eq!(output.stdout, "Session a deleted.\nSession b deleted.\n");
        let expected = format!(
            "clinvk: the changes are not in the journal: cannot write HOME/journal.jsonl: {cause}"
        );
        output.has_stderr(&str::starts_with(&*expected));
        assert_eq!((output.stderr.lines().count(), output.code), (1, 0), "{kind}");
        assert!(!sandbox.home().join("elsewhere").exists());
        let output = sandbox.run("restore-id a --errors=json");
        let warning: Value = serde_json::from_str(&output.stderr).unwrap();
        assert_eq!((warning["code"].as_str(), output.code), (Some("journal_failed"), 0));
        assert_eq!((sandbox.run("log").code, sandbox.ids()), (4, vec!["a".to_owned()]));
    }
}

#[test]
fn of_a_journal_of_any_size_only_the_end_is_read() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({})).session("c", json!({}));
    assert_eq!(sandbox.run("rm-id --trash a").code, 0);
    let vast = fs::File::options().write(true).open(journal(&sandbox)).unwrap();
    // A sparse file, too large for any memory.
    vast.set_len(14 << 40).unwrap();
    let unread = "clinvk: 1 line of the journal cannot be read; left out\n";
    sandbox.run("log").is(&format!("[stderr]\n{unread}No changes found.\n"));
    sandbox.run("log --json").is(&format!("[]\n[stderr]\n{unread}"));
    // The next change shortens the journal.
    assert_eq!(sandbox.run("rm-id --trash b").stderr, "");
    assert!(fs::metadata(journal(&sandbox)).unwrap().len() < 4 << 20);
    sandbox.run("log").is("\
TIME                  COMMAND   ID        OUTCOME   REASON
2026-11-22T12:00:00Z  rm-id     b         trashed   id
");
    let line = fs::read_to_string(journal(&sandbox)).unwrap();
    let (first, last) = (line.replace("\"b\"", "\"first\""), line.replace("\"b\"", "\"last\""));
    // The state left by a command that was killed during many changes.
    fs::write(journal(&sandbox), first.clone() + &line.repeat((5 << 20) / line.len()) + &last)
        .unwrap();
    let output = sandbox.run("log --json");
    assert_eq!(output.stderr, "");
    let changes: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!((&changes[0]["id"], changes.len()), (&json!("last"), (4 << 20) / line.len()));
    assert!(changes.iter().all(|change| change["id"] != "first"));
}

#[test]
fn a_permanent_removal_that_is_killed_is_in_the_journal_as_begun() {
    for (prepare, line, rule) in [
        ("list", "rm-id a b c", "id"),
        ("list", "prune --older-than 30d", "older_than"),
        ("list", "delete --purge a b c", "id"),
        ("list", "clean --older-than 30d --purge --yes", "older_than"),
        ("rm-id --trash a b c", "empty-trash --yes", "all"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.session_of_age("a", 40).session_of_age("b", 40).session_of_age("c", 40);
        assert_eq!(sandbox.run(prepare).code, 0);
        let fault = Fault { call: "unlinkat:signal=KILL", path: "b.json" };
        let Some(output) = run_with_fault(&sandbox, line, "", fault) else { return };
        assert_eq!(output.code, -9, "{line}: {output}");
        let log = sandbox.run("log --json -n 2");
        let changes: Vec<Value> = serde_json::from_str(&log.stdout).unwrap();
        let of = |key: &str| changes.iter().map(|c| c[key].as_str().unwrap()).collect::<Vec<_>>();
        assert_eq!((of("outcome"), of("rule")), (vec!["removing"; 2], vec![rule; 2]), "{line}");
        // The first was removed, the second was in progress, and the third was not started.
        assert_eq!((of("id"), log.stderr.as_str()), (vec!["b", "a"], ""), "{line}");
        // The next command removes the rest, and the outcomes replace the intents.
        assert_eq!(sandbox.run(&line.replace(" a b c", " b c")).code, 0);
        let changes: Vec<Value> = serde_json::from_str(&sandbox.run("log --json").stdout).unwrap();
        let removed = |c: &&Value| c["outcome"] == "removed" && c["rule"] == rule;
        assert_eq!(changes.iter().filter(removed).count(), 2, "{line}");
    }
}

#[test]
fn a_removal_that_could_not_be_made_is_corrected_in_the_journal() {
    for (prepare, line) in [("list", "rm-id a b"), ("delete a b", "empty-trash --yes")] {
        let sandbox = Sandbox::new();
        sandbox.session("a", json!({})).session("b", json!({}));
        assert_eq!(sandbox.run(prepare).code, 0);
        let fault = Fault { call: "unlinkat:error=EIO", path: "a.json" };
        let Some(output) = run_with_fault(&sandbox, line, "", fault) else { return };
        assert_eq!(output.code, 4);
        let changes: Vec<Value> =
            serde_json::from_str(&sandbox.run("log --json -n 2").stdout).unwrap();
        let of = |key: &str| changes.iter().map(|c| c[key].as_str().unwrap()).collect::<Vec<_>>();
        assert_eq!((of("id"), of("outcome")), (vec!["b", "a"], vec!["removed", "failed"]));
    }
}

#[test]
fn operations_are_grouped_each_with_the_command_that_undoes_it() {
    let sandbox = Sandbox::example();
    let at = |time: &str, line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let output = sandbox.command(&words).env("CLINVK_TEST_NOW", time).output().unwrap();
        assert!(output.status.success(), "{line}");
    };
    at("2026-11-20T12:00:00Z", "delete 5a6b 0a3f5");
    at("2026-11-20T13:00:00.5Z", "clean --older-than 60d");
    at("2026-11-21T12:00:00Z", "rm-id 6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e");
    assert_snapshot!(sandbox.run("log --operations"), @r"
    2026-11-21T12:00:00Z  rm-id        1 removed (id)
    2026-11-20T13:00:00Z  clean        2 trashed (older_than 60d)
                          restore: clinvk sessions restore 2026-11-20T13:00:00Z
    2026-11-20T12:00:00Z  delete       2 trashed (id)
                          restore: clinvk sessions restore 2026-11-20T12:00:00Z
    ");
    sandbox.run("restore 2026-11-20T13:00:00Z").is("Restored 2 sessions.\n");
    // Nothing is left to restore.
    sandbox.run("log --operations 2e4b -n 2").is(&format!(
        "{:22}restore      1 restored\n{:22}clean        1 trashed (older_than 60d)\n",
        "2026-11-22T12:00:00Z", "2026-11-20T13:00:00Z"
    ));
    sandbox
        .run("restore 2026-11-20T13:00:00Z")
        .is("[stderr]\nclinvk: session not found in the trash: 2026-11-20T13:00:00Z\n\
         hint: check `clinvk sessions trash`\n[exit 1]\n");
    let batch = sandbox.run("ls-trash").column("batch").remove(0);
    let restored = sandbox.run(&format!("restore {batch}"));
    assert_eq!((restored.stdout.lines().count(), restored.code), (2, 0));
}

#[test]
fn operations_of_the_same_second_are_named_by_their_batches() {
    let sandbox = Sandbox::example();
    for id in ["5a6b", "4d5e"] {
        assert_eq!(sandbox.run(&format!("delete {id}")).code, 0);
    }
    let error = sandbox.run("restore 2026-11-22T12:00:00Z");
    assert!(
        error.stderr.starts_with("clinvk: 2 operations were started at 2026-11-22T12:00:00Z\nhint: name one of 2026-11-22T12-00-00.000000000Z-"),
        "{}", error.stderr
    );
    let batch = sandbox.run("ls-trash").column("batch").remove(0);
    let shown = sandbox.run("log --operations").stdout;
    assert!(shown.contains(&format!("restore: clinvk sessions restore {batch}\n")), "{shown}");
    assert_eq!(sandbox.run(&format!("restore {batch}")).code, 0);
}
