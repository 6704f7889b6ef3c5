//! Files that are recognised as unchanged by their stat data, and those that are not.

use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    process::{Output, Stdio},
};

use crate::{sandbox::Sandbox, strace::calls, terminal::Pty};

/// Runs `clean`, calls `change` when it asks, then answers yes. Returns the output.
///
/// All files of a test are racy, so they are read again by default. `trusts` makes the store trust
/// them.
fn cleaned(sandbox: &Sandbox, trusts: bool, change: impl FnOnce()) -> String {
    let pty = Pty::new(100);
    let mut command = sandbox.std_command(&["clean", "--older-than", "30d"]);
    command.stdin(pty.stdio()).stderr(pty.stdio()).stdout(Stdio::piped());
    if trusts {
        command.env("CLINVK_TEST_BROKEN", "young-trusted");
    }
    let child = command.spawn().unwrap();
    drop(command);
    let mut person = &pty.person;
    let (mut asked, mut piece) = (Vec::new(), [0; 4096]);
    while !asked.contains(&b'?') {
        let length = person.read(&mut piece).unwrap();
        asked.extend_from_slice(&piece[..length]);
    }
    change();
    person.write_all(b"y\n").unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Creates a store with two old sessions.
fn two_old() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.session_of_age("a", 40).session_of_age("b", 40);
    sandbox
}

#[test]
fn what_changes_between_the_question_and_the_answer_stays() {
    for trusts in [false, true] {
        // Writes in place, with the same size.
        let sandbox = two_old();
        let path = sandbox.path("a.json");
        let printed = cleaned(&sandbox, trusts, || {
            let file = fs::read_to_string(&path).unwrap();
            fs::write(&path, file.replace("\"claude\"", "\"gemini\"")).unwrap();
        });
        assert!(printed.starts_with("Deleted 1 session(s)"), "{printed}");
        assert_eq!(sandbox.ids(), ["a"]);

        // Replaces the file, as clinvk does, with the times of the old one.
        let sandbox = two_old();
        let (path, new) = (sandbox.path("a.json"), sandbox.path(".tmp-1"));
        let printed = cleaned(&sandbox, trusts, || {
            let file = fs::read_to_string(&path).unwrap();
            fs::write(&new, file.replace("\"claude\"", "\"gemini\"")).unwrap();
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            File::options().write(true).open(&new).unwrap().set_modified(modified).unwrap();
            fs::rename(&new, &path).unwrap();
        });
        assert!(printed.starts_with("Deleted 1 session(s)"), "{printed}");
        assert_eq!(sandbox.ids(), ["a"]);
    }
}

#[test]
fn what_only_looks_changed_is_read_again_and_goes() {
    for trusts in [false, true] {
        let sandbox = two_old();
        let path = sandbox.path("a.json");
        let printed = cleaned(&sandbox, trusts, || {
            let file = fs::read(&path).unwrap();
            fs::write(&path, file).unwrap();
        });
        assert!(printed.starts_with("Deleted 2 session(s)"), "{printed}");
        assert!(sandbox.ids().is_empty());
    }
}

#[test]
fn artifacts_go_with_their_session_whenever_they_came() {
    for trusts in [false, true] {
        for are_there_before in [false, true] {
            let sandbox = two_old();
            let artifacts = sandbox.path("a");
            let make = || fs::create_dir(&artifacts).unwrap();
            if are_there_before {
                make();
            }
            let printed = cleaned(&sandbox, trusts, || {
                if !are_there_before {
                    make();
                }
            });
            assert!(printed.starts_with("Deleted 2 session(s)"), "{printed}");
            assert!(!artifacts.exists(), "trusts {trusts}, before {are_there_before}");
            sandbox.run("restore a").is("Session a restored.\n");
            assert!(artifacts.is_dir());
        }
    }
}

/// Returns the output of `prune` with these options, while all files are trusted.
fn pruned(sandbox: &Sandbox, options: &[&str]) -> Output {
    let mut command = sandbox.std_command(&[&["prune", "--older-than", "30d"], options].concat());
    command.env("CLINVK_TEST_BROKEN", "young-trusted").output().unwrap()
}

#[test]
fn what_stands_in_the_place_of_artifacts_is_left_and_reported() {
    for options in [&[][..], &["--trash"]] {
        let sandbox = two_old();
        std::os::unix::fs::symlink("precious", sandbox.path("a")).unwrap();
        let output = pruned(&sandbox, options);
        let told = String::from_utf8(output.stdout).unwrap();
        let a = told.lines().next().unwrap();
        assert!(a.ends_with("sessions/a: it is not a directory\"}"), "{told}");
        assert_eq!(output.status.code(), Some(4));
        assert!(sandbox.ids().is_empty() && sandbox.path("a").is_symlink());
    }
}

#[test]
fn of_many_sessions_each_is_told_by_its_id_with_what_was_known_of_it() {
    let sandbox = Sandbox::in_memory();
    for number in 0..1_100 {
        sandbox.session_of_age(&format!("s{number}"), 31 + number);
    }
    let planned = String::from_utf8(pruned(&sandbox, &["--dry-run"]).stdout).unwrap();
    let removed = String::from_utf8(pruned(&sandbox, &[]).stdout).unwrap();
    assert_eq!(planned.lines().count(), 1_100);
    assert_eq!(planned.replace("\"would_remove\"", "\"removed\""), removed);
    assert!(sandbox.ids().is_empty());
}

/// The failpoint that makes the store trust young files.
const TRUSTING: Option<&str> = Some("young-trusted");

/// Returns how often a prune opens a session file.
fn openings(mistake: Option<&str>) -> Option<usize> {
    let sandbox = two_old();
    let trace = calls(&sandbox, "prune", "", "openat", mistake)?;
    assert!(sandbox.ids().is_empty());
    Some(trace.iter().filter(|line| line.contains("\"a.json\"")).count())
}

#[test]
fn a_young_file_is_read_again_before_it_is_removed() {
    let Some(opened) = openings(None) else { return };
    assert_eq!(opened, 2);
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_was_left_alone_is_read_once() {
    let Some(opened) = openings(TRUSTING) else { return };
    assert_eq!(opened, 1);
}

#[test]
#[cfg(target_os = "linux")]
fn for_a_prefix_a_directory_that_was_left_alone_is_listed_once_and_a_young_one_twice() {
    let sandbox = Sandbox::example();
    let list = |line, mistake| calls(&sandbox, line, "", "getdents64", mistake);
    let Some(young) = list("show 4d5e", None) else { return };
    let Some(quiet) = list("show 4d5e", TRUSTING) else { return };
    assert_eq!(young.len(), 2 * quiet.len());
}

#[test]
fn a_whole_id_is_found_and_removed_without_a_listing() {
    let sandbox = Sandbox::example();
    // Updating an index takes a listing.
    fs::remove_file(sandbox.path("index.json")).unwrap();
    let id = "4d5e6f7081920a1b";
    for command in ["show", "cat-raw", "rm-id"] {
        let line = format!("{command} {id}");
        let Some(calls) = calls(&sandbox, &line, "", "getdents64", None) else { return };
        assert_eq!(calls, [""; 0], "{line}");
    }
}
