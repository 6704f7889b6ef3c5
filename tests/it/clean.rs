//! `sessions clean` without a terminal. `terminal.rs` tests the questions.

use insta::assert_snapshot;
use predicates::str;
use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn without_an_age_the_configured_retention_decides() {
    let sandbox = Sandbox::new();
    sandbox.session_of_age("week", 7).session_of_age("month", 30).session_of_age("day", 1);
    sandbox.run("clean").is("Deleted 1 session(s) older than 30 days.\n");
    assert_eq!(sandbox.ids(), ["day", "week"]);
    sandbox.config("session:\n  retention_days: 7\n");
    sandbox.run("clean").is("Deleted 1 session(s) older than 7 days.\n");
    assert_eq!(sandbox.ids(), ["day"]);
    sandbox.config("session:\n  retention_days: 1\n");
    sandbox.run("clean").is("Deleted 1 session(s) older than 1 day.\n");
    assert_eq!(sandbox.ids(), [""; 0]);
}

#[test]
fn retention_zero_deletes_nothing_and_says_why() {
    let sandbox = Sandbox::example();
    sandbox.config("session:\n  retention_days: 0\n");
    let before = sandbox.names();
    sandbox.run("clean").is("[stderr]\n\
         clinvk: no sessions to clean: session.retention_days is 0, which keeps every session\n\
         hint: adjust filters or retention period\n[exit 1]\n");
    assert_eq!(sandbox.names(), before);
    sandbox.run("clean --older-than 100d").is("Deleted 1 session(s) older than 100 days.\n");
}

#[test]
fn a_dry_run_lists_what_would_go_and_deletes_nothing() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    assert_snapshot!(sandbox.run("clean --dry-run"), @r"
        Would delete 3 session(s) older than 30 days.
        ID        BACKEND   STATUS     LAST USED       TOKENS       TITLE/PROMPT
        4d5e6f70  codex     completed  509 days ago    -            legacy sixteen digit id
        2e4b6d8f  gemini    error      69 days ago     -            explain the scheduling algorithm
        1c9d2e8f  codex     completed  50 days ago     27732        implement user registration
    ");
    assert_eq!(sandbox.names(), before);
}

#[test]
fn a_purge_that_nobody_can_be_asked_about_needs_yes() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    for line in ["clean --purge", "clean --purge --older-than 100d", "clean --purge --keep-last 1"]
    {
        sandbox.run(line).is("[stderr]\n\
             clinvk: cannot ask before deleting: standard input is not a terminal\n\
             hint: use --yes to delete without asking\n[exit 1]\n");
        assert_eq!(sandbox.names(), before, "{line}");
    }
    for preview in ["clean --purge --dry-run", "clean --purge --explain"] {
        assert_eq!(sandbox.run(preview).code, 0);
        assert_eq!(sandbox.names(), before, "{preview}");
    }
    sandbox
        .run("clean --purge --older-than 100d -y")
        .is("Deleted 1 session(s) older than 100 days.\n");
    sandbox.run("clean").is("Deleted 2 session(s) older than 30 days.\n");
}

#[test]
fn only_the_filtered_sessions_go() {
    let sandbox = Sandbox::example();
    sandbox.run("clean -b codex --older-than 2w").is("Deleted 2 session(s) older than 2 weeks.\n");
    sandbox
        .run("clean --status paused --older-than 12h")
        .is("Deleted 1 session(s) older than 12 hours.\n");
    assert_eq!(sandbox.ids().len(), 5);
}

#[test]
fn damaged_sessions_and_unknown_or_future_times_are_never_old() {
    let sandbox = Sandbox::new();
    sandbox.session_of_age("old", 400);
    sandbox.file("damaged.json", "{");
    sandbox.session("zero", json!({ "last_used": "0001-01-01T00:00:00Z" }));
    sandbox.session("unreadable", json!({ "last_used": "2020-13-01" }));
    sandbox.session("absent", json!({ "last_used": null }));
    sandbox.session("future", json!({ "last_used": "2400-01-01T00:00:00Z" }));
    sandbox.run("clean --older-than 1h").is("Deleted 1 session(s) older than 1 hour.\n[stderr]\n\
         clinvk: cannot read session damaged: EOF while parsing an object at line 1 column 1\n");
    assert_eq!(sandbox.ids(), ["absent", "damaged", "future", "unreadable", "zero"]);
}

#[test]
fn an_age_too_large_for_any_integer_deletes_nothing() {
    let sandbox = Sandbox::example();
    for age in ["200000d", "99999999999999999999999999d", "106751991167w"] {
        let output = sandbox.run(&format!("clean --older-than {age}"));
        output.has_stderr(&str::starts_with("clinvk: no sessions to clean\n"));
    }
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn what_is_no_whole_age_is_an_error_and_deletes_nothing() {
    let sandbox = Sandbox::example();
    for age in ["30x", "1e3", " 30d", "30d ", "", "-1", "1.5", "0", "0d", "d"] {
        let output = sandbox.run_words(&["clean", &format!("--older-than={age}")], "");
        assert!(
            output.stderr.starts_with(&format!(
                "clinvk: invalid value '{age}' for '--older-than <AGE>': an age "
            )) || age.is_empty(),
            "{output}"
        );
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{output}");
    }
    assert_eq!(sandbox.ids().len(), 8);
}
