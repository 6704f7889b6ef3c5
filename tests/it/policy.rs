//! The policies of `prune` and `clean`: keeps, the size limit, groups, explanations.

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::json;

use crate::sandbox::{Output, Sandbox};

/// Creates sessions of 1 to `count` days, named `d1` and so on.
fn days(count: i64) -> Sandbox {
    let sandbox = Sandbox::new();
    for day in 1..=count {
        sandbox.session_of_age(&format!("d{day}"), day);
    }
    sandbox
}

/// Returns each ID with its reason; in brackets if the session is kept.
fn reasons(output: &Output) -> Vec<String> {
    let records = output.records();
    let words = records.iter().map(|record| {
        let text = |key: &str| record[key].as_str().unwrap().to_owned();
        match record["outcome"].as_str().unwrap() {
            "kept" => format!("{} ({})", text("id"), text("reason")),
            _ => format!("{} {}", text("id"), text("reason")),
        }
    });
    words.collect()
}

#[test]
fn what_no_keep_holds_goes_and_the_configuration_is_not_asked() {
    let sandbox = days(5);
    sandbox.config("session: [");
    let output = sandbox.run("prune --keep-last 2 --keep-within 3d");
    assert_eq!(reasons(&output), ["d5 not kept"]);
    assert_eq!((output.column("outcome"), output.code), (vec!["removed".to_owned()], 0));
    sandbox.run("clean --keep-last 1").is("Deleted 3 session(s).\n");
    assert_eq!(sandbox.ids(), ["d1"]);
}

#[test]
fn explain_gives_every_session_the_policy_sees_and_removes_nothing() {
    let sandbox = days(3);
    sandbox.session("other", json!({ "backend": "codex" })).session_of_age("pinned", 99);
    sandbox.session("never", json!({ "last_used": "0001-01-01T00:00:00Z" }));
    let _ = sandbox.run("pin pinned");
    let before = sandbox.ids();
    let output = sandbox.run("prune --keep-last 1 --older-than 2d --explain -b claude");
    assert_eq!(
        reasons(&output),
        [
            "d1 (not older-than 2d)",
            "d2 older-than 2d",
            "d3 older-than 2d",
            "never (unknown time)",
            "pinned (pinned)"
        ]
    );
    assert_eq!(output.code, 0);
    assert_eq!(
        reasons(&sandbox.run("prune --explain")),
        [
            "d1 (within retention 30d)",
            "d2 (within retention 30d)",
            "d3 (within retention 30d)",
            "never (unknown time)",
            "other (within retention 30d)",
            "pinned (pinned)"
        ]
    );
    sandbox.config("session: { retention_days: 0 }");
    assert_eq!(reasons(&sandbox.run("prune --explain -b codex")), ["other (retention 0)"]);
    assert_eq!(sandbox.ids(), before);
}

#[test]
fn an_explanation_fed_to_the_remover_removes_only_what_would_go() {
    let sandbox = days(3);
    let explained = sandbox.run("prune --keep-last 1 --explain --fields id,outcome,etag").stdout;
    let output = sandbox.run_with("rm-id --stdin", explained);
    assert_eq!(output.column("outcome"), ["kept", "removed", "removed"]);
    assert_eq!((output.code, sandbox.ids()), (0, vec!["d1".to_owned()]));
}

#[test]
fn an_explanation_without_the_outcome_is_refused() {
    let sandbox = days(2);
    for line in ["--fields id,reason", "-z --fields id,etag"] {
        sandbox.run(&format!("prune --keep-last 1 --explain {line}")).is("[stderr]\n\
             clinvk: --fields must name `outcome`: without it, a session that stays looks like one to \
             remove\nhint: name it, as in --fields id,outcome,etag\n[exit 1]\n");
    }
    sandbox.run("prune --keep-last 1 --explain -z").is("d1\0kept\0d2\0would_remove\0");
}

