//! The filters, the same for every command that selects sessions.

mod here;

use serde_json::json;

use crate::sandbox::{Output, Sandbox};

/// Returns the IDs that `ls-raw` lists with these options, in one line.
#[track_caller]
fn found(sandbox: &Sandbox, options: &[&str]) -> String {
    let output = sandbox.run_words(&[&["ls-raw"], options].concat(), "");
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    output.column("id").join(" ")
}

/// Returns a store of sessions that differ in everything that a filter asks for.
fn store() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.session(
        "a",
        json!({ "backend": "claude", "model": "opus", "tags": ["x", "y z"], "title": "Fix Login",
            "backend_session_id": "s1", "last_used": "2026-11-21T10:00:00Z" }),
    );
    sandbox.session(
        "b",
        json!({ "backend": "codex", "status": "completed", "model": "o3", "tags": ["x"],
            "initial_prompt": "one\ntwo webhook", "backend_session_id": "",
            "last_used": "2026-11-01T10:00:00Z", "created_at": "2026-10-31T23:30:00Z" }),
    );
    sandbox.session(
        "c",
        json!({ "backend": "gemini", "status": "error", "error_message": "quota: 429",
            "parent_id": "a", "last_used": "soon", "metadata": { "pinned": "true", "pr": "#7" } }),
    );
    sandbox
}

#[test]
fn each_filter_matches_what_its_name_says() {
    let sandbox = store();
    for (options, expected) in [
        (&["--backend", "codex"][..], "b"),
        (&["--backend", "codex,claude"], "a b"),
        (&["--backend", "codex", "-b", "claude"], "a"),
        (&["--status", "active,error"], "a c"),
        (&["--tag", "x"], "a b"),
        (&["--tag", "x", "--tag", "y z"], "a"),
        (&["--tag", "y"], ""),
        (&["--model", "o3"], "b"),
        (&["--model", "o"], ""),
        (&["--resumable"], "a"),
        (&["--pinned"], "c"),
        (&["--parent", "a"], "c"),
        (&["--tag", "x", "--backend", "codex", "--resumable"], ""),
        (&["--backend", "none"], ""),
    ] {
        assert_eq!(found(&sandbox, options), expected, "{options:?}");
    }
}

#[test]
fn grep_searches_title_prompt_error_tags_and_metadata() {
    let sandbox = store();
    for (options, expected) in [
        (&["--grep", "Login"][..], "a"),
        (&["--grep", "login"], ""),
        (&["--grep", "login", "-i"], "a"),
        (&["--grep", "webhook"], "b"),
        (&["--grep", "429"], "c"),
        (&["--grep", "y z"], "a"),
        (&["--grep", "#7"], "c"),
        (&["--grep", "pr"], "c"),
        // Neither a model nor a backend is a text that people wrote.
        (&["--grep", "opus"], ""),
        (&["--grep", "one", "--grep", "two"], "b"),
        (&["--grep", "one", "--grep", "Login"], ""),
        (&["--grep", "o.e"], ""),
        (&["--grep", "o.e", "-E"], "b"),
        (&["--grep", "^two", "-E"], "b"),
        (&["--grep", "FIX|QUOTA", "-Ei"], "a c"),
        (&["--grep", "(", "-i"], ""),
        (&["--grep=-x"], ""),
    ] {
        assert_eq!(found(&sandbox, options), expected, "{options:?}");
    }
}

#[test]
fn times_are_ages_dates_and_exact_times_and_an_unknown_one_matches_none() {
    let sandbox = store();
    for (options, expected) in [
        (&["--since", "2d"][..], "a"),
        (&["--until", "2d"], "b"),
        (&["--since", "2026-11-01"], "a b"),
        (&["--since", "2026-11-02"], "a"),
        (&["--until", "2026-11-01"], "b"),
        (&["--until", "2026-10-31"], ""),
        (&["--since", "2026-11-01T10:00:00Z", "--until", "2026-11-01T11:00:00+01:00"], "b"),
        (&["--since", "2026-11-01T10:00:00.000000001Z"], "a"),
        (&["--created-since", "2026-11-01"], "a c"),
        (&["--created-until", "2026-10-31"], "b"),
        (&["--since", "9999999w"], "a b"),
    ] {
        assert_eq!(found(&sandbox, options), expected, "{options:?}");
    }
}

#[test]
fn a_date_is_a_local_day_for_people_and_a_day_of_utc_for_scripts() {
    let sandbox = store();
    let ids = |line: &str| {
        let words: Vec<_> = line.split(' ').collect();
        let mut command = sandbox.std_command(&words);
        let output = command.env("TZ", "XST-1").output().unwrap();
        Output::new(&output, sandbox.home()).column("id").join(" ")
    };
    // The session b was created at half past midnight of that zone.
    assert_eq!(ids("list --format jsonl --created-since 2026-11-01 --sort id"), "a b c");
    assert_eq!(ids("ls-raw --created-since 2026-11-01"), "a c");
}

#[test]
fn an_age_counts_from_the_time_of_the_policy() {
    let sandbox = store();
    let seen = |at: &str| {
        let line = format!("prune --all --explain --since 2d --at {at}");
        sandbox.run(&line).column("id").join(" ")
    };
    assert_eq!(seen("2026-11-22T12:00:00Z"), "a");
    assert_eq!(seen("2026-11-03T00:00:00Z"), "a b");
}

