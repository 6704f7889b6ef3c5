//! `sessions tag`, `sessions untag` and `sessions tags`.

use std::fs;

use predicates::str;
use serde_json::json;

use crate::{sandbox::Sandbox, terminal::on_terminal};

fn tags(sandbox: &Sandbox, id: &str) -> String {
    let file = fs::read_to_string(sandbox.path(&format!("{id}.json"))).unwrap();
    let session: serde_json::Value = serde_json::from_str(&file).unwrap();
    session["tags"].to_string()
}

/// Creates sessions `s00` to `s11`.
fn twelve() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 0..12 {
        sandbox.session(&format!("s{number:02}"), json!({}));
    }
    sandbox
}

#[test]
fn a_tag_comes_last_and_nothing_else_of_the_file_changes() {
    let sandbox = Sandbox::example();
    let id = "3f1a2b3c4d5e6f708192a3b4c5d6e7f8";
    let file = || fs::read_to_string(sandbox.path(&format!("{id}.json"))).unwrap();
    let before = file();
    sandbox.run("tag 3f1a urgent").is(&format!("Session {id} tagged.\n"));
    assert_eq!(file(), before.replace("\"japanese\"", "\"japanese\",\n    \"urgent\""));
    sandbox.run("tag 3f1a urgent").is(&format!("[stderr]\nclinvk: session {id} already tagged\n"));
    sandbox.run("untag 3f1a urgent").is(&format!("Session {id} untagged.\n"));
    assert_eq!(file(), before);
    sandbox.run("untag 3f1a urgent").is(&format!("[stderr]\nclinvk: session {id} not tagged\n"));
}

