//! Errors on the command line, and the location of the store.

mod help;
mod hints;
mod home;
mod ids;
mod options;
mod suggestions;

use crate::sandbox::{NOW, PROGRAM, Sandbox, example_home};

#[test]
fn an_unknown_subcommand_or_flag_is_one_error_with_the_nearest_name() {
    let sandbox = Sandbox::new();
    for (line, error) in [
        (
            "lst",
            "unrecognized subcommand 'lst'\nhint: some similar subcommands exist: 'ls-trash', 'ls', 'list'",
        ),
        (
            "zebra",
            "unrecognized subcommand 'zebra'\nhint: the commands are list, show, resume, stats, tree, delete, \
             clean, trash, restore, empty-trash, log, pin, unpin, tag, untag, tags, rename, fork, \
             relocate, export, import, ls-raw, cat-raw, resolve-id, rm-id, put-raw, set-raw, ls-trash, restore-id, \
             rm-trash, ls-journal, prune, fsck, schema",
        ),
        (
            "list --statsu x",
            "unexpected argument '--statsu' found\nhint: a similar argument exists: '--status'",
        ),
        (
            "list --zebra",
            "unexpected argument '--zebra' found\nhint: usage: clinvk sessions list [OPTIONS]",
        ),
        (
            "show",
            "the following required arguments were not provided: <ID>...\nhint: usage: \
             clinvk sessions show [OPTIONS] <ID>... or clinvk sessions show [OPTIONS] --last",
        ),
        (
            "ls-raw --sort idd",
            "invalid value 'idd' for '--sort <FIELD>' [possible values: id, backend, status, \
            created_at, last_used, working_dir, backend_session_id, model, title, initial_prompt, \
            turn_count, parent_id, error_message, bytes, tokens]\nhint: a similar value exists: 'id'",
        ),
        (
            "list -n many",
            "invalid value 'many' for '--limit <N>': not a whole number\n\
            hint: see `clinvk sessions list --help`",
        ),
        (
            "list --json --format csv",
            "the argument '--json' cannot be used with '--format <FORMAT>'\n\
            hint: usage: clinvk sessions list --json",
        ),
    ] {
        sandbox.run(line).is(&format!("[stderr]\nclinvk: {error}\n[exit 1]\n"));
    }
}

#[test]
fn no_subcommand_is_help_on_stderr_and_a_failure() {
    let output = Sandbox::new().run("");
    assert_eq!((output.stdout.as_str(), output.code), ("", 1));
    assert!(output.stderr.starts_with("Manage sessions\n\nUsage: clinvk sessions"), "{output}");
}

#[test]
fn help_and_version_that_were_asked_for_are_answers() {
    let help = Sandbox::new().run("list -h");
    assert!(
        help.stdout.starts_with("List all sessions\n\nUsage: clinvk sessions list [OPTIONS]\n")
    );
    assert_eq!((help.stderr.as_str(), help.code), ("", 0));
    let mut version = assert_cmd::Command::new(PROGRAM);
    let version = version.arg("--version").assert().success();
    version.stdout(predicates::str::diff(concat!(
        "clinvk-sessions ",
        env!("CARGO_PKG_VERSION"),
        "\n"
    )));
}

/// Runs the binary with exactly this environment.
fn bare(arguments: &[&str], environment: &[(&str, &str)]) -> (String, String, Option<i32>) {
    let mut command = assert_cmd::Command::new(PROGRAM);
    command.env_clear().env("CLINVK_TEST_NOW", NOW).envs(environment.iter().copied());
    let elsewhere = Sandbox::new();
    let output = command.args(arguments).current_dir(elsewhere.home()).output().unwrap();
    assert_eq!(elsewhere.home().read_dir().unwrap().count(), 0, "nothing is made here");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn the_store_is_that_of_home_then_of_clinvk_home_then_below_home() {
    let example = example_home();
    let example = example.to_str().unwrap();
    let home = Sandbox::new();
    std::fs::create_dir_all(home.home().join(".clinvk/sessions")).unwrap();
    std::fs::write(home.home().join(".clinvk/sessions/mine.json"), r#"{"id":"mine"}"#).unwrap();
    let home = home.home().to_str().unwrap();
    let first_id = |arguments: &[&str], environment: &[(&str, &str)]| {
        let (stdout, stderr, code) = bare(arguments, environment);
        assert_eq!((stderr.as_str(), code), ("", Some(0)));
        stdout.split('\0').next().unwrap().to_owned()
    };
    let list = ["sessions", "ls-raw", "-z"];
    assert_eq!(first_id(&list, &[("HOME", home)]), "mine");
    assert_eq!(first_id(&list, &[("HOME", home), ("CLINVK_HOME", "")]), "mine");
    assert_eq!(first_id(&list, &[("HOME", home), ("CLINVK_HOME", example)])[..4], *"0a3f");
    let named = ["--home", example, "sessions", "ls-raw", "-z"];
    assert_eq!(first_id(&named, &[("CLINVK_HOME", "/nowhere")])[..4], *"0a3f");
    let named_last = ["sessions", "ls-raw", "-z", "--home", example];
    assert_eq!(first_id(&named_last, &[])[..4], *"0a3f");
}

#[test]
fn without_a_home_it_refuses_and_never_takes_the_current_directory() {
    for (environment, reason) in [
        (&[][..], "HOME is not set"),
        (&[("HOME", "")], "HOME is not set"),
        (&[("HOME", "relative")], "HOME is not an absolute path"),
    ] {
        let (stdout, stderr, code) = bare(&["sessions", "list"], environment);
        assert_eq!((stdout.as_str(), code), ("", Some(1)));
        assert_eq!(
            stderr,
            format!(
                "clinvk: the home directory is unknown: {reason}\n\
             hint: set HOME or CLINVK_HOME, or use --home DIR\n"
            )
        );
    }
}

#[test]
fn a_home_that_is_a_file_is_an_error() {
    let sandbox = Sandbox::new();
    std::fs::write(sandbox.store(), "").unwrap();
    sandbox
        .run("list")
        .is("[stderr]\nclinvk: cannot open HOME/sessions: Not a directory\n[exit 4]\n");
}
