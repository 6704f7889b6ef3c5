//! `sessions show`.

use insta::assert_snapshot;
use predicates::str;
use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn further_lines_are_there_where_the_session_has_them() {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc",
        json!({
            "title": "T\u{1b}", "initial_prompt": "first\nsecond", "turn_count": 2,
            "token_usage": { "input_tokens": 1, "output_tokens": 2, "cached_tokens": 3, "reasoning_tokens": 4 },
            "tags": ["x"], "parent_id": "def", "error_message": "quota\nexceeded",
            "metadata": { "zeta": "1", "a key that is longer than the labels": "2" },
        }),
    );
    assert_snapshot!(sandbox.run("show a"), @r"
        ID:                abc
        Backend:           claude
        Status:            active
        Created:           2026-11-22T10:00:00Z
        Last Used:         2026-11-22T11:00:00Z (1 hour ago)
        Working Directory: /w
        Title:             T\u{1b}
        Initial Prompt:    first\nsecond
        Turns:             2
        Token Usage:
          Input:           1
          Output:          2
          Cached:          3
          Reasoning:       4
          Total:           3
        Tags:              [x]
        Parent Session:    def
        Error:             quota\nexceeded
        Metadata:
          a key that is longer than the labels: 2
          zeta:            1
    ");
}

#[test]
fn a_session_that_says_little_is_shown_with_dashes() {
    assert_snapshot!(Sandbox::new().file("abc.json", r#"{"backend":"x"}"#).run("show abc"), @r"
        ID:                abc
        Backend:           x
        Status:            unknown
        Created:           -
        Last Used:         -
        Working Directory: -
        Turns:             0
    ");
}

#[test]
fn an_exact_id_wins_over_the_ids_that_start_with_it() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("abcdef", json!({ "backend": "codex" }));
    sandbox.run("show abc").has_stdout(&str::starts_with("ID:                abc\n"));
    sandbox.run("show abcd").has_stdout(&str::starts_with("ID:                abcdef\n"));
}

#[test]
fn an_ambiguous_prefix_lists_the_candidates_with_age_and_title() {
    assert_snapshot!(Sandbox::example().run("show 0a3f"), @r"
        [stderr]
        clinvk: ambiguous session id: 0a3f matches 2 sessions
        hint: 0a3f77aa01b24c5d8e9f1a2b3c4d5e6f  19 hours ago  add idempotency keys
        hint: 0a3f5c1e9b7d4426a8c0e1f2d3b4a596  4 days ago  Webhook double delivery
        [exit 1]
    ");
}

#[test]
fn many_candidates_are_counted_and_hostile_titles_among_them_made_harmless() {
    let sandbox = Sandbox::new();
    for number in 10..23 {
        sandbox.session(&format!("a{number}"), json!({ "title": "\u{1b}[2J\n" }));
    }
    sandbox.file("a10.json", "{");
    let output = sandbox.run("show a");
    let lines: Vec<_> = output.stderr.lines().collect();
    assert_eq!(lines[0], "clinvk: ambiguous session id: a matches 13 sessions");
    assert_eq!(lines[1], "hint: a11  1 hour ago  \\u{1b}[2J\\n");
    assert_eq!((lines[11], lines.len()), ("hint: … and 3 more", 12));
}

#[test]
fn what_is_no_session_is_not_found() {
    let sandbox = Sandbox::example();
    for input in ["zzz", "index", "../x", "a/b", "", "x\u{1b}y"] {
        let shown = if input.contains('\u{1b}') { "x\\u{1b}y" } else { input };
        sandbox.run_words(&["show", input], "").is(&format!(
            "[stderr]\nclinvk: session not found: {shown}\nhint: check `clinvk sessions list`\n[exit 1]\n"
        ));
    }
}

#[test]
fn a_damaged_session_is_an_error_that_says_where() {
    assert_snapshot!(Sandbox::new().file("abc.json", "{\"id\": 7}").run("show abc"), @r"
        [stderr]
        clinvk: cannot read session abc: invalid type: integer, expected a string at line 1 column 8
        hint: `clinvk sessions cat-raw abc` shows the file as it is
        [exit 4]
    ");
}

#[test]
fn json_is_one_object_as_in_the_list() {
    let sandbox = Sandbox::example();
    let shown = sandbox.run("show 5a --json");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let listed = sandbox.run("list --format jsonl --limit 2").stdout;
    assert_eq!(shown.stdout, format!("{}\n", listed.lines().nth(1).unwrap()));
}

#[test]
fn several_sessions_are_separated_by_a_blank_line() {
    let sandbox = Sandbox::example();
    let blocks: Vec<String> =
        ["4d5e", "5a6b"].map(|id| sandbox.run(&format!("show {id}")).stdout).into();
    sandbox.run("show 4d5e 5a6b").is(&blocks.join("\n"));
    let objects = ["4d5e", "5a6b"].map(|id| sandbox.run(&format!("show --json {id}")).stdout);
    sandbox.run("show --json 4d5e 5a6b").is(&objects.concat());
    // If one is unknown, none is shown.
    assert_eq!(sandbox.run("show 4d5e ffff").stdout, "");
}

#[test]
fn last_and_places_name_the_most_recently_used_sessions() {
    let sandbox = Sandbox::example();
    let ids = sandbox.run("list --format jsonl").column("id");
    let first = sandbox.run(&format!("show {}", ids[0])).stdout;
    sandbox.run("show --last").is(&first);
    sandbox.run("show @{1}").is(&first);
    let last = sandbox.run(&format!("show {}", ids[7])).stdout;
    sandbox.run("show @{8}").is(&last);
    sandbox.run("show @{9}").is("[stderr]\nclinvk: session not found: @{9}\n\
                                 hint: check `clinvk sessions list`\n[exit 1]\n");
    sandbox.run("show @{0}").is("[stderr]\nclinvk: invalid session '@{0}'\n\
                                 hint: @{1} is the most recently used session\n[exit 1]\n");
    assert_eq!(Sandbox::new().run("show --last").code, 1);
}

#[test]
fn a_place_is_accepted_wherever_an_id_is() {
    let sandbox = Sandbox::example();
    let ids = sandbox.run("list --format jsonl").column("id");
    sandbox.run("pin @{2}").is(&format!("Session {} pinned.\n", ids[1]));
    sandbox.run("unpin @{2}").is(&format!("Session {} unpinned.\n", ids[1]));
    sandbox
        .run("delete @{3} @{1}")
        .is(&format!("Session {} deleted.\nSession {} deleted.\n", ids[2], ids[0]));
    assert_eq!(sandbox.run("log @{1}").stdout.lines().count(), 3);
    // In the trash, places count in the order of `trash`.
    let trashed = sandbox.run("ls-trash").column("id");
    sandbox.run("restore @{2}").is(&format!("Session {} restored.\n", trashed[1]));
}

#[test]
fn a_prompt_alone_is_exact() {
    let sandbox = Sandbox::new();
    let prompt = "a\u{1b}[31m\r\n\tb\n\n";
    sandbox.session("abc", json!({ "initial_prompt": prompt })).session("def", json!({}));
    sandbox.run("show abc --prompt").is(prompt);
    sandbox.run("show def --prompt").is("");
}
