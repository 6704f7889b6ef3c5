//! Failing standard output, and readers that close early.

use std::{fs::File, io::Write as _, process::Stdio};

use serde_json::json;

use crate::sandbox::{Output, Sandbox, skip};

#[test]
fn a_full_disk_behind_standard_output_is_exit_4() {
    if !std::fs::exists("/dev/full").unwrap() {
        skip("there is no /dev/full here");
        return;
    }
    let sandbox = Sandbox::example();
    sandbox.file("notes.txt", "");
    for line in [
        "list",
        "list --json",
        "list --format csv",
        "ls-raw",
        "show 4d5e",
        "resolve-id 4d",
        "cat-raw 4d5e6f7081920a1b",
        "rm-id 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d",
        "set-raw 4d5e6f7081920a1b --set title=t",
        "fsck",
        "schema",
        "prune --dry-run",
        "rm-id --dry-run 4d5e6f7081920a1b",
        "schema",
        "clean --dry-run",
    ] {
        let words: Vec<_> = line.split(' ').collect();
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = sandbox.std_command(&words).stdout(full).output().unwrap();
        Output::new(&output, sandbox.home()).is("[stderr]\n\
             clinvk: cannot write to standard output: No space left on device\n[exit 4]\n");
    }
}

#[test]
fn a_full_disk_is_exit_4_for_answers_to_standard_input_too() {
    if !std::fs::exists("/dev/full").unwrap() {
        skip("there is no /dev/full here");
        return;
    }
    let sandbox = Sandbox::example();
    let records = sandbox.run("ls-raw").stdout;
    for line in ["cat-raw --stdin", "resolve-id --stdin", "put-raw --replace", "rm-id --stdin"] {
        let words: Vec<_> = line.split(' ').collect();
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = sandbox.std_command(&words);
        command.stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(records.as_bytes()).unwrap();
        Output::new(&child.wait_with_output().unwrap(), sandbox.home()).is("[stderr]\n\
             clinvk: cannot write to standard output: No space left on device\n[exit 4]\n");
    }
    // The batch was finished anyway.
    assert_eq!(sandbox.names(), ["store.lock"]);
}

#[test]
fn standard_output_that_cannot_be_written_is_told_once() {
    let sandbox = Sandbox::example();
    sandbox.session("big", json!({ "title": "x".repeat(200_000) }));
    let unwritable = File::open("/dev/null").unwrap();
    let output = sandbox.std_command(&["ls-raw"]).stdout(unwritable).output().unwrap();
    Output::new(&output, sandbox.home()).is("[stderr]\n\
         clinvk: cannot write to standard output: Bad file descriptor\n[exit 4]\n");
}

#[test]
fn a_batch_is_finished_whatever_becomes_of_standard_output() {
    let sandbox = Sandbox::new();
    for number in 1000..1400 {
        sandbox.session_of_age(&format!("old{number}"), 99);
    }
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = sandbox.std_command(&["prune"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(sandbox.names(), ["store.lock"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let sandbox = Sandbox::new();
    let long = "x".repeat(10_000);
    for number in 0..100 {
        sandbox.session(&format!("id{number}"), json!({ "title": long }));
    }
    for line in ["ls-raw", "list", "list --json", "list --format csv", "prune --older-than 1h"] {
        let words: Vec<_> = line.split(' ').collect();
        let mut child = sandbox.std_command(&words);
        let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        Output::new(&output, sandbox.home()).is("");
    }
}
