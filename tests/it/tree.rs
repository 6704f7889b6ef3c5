//! `sessions tree`: forks below their parents, whatever the files say.

use serde_json::{Value, json};

use crate::{
    sandbox::{Output, Sandbox},
    terminal::on_terminal,
};

/// A tree of four, a lone session, and two forks of a session that was deleted.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let used = |hour: u32| format!("2026-11-22T{hour:02}:00:00Z");
    let of = |parent: &str, hour: u32, title: &str| json!({ "parent_id": parent, "created_at": used(hour), "last_used": used(hour), "title": title });
    sandbox
        .session("aaaa0000aaaa0000", of("", 1, "add a webhook"))
        .session("bbbb0000bbbb0000", of("aaaa0000aaaa0000", 5, "retry with backoff"))
        .session("cccc0000cccc0000", of("aaaa0000aaaa0000", 3, "use a queue"))
        .session("dddd0000dddd0000", of("cccc0000cccc0000", 4, "use 状態 in the queue"))
        .session("eeee0000eeee0000", of("", 11, "something else"))
        .session("ffff0000ffff0000", of("99999999deadbeef", 2, "fork of a deleted one"))
        .session("ffff1111ffff1111", of("99999999deadbeef", 1, "another fork of it"));
    sandbox
}

fn nodes(output: &Output) -> Vec<Value> {
    serde_json::from_str(&output.stdout).unwrap()
}

/// Returns depth, origin, the first letter of the ID, and whether it was asked for.
fn shape(output: &Output) -> Value {
    let shape = |node: &Value| {
        let id = node["id"].as_str().unwrap();
        json!([node["depth"], node["origin"], id[..1], node["selected"]])
    };
    nodes(output).iter().map(shape).collect()
}

