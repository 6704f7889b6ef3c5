//! `sessions stats`: counts in groups, exact in a pipe, and whole on a terminal.

mod chart;

use serde_json::{Value, json};

use crate::{
    sandbox::{Output, Sandbox},
    terminal::on_terminal,
};

/// Three backends, two months, tags, and a session without anything.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let usage = |input: i64, output: i64| json!({ "input_tokens": input, "output_tokens": output, "cached_tokens": 7 });
    sandbox
        .session(
            "a1",
            json!({ "token_usage": usage(1_000, 234), "tags": ["x", "y"],
            "turn_count": 3, "last_used": "2026-11-22T11:00:00Z" }),
        )
        .session(
            "a2",
            json!({ "token_usage": usage(500, 0), "tags": ["x"], "model": "m",
            "last_used": "2026-10-31T23:30:00Z" }),
        )
        .session(
            "b1",
            json!({ "backend": "codex", "token_usage": usage(9_000_000, 1_000_000),
            "last_used": "2026-11-20T11:00:00Z" }),
        );
    sandbox.file("c1.json", r#"{"id":"c1"}"#);
    sandbox
}

/// Returns a key of each record, group by group.
fn groups(output: &Output, key: &str) -> Vec<(Value, Value)> {
    let records: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
    records.iter().map(|record| (record["group"].clone(), record[key].clone())).collect()
}

