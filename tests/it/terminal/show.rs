//! `show` on a terminal: long values are wrapped, relatives are named, the prompt comes last.

use insta::assert_snapshot;
use serde_json::json;

use super::{fits, on_terminal};
use crate::sandbox::Sandbox;

#[test]
fn the_whole_prompt_is_below_the_block_with_a_hanging_indent() {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc",
        json!({
            "title": "A title that is longer than the columns that are left for it",
            "initial_prompt": "Find out why webhook retries are sent twice\r\n\n\tfn main() {}\u{1b}\n",
            "parent_id": "gone",
        }),
    );
    let (shown, code) = on_terminal(&sandbox, "show abc", 60, "");
    assert_eq!(code, Some(0));
    assert_snapshot!(shown, @r"
    ID:                abc
    Backend:           claude
    Status:            active
    Created:           2026-11-22T10:00:00Z
    Last Used:         2026-11-22T11:00:00Z (1 hour ago)
    Working Directory: /w
    Title:             A title that is longer than the columns
                       that are left for it
    Turns:             0
    Parent Session:    gone (not in the store)
    Initial Prompt:    Find out why webhook retries are sent
                       twice

                           fn main() {}\u{1b}
    ");
}

#[test]
fn parent_and_forks_are_named() {
    let sandbox = Sandbox::new();
    sandbox.session("root", json!({ "title": "The root" }));
    sandbox.session("old", json!({ "parent_id": "root", "last_used": "2026-11-20T12:00:00Z" }));
    sandbox.session("new", json!({ "parent_id": "root", "initial_prompt": "try\u{1b}\nmore" }));
    let (shown, _) = on_terminal(&sandbox, "show root", 80, "");
    assert!(
        shown.ends_with(
            "Forks:             new  1 hour ago  try\\u{1b}\n                   old  2 days ago  -\n"
        ),
        "{shown}"
    );
    let (shown, _) = on_terminal(&sandbox, "show old", 80, "");
    assert!(shown.ends_with("Parent Session:    root  1 hour ago  The root\n"), "{shown}");
    // The page that scripts know stays as it is.
    assert!(sandbox.run("show old").stdout.ends_with("Parent Session:    root\n"));
    assert!(!sandbox.run("show root").stdout.contains("Forks"));
}

#[test]
fn json_is_indented_on_a_terminal_and_a_line_in_a_pipe() {
    let sandbox = Sandbox::example();
    let (shown, _) = on_terminal(&sandbox, "show 4d5e --json", 80, "");
    assert!(shown.starts_with("{\n  \"v\": 1,\n  \"type\": \"session\",\n"), "{shown}");
    let piped = sandbox.run("show 4d5e --json").stdout;
    assert_eq!(piped.lines().count(), 1);
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(&shown), read(&piped));
}

#[test]
fn a_prompt_alone_is_sanitised_on_a_terminal_but_for_its_lines() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "initial_prompt": "a\u{1b}[31m\n\tb\n\nc" }));
    let (shown, _) = on_terminal(&sandbox, "show abc --prompt", 80, "");
    assert_eq!(shown, "a\\u{1b}[31m\n\tb\n\nc\n");
}

#[test]
fn odd_sessions_fit_and_are_harmless() {
    let sandbox = crate::hostile::store::odd();
    for id in sandbox.ids() {
        for columns in [40, 60, 200] {
            let (shown, code) = on_terminal(&sandbox, &format!("show {id}"), columns, "");
            assert!(code == Some(4) || fits(&shown, columns), "{id}: {shown}");
        }
    }
}
