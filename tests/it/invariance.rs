//! Plumbing writes the same bytes whatever the environment says, on a terminal and in a pipe.

use std::process::{Command, Stdio};

use crate::{golden, sandbox::Sandbox, terminal};

/// Variables by which programs are told to look different.
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

/// Plumbing that writes something other than JSON Lines.
const OTHERS: [&str; 6] = [
    "ls-raw -z --fields id,title,last_used,token_usage",
    "ls-raw --sort last_used --reverse --fields id,last_used",
    "cat-raw 3f1a2b3c4d5e6f708192a3b4c5d6e7f8",
    "prune --dry-run -z --fields outcome,id",
    "schema",
    "schema removal",
];

/// Every command of plumbing, and what it reads.
fn commands() -> impl Iterator<Item = (&'static str, &'static str)> {
    let golden = golden::CASES.iter().map(|case| (case.line, case.input));
    golden.chain(OTHERS.map(|line| (line, "")))
}

fn in_fresh_home(line: &str) -> (Sandbox, Command) {
    let sandbox = Sandbox::example();
    let words: Vec<_> = line.split(' ').collect();
    let command = sandbox.std_command(&words);
    (sandbox, command)
}

#[test]
fn no_variable_changes_a_byte() {
    for (line, input) in commands() {
        let plain = Sandbox::example().run_with(line, input);
        assert!(!plain.stdout.is_empty(), "{line}");
        for (name, value) in VARIABLES {
            let sandbox = Sandbox::example();
            let words: Vec<_> = line.split(' ').collect();
            let mut command = sandbox.command(&words);
            let output = command.env(name, value).write_stdin(input).output().unwrap();
            let is_same = output.stdout == plain.stdout.as_bytes()
                && output.stderr == plain.stderr.as_bytes()
                && output.status.code() == Some(plain.code);
            assert!(is_same, "{name}={value}: {line}\n{output:?}");
        }
    }
}

#[test]
fn a_terminal_shows_the_bytes_of_a_pipe() {
    for (line, input) in commands() {
        let plain = Sandbox::example().run_with(line, input);
        let (_sandbox, mut command) = in_fresh_home(line);
        command.env("TERM", "xterm-256color");
        let (shown, code) = terminal::shown(&mut command, 20, input);
        assert_eq!((shown, code), (plain.stdout + &plain.stderr, Some(plain.code)), "{line}");
    }
}

#[test]
fn a_file_holds_the_bytes_of_a_pipe() {
    for (line, input) in commands().filter(|(_, input)| input.is_empty()) {
        let plain = Sandbox::example().run_with(line, input);
        let (sandbox, mut command) = in_fresh_home(line);
        let path = sandbox.home().join("written");
        let file = std::fs::File::create(&path).unwrap();
        command.stdin(Stdio::null()).stdout(file).status().unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), plain.stdout, "{line}");
    }
}
