//! A clock that is or was wrong: what expires, and what was deleted last.

use std::fs;

use serde_json::{Value, json};

use super::{at, contents};
use crate::sandbox::{NOW, Output, Sandbox};

/// The warning for a refused expiry, with the store unchanged.
const JUMPED: &str = "clinvk: the trash was left unchanged: the clock is more than 30 days later than \
                      every time in the store, the journal and the trash\n";

/// Returns the IDs in the trash.
fn trashed(sandbox: &Sandbox) -> Vec<String> {
    let list = sandbox.run("trash --json").stdout;
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    list.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// Runs a clean at this time that only expires the trash.
#[track_caller]
fn clean(sandbox: &Sandbox, now: &str) -> Output {
    at(sandbox, now, "clean --older-than 1000d")
}

#[test]
fn what_was_deleted_with_the_clock_far_behind_does_not_expire() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("used", json!({}));
    at(&sandbox, "1980-01-01T00:00:00Z", "delete abc").is("Session abc deleted.\n");
    for now in [NOW, "2026-12-01T12:00:00Z", "2027-06-01T12:00:00Z"] {
        assert!(!clean(&sandbox, now).stderr.contains("permanently deleted"), "{now}");
        assert_eq!(trashed(&sandbox), ["abc"]);
    }
    sandbox.run("empty-trash --older-than 1w --yes").is("Permanently deleted 0 sessions.\n");
    sandbox.run("restore --last").is("Session abc restored.\n");
}

#[test]
fn a_batch_older_than_one_of_its_sessions_is_of_unknown_age() {
    for (key, other) in [("last_used", "created_at"), ("created_at", "last_used")] {
        for (time, is_kept) in
            [("2026-10-01T12:00:00Z", false), ("2026-10-01T12:00:00.000000001Z", true)]
        {
            let sandbox = Sandbox::new();
            let old = "2026-09-01T12:00:00Z";
            sandbox.session("a", json!({ key: time, other: old })).session("used", json!({}));
            sandbox.session("b", json!({ key: old, other: "0001-01-01T00:00:00Z" }));
            sandbox.file("damaged.json", "{");
            assert_eq!(at(&sandbox, "2026-10-01T12:00:00Z", "delete a b damaged").code, 0);
            let said = clean(&sandbox, NOW).stderr;
            assert_eq!(
                said.contains("deleted 3 sessions trashed"),
                !is_kept,
                "{key} {time}: {said}"
            );
            assert_eq!(contents(&sandbox).len(), if is_kept { 5 } else { 0 }, "{key} {time}");
        }
    }
}

#[test]
fn so_is_one_older_than_what_the_journal_noted_before_it() {
    for (deleted, is_kept) in [("2026-10-10T12:00:00Z", true), ("2026-10-19T12:00:00Z", false)] {
        let sandbox = Sandbox::new();
        let old =
            json!({ "last_used": "2026-01-01T00:00:00Z", "created_at": "2026-01-01T00:00:00Z" });
        sandbox.session("old", old).session("used", json!({}));
        assert_eq!(at(&sandbox, "2026-10-19T12:00:00Z", "pin used").code, 0);
        assert_eq!(at(&sandbox, deleted, "delete old").code, 0);
        // Later journal entries do not matter.
        assert_eq!(at(&sandbox, "2026-11-20T12:00:00Z", "unpin used").code, 0);
        let said = clean(&sandbox, NOW).stderr;
        assert_eq!(said.contains("deleted 1 session trashed"), !is_kept, "{deleted}: {said}");
        assert_eq!(trashed(&sandbox).len(), usize::from(is_kept), "{deleted}");
    }
}

#[test]
fn a_batch_of_the_future_stays_and_so_does_the_rest_of_the_trash_of_a_journal_that_is_gone() {
    let sandbox = Sandbox::new();
    let old = json!({ "last_used": "2026-01-01T00:00:00Z", "created_at": "2026-01-01T00:00:00Z" });
    sandbox.session("a", old.clone()).session("b", old).session("used", json!({}));
    assert_eq!(at(&sandbox, "2026-10-01T12:00:00Z", "delete a").code, 0);
    assert_eq!(at(&sandbox, "2030-01-01T12:00:00Z", "delete b").code, 0);
    fs::remove_file(sandbox.home().join("journal.jsonl")).unwrap();
    assert!(clean(&sandbox, NOW).stderr.contains("deleted 1 session trashed"));
    assert_eq!(trashed(&sandbox), ["b"]);
}