#[test]
fn a_pipe_gets_exact_numbers_the_most_tokens_first() {
    insta::assert_snapshot!(sandbox().run("stats"), @r"
    BACKEND  SESSIONS  TURNS    INPUT   OUTPUT  CACHED  REASONING    TOKENS  BYTES      OLDEST      NEWEST
    codex           1      0  9000000  1000000       7          0  10000000    268  2026-11-20  2026-11-20
    claude          2      3     1500      234      14          0      1734    615  2026-10-31  2026-11-22
    -               1      0        0        0       0          0         0     11           -           -
    Total           4      3  9001500  1000234      21          0  10001734    894  2026-10-31  2026-11-22
    ");
}

#[test]
fn a_terminal_gets_short_numbers_bars_and_the_last_30_days() {
    let (shown, code) = on_terminal(&sandbox(), "stats --color never", 80, "");
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(shown, @r"
    BACKEND  SESSIONS  TURNS  INPUT  OUTPUT  TOKENS  BYTES      NEWEST
    codex           1      0     9M      1M     10M  268 B  2026-11-20  ████████████
    claude          2      3   1.5k     234    1.7k  615 B  2026-11-22  ▏
    -               1      0      0       0       0   11 B           -
    Total           4      3     9M      1M     10M  894 B  2026-11-22

    Tokens by day of last use, Oct 24 to Nov 22 (at most 10M)
    ·······▁···················█·▁
    ");
}

#[test]
fn a_narrow_terminal_gets_the_columns_that_fit() {
    for columns in [1, 20, 40, 60, 120, 200] {
        let (shown, code) = on_terminal(&sandbox(), "stats --color never", columns, "");
        assert_eq!(code, Some(0));
        for line in shown.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= columns.into(), "{shown}");
        }
    }
    let (shown, _) = on_terminal(&sandbox(), "stats --by month --color never", 40, "");
    insta::assert_snapshot!(shown, @r"
    MONTH    SESSIONS  TOKENS
    2026-10         1     500  ▏
    2026-11         2     10M  █████████████
    -               1       0
    Total           4     10M

    Tokens by day of last use, Oct 24 to No…
    ·······▁···················█·▁
    ");
}

#[test]
fn colours_are_for_headings_totals_zeros_and_bars() {
    let (shown, _) = on_terminal(&sandbox(), "stats --color always", 60, "");
    insta::assert_snapshot!(shown.replace('\u{1b}', "^"), @r"
    ^[1mBACKEND^[0m  ^[1mSESSIONS^[0m  ^[1mTOKENS^[0m      ^[1mNEWEST^[0m
    codex           1     10M  2026-11-20  ^[36m█████████████████████^[0m
    claude          2    1.7k  2026-11-22  ^[36m▏^[0m
    ^[90m-^[0m               1       ^[90m0^[0m           ^[90m-^[0m
    ^[1mTotal^[0m           ^[1m4^[0m     ^[1m10M^[0m  ^[1m2026-11-22^[0m

    ^[90mTokens by day of last use, Oct 24 to Nov 22 (at most 10M)^[0m
    ^[36m·······▁···················█·▁^[0m
    ");
}

#[test]
fn groups_are_those_of_the_property() {
    let sandbox = sandbox();
    for (by, expected) in [
        ("backend", json!([["codex", 1], ["claude", 2], [null, 1], [null, 4]])),
        ("model", json!([[null, 3], ["m", 1], [null, 4]])),
        ("status", json!([["active", 3], [null, 1], [null, 4]])),
        ("dir", json!([["/w", 3], [null, 1], [null, 4]])),
        (
            "day",
            json!([["2026-10-31", 1], ["2026-11-20", 1], ["2026-11-22", 1], [null, 1], [null, 4]]),
        ),
        ("week", json!([["2026-W44", 1], ["2026-W47", 2], [null, 1], [null, 4]])),
        ("month", json!([["2026-10", 1], ["2026-11", 2], [null, 1], [null, 4]])),
    ] {
        let output = sandbox.run(&format!("stats --json --by {by}"));
        assert_eq!(json!(groups(&output, "sessions")), expected, "{by}");
    }
}

#[test]
fn a_session_with_two_tags_counts_in_both_groups_and_once_in_the_total() {
    let output = sandbox().run("stats --json --by tag");
    let expected = json!([[null, 10_000_000], ["x", 1_734], ["y", 1_234], [null, 10_001_734]]);
    assert_eq!(json!(groups(&output, "total_tokens")), expected);
}

#[test]
fn days_and_months_are_local() {
    let sandbox = sandbox();
    let mut command = sandbox.command(&["stats", "--json", "--by", "month", "--model", "m"]);
    let output = command.env("TZ", "Asia/Tokyo").output().unwrap();
    let output = Output::new(&output, sandbox.home());
    assert_eq!(groups(&output, "sessions")[0].0, "2026-11");
}

#[test]
fn csv_has_a_row_for_each_group_and_one_for_all() {
    insta::assert_snapshot!(sandbox().run("stats --format csv --by status"), @r"
    by,group,sessions,turns,input_tokens,output_tokens,cached_tokens,reasoning_tokens,total_tokens,bytes,oldest,newest
    status,active,3,3,9001500,1000234,21,0,10001734,883,2026-10-31T23:30:00.000000000Z,2026-11-22T11:00:00.000000000Z
    status,,1,0,0,0,0,0,0,11,,
    ,,4,3,9001500,1000234,21,0,10001734,894,2026-10-31T23:30:00.000000000Z,2026-11-22T11:00:00.000000000Z
    ");
}

#[test]
fn filters_select_what_is_counted() {
    let sandbox = sandbox();
    let output = sandbox.run("stats --json --tag x --since 2026-11-01");
    assert_eq!(json!(groups(&output, "total_tokens")), json!([["claude", 1234], [null, 1234]]));
    insta::assert_snapshot!(sandbox.run("stats --tag z"), @r"
    [stderr]
    No sessions found in HOME/sessions with --tag z.
    hint: no session has the tag 'z'; did you mean 'x'?
    ");
    let output = sandbox.run("stats --json -b none");
    assert_eq!(json!(groups(&output, "sessions")), json!([[null, 0]]));
    Sandbox::new().run("stats").is("[stderr]\nNo sessions found.\n");
}

#[test]
fn a_budget_is_for_each_group_or_for_all() {
    let sandbox = sandbox();
    let over = |line: &str| {
        let output = sandbox.run(line);
        (output.stderr, output.code)
    };
    assert_eq!(
        over("stats --budget 1000 --by tag"),
        (
            "clinvk: -: 10,000,000 tokens exceed the budget of 1,000\n\
         clinvk: x: 1,734 tokens exceed the budget of 1,000\n\
         clinvk: y: 1,234 tokens exceed the budget of 1,000\n"
                .to_owned(),
            1
        )
    );
    assert_eq!(over("stats --budget 10M --by backend"), (String::new(), 0));
    assert_eq!(
        over("stats --budget 10M"),
        ("clinvk: 10,001,734 tokens exceed the budget of 10,000,000\n".to_owned(), 1)
    );
    assert_eq!(over("stats --json --budget 11M"), (String::new(), 0));
    assert_eq!(over("stats --budget 1.5M").1, 1);
}

#[test]
fn of_many_groups_over_a_budget_ten_are_named() {
    let sandbox = Sandbox::new();
    for number in 10..22 {
        let usage = json!({ "input_tokens": number, "output_tokens": 0 });
        sandbox.session(
            &format!("s{number}"),
            json!({ "model": format!("m{number}"), "token_usage": usage }),
        );
    }
    let output = sandbox.run("stats --budget 0 --by model");
    assert_eq!(output.stderr.lines().count(), 11);
    assert!(output.stderr.ends_with("\nclinvk: 2 more groups exceed it too\n"), "{output}");
}

#[test]
fn sums_of_hostile_counters_saturate_and_never_overflow() {
    let sandbox = Sandbox::new();
    for (id, tokens) in [("a", i64::MAX), ("b", i64::MAX), ("c", -5)] {
        let usage = json!({ "input_tokens": tokens, "output_tokens": tokens });
        sandbox.session(id, json!({ "turn_count": tokens, "token_usage": usage, "backend": id }));
    }
    let output = sandbox.run("stats --json");
    let expected = json!([["a", i64::MAX], ["b", i64::MAX], ["c", -10], [null, i64::MAX]]);
    assert_eq!(json!(groups(&output, "total_tokens")), expected);
    for line in ["stats", "stats --chart -", "stats --by day"] {
        assert_eq!(sandbox.run(line).code, 0, "{line}");
        assert_eq!(on_terminal(&sandbox, line, 60, "").1, Some(0), "{line}");
    }
}

#[test]
fn names_of_groups_are_harmless_and_fit() {
    let sandbox = crate::hostile::store::odd();
    for by in ["backend", "model", "status", "tag", "dir", "day", "week", "month"] {
        for columns in [1, 30, 80, 200] {
            let line = format!("stats --color never --by {by}");
            let (shown, code) = on_terminal(&sandbox, &line, columns, "");
            assert_eq!(code, Some(0), "{by}: {shown}");
            for line in shown.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= columns.into(), "{line}");
            }
            let is_harmless = |c: char| c == '\n' || !clinvk_sessions::testing::needs_escape(c);
            assert!(shown.chars().all(is_harmless), "{shown}");
        }
    }
}

#[test]
fn damaged_sessions_are_named_and_not_counted() {
    let sandbox = sandbox();
    sandbox.file("d.json", "{");
    let output = sandbox.run("stats --json");
    assert_eq!((output.code, groups(&output, "sessions").last().unwrap().1.clone()), (0, json!(4)));
    assert!(output.stderr.starts_with("clinvk: cannot read session d: "), "{output}");
}

#[test]
fn the_rules_of_counting_need_no_store() {
    let output = Sandbox::new().run("stats --explain");
    assert!(output.stdout.lines().all(|line| line.len() < 80) && output.code == 0, "{output}");
    for backend in ["claude", "codex", "gemini"] {
        assert!(output.stdout.contains(&format!("\n{backend} ")), "{output}");
    }
}
