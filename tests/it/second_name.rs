//! Called as `clinvk-sessions`, the program is `clinvk sessions`.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use serde_json::json;

use crate::sandbox::{NOW, Output, PROGRAM, Sandbox};

/// Returns the program under test, called by a link of that name, in the home of `sandbox`.
fn command(sandbox: &Sandbox, words: &[&str]) -> Command {
    let link = sandbox.home().join("clinvk-sessions");
    if !link.is_symlink() {
        symlink(PROGRAM, &link).unwrap();
    }
    let mut command = Command::new(link);
    command.args(words).env_clear().env("CLINVK_TEST_NOW", NOW).env("CLINVK_HOME", sandbox.home());
    command.current_dir(sandbox.home());
    command
}

fn run(sandbox: &Sandbox, line: &str) -> Output {
    let words: Vec<&str> = line.split_whitespace().collect();
    Output::unchecked(&command(sandbox, &words).output().unwrap(), sandbox.home())
}

#[test]
fn every_command_works_without_the_name_of_the_group() {
    let sandbox = Sandbox::example();
    for line in ["list", "ls -n 1", "show 6b7c", "ls-raw", "fsck", "trash", "schema"] {
        assert_eq!(run(&sandbox, line).to_string(), sandbox.run(line).to_string(), "{line}");
    }
    let home = sandbox.home().to_str().unwrap();
    let list = sandbox.run("list").to_string();
    assert_eq!(run(&sandbox, &format!("--home {home} --no-pager list")).to_string(), list);
    assert_eq!(run(&sandbox, "sessions list").to_string(), list);
}

#[test]
fn help_and_usage_name_it() {
    let sandbox = Sandbox::new();
    for line in ["", "--help", "-h", "help", "list -h", "help show", "clean --help", "rm-id --help"]
    {
        let ours = run(&sandbox, line);
        let other = Output::unchecked(
            &sandbox.std_command(&line.split_whitespace().collect::<Vec<_>>()).output().unwrap(),
            sandbox.home(),
        );
        let renamed = other.to_string().replace("clinvk sessions", "clinvk-sessions");
        assert_eq!(ours.to_string(), renamed, "{line}");
        assert!(renamed.contains("Usage: clinvk-sessions"), "{line}: {renamed}");
        assert!(!ours.to_string().contains("clinvk-sessions sessions"), "{line}: {ours}");
    }
    let coloured = run(&sandbox, "list --help --color always").stdout;
    assert!(coloured.contains("clinvk-sessions list") && !coloured.contains("clinvk sessions"));
}

#[test]
fn hints_can_be_pasted() {
    let sandbox = Sandbox::new();
    sandbox.session("kept", json!({"metadata": {"pinned": "true"}})).file("bad.json", "{");
    for (line, hint) in [
        ("show nobody", "check `clinvk-sessions list`"),
        ("--home . show nobody", "check `clinvk-sessions --home . list`"),
        ("delete kept", "unpin it first with `clinvk-sessions unpin kept`, or use --force"),
        ("show bad", "`clinvk-sessions cat-raw bad` shows the file as it is"),
        ("undo", "undo the last deletion with `clinvk-sessions restore --last`"),
        (
            "purge --config c",
            "to delete old sessions, look first with `clinvk-sessions --config c clean --dry-run`",
        ),
        (
            "migrate",
            "copy to another home: `clinvk-sessions export | clinvk-sessions --home DIR import -`",
        ),
        ("version", "show the version with `clinvk-sessions --version`"),
        ("list --zebra", "usage: clinvk-sessions list [OPTIONS]"),
        ("list -n many", "see `clinvk-sessions list --help`"),
        (
            "resume kept",
            "list the sessions that can be resumed: `clinvk-sessions list --resumable`",
        ),
    ] {
        let output = run(&sandbox, line);
        assert_eq!(output.stderr.lines().nth(1), Some(&*format!("hint: {hint}")), "{output}");
        assert!(output.stderr.starts_with("clinvk: "), "{output}");
    }
}

#[test]
fn nothing_is_handed_to_another_program() {
    let sandbox = Sandbox::new();
    let other = sandbox.home().join("bin");
    fs::create_dir(&other).unwrap();
    symlink("/bin/echo", other.join("clinvk")).unwrap();
    let mut command = command(&sandbox, &["fix the bug"]);
    let output = command.env("PATH", &other).output().unwrap();
    let output = Output::new(&output, sandbox.home());
    assert_eq!((output.stdout.as_str(), output.code), ("", 1), "{output}");
    assert!(output.stderr.starts_with("clinvk: unrecognized subcommand"), "{output}");
}

#[test]
fn it_has_a_version_of_its_own() {
    let version = concat!("clinvk-sessions ", env!("CARGO_PKG_VERSION"), "\n");
    for line in ["--version", "-V", "list --version"] {
        run(&Sandbox::new(), line).is(version);
    }
}

#[test]
fn the_installed_program_of_that_name_is_the_same_by_any_link() {
    let sandbox = Sandbox::example();
    let installed = Path::new(PROGRAM).with_file_name("clinvk-sessions");
    let link = sandbox.home().join("cs");
    symlink(&installed, &link).unwrap();
    for program in [&installed, &link] {
        let mut command = Command::new(program);
        command.args(["ls-raw", "-z"]).env_clear().env("CLINVK_HOME", sandbox.home());
        let output = Output::unchecked(&command.output().unwrap(), sandbox.home());
        assert_eq!(output.to_string(), sandbox.run("ls-raw -z").to_string());
    }
}
