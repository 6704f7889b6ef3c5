//! Random plumbing command lines on odd stores: every line on standard output and standard error is
//! a record that conforms to its schema.

use std::fmt::Write as _;

use crate::{
    campaign::chance::Chance,
    hostile::store::{hostile, odd},
    sandbox::{Output, Sandbox},
    schema_check,
};

/// The number of command lines to try, per kind of store.
const TRIED: [usize; 3] = [168, 112, 112];

/// The number of command lines per store.
const EACH: usize = 14;

/// Plumbing commands, each with its options.
const COMMANDS: [(&str, &[&str]); 12] = [
    (
        "ls-raw",
        &[
            "-n 2",
            "-n 0",
            "--reverse",
            "--sort bytes",
            "-b claude",
            "--status active",
            "STDIN",
            "ID",
        ],
    ),
    ("cat-raw", &["ID", "STDIN", "-z", "--ignore-missing"]),
    ("resolve-id", &["ID", "4d", "t", "STDIN", "FIELDS", "--ignore-missing"]),
    (
        "rm-id",
        &["ID", "STDIN", "--dry-run", "--trash", "--atomic", "--keep-going", "--ignore-missing"],
    ),
    (
        "prune",
        &[
            "--dry-run",
            "--explain",
            "--keep-last 2",
            "--older-than 5d",
            "--trash",
            "--all",
            "--group-by backend",
            "--max-total-bytes 2K",
            "--keep-tag ''",
            "--at 2026-11-01T00:00:00Z",
        ],
    ),
    ("put-raw", &["STDIN", "--replace", "--no-sync", "--stdin0"]),
    (
        "set-raw",
        &[
            "ID",
            "STDIN",
            "--set title=t",
            "--add-tag x",
            "--unset title",
            "--set extra.k=v",
            "--if-etag 0123456789abcdef",
        ],
    ),
    ("ls-trash", &["--last", "FIELDS"]),
    ("restore-id", &["ID", "STDIN", "--ignore-missing"]),
    ("rm-trash", &["ID", "STDIN", "--dry-run", "--keep-going"]),
    ("ls-journal", &["ID", "-n 3"]),
    ("fsck", &["--repair"]),
];

const IDS: [&str; 10] = [
    "good1",
    "good2",
    "bad",
    "deep",
    "link",
    "text03",
    "time05",
    "4d5e6f7081920a1b",
    "nobody",
    "name",
];

const FIELDS: [&str; 6] =
    ["id", "id,outcome", "outcome,id,message", "type", "id,id", "batch,id,session"];

/// Items that no command wrote.
const ITEMS: [&str; 14] = [
    "good1",
    "text01",
    "../x",
    "two words",
    "{",
    "[1]",
    "\u{1b}[2J",
    r#"{"id":"good1"}"#,
    r#"{"v":2,"type":"session","id":"good1"}"#,
    r#"{"v":1,"type":["session"],"id":"good1"}"#,
    r#"{"v":1,"type":"removal","id":"good1","outcome":"kept"}"#,
    r#"{"v":1,"type":"trashed","id":"good1","batch":"no"}"#,
    r#"{"id":"new","backend":"claude","created_at":"2026-01-01T00:00:00Z","last_used":"2026-01-01T00:00:00Z","working_dir":"","later":"\ud800"}"#,
    "kept",
];

/// Generates a command line and its standard input.
fn invocation(chance: &mut Chance, sandbox: &Sandbox) -> (String, Vec<u8>) {
    let (command, options) = COMMANDS[chance.below(COMMANDS.len())];
    let mut line = format!("{command} --errors=json");
    let mut input = String::new();
    for _ in 0..chance.below(4) {
        match options[chance.below(options.len())] {
            "ID" => write!(line, " {}", IDS[chance.below(IDS.len())]).unwrap(),
            "FIELDS" => write!(line, " --fields {}", FIELDS[chance.below(FIELDS.len())]).unwrap(),
            "STDIN" => {
                line.push_str(if chance.below(5) == 0 { " --stdin0" } else { " --stdin" });
                let source = ["ls-raw", "ls-trash", "prune --explain", "fsck", "ls-journal"];
                match chance.below(source.len() + 3) {
                    at if at < source.len() => input.push_str(&sandbox.run(source[at]).stdout),
                    _ => {
                        for _ in 0..chance.below(5) {
                            writeln!(input, "{}", ITEMS[chance.below(ITEMS.len())]).unwrap();
                        }
                    }
                }
            }
            option => write!(line, " {option}").unwrap(),
        }
    }
    (line, input.into_bytes())
}

/// Checks the output of a command line against the contract.
fn check(line: &str, output: &Output) {
    let told = || format!("{line}\n{output}");
    assert!([0, 1, 4].contains(&output.code), "{}", told());
    for error in output.stderr.lines() {
        assert_eq!(schema_check::validate(error, false), Ok(()), "{}", told());
    }
    let is_framed_otherwise = line.starts_with("cat-raw") || line.contains(" -z");
    let is_cut = line.contains("--fields");
    for record in output.stdout.lines().filter(|_| !is_framed_otherwise) {
        assert_eq!(schema_check::validate(record, is_cut), Ok(()), "{}", told());
    }
    assert!(output.code == 0 || !(output.stdout.is_empty() && output.stderr.is_empty()), "{line}");
}

#[test]
fn whatever_is_typed_or_piped_in_gives_records_that_their_schemas_take() {
    let example = || Sandbox::in_memory().with_example();
    let stores: [fn() -> Sandbox; 3] = [example, hostile, odd];
    for ((store, tried), seed) in stores.into_iter().zip(TRIED).zip(7..) {
        let mut chance = Chance::of_run(seed);
        for _ in 0..tried / EACH {
            let sandbox = store();
            for _ in 0..EACH {
                let (line, input) = invocation(&mut chance, &sandbox);
                check(&line, &sandbox.run_with(&line, input));
            }
        }
    }
}
