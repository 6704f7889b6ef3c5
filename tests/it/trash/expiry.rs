//! `clean` deletes sessions that have been in the trash too long.

use super::{at, contents};
use crate::sandbox::Sandbox;

/// Creates a home with a session deleted 31 days ago, and one deleted 8 days ago.
fn filled() -> Sandbox {
    let sandbox = Sandbox::example();
    assert_eq!(at(&sandbox, "2026-10-22T11:00:00Z", "delete 4d5e").code, 0);
    assert_eq!(at(&sandbox, "2026-11-14T11:00:00Z", "delete 3f1a").code, 0);
    sandbox
}

const EXPIRED: &str = "clinvk: permanently deleted 1 session trashed more than 30 days ago\n";

#[test]
fn expired_trash_goes_after_a_clean_and_is_named() {
    let sandbox = filled();
    sandbox
        .run("clean")
        .is(&format!("Deleted 2 session(s) older than 30 days.\n[stderr]\n{EXPIRED}"));
    assert_eq!(sandbox.run("ls-trash").records().len(), 3);
    sandbox.config("session: { trash_days: 7 }");
    sandbox.run("clean").is("[stderr]\n\
         clinvk: permanently deleted 1 session trashed more than 7 days ago\n\
         clinvk: no sessions to clean\nhint: adjust filters or retention period\n[exit 1]\n");
    assert_eq!(sandbox.run("ls-trash").records().len(), 2);
    let expired = sandbox.run("log -n 1");
    assert!(expired.stdout.contains("clean     3f1a2b3c  removed   trash_days 7d\n"), "{expired}");
}

#[test]
fn it_goes_whatever_the_age_and_the_filter_of_the_clean() {
    let sandbox = filled();
    sandbox
        .run("clean --older-than 60d -b gemini --purge -y")
        .is(&format!("Deleted 1 session(s) older than 60 days.\n[stderr]\n{EXPIRED}"));
    assert_eq!(sandbox.run("ls-trash").records().len(), 1);
}

#[test]
fn several_are_counted() {
    let sandbox = Sandbox::example();
    assert_eq!(at(&sandbox, "2026-10-22T11:00:00Z", "delete 4d5e 1c9d").code, 0);
    sandbox
        .run("clean --older-than 60d")
        .is("Deleted 1 session(s) older than 60 days.\n[stderr]\n\
         clinvk: permanently deleted 2 sessions trashed more than 30 days ago\n");
}

#[test]
fn a_dry_run_and_trash_days_of_0_leave_it() {
    let sandbox = filled();
    let before = contents(&sandbox);
    assert_eq!(sandbox.run("clean --dry-run").stderr, "");
    assert_eq!(contents(&sandbox), before);
    sandbox.config("session: { trash_days: 0 }");
    sandbox.run("clean").is("Deleted 2 session(s) older than 30 days.\n");
    assert!(before.iter().all(|name| contents(&sandbox).contains(name)));
    assert_eq!(sandbox.run("prune --trash").stderr, "");
}

#[test]
fn where_the_configuration_cannot_be_used_the_trash_stays() {
    let sandbox = filled();
    let before = contents(&sandbox);
    for text in ["session: [", "session: { trash_days: soon }", "session: { trash_days: -1 }"] {
        sandbox.config(text);
        let output = sandbox.run("clean");
        assert_eq!((output.stdout.as_str(), output.code), ("", 3), "{text}: {output}");
    }
    sandbox.run("clean --older-than 60d").is(
        "Deleted 1 session(s) older than 60 days.\n[stderr]\n\
         clinvk: the trash was left unchanged: cannot use the configuration HOME/config.yaml: \
         `session.trash_days` must be a whole number of days, 0 or more\n",
    );
    assert!(before.iter().all(|name| contents(&sandbox).contains(name)));
}
