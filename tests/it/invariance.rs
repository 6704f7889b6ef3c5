//! Plumbing writes the same bytes in any environment, on a terminal and in a pipe.

use std::{
    fs::{self, File},
    process::Stdio,
};

use crate::{
    golden::{self, Case},
    sandbox::Output,
    terminal,
};

/// Variables that change the output of many programs.
const VARIABLES: [(&str, &str); 12] = [
    ("LANG", "C"),
    ("LC_ALL", "tr_TR.UTF-8"),
    ("TZ", "Asia/Tokyo"),
    ("CLICOLOR_FORCE", "1"),
    ("FORCE_COLOR", "1"),
    ("NO_COLOR", "1"),
    ("TERM", "xterm-256color"),
    ("COLUMNS", "20"),
    ("LINES", "2"),
    ("PAGER", "false"),
    ("RUST_BACKTRACE", "1"),
    ("HOME", "/nowhere"),
];

/// Plumbing with output other than JSON Lines.
const OTHERS: [&str; 6] = [
    "ls-raw -z --fields id,title,last_used,token_usage",
    "ls-raw --sort last_used --reverse --fields id,last_used",
    "cat-raw 3f1a2b3c4d5e6f708192a3b4c5d6e7f8",
    "prune --dry-run -z --fields outcome,id",
    "schema",
    "schema removal",
];

/// Returns every plumbing command.
fn commands() -> impl Iterator<Item = Case> {
    // Each home has a different batch in its trash.
    let cases = golden::CASES.into_iter().filter(|case| case.line != "ls-trash");
    cases.chain(OTHERS.map(Case::unwritten))
}

#[test]
fn no_variable_changes_a_byte() {
    for case in commands() {
        let plain = case.run();
        assert!(!(plain.stdout.is_empty() && plain.stderr.is_empty()), "{}", case.line);
        for (name, value) in VARIABLES {
            let (sandbox, words) = (case.home(), case.line.split(' ').collect::<Vec<_>>());
            let mut command = sandbox.command(&words);
            let output = command.env(name, value).write_stdin(case.input).output().unwrap();
            let output = Output::unchecked(&output, sandbox.home()).to_string();
            assert_eq!(output, plain.to_string(), "{name}={value}: {}", case.line);
        }
    }
}

#[test]
fn a_terminal_shows_the_bytes_of_a_pipe() {
    for case in commands() {
        let (plain, sandbox) = (case.run(), case.home());
        let mut command = sandbox.std_command(&case.line.split(' ').collect::<Vec<_>>());
        // `list --json` is among them, and is paged.
        command.env("TERM", "xterm-256color").env("CLINVK_PAGER", "");
        let (shown, code) = terminal::shown(&mut command, 20, case.input);
        let shown = shown.replace(sandbox.home().to_str().unwrap(), "HOME");
        if case.line == "list --json" {
            let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            assert_eq!((read(&shown), code), (read(&plain.stdout), Some(plain.code)));
            // Porcelain indents JSON for a person.
            assert!(shown.starts_with("[\n  {\n    \"v\": 1,\n"), "{shown}");
            continue;
        }
        assert_eq!((shown, code), (plain.stdout, Some(plain.code)), "{}", case.line);
    }
}

#[test]
fn a_file_holds_the_bytes_of_a_pipe() {
    for case in commands().filter(|case| case.input.is_empty()) {
        let (plain, sandbox) = (case.run(), case.home());
        let mut command = sandbox.std_command(&case.line.split(' ').collect::<Vec<_>>());
        let path = sandbox.home().join("written");
        let file = File::create(&path).unwrap();
        command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null()).status().unwrap();
        let written = fs::read_to_string(path).unwrap();
        let written = written.replace(sandbox.home().to_str().unwrap(), "HOME");
        assert_eq!(written, plain.stdout, "{}", case.line);
    }
}
