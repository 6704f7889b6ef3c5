//! Long output goes to a pager, on a capable terminal only.

use std::process::Command;

use super::{Pty, capture, shown};
use crate::sandbox::{Sandbox, tool};

/// Returns a command on a capable terminal, with these variables.
fn command(sandbox: &Sandbox, line: &str, variables: &[(&str, &str)]) -> Command {
    let words: Vec<_> = line.split(' ').collect();
    let mut command = sandbox.std_command(&words);
    command.env("TERM", "xterm").env("NO_COLOR", "1").env("PATH", "/usr/bin:/bin");
    command.envs(variables.iter().copied());
    command
}

/// Returns the screen after a command with these variables.
fn screen(sandbox: &Sandbox, line: &str, variables: &[(&str, &str)]) -> String {
    let (screen, code) = capture(&mut command(sandbox, line, variables), 80, "");
    assert_eq!(code, Some(0), "{line} {variables:?}: {screen}");
    screen
}

fn is_paged(screen: &str) -> bool {
    screen.lines().all(|line| line.starts_with("paged "))
}

/// A pager that marks what it shows.
const MARKS: (&str, &str) = ("PAGER", "sed 's/^/paged /'");

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::example();
    let _ = sandbox.run("delete 4d5e6f7081920a1b");
    sandbox
}

#[test]
fn lists_and_details_are_shown_in_the_pager() {
    let sandbox = sandbox();
    for line in ["list", "list --json", "list --format csv", "show 6b7c", "log", "trash"] {
        let paged = screen(&sandbox, line, &[MARKS]);
        assert!(is_paged(&paged), "{line}: {paged}");
        let plain = screen(&sandbox, line, &[("PAGER", "cat")]);
        assert_eq!(paged.replace("paged ", ""), plain, "{line}");
    }
}

#[test]
fn what_is_no_list_is_not_paged_and_neither_is_plumbing() {
    let sandbox = sandbox();
    for line in ["pin 6b7c", "ls-raw", "cat-raw 6b7c8d9e0f1a2b3c4d5e6f708192a3b4", "ls-journal"] {
        let line = line.replace("6b7c8d9e0f1a2b3c4d5e6f708192a3b4", &sandbox.ids()[0]);
        assert!(!is_paged(&screen(&sandbox, &line, &[MARKS])), "{line}");
    }
    assert_eq!(screen(&Sandbox::new(), "list", &[MARKS]), "No sessions found.\n");
}

#[test]
fn the_pager_can_be_chosen_and_turned_off() {
    let sandbox = sandbox();
    for variables in [
        &[MARKS, ("CLINVK_PAGER", "")][..],
        &[MARKS, ("CLINVK_PAGER", "cat")],
        &[("PAGER", "")],
        &[MARKS, ("TERM", "dumb")],
    ] {
        assert!(!is_paged(&screen(&sandbox, "list", variables)), "{variables:?}");
    }
    assert!(!is_paged(&screen(&sandbox, "list --no-pager", &[MARKS])));
    assert!(is_paged(&screen(&sandbox, "list", &[("PAGER", "cat"), ("CLINVK_PAGER", MARKS.1)])));
}

#[test]
fn a_pipe_is_never_paged() {
    let sandbox = sandbox();
    let output = command(&sandbox, "list", &[MARKS]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), sandbox.run("list").stdout);
}

#[test]
fn less_has_its_options_unless_the_person_has_some() {
    let sandbox = sandbox();
    let show = ("PAGER", "echo \"LESS is $LESS\"; cat > /dev/null");
    assert_eq!(screen(&sandbox, "list", &[show]), "LESS is FRX\n");
    for own in ["S", ""] {
        assert_eq!(screen(&sandbox, "list", &[show, ("LESS", own)]), format!("LESS is {own}\n"));
    }
}

#[test]
fn a_pager_that_cannot_be_run_is_reported_and_nothing_is_lost() {
    let sandbox = sandbox();
    let plain = screen(&sandbox, "list", &[("PAGER", "cat")]);
    let shown = screen(&sandbox, "list", &[("PAGER", "no-such-pager -x")]);
    let warning = "clinvk: cannot run the pager no-such-pager -x: No such file or directory\n";
    assert_eq!(shown, format!("{warning}{plain}"));
    // Nobody asked for less.
    let shown = screen(&sandbox, "list", &[("PATH", "/nowhere")]);
    assert_eq!(shown, plain);
}

#[test]
fn leaving_the_pager_early_is_no_failure() {
    let sandbox = Sandbox::in_memory();
    for number in 0..2000 {
        sandbox.session(&format!("s{number}"), serde_json::json!({ "title": "x".repeat(200) }));
    }
    for line in ["list --json", "list"] {
        assert_eq!(screen(&sandbox, line, &[("PAGER", "true")]), "", "{line}");
        let first = screen(&sandbox, line, &[("PAGER", "head -n 1")]);
        assert_eq!(first.lines().count(), 1, "{line}");
    }
}

#[test]
fn ctrl_c_is_for_the_pager_alone() {
    let sandbox = sandbox();
    // As Ctrl-C does, it reaches both; the pager outlives it and shows everything.
    let pager = ("PAGER", "trap '' INT; kill -INT $PPID; cat; echo end");
    let shown = screen(&sandbox, "list", &[pager]);
    assert_eq!(shown, screen(&sandbox, "list", &[("PAGER", "cat")]) + "end\n");
}

#[test]
fn no_lock_is_held_while_the_pager_runs() {
    let sandbox = sandbox();
    let program = crate::sandbox::program_folder();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let pager = "clinvk sessions rm-id --lock-timeout 0 6b7c8d9e0f1a2b3c4d5e6f708192a3b4; cat";
    let id = sandbox.ids().into_iter().find(|id| id.starts_with("6b7c")).unwrap();
    let pager = pager.replace("6b7c8d9e0f1a2b3c4d5e6f708192a3b4", &id);
    let shown = screen(&sandbox, "list", &[("PAGER", &pager), ("PATH", &path)]);
    assert!(shown.contains("\"removed\"") && shown.contains("\n6b7c8d9e "), "{shown}");
}

#[test]
fn a_warning_about_a_session_is_seen_with_the_list() {
    let sandbox = sandbox();
    sandbox.file("bad.json", "{");
    let shown = screen(&sandbox, "list", &[MARKS]);
    assert!(shown.contains("clinvk: cannot read session bad"), "{shown}");
}

#[test]
fn what_fits_on_the_screen_ends_less_by_itself() {
    let Some(less) = tool("less") else { return };
    let sandbox = sandbox();
    let variables = [("PAGER", less.to_str().unwrap()), ("LESSCHARSET", "utf-8")];
    let shown = screen(&sandbox, "list", &variables);
    assert!(shown.contains("\n6b7c8d9e  claude "), "{shown}");
}

#[test]
fn only_standard_output_decides_about_the_pager() {
    let sandbox = sandbox();
    let (screen, code) = shown(&mut command(&sandbox, "list", &[MARKS]), 80, "");
    assert!(is_paged(&screen) && code == Some(0), "{screen}");
    let pty = Pty::new(80);
    let mut command = command(&sandbox, "list", &[MARKS]);
    let output = command.stdin(pty.stdio()).stderr(pty.stdio()).output().unwrap();
    assert!(!is_paged(&String::from_utf8(output.stdout).unwrap()));
}
