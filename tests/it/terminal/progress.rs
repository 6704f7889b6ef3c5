//! Progress of long operations: on a terminal only, gone before anything else is written.

use std::{fs::File, io::Write as _, process::Stdio};

use serde_json::json;

use super::{Pty, watch};
use crate::sandbox::Sandbox;

/// The sequence that clears the line of a bar.
const CLEAR: &str = "\r\u{1b}[2K";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 0..1_200 {
        sandbox.session(&format!("s{number:04}"), json!({ "last_used": "2026-01-01T00:00:00Z" }));
    }
    sandbox
}

/// Runs a command on a terminal, with progress at once. Returns the screen.
fn run(sandbox: &Sandbox, line: &str) -> String {
    let pty = Pty::new(60);
    let words: Vec<_> = line.split(' ').collect();
    let mut command = sandbox.std_command(&words);
    command.env("CLINVK_TEST_PROGRESS", "1").env("TERM", "xterm").env("NO_COLOR", "1");
    command.stdin(pty.stdio()).stdout(pty.stdio()).stderr(pty.stdio());
    let child = command.spawn().unwrap();
    drop(command);
    watch(pty, child).0
}

/// Returns what remains on a screen on which bars were drawn and cleared.
fn remains(shown: &str) -> &str {
    shown.rsplit(CLEAR).next().unwrap()
}

#[test]
fn commands_for_people_show_how_far_they_are() {
    let sandbox = sandbox();
    for (line, verb, remaining) in [
        ("clean --yes", "Deleting ", "Deleted 1200 session(s) older than 30 days.\n"),
        ("restore --last", "Restoring ", "Restored 1200 sessions.\n"),
        ("fsck", "Checking ", "{\"v\":1,\"type\":\"problem\","),
        ("clean --yes", "Deleting ", "Deleted 1200 session(s) older than 30 days.\n"),
        ("empty-trash --yes", "Deleting permanently ", "Permanently deleted 1200 sessions.\n"),
    ] {
        let shown = run(&sandbox, line);
        assert!(shown.starts_with(verb), "{line}: {}", &shown[..200]);
        // For fsck there are other files too.
        assert!(shown.contains("/1,20"), "{line}: {}", &shown[..200]);
        let remains = remains(&shown);
        assert!(remains.starts_with(remaining), "{line}: {}", &remains[..remains.len().min(200)]);
    }
}

#[test]
fn a_stream_of_unknown_length_shows_a_number() {
    let sandbox = sandbox();
    let records = sandbox.run("ls-raw").stdout;
    let other = Sandbox::new();
    let pty = Pty::new(60);
    let mut command = other.std_command(&["put-raw", "--no-sync"]);
    command.env("CLINVK_TEST_PROGRESS", "1").env("TERM", "xterm");
    let out = File::create(other.home().join("out")).unwrap();
    command.stdin(Stdio::piped()).stdout(out).stderr(pty.stdio());
    let mut child = command.spawn().unwrap();
    drop(command);
    child.stdin.take().unwrap().write_all(records.as_bytes()).unwrap();
    let (shown, code) = watch(pty, child);
    assert_eq!(code, Some(0));
    assert!(shown.contains("Storing 1"), "{shown}");
    assert_eq!(remains(&shown), "", "{shown}");
}

#[test]
fn scripts_dumb_terminals_and_programs_get_none() {
    for (line, term) in [
        ("rm-id s0000 s0001", "xterm"),
        ("prune --yes", "xterm"),
        ("fsck --errors=json", "xterm"),
        ("clean --yes", "dumb"),
    ] {
        let sandbox = Sandbox::new();
        for id in ["s0000", "s0001"] {
            sandbox.session(id, json!({ "last_used": "2026-01-01T00:00:00Z" }));
        }
        let pty = Pty::new(60);
        let words: Vec<_> = line.split(' ').collect();
        let mut command = sandbox.std_command(&words);
        command.env("CLINVK_TEST_PROGRESS", "1").env("TERM", term);
        command.stdin(pty.stdio()).stdout(pty.stdio()).stderr(pty.stdio());
        let child = command.spawn().unwrap();
        drop(command);
        let (shown, _) = watch(pty, child);
        assert!(!shown.contains('\r') && !shown.contains("\u{1b}[2K"), "{line}: {shown:?}");
    }
}
