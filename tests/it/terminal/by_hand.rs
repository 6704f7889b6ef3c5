//! Protection from typos: a prune that never asks, an unanswered question.

use std::process::Stdio;

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::{Pty, QUESTION, on_terminal, shown, watch};
use crate::sandbox::{Output, Sandbox};

const REFUSED: &str = "\
clinvk: cannot prune on a terminal without --yes: it never asks, and nothing was removed
hint: `clinvk sessions clean` with the same options asks first and can be undone
";

#[test]
fn prune_by_hand_is_refused_and_removes_nothing() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    for line in [
        "prune",
        "prune --older-than 100d",
        "prune --all",
        "prune --trash",
        "prune --keep-last 1 -z --fields id,outcome",
    ] {
        assert_eq!(on_terminal(&sandbox, line, 200, ""), (REFUSED.to_owned(), Some(1)), "{line}");
        assert_eq!(sandbox.names(), before, "{line}");
    }
    let (error, code) = on_terminal(&sandbox, "prune --errors=json", 200, "");
    let error: serde_json::Value = serde_json::from_str(&error).unwrap();
    assert_eq!((&error["code"], code), (&"unconfirmed".into(), Some(1)));
    let config = sandbox.home().join("c.yaml");
    std::fs::write(&config, "").unwrap();
    let (refused, _) = on_terminal(&sandbox, "prune --config c.yaml --home .", 200, "");
    let hint = "hint: `clinvk --home . --config c.yaml sessions clean` with the same options asks";
    assert!(refused.lines().last().unwrap().starts_with(hint), "{refused}");
    assert!(!sandbox.home().join("trash").exists());
    assert_eq!(sandbox.names(), before);
}

#[test]
fn prune_by_hand_works_with_yes_and_where_nothing_can_go() {
    let sandbox = Sandbox::example();
    for preview in ["prune --dry-run --older-than 100d", "prune --explain --older-than 100d"] {
        let (shown, code) = on_terminal(&sandbox, preview, 200, "");
        assert!(shown.contains("\"4d5e6f7081920a1b\"") && code == Some(0), "{shown}");
        assert_eq!(sandbox.ids().len(), 8);
    }
    for (yes, left) in [("--yes", 7), ("-y", 6)] {
        let line = format!("prune {yes} --older-than {}", if left == 7 { "100d" } else { "60d" });
        let (shown, code) = on_terminal(&sandbox, &line, 200, "");
        assert!(shown.contains("\"removed\"") && code == Some(0), "{shown}");
        assert_eq!(sandbox.ids().len(), left);
    }
}

#[test]
fn prune_in_a_pipe_works_as_it_does() {
    let sandbox = Sandbox::example();
    let pty = Pty::new(100);
    let mut command = sandbox.std_command(&["prune", "--older-than", "100d"]);
    let output = command.stdin(pty.stdio()).stderr(pty.stdio()).stdout(Stdio::piped()).output();
    let output = Output::new(&output.unwrap(), sandbox.home());
    assert_eq!((output.column("outcome"), output.code), (vec!["removed".to_owned()], 0));
    let mut command = sandbox.std_command(&["prune", "--older-than", "60d"]);
    let (shown, code) = shown(&mut command, 200, "");
    assert!(shown.contains("\"removed\"") && code == Some(0), "{shown}");
    assert_eq!(sandbox.ids().len(), 6);
}

/// Answers the question of a clean on a line-buffered terminal, where Ctrl-D ends the input.
fn answer(sandbox: &Sandbox, typed: &str) -> (String, Option<i32>) {
    let pty = Pty::new(100);
    let mut modes = tcgetattr(&pty.program).unwrap();
    modes.local_modes |= LocalModes::ICANON;
    modes.special_codes[rustix::termios::SpecialCodeIndex::VEOF] = 4;
    tcsetattr(&pty.program, OptionalActions::Now, &modes).unwrap();
    std::io::Write::write_all(&mut &pty.person, typed.as_bytes()).unwrap();
    let mut command = sandbox.std_command(&["clean", "--older-than", "100d"]);
    command.stdin(pty.stdio()).stdout(pty.stdio()).stderr(pty.stdio());
    let child = command.spawn().unwrap();
    drop(command);
    watch(pty, child)
}

#[test]
fn the_end_of_input_at_a_question_ends_the_line_first() {
    let sandbox = Sandbox::example();
    for (typed, end) in [("\u{4}", "\n"), ("n\u{4}\u{4}", "\n"), ("\n", ""), ("n\n", "")] {
        let (shown, code) = answer(&sandbox, typed);
        let expected = format!("{QUESTION}{end}clinvk: cancelled; nothing was deleted\n");
        assert_eq!((shown, code), (expected, Some(7)), "{typed:?}");
    }
    assert_eq!(sandbox.ids().len(), 8);
}
