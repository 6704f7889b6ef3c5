//! `clean` before it asks: a screenful of sessions, what is kept and why, and how to undo it.

use serde_json::json;

use super::on_terminal;
use crate::sandbox::Sandbox;

#[test]
fn the_oldest_come_first_and_a_screenful_is_enough() {
    let sandbox = Sandbox::in_memory();
    for day in 31..=931 {
        sandbox.session_of_age(&format!("s{day:03}"), day);
    }
    let (shown, code) = on_terminal(&sandbox, "clean --older-than 30d", 80, "n\n");
    assert_eq!((code, sandbox.ids().len()), (Some(7), 901));
    // With the command line and the answer, no more than the 24 rows of the terminal.
    assert!(shown.lines().count() <= 22, "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[1].starts_with("s931 ") && lines[2].starts_with("s930 "), "{shown}");
    assert!(shown.contains("\n… and 885 more (--explain lists all)\n"), "{shown}");
    assert!(shown.contains("\nDelete 901 session(s) older than 30 days? [y/N] "), "{shown}");
}

#[test]
fn what_is_kept_is_counted_by_reason_and_the_filter_is_named() {
    let sandbox = Sandbox::in_memory();
    for day in 1..=9 {
        sandbox.session_of_age(&format!("day{day}"), day);
    }
    sandbox.session("tagged", json!({ "tags": ["keep"], "last_used": "2020-01-01T00:00:00Z" }));
    sandbox.session("timeless", json!({ "last_used": "0001-01-01T00:00:00Z" }));
    sandbox.session("other", json!({ "backend": "codex", "last_used": "2020-01-01T00:00:00Z" }));
    assert_eq!(sandbox.run("pin day9").code, 0);
    let line = "clean --keep-last 2 --keep-tag keep -b claude";
    let (shown, _) = on_terminal(&sandbox, line, 120, "n\n");
    assert!(
        shown.contains(
            "Kept: 2 by --keep-last 2, 1 by --keep-tag keep, 1 pinned, 1 with an unknown time\n\
             Filter: --backend claude\n6 sessions, "
        ),
        "{shown}"
    );
    assert!(shown.contains("; `clinvk sessions restore --last` undoes it\n"), "{shown}");
    let (shown, _) = on_terminal(&sandbox, "clean --older-than 5d --purge", 120, "n\n");
    assert!(
        shown.contains("Kept: 4 not older than 5 days, 1 pinned, 1 with an unknown"),
        "{shown}"
    );
    assert!(shown.contains("; this cannot be undone\nDelete "), "{shown}");
}

#[test]
fn exactly_the_shown_sessions_are_deleted_and_the_kept_ones_stay() {
    let sandbox = Sandbox::example();
    let (_, code) = on_terminal(&sandbox, "clean --older-than 30d", 80, "y\n");
    assert_eq!((code, sandbox.ids().len()), (Some(0), 5));
    sandbox.run("restore --last").is("Restored 3 sessions.\n");
}