#[test]
fn forks_are_below_their_parents() {
    insta::assert_snapshot!(sandbox().run("tree"), @r"
    aaaa0000          claude  active  11 hours ago  add a webhook
    ├─ cccc0000       claude  active  9 hours ago   use a queue
    │  └─ dddd0000    claude  active  8 hours ago   use 状態 in the queue
    └─ bbbb0000       claude  active  7 hours ago   retry with backoff
    99999999deadbeef  -       -       -             (not in the store)
    ├─ ffff1111       claude  active  11 hours ago  another fork of it
    └─ ffff0000       claude  active  10 hours ago  fork of a deleted one
    ");
}

#[test]
fn a_terminal_is_told_of_those_without_forks() {
    let (shown, code) = on_terminal(&sandbox(), "tree --color never", 60, "");
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(shown, @r"
    aaaa0000          11 hours ago  add a webhook
    ├─ cccc0000       9 hours ago   use a queue
    │  └─ dddd0000    8 hours ago   use 状態 in the queue
    └─ bbbb0000       7 hours ago   retry with backoff
    99999999deadbeef  -             (not in the store)
    ├─ ffff1111       11 hours ago  another fork of it
    └─ ffff0000       10 hours ago  fork of a deleted one
    … and 1 session without forks (--all shows them)
    ");
}

#[test]
fn colours_are_those_of_a_list() {
    let (shown, _) = on_terminal(&sandbox(), "tree --color always dddd", 100, "");
    insta::assert_snapshot!(shown.replace('\u{1b}', "^"), @r"
    ^[1m^[35ma^[0m^[90maaa0000^[0m        claude  ^[32mactive^[0m  11 hours ago  ^[90madd a webhook^[0m
    ^[90m└─ ^[0m^[1m^[35mc^[0m^[90mccc0000^[0m     claude  ^[32mactive^[0m  9 hours ago   ^[90muse a queue^[0m
    ^[90m   └─ ^[0m^[1m^[35md^[0m^[90mddd0000^[0m  claude  ^[32mactive^[0m  8 hours ago   use 状態 in the queue
    ");
}

#[test]
fn every_line_fits_and_is_harmless() {
    for sandbox in [sandbox(), crate::hostile::store::odd()] {
        for columns in [1, 20, 60, 80, 120, 200] {
            let (shown, code) = on_terminal(&sandbox, "tree --all --color never", columns, "");
            assert_eq!(code, Some(0));
            for line in shown.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= columns.into(), "{shown}");
            }
            let is_harmless = |c: char| c == '\n' || !clinvk_sessions::testing::needs_escape(c);
            assert!(shown.chars().all(is_harmless), "{shown}");
        }
    }
}

#[test]
fn records_are_in_the_order_of_the_tree() {
    let output = sandbox().run("tree --json");
    let expected = json!([
        [0, "root", "a", true],
        [1, "fork", "c", true],
        [2, "fork", "d", true],
        [1, "fork", "b", true],
        [0, "orphan", "f", true],
        [0, "orphan", "f", true],
    ]);
    assert_eq!(shape(&output), expected);
    let session = sandbox().run("ls-raw aaaa0000aaaa0000").records().remove(0);
    assert_eq!(nodes(&output)[0]["session"], session);
}

#[test]
fn an_id_shows_its_ancestors_and_its_forks() {
    let sandbox = sandbox();
    let root = json!([0, "root", "a", false]);
    assert_eq!(
        shape(&sandbox.run("tree --json cccc")),
        json!([root, [1, "fork", "c", true], [2, "fork", "d", true]])
    );
    assert_eq!(shape(&sandbox.run("tree --json eeee")), json!([[0, "root", "e", true]]));
    assert_eq!(sandbox.run("tree zzzz").code, 1);
}

#[test]
fn filters_show_what_matches_with_its_ancestors() {
    let sandbox = sandbox();
    let expected =
        json!([[0, "root", "a", false], [1, "fork", "c", true], [2, "fork", "d", true],]);
    assert_eq!(shape(&sandbox.run("tree --json --grep queue")), expected);
    let output = sandbox.run("tree --tag none");
    assert!(
        output.stderr.starts_with("No sessions found in HOME/sessions with --tag none."),
        "{output}"
    );
    assert_eq!((output.stdout.as_str(), output.code), ("", 0));
}

#[test]
fn without_forks_there_is_no_tree() {
    let sandbox = Sandbox::new();
    sandbox.run("tree").is("[stderr]\nNo sessions found.\n");
    sandbox.session("a", json!({})).session("b", json!({}));
    sandbox.run("tree").is("[stderr]\nNo forks found among 2 sessions; --all lists them.\n");
    assert_eq!(sandbox.run("tree --all").stdout.lines().count(), 2);
    sandbox
        .run("tree --json")
        .is("[]\n[stderr]\nNo forks found among 2 sessions; --all lists them.\n");
}

#[test]
fn a_cycle_is_shown_once_and_marked() {
    let sandbox = Sandbox::new();
    sandbox
        .session("a", json!({ "parent_id": "b", "title": "one" }))
        .session("b", json!({ "parent_id": "a", "title": "two" }))
        .session("c", json!({ "parent_id": "c", "title": "three" }));
    insta::assert_snapshot!(sandbox.run("tree"), @r"
    a     claude  active  1 hour ago  (its own ancestor) one
    └─ b  claude  active  1 hour ago  two
    c     claude  active  1 hour ago  (its own ancestor) three
    ");
    let expected =
        json!([[0, "cycle", "a", true], [1, "fork", "b", true], [0, "cycle", "c", true]]);
    assert_eq!(shape(&sandbox.run("tree --json")), expected);
}

#[test]
fn a_chain_of_thousands_is_shown_in_short_lines() {
    let sandbox = Sandbox::in_memory();
    for number in 0..3_000 {
        let parent = if number == 0 { String::new() } else { format!("s{:04}", number - 1) };
        sandbox.session(&format!("s{number:04}"), json!({ "parent_id": parent }));
    }
    let output = sandbox.run("tree");
    assert_eq!(output.stdout.lines().count(), 3_000);
    assert!(output.stdout.lines().all(|line| line.chars().count() < 150));
    let (shown, _) = on_terminal(&sandbox, "tree", 60, "");
    assert!(shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 60));
    assert_eq!(nodes(&sandbox.run("tree --json")).last().unwrap()["depth"], 2_999);
}