#[test]
fn every_command_that_selects_takes_the_same_filters() {
    let sandbox = store();
    let options = "--grep quota --status error,paused --pinned";
    assert_eq!(sandbox.run(&format!("list --format jsonl {options}")).column("id"), ["c"]);
    assert_eq!(sandbox.run(&format!("ls-raw {options}")).column("id"), ["c"]);
    let line = format!("prune --all --explain {options}");
    assert_eq!(sandbox.run(&line).column("rule"), ["pinned"]);
    sandbox.run("clean --all --yes --tag x --until 3d").is("Deleted 1 session(s).\n");
    assert_eq!(sandbox.ids(), ["a", "c"]);
    sandbox.run(&format!("clean --all --yes {options}")).is("[stderr]\n\
         clinvk: no sessions to clean\nhint: adjust filters or retention period\n[exit 1]\n");
}

#[test]
fn a_filter_that_is_unclear_is_refused_and_nothing_is_removed() {
    let sandbox = store();
    for (options, message) in [
        (&["--tag", ""][..], "a value is required for '--tag <TAG>' but none was supplied"),
        (&["--grep", ""], "a value is required for '--grep <TEXT>' but none was supplied"),
        (
            &["--backend", "codex,"],
            "a value is required for '--backend <BACKEND>' but none was supplied",
        ),
        (&["--model", ""], "a value is required for '--model <MODEL>' but none was supplied"),
        (&["--dir", ""], "a value is required for '--dir <PATH>' but none was supplied"),
        (&["--status", "active,broken"], "invalid status filter: broken"),
        (
            &["--since", "2026"],
            "invalid value '2026' for '--since <TIME>': a time is an age (12h, 30d, \
            2w), a date (2026-01-31) or RFC 3339 (2026-01-31T12:00:00Z)",
        ),
        (&["--grep", "a(", "-E"], "invalid regular expression 'a(': unclosed group"),
        (
            &["--parent", "a/b"],
            "invalid value 'a/b' for '--parent <ID>': an id is 1 to 128 of A-Z a-z \
            0-9 _ -, does not start with -, and is not `index`",
        ),
        (&["-i"], "the following required arguments were not provided: --grep <TEXT>"),
        (&["--dir", "x", "--here"], "the argument '--dir <PATH>' cannot be used with '--here'"),
    ] {
        for command in [&["prune", "--all"][..], &["clean", "--all", "--yes"]] {
            let output = sandbox.run_words(&[command, options].concat(), "");
            let line = output.stderr.lines().next().unwrap_or_default();
            assert_eq!((line, output.code), (&*format!("clinvk: {message}"), 1), "{options:?}");
        }
    }
    assert_eq!(sandbox.ids(), ["a", "b", "c"]);
}

#[test]
fn people_type_a_prefix_of_the_parent_and_scripts_its_id() {
    let sandbox = Sandbox::new();
    sandbox.session("aa11", json!({})).session("aa22", json!({}));
    sandbox.session("b1", json!({ "parent_id": "aa11" }));
    sandbox.session("b2", json!({ "parent_id": "deleted" }));
    let list = |parent| sandbox.run(&format!("list --format jsonl --parent {parent}"));
    assert_eq!(list("aa1").column("id"), ["b1"]);
    assert_eq!(list("deleted").column("id"), ["b2"]);
    assert_eq!(list("@{4}").column("id"), ["b2"; 0]);
    assert_eq!(list("@{1}").column("id"), ["b1"]);
    let output = list("aa");
    assert!(output.stderr.starts_with("clinvk: ambiguous session id: aa matches 2 sessions\n"));
    assert_eq!(found(&sandbox, &["--parent", "aa1"]), "");
    assert_eq!(found(&sandbox, &["--parent", "aa11"]), "b1");
    let output = sandbox.run("clean --all --yes --parent aa");
    assert_eq!((output.code, sandbox.ids().len()), (1, 4));
}

#[test]
fn a_filter_without_a_match_is_named_with_the_store_and_the_nearest_that_exists() {
    let sandbox = store();
    sandbox.run("list --tag x --backend gemini --since 2w").is(
        "[stderr]\nNo sessions found in HOME/sessions with --backend gemini --since 2w --tag x.\n",
    );
    sandbox.run("list -b codx --model opu --tag urgent").is("[stderr]\n\
         No sessions found in HOME/sessions with --backend codx --model opu --tag urgent.\n\
         hint: no session has the backend 'codx'; did you mean 'codex'?\n\
         hint: no session has the tag 'urgent'; the tags are x, y z\n\
         hint: no session has the model 'opu'; did you mean 'opus'?\n");
    sandbox
        .run("list --json --grep nothing")
        .is("[]\n[stderr]\nNo sessions found in HOME/sessions with --grep nothing.\n");
    // For scripts an empty result is valid.
    sandbox.run("ls-raw -b codx").is("");
}

#[test]
fn what_a_hint_repeats_of_a_session_is_made_visible() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "tags": ["urge\u{1b}nt"] }));
    let output = sandbox.run_words(&["list", "--tag", "urge\u{202e}nt"], "");
    output.is("[stderr]\n\
         No sessions found in HOME/sessions with --tag $'urge\\342\\200\\256nt'.\n\
         hint: no session has the tag 'urge\\u{202e}nt'; did you mean 'urge\\u{1b}nt'?\n");
}

#[test]
fn a_damaged_session_is_reported_whatever_the_filter() {
    let sandbox = store();
    sandbox.file("bad.json", "{");
    let output = sandbox.run("ls-raw --backend codex");
    assert_eq!((output.column("id"), output.code), (vec!["b".to_owned()], 4));
    let output = sandbox.run("clean --all --yes --backend codex");
    assert_eq!((output.code, sandbox.ids()), (0, ["a", "bad", "c"].map(str::to_owned).to_vec()));
}