#[test]
fn clean_explains_in_a_table() {
    let sandbox = Sandbox::example();
    assert_snapshot!(sandbox.run("clean --keep-last 1 --keep-tag infra --group-by backend --explain"), @r"
        Would delete 4 session(s) and keep 4.
        ID        BACKEND   STATUS     LAST USED       OUTCOME       REASON              TITLE/PROMPT
        4d5e6f70  codex     completed  509 days ago    would_remove  not kept            legacy sixteen digit id
        2e4b6d8f  gemini    error      69 days ago     would_remove  not kept            explain the scheduling algorithm
        1c9d2e8f  codex     completed  50 days ago     kept          keep-last 1         implement user registration
        3f1a2b3c  claude    paused     10 days ago     kept          keep-tag infra      Terraform 状態ファイルの移行 🚚
        0a3f5c1e  claude    completed  4 days ago      would_remove  not kept            Webhook double delivery
        0a3f77aa  claude    active     19 hours ago    would_remove  not kept            add idempotency keys
        5a6b7c8d  gemini    active     10 hours ago    kept          keep-last 1         write unit tests for the date picker
        6b7c8d9e  claude    active     10 hours ago    kept          keep-last 1         -
    ");
    assert_eq!(sandbox.ids().len(), 8);
    let output = sandbox.run("clean --explain -b codex");
    assert!(
        output.stdout.starts_with("Would delete 2 session(s) older than 30 days and keep 0.\n")
    );
    sandbox.run("clean --explain -b none").is("[stderr]\nclinvk: no sessions to clean\n\
         hint: no session has the backend 'none'; the backends are claude, codex, gemini\n\
         hint: adjust filters or retention period\n[exit 1]\n");
}

#[test]
fn the_oldest_go_until_the_rest_is_small_enough() {
    let sandbox = Sandbox::example();
    let output = sandbox.run("prune --max-total-bytes 2KiB");
    assert_eq!(output.column("reason"), ["max-total-bytes 2048"; 4]);
    let left: u64 =
        sandbox.run("ls-raw").records().iter().map(|r| r["bytes"].as_u64().unwrap()).sum();
    assert_eq!((left, sandbox.ids().len()), (1908, 4));
    sandbox.run("prune --max-total-bytes 1908").is("");
    sandbox.run("clean --max-total-bytes 1907B").is("Deleted 1 session(s).\n");
}

#[test]
fn groups_are_judged_each_by_itself() {
    let sandbox = Sandbox::new();
    for (id, backend, dir, day) in
        [("a", "x", "/w", 1), ("b", "x", "/w", 2), ("c", "x", "/v", 3), ("d", "y", "/w", 4)]
    {
        let used = format!("2026-11-1{day}T00:00:00Z");
        sandbox.session(id, json!({ "backend": backend, "working_dir": dir, "last_used": used }));
    }
    let gone = |group_by: &str| {
        sandbox.run(&format!("prune --keep-last 1 --dry-run {group_by}")).column("id")
    };
    assert_eq!(gone(""), ["a", "b", "c"]);
    assert_eq!(gone("--group-by backend"), ["a", "b"]);
    assert_eq!(gone("--group-by working_dir"), ["a", "b"]);
    assert_eq!(gone("--group-by backend,working_dir"), ["a"]);
}

#[test]
fn a_policy_that_would_keep_nothing_is_refused_unless_all_is_given() {
    let sandbox = days(3);
    let before = sandbox.names();
    for line in [
        "prune --keep-tag typo",
        "prune --keep-tag typo --dry-run",
        "prune --keep-last 0 --explain",
        "clean --max-total-bytes 5",
        "clean --keep-tag typo -y",
    ] {
        sandbox.run(line).is("[stderr]\nclinvk: the policy would keep none of the 3 sessions\n\
             hint: nothing was deleted; use --all to delete them anyway\n[exit 1]\n");
    }
    sandbox.run("prune --keep-tag typo --group-by backend,working_dir --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"keeps_nothing","id":null,"path":null,"message":"the policy "#,
        r#"would keep none of the 3 sessions of backend claude, working_dir /w","hint":"nothing was "#,
        r#"deleted; use --all to delete them anyway"}"#,
        "\n[exit 1]\n"
    ));
    assert_eq!(sandbox.names(), before);
    let output = sandbox.run("prune --keep-tag typo --all");
    assert_eq!((output.column("reason"), output.code), (vec!["not kept".to_owned(); 3], 0));
    assert_eq!(sandbox.ids(), [""; 0]);
    // No session has this tag.
    sandbox.run("prune --keep-tag typo").is("");
}

#[test]
fn all_removes_everything_but_what_is_pinned_or_damaged() {
    let sandbox = days(2);
    sandbox.session("never", json!({ "last_used": null })).session("pinned", json!({}));
    sandbox.file("damaged.json", "{").session("codex", json!({ "backend": "codex" }));
    let _ = sandbox.run("pin pinned");
    sandbox.run("clean --all").is("[stderr]\nclinvk: cannot ask before deleting: \
         standard input is not a terminal\nhint: use --yes to delete without asking\n[exit 1]\n");
    assert_eq!(sandbox.ids().len(), 6);
    sandbox.run("clean --all -y -b codex").is("Deleted 1 session(s).\n[stderr]\n\
         clinvk: cannot read session damaged: EOF while parsing an object at line 1 column 1\n");
    let output = sandbox.run("prune --all");
    assert_eq!((output.column("reason"), output.code), (vec!["all".to_owned(); 3], 4));
    assert_eq!(sandbox.ids(), ["damaged", "pinned"]);
}

