//! A store behind a dangling symlink: an unmounted disk is not an empty store.

use std::{fs, os::unix::fs::symlink};

use serde_json::json;

use crate::sandbox::Sandbox;

/// Every command that reads the store, with its input.
const LINES: [(&str, &str); 19] = [
    ("list", ""),
    ("list --json", ""),
    ("show abc", ""),
    ("ls-raw", ""),
    ("cat-raw abc", ""),
    ("resolve-id abc", ""),
    ("trash", ""),
    ("log", ""),
    ("fsck", ""),
    ("fsck --repair", ""),
    ("delete abc", ""),
    ("clean --older-than 30d --yes", ""),
    ("rm-id abc", ""),
    ("prune --older-than 30d", ""),
    ("set-raw abc --set title=x", ""),
    ("restore --last", ""),
    ("restore-id abc", ""),
    ("empty-trash --yes", ""),
    (
        "put-raw",
        r#"{"id":"new","backend":"codex","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":""}"#,
    ),
];

#[test]
fn a_link_that_leads_nowhere_is_an_error_of_every_command() {
    let sandbox = Sandbox::new();
    symlink("/mnt/not/mounted", sandbox.store()).unwrap();
    for (line, input) in LINES {
        let output = sandbox.run_with(line, input);
        let why = "clinvk: cannot open HOME/sessions: it is a symbolic link to /mnt/not/mounted, \
                   which is not there\n\
                   hint: mount the file system on which /mnt/not/mounted is\n";
        assert!(output.stderr.starts_with(why), "{line}: {output}");
        assert_eq!(output.code, 4, "{line}");
    }
    assert_eq!(fs::read_dir(sandbox.home()).unwrap().count(), 1);
    let error = sandbox.run("ls-raw --errors=json").stderr;
    assert!(error.contains(r#""code":"io_error","id":null,"path":"HOME/sessions""#), "{error}");
}

#[test]
fn so_is_a_home_that_is_such_a_link() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().join("home");
    symlink("/mnt/not/mounted", &home).unwrap();
    let run = |line: &str| {
        let words: Vec<&str> = line.split(' ').chain(["--home", home.to_str().unwrap()]).collect();
        sandbox.run_words(&words, "")
    };
    for line in ["list", "ls-raw", "rm-id abc", "restore --last", "fsck"] {
        let output = run(line);
        let why = "clinvk: cannot open HOME/home: it is a symbolic link to /mnt/not/mounted";
        assert!(output.stderr.starts_with(why) && output.code == 4, "{line}: {output}");
    }
}

#[test]
fn a_link_to_a_store_that_is_there_is_the_store_and_no_store_is_an_empty_one() {
    let sandbox = Sandbox::new();
    sandbox.run("ls-raw").is("");
    sandbox.session("abc", json!({}));
    fs::rename(sandbox.store(), sandbox.home().join("disk")).unwrap();
    sandbox.run("ls-raw").is("");
    symlink("disk", sandbox.store()).unwrap();
    assert_eq!(sandbox.run("ls-raw").column("id"), ["abc"]);
    sandbox.run("delete abc").is("Session abc deleted.\n");
}
