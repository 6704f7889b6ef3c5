//! Repeated options, and the lock timeout from the environment.

use std::fs::File;

use rustix::fs::{FlockOperation, flock};
use serde_json::json;

use crate::sandbox::{Output, PROGRAM, Sandbox};

#[test]
fn the_last_of_a_repeated_option_counts() {
    let sandbox = Sandbox::example();
    for (repeated, once) in [
        ("list -n 1 -n 3", "list -n 3"),
        ("list --json --json", "list --json"),
        ("list -b claude --backend codex", "list -b codex"),
        ("list --status error --status active", "list --status active"),
        ("list --format csv --format tsv", "list --format tsv"),
        ("ls-raw --sort id --sort last_used", "ls-raw --sort last_used"),
        ("ls-raw --reverse --reverse", "ls-raw --reverse"),
        ("ls-raw --fields id,title --fields status", "ls-raw --fields status"),
        ("ls-raw -z --null --fields id --fields title", "ls-raw -z --fields title"),
        ("ls-raw --format-version 1 --format-version 1", "ls-raw"),
        (
            "prune --dry-run --dry-run --older-than 1d --older-than 100d",
            "prune --dry-run --older-than 100d",
        ),
        (
            "clean --dry-run --older-than 30d --group-by backend --keep-last 1 --keep-last 2 \
             --group-by working_dir",
            "clean --dry-run --older-than 30d --keep-last 2 --group-by working_dir",
        ),
        ("cat-raw nobody --errors=json --errors text", "cat-raw nobody"),
        ("cat-raw nobody --errors text --errors=json", "cat-raw nobody --errors=json"),
        ("ls-raw --zebra --errors=json --errors=text", "ls-raw --zebra"),
        ("delete -- nobody --json", "delete -- nobody --json"),
    ] {
        sandbox.run(repeated).is(&sandbox.run(once).to_string());
    }
    let mistake = sandbox.run("list --status bogus --status active");
    assert_eq!(
        (mistake.stdout.as_str(), mistake.code),
        ("", 1),
        "each value must be one: {mistake}"
    );
}

#[test]
fn the_last_home_counts_on_every_level() {
    let sandbox = Sandbox::new();
    sandbox.session("mine", json!({}));
    let home = sandbox.home().to_str().unwrap();
    for words in [
        &["--home", "/nowhere", "--home", home, "sessions", "ls-raw", "-z"][..],
        &["--home", "/nowhere", "sessions", "--home", home, "ls-raw", "-z"],
        &["--home", "/nowhere", "sessions", "ls-raw", "-z", "--home", home],
        &["sessions", "--home=/nowhere", "ls-raw", "-z", "--home", "/nowhere", "--home", home],
    ] {
        let mut command = assert_cmd::Command::new(PROGRAM);
        let output = command.env_clear().args(words).output().unwrap();
        Output::new(&output, sandbox.home()).is("mine\0");
    }
}

#[test]
fn options_that_add_up_still_do() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({})).session("c", json!({}));
    let set = "set-raw a b --set title=t --set status=paused --add-tag x --add-tag y";
    assert_eq!(sandbox.run(set).column("outcome"), ["replaced", "replaced"]);
    let shown = sandbox.run("ls-raw --fields title,status,tags");
    let expected = r#"{"v":1,"type":"session","title":"t","status":"paused","tags":["x","y"]}"#;
    assert_eq!(shown.stdout.lines().take(2).collect::<Vec<_>>(), [expected; 2]);
    sandbox.run("set-raw c --add-tag z").records();
    let kept = "prune --dry-run --keep-tag x --keep-tag z";
    sandbox.run(kept).is("");
    assert_eq!(sandbox.run("prune --dry-run --keep-tag x").column("id"), ["c"]);
}

/// Runs a command with `CLINVK_LOCK_TIMEOUT` set to `timeout` while another process holds the lock.
fn wait(sandbox: &Sandbox, line: &str, timeout: &str) -> Output {
    let store = File::open(sandbox.store()).unwrap();
    flock(&store, FlockOperation::LockExclusive).unwrap();
    let words: Vec<_> = line.split(' ').collect();
    let output = sandbox.command(&words).env("CLINVK_LOCK_TIMEOUT", timeout).output().unwrap();
    Output::new(&output, sandbox.home())
}

#[test]
fn the_environment_sets_how_long_to_wait_for_the_lock() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    let waited = |output: &Output| {
        assert_eq!((output.stdout.as_str(), output.code), ("", 4), "{output}");
        let (_, rest) = output.stderr.split_once(" after ").unwrap();
        rest.split_once(" s\n").unwrap().0.to_owned()
    };
    assert_eq!(waited(&wait(&sandbox, "list", "0")), "0");
    assert_eq!(waited(&wait(&sandbox, "list", "1")), "1");
    assert_eq!(waited(&wait(&sandbox, "list --lock-timeout 0", "3000")), "0");
}

#[test]
fn a_wait_that_is_no_number_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    for value in ["soon", "-1", "1.5", "30s", " 30", "99999999999"] {
        wait(&sandbox, "list", value).is(&format!(
            "[stderr]\nclinvk: CLINVK_LOCK_TIMEOUT is '{value}', which is not a whole number of \
             seconds\nhint: set it to a number such as 30, or unset it\n[exit 1]\n"
        ));
    }
    // Ignored where it is not needed; an empty value counts as unset.
    let with = |timeout: &str, words: &[&str]| {
        let mut command = sandbox.command(words);
        Output::new(&command.env("CLINVK_LOCK_TIMEOUT", timeout).output().unwrap(), sandbox.home())
    };
    with("soon", &["ls-raw", "-z", "--lock-timeout", "9"]).is("a\0");
    with("", &["ls-raw", "-z"]).is("a\0");
}