#[test]
fn a_policy_as_of_another_moment_is_only_looked_at() {
    let sandbox = days(3);
    let at = |line: &str| reasons(&sandbox.run(&format!("prune --older-than 7d --at {line}")));
    assert_eq!(at("2026-11-27T12:00:00Z --dry-run"), ["d2 older-than 7d", "d3 older-than 7d"]);
    assert_eq!(
        at("2026-11-20T11:59:59.9+01:00 --explain"),
        ["d1 (future)", "d2 (future)", "d3 (not older-than 7d)"]
    );
    for command in ["prune", "clean"] {
        sandbox.run(&format!("{command} --at 2027-11-27T12:00:00Z")).is("[stderr]\n\
             clinvk: --at needs --dry-run or --explain\nhint: add --dry-run or --explain\n[exit 1]\n");
    }
    assert_eq!(sandbox.ids().len(), 3);
}

#[test]
fn days_are_those_of_the_person_for_clean_and_utc_for_prune() {
    let sandbox = Sandbox::new();
    // Tokyo is nine hours ahead: the first two are on one day there, the last two on one day in
    // UTC.
    for (id, used) in [("c", "20T16"), ("b", "20T14"), ("a", "20T01"), ("z", "19T23")] {
        sandbox.session(id, json!({ "last_used": format!("2026-11-{used}:00:00Z") }));
    }
    let run = |line: &str, zone: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let output = sandbox.command(&words).env("TZ", zone).output().unwrap();
        Output::new(&output, sandbox.home())
    };
    let pruned = run("prune --keep-daily 2 --dry-run", "Asia/Tokyo").column("id");
    assert_eq!(pruned, ["a", "b"]);
    for (zone, rows) in [("Asia/Tokyo", ["z", "a"]), ("JST-9", ["z", "a"]), ("UTC", ["a", "b"])] {
        let output = run("clean --keep-daily 2 --dry-run", zone);
        let shown: Vec<_> = output.stdout.lines().skip(2).map(|line| &line[..1]).collect();
        assert_eq!(shown, rows, "{zone}: {output}");
    }
}

#[test]
fn a_part_that_cannot_be_read_is_an_error_and_removes_nothing() {
    let sandbox = days(3);
    for (line, error) in [
        ("--keep-last -1", "neither a whole number nor `unlimited`"),
        ("--keep-daily 1.5", "neither a whole number nor `unlimited`"),
        ("--keep-weekly +1", "neither a whole number nor `unlimited`"),
        ("--keep-within 0", "an age is at least 1h; for every session, clean and prune have --all"),
        (
            "--keep-within 1y",
            "an age is a whole number of days, as in 30 or 30d, of hours (12h) or of weeks (2w)",
        ),
        (
            "--max-total-bytes 1.5G",
            "a size is a whole number of bytes, as in 1000 or 1000B, or of K or KiB (1024 bytes), M or MiB, G or GiB",
        ),
        ("--group-by host", "use backend, working_dir or backend,working_dir"),
        ("--at tomorrow", "not an RFC 3339 time, as in 2026-11-22T12:00:00Z"),
    ] {
        let (name, value) = line.split_once(' ').unwrap();
        for command in ["prune", "clean"] {
            let output = sandbox.run(&format!("{command} --keep-tag x {name}={value}"));
            let start = format!("clinvk: invalid value '{value}' for '{name} <");
            assert!(output.stderr.starts_with(&start), "{output}");
            assert!(output.stderr.lines().next().unwrap().ends_with(error), "{output}");
            assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{output}");
        }
    }
    sandbox.run("prune --all --older-than 1d").is("[stderr]\n\
         clinvk: --all and --older-than contradict each other\nhint: use only one of them\n[exit 1]\n");
    assert_eq!(sandbox.ids().len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn dry_run_explanation_and_prune_agree(
        ages in prop::collection::vec(0_i64..60, 1..10),
        keep in prop::sample::select(vec!["last 2", "daily 3", "weekly 2", "monthly 2", "within 9d"]),
        size in prop::option::of(1000_u64..3000),
    ) {
        let sandbox = Sandbox::in_memory();
        for (number, age) in ages.iter().enumerate() {
            sandbox.session_of_age(&format!("a{number}"), *age);
        }
        let size = size.map(|size| format!("--max-total-bytes {size}")).unwrap_or_default();
        let run = |more: &str| sandbox.run(&format!("prune --keep-{keep} {size} {more}"));
        let planned = run("--dry-run").stdout;
        let explained = run("--explain").stdout;
        prop_assert_eq!(explained.lines().count(), ages.len());
        let gone = explained.split_inclusive('\n').filter(|line| line.contains("would_remove"));
        prop_assert_eq!(gone.collect::<String>(), &*planned);
        let removed = run("");
        prop_assert_eq!(removed.stdout.replace("removed", "would_remove"), planned);
        prop_assert_eq!(sandbox.ids().len(), ages.len() - removed.records().len());
    }
}
