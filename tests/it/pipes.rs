//! Pipelines of commands, and readers that close early, in stores of thousands of sessions.
//!
//! A pipeline could block: a lister could wait for its reader while holding the lock for which the
//! reader waits. There are no timeouts: such a pipeline never ends, or ends with the lock's
//! timeout.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, ChildStdout, Stdio},
    thread,
};

use crate::{
    sandbox::{Output, Sandbox},
    schema_check::validate,
};

/// Far more sessions than a pipe, or any buffer of a command, holds records of.
const SIZE: usize = 6_000;

/// Writes this many sessions, every other one old.
fn fill(sandbox: &Sandbox, size: usize) {
    const THREADS: usize = 4;
    fs::create_dir(sandbox.store()).unwrap();
    thread::scope(|scope| {
        for first in 0..THREADS {
            scope.spawn(move || {
                for number in (first..size).step_by(THREADS) {
                    let id = format!("{number:032x}");
                    let used = if number % 2 == 0 { "2026-11-22" } else { "2026-01-22" };
                    let text = format!(
                        "{{\"id\":\"{id}\",\"backend\":\"claude\",\"last_used\":\"{used}T00:00:00Z\"}}"
                    );
                    fs::write(sandbox.path(&format!("{id}.json")), text).unwrap();
                }
            });
        }
    });
}

/// Commands connected by pipes.
struct Pipeline<'a> {
    sandbox: &'a Sandbox,
    children: Vec<Child>,
    /// The output of the last command.
    end: BufReader<ChildStdout>,
}

impl Pipeline<'_> {
    fn new<'a>(sandbox: &'a Sandbox, lines: &[&str]) -> Pipeline<'a> {
        let mut children = Vec::new();
        let mut input = Stdio::null();
        let mut end = None;
        for line in lines {
            let words: Vec<_> = line.split(' ').collect();
            let mut command = sandbox.std_command(&words);
            command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            let output = child.stdout.take().unwrap();
            children.push(child);
            if children.len() == lines.len() {
                end = Some(output);
                break;
            }
            input = Stdio::from(output);
        }
        Pipeline { sandbox, children, end: BufReader::new(end.unwrap()) }
    }

    /// Reads everything and counts the records by outcome.
    fn outcomes(mut self) -> BTreeMap<String, usize> {
        let mut text = String::new();
        self.end.read_to_string(&mut text).unwrap();
        self.all_are_content();
        assert_eq!(text.lines().next().map(|line| validate(line, false)), Some(Ok(())));
        let mut outcomes = BTreeMap::new();
        for line in text.lines() {
            let (_, rest) = line.split_once("\"outcome\":\"").unwrap();
            let (outcome, _) = rest.split_once('"').unwrap();
            *outcomes.entry(outcome.to_owned()).or_default() += 1;
        }
        outcomes
    }

    /// Reads one line and closes the pipe, as `head -1` does.
    fn head(mut self) {
        let mut line = String::new();
        self.end.read_line(&mut line).unwrap();
        assert_eq!(validate(&line, false), Ok(()));
        self.all_are_content();
    }

    /// Closes the pipe. Every command must succeed silently.
    fn all_are_content(self) {
        drop(self.end);
        for child in self.children {
            let output = child.wait_with_output().unwrap();
            Output::new(&output, self.sandbox.home()).is("");
        }
    }
}

fn counted(outcome: &str, count: usize) -> BTreeMap<String, usize> {
    BTreeMap::from([(outcome.to_owned(), count)])
}

/// Runs every pair of commands that share a store of this size.
fn run_all(size: usize) {
    let sandbox = Sandbox::in_memory();
    fill(&sandbox, size);
    let pipeline = |lines: &[&str]| Pipeline::new(&sandbox, lines);

    pipeline(&["ls-raw"]).head();
    pipeline(&["prune --dry-run", "rm-id --stdin --dry-run"]).head();

    let stored = pipeline(&["ls-raw", "put-raw --stdin --replace"]).outcomes();
    assert_eq!(stored, counted("unchanged", size));
    let removed = pipeline(&["prune --dry-run", "rm-id --stdin"]).outcomes();
    assert_eq!(removed, counted("removed", size / 2));
    let removed = pipeline(&["ls-raw --sort last_used", "rm-id --stdin"]).outcomes();
    assert_eq!(removed, counted("removed", size / 2));
    assert_eq!(sandbox.names(), ["store.lock"]);
}

#[test]
fn no_pipe_hangs_at_thousands_of_sessions() {
    run_all(SIZE);
}

#[test]
#[ignore = "it takes a minute"]
fn no_pipe_hangs_at_a_hundred_thousand_sessions() {
    run_all(100_000);
}

#[test]
fn a_batch_whose_reader_went_away_is_still_finished() {
    for lines in [&["prune"][..], &["prune --dry-run", "rm-id --stdin"]] {
        let sandbox = Sandbox::in_memory();
        // Far more records than a pipe can buffer.
        fill(&sandbox, 4000);
        Pipeline::new(&sandbox, lines).head();
        assert_eq!(sandbox.ids().len(), 2000);
        assert_eq!(sandbox.run("prune --dry-run").stdout, "");
    }
}