#[test]
fn a_clock_that_jumped_ahead_expires_nothing_however_often_it_is_tried() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("old", json!({})).session("used", json!({}));
    sandbox.run("delete abc").is("Session abc deleted.\n");
    for now in ["2026-12-23T12:00:01Z", "2026-12-23T12:30:00Z", "2026-12-24T12:00:00Z"] {
        // Journal entries and batches of the wrong clock are no evidence that it is right.
        assert_eq!(at(&sandbox, now, "pin used").code, 0);
        assert!(at(&sandbox, now, "clean --older-than 30d").stderr.starts_with(JUMPED), "{now}");
        assert!(trashed(&sandbox).contains(&"abc".to_owned()), "{now}");
    }
    // With the right clock again, nothing is old, and everything can be undone.
    assert_eq!(clean(&sandbox, NOW).stderr.matches("trash").count(), 0);
    sandbox.run("restore abc old").is("Session abc restored.\nSession old restored.\n");
}

#[test]
fn a_session_that_was_used_since_shows_that_the_clock_is_right() {
    let sandbox = Sandbox::new();
    let old = json!({ "last_used": "2026-01-01T00:00:00Z", "created_at": "2026-01-01T00:00:00Z" });
    sandbox.session("abc", old.clone()).session("left", old.clone());
    assert_eq!(at(&sandbox, "2026-10-01T12:00:00Z", "delete abc").code, 0);
    assert!(clean(&sandbox, NOW).stderr.starts_with(JUMPED));
    // A last use in the future proves nothing.
    let mut future = old;
    future["last_used"] = "2099-01-01T00:00:00Z".into();
    sandbox.session("future", future);
    assert!(clean(&sandbox, NOW).stderr.starts_with(JUMPED));
    sandbox.session("used", json!({}));
    assert!(clean(&sandbox, NOW).stderr.contains("deleted 1 session trashed"));
    assert_eq!(trashed(&sandbox), [""; 0]);
}

#[test]
fn last_is_what_the_journal_says_and_not_the_name() {
    let sandbox = Sandbox::new();
    for id in ["a", "b", "c", "d"] {
        sandbox.session(id, json!({ "title": "first" }));
    }
    // Each with a different wrong clock.
    for (now, id) in [("2026-11-20", "a"), ("2030-01-01", "b"), ("1980-01-01", "c")] {
        assert_eq!(at(&sandbox, &format!("{now}T12:00:00Z"), &format!("delete {id}")).code, 0);
    }
    // Restores the copy in that batch, not another one with the same ID.
    sandbox.session("a", json!({ "title": "second" }));
    assert_eq!(at(&sandbox, "1979-01-01T12:00:00Z", "delete a").code, 0);
    assert_eq!(sandbox.run("pin d").code, 0);
    for id in ["a", "c", "b"] {
        sandbox.run("restore --last").is(&format!("Session {id} restored.\n"));
    }
    assert!(sandbox.run("show a").stdout.contains("second"));
    let again = sandbox.run("restore --last");
    assert!(again.stderr.contains("session a already exists"), "{again}");
}

#[test]
fn last_without_a_journal_is_the_newest_that_is_not_of_the_future() {
    let sandbox = Sandbox::new();
    for (id, day) in [("a", "2026-11-20"), ("b", "2026-11-21"), ("c", "2030-01-01")] {
        sandbox.session(id, json!({}));
        assert_eq!(at(&sandbox, &format!("{day}T12:00:00Z"), &format!("delete {id}")).code, 0);
    }
    fs::write(sandbox.home().join("journal.jsonl"), "torn").unwrap();
    for id in ["b", "a", "c"] {
        sandbox.run("restore --last").is(&format!("Session {id} restored.\n"));
    }
}

#[test]
fn last_is_one_that_was_killed_before_it_was_noted() {
    let sandbox = Sandbox::new();
    for (id, day) in [("a", "2026-11-20"), ("b", "2026-11-21")] {
        sandbox.session(id, json!({}));
        assert_eq!(at(&sandbox, &format!("{day}T12:00:00Z"), &format!("delete {id}")).code, 0);
    }
    let journal = sandbox.home().join("journal.jsonl");
    let noted = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, noted.lines().next().unwrap()).unwrap();
    sandbox.run("restore --last").is("Session b restored.\n");
}