#[test]
fn several_sessions_and_several_tags_are_told_apart_by_their_places() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "tags": ["b", "a"] })).session("def", json!({}));
    sandbox.run("tag a d new").is("Session abc tagged.\nSession def tagged.\n");
    assert_eq!(tags(&sandbox, "abc"), r#"["b","a","new"]"#);
    let _ = sandbox.run("tag def -- x a y x");
    assert_eq!(tags(&sandbox, "def"), r#"["new","x","a","y"]"#);
    let _ = sandbox.run("untag abc def -t new -t a");
    assert_eq!(
        (tags(&sandbox, "abc"), tags(&sandbox, "def")),
        (r#"["b"]"#.into(), r#"["x","y"]"#.into())
    );
    let _ = sandbox.run_words(&["tag", "abc", "--", "-o 'x'\n"], "");
    assert_eq!(tags(&sandbox, "abc"), r#"["b","-o 'x'\n"]"#);
    // A tag may be the prefix of an ID: its place decides.
    let _ = sandbox.run("tag abc def");
    assert_eq!(tags(&sandbox, "def"), r#"["x","y"]"#);
    assert_eq!(tags(&sandbox, "abc"), r#"["b","-o 'x'\n","def"]"#);
}

#[test]
fn a_second_tag_without_the_mark_changes_nothing_and_is_explained() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    sandbox.run("tag abc urgent infra").is(
        "[stderr]\nclinvk: session not found: urgent\n\
         hint: several tags stand after `--`, as in `clinvk sessions tag ID -- TAG TAG`\n[exit 1]\n",
    );
    sandbox.run("tag nope urgent").is(
        "[stderr]\nclinvk: session not found: nope\nhint: check `clinvk sessions list`\n[exit 1]\n",
    );
    for line in ["tag", "tag abc", "tag -t x", "tag --backend claude", "untag abc"] {
        let output = sandbox.run(line);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{line}");
    }
    assert_eq!(sandbox.run_words(&["tag", "abc", ""], "").code, 1);
    assert_eq!(tags(&sandbox, "abc"), "null");
}

#[test]
fn a_filter_selects_sessions_and_the_words_are_tags() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("def", json!({ "backend": "codex" }));
    sandbox.session("ghi", json!({ "backend": "codex", "tags": ["x", "y"] }));
    sandbox.run("tag -n --backend codex x y").is("Would tag session def.\n");
    sandbox.run("tag --backend codex x y").is("Tagged 1 session; 1 already tagged.\n");
    assert_eq!(
        ["abc", "def", "ghi"].map(|id| tags(&sandbox, id)),
        ["null", r#"["x","y"]"#, r#"["x","y"]"#]
    );
    sandbox.run("untag --backend codex x").is("Untagged 2 sessions.\n");
    sandbox
        .run("tag --backend gemini x")
        .is("[stderr]\nNo sessions found in HOME/sessions with --backend gemini.\n\
         hint: no session has the backend 'gemini'; the backends are claude, codex\n");
}

#[test]
fn more_than_ten_sessions_need_a_yes() {
    let sandbox = twelve();
    sandbox
        .run("tag --backend claude x")
        .is("[stderr]\nclinvk: cannot ask before changing 12 sessions: there is no terminal\n\
         hint: use --yes to change them without asking\n[exit 1]\n");
    for (typed, end, code) in [
        ("n\n", "clinvk: cancelled; nothing was changed\n", 7),
        ("y\n", "Tagged 12 sessions.\n", 0),
    ] {
        let (shown, exit) = on_terminal(&sandbox, "tag --backend claude x", 100, typed);
        assert_eq!((shown, exit), (format!("Tag 12 sessions? [y/N] {end}"), Some(code)));
        assert_eq!(tags(&sandbox, "s00"), if code == 0 { r#"["x"]"# } else { "null" });
    }
    let preview = sandbox.run("untag -n --backend claude x");
    preview.has_stdout(&str::contains("Would untag session s11.\n"));
    assert_eq!(tags(&sandbox, "s00"), r#"["x"]"#);
    sandbox.run("untag --yes --backend claude x").is("Untagged 12 sessions.\n");
}

#[test]
fn a_pin_is_no_tag_and_stays() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let _ = sandbox.run("pin abc");
    let _ = (sandbox.run("tag abc pinned"), sandbox.run("untag abc pinned"));
    sandbox.run("pin abc").is("[stderr]\nclinvk: session abc is already pinned\n");
}

#[test]
fn tags_are_counted_once_for_each_session_that_has_them() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "tags": ["b", "a", "b"] }));
    sandbox.session("def", json!({ "tags": ["b"], "last_used": "2026-11-20T12:00:00Z" }));
    sandbox.session(
        "ghi",
        json!({ "tags": ["\u{1b}[31m"], "last_used": "never", "backend": "codex" }),
    );
    sandbox.run("tags").is("\
TAG         SESSIONS  LAST USED
b           2         1 hour ago
\\u{1b}[31m  1         -
a           1         1 hour ago
");
    sandbox.run("tags --json --backend claude").is(concat!(
        "[\n",
        r#"{"tag":"b","sessions":2,"last_used":"2026-11-22T11:00:00.000000000Z"}"#,
        ",\n",
        r#"{"tag":"a","sessions":1,"last_used":"2026-11-22T11:00:00.000000000Z"}"#,
        "\n]\n"
    ));
    assert_eq!(sandbox.run("tags --json --backend gemini").stdout, "[]\n");
    Sandbox::new().run("tags").is("[stderr]\nNo tags found.\n");
}

#[test]
fn a_preview_of_plumbing_is_what_it_changes_then() {
    let sandbox = twelve();
    let preview = sandbox.run("set-raw --dry-run s00 s01 s00 nope --add-tag x");
    assert_eq!(
        preview.column("outcome"),
        ["would_replace", "would_replace", "unchanged", "missing"]
    );
    assert_eq!(tags(&sandbox, "s00"), "null");
    sandbox.session("s01", json!({ "title": "changed meanwhile" }));
    let changed = sandbox.run_with("set-raw --stdin --add-tag x", preview.stdout);
    let outcomes = changed.column("outcome");
    assert_eq!(outcomes[..2], ["replaced", "changed"]);
    assert_eq!(sandbox.run("set-raw --dry-run s00 --add-tag y --fields id").code, 1);
}
