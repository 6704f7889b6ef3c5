//! A named home must exist. An empty one is an empty store.

use std::{fs, os::unix::fs::symlink, path::Path};

use super::bare;
use crate::sandbox::{PROGRAM, Sandbox};

/// Every command but `put-raw`, with its required arguments.
const COMMANDS: [&str; 19] = [
    "list",
    "show a",
    "delete a",
    "clean --all --yes",
    "trash",
    "restore --last",
    "empty-trash --yes",
    "log",
    "pin a",
    "unpin a",
    "ls-raw",
    "cat-raw a",
    "resolve-id a",
    "rm-id --ignore-missing a",
    "set-raw a --set title=t",
    "restore-id a",
    "prune",
    "fsck",
    "schema",
];

fn in_home(home: &Path, line: &str) -> (String, String, Option<i32>) {
    let home = home.to_str().unwrap();
    let words: Vec<&str> =
        ["--home", home, "sessions"].into_iter().chain(line.split(' ')).collect();
    bare(&words, &[])
}

#[test]
fn a_home_that_is_none_is_an_error_for_every_command_that_does_not_make_it() {
    let sandbox = Sandbox::new();
    let inside = |name: &str| sandbox.home().join(name);
    fs::write(inside("file"), "").unwrap();
    for (name, reason) in [
        ("missing", "there is no such directory"),
        ("missing/deeper", "there is no such directory"),
        ("file", "it is not a directory"),
        ("file/deeper", "it is not a directory"),
    ] {
        for line in COMMANDS {
            let (stdout, stderr, code) = in_home(&inside(name), line);
            assert_eq!((stdout.as_str(), code), ("", Some(1)), "{line}: {stderr}");
            let expected = format!(
                "clinvk: cannot use the home {}: {reason}\nhint: name the directory that holds \
                 sessions/; only `put-raw` and `import` create a missing one\n",
                inside(name).display()
            );
            assert_eq!(stderr, expected, "{line}");
        }
    }
    assert!(!inside("missing").exists(), "nothing is made");
}

#[test]
fn put_raw_makes_a_missing_home_but_not_out_of_a_file() {
    let sandbox = Sandbox::new();
    let missing = sandbox.home().join("a/b");
    assert_eq!(in_home(&missing, "put-raw"), (String::new(), String::new(), Some(0)));
    assert!(!missing.exists(), "there was nothing to store");
    let session = Sandbox::example().run("ls-raw -n 1").stdout;
    let mut put = assert_cmd::Command::new(PROGRAM);
    put.env_clear().arg("--home").arg(&missing).args(["sessions", "put-raw"]);
    put.write_stdin(session).assert().success();
    assert_eq!(in_home(&missing, "ls-raw -z").0.matches('\0').count(), 1);
    fs::write(sandbox.home().join("file"), "").unwrap();
    let (stdout, stderr, code) = in_home(&sandbox.home().join("file"), "put-raw");
    assert_eq!((stdout.as_str(), code), ("", Some(1)));
    assert!(stderr.contains("file: it is not a directory\nhint: "), "{stderr}");
}

#[test]
fn an_empty_home_and_a_link_to_one_are_empty_stores() {
    let sandbox = Sandbox::new();
    let (empty, link) = (sandbox.home().join("empty"), sandbox.home().join("link"));
    fs::create_dir(&empty).unwrap();
    symlink("empty", &link).unwrap();
    for home in [empty, link] {
        assert_eq!(in_home(&home, "ls-raw"), (String::new(), String::new(), Some(0)));
        let (_, stderr, code) = in_home(&home, "list");
        assert_eq!((stderr.as_str(), code), ("No sessions found.\n", Some(0)));
        assert_eq!(fs::read_dir(&home).unwrap().count(), 0);
    }
}

#[test]
fn a_home_from_the_environment_must_be_one_too() {
    let sandbox = Sandbox::new();
    let missing = sandbox.home().join("missing");
    fs::write(sandbox.home().join("file"), "").unwrap();
    let file = sandbox.home().join("file");
    for (home, reason) in [(missing, "there is no such directory"), (file, "it is not a directory")]
    {
        let environment = [("CLINVK_HOME", home.to_str().unwrap()), ("HOME", "/")];
        let run = |command: &str| bare(&["sessions", command], &environment);
        let (stdout, stderr, code) = run("ls-raw");
        assert_eq!((stdout.as_str(), code), ("", Some(1)));
        assert_eq!(
            stderr,
            format!(
                "clinvk: cannot use the home {}: {reason}\nhint: set CLINVK_HOME to the directory \
                 that holds sessions/, or unset it to use ~/.clinvk\n",
                home.display()
            )
        );
        // A command that needs no home ignores the environment.
        assert_eq!(run("schema").2, Some(0));
    }
}

#[test]
fn the_usual_home_need_not_be_there_yet() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().to_str().unwrap();
    let nothing = (String::new(), String::new(), Some(0));
    assert_eq!(bare(&["sessions", "ls-raw"], &[("HOME", home)]), nothing);
}

#[test]
fn such_an_error_is_a_record_too() {
    let (stdout, stderr, code) = in_home(Path::new("/nowhere"), "ls-raw --errors=json");
    assert_eq!((stdout.as_str(), code), ("", Some(1)));
    let error: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!((&error["code"], &error["path"]), (&"no_home".into(), &"/nowhere".into()));
}
