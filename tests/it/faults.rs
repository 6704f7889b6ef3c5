//! Failing system calls, and mount points in unexpected places.

use std::{fs, process::Command};

use serde_json::json;

use crate::{
    sandbox::{Output, Sandbox, skip, tool},
    strace::{Fault, calls, run_with_fault},
};

/// Removes two sessions of the example.
const REMOVE: &str = "rm-id 4d5e6f7081920a1b 6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e";

#[test]
fn a_session_that_cannot_be_removed_has_failed_and_the_next_one_goes() {
    let sandbox = Sandbox::example();
    let fault = Fault { call: "unlinkat:error=EIO", path: "4d5e6f7081920a1b.json" };
    let Some(output) = run_with_fault(&sandbox, REMOVE, "", fault) else { return };
    assert_eq!(output.column("outcome"), ["failed", "removed"]);
    assert_eq!(
        output.column("message")[0].replace(sandbox.home().to_str().unwrap(), "HOME"),
        "cannot remove HOME/sessions/4d5e6f7081920a1b.json: Input/output error"
    );
    assert_eq!((output.code, sandbox.ids().len()), (4, 7));
    assert!(!sandbox.path("index.json").exists());
}

#[test]
fn an_index_that_cannot_be_removed_is_exit_4_though_the_sessions_are_gone() {
    let sandbox = Sandbox::example();
    let fault = Fault { call: "unlinkat:error=EROFS", path: "index.json" };
    let Some(output) = run_with_fault(&sandbox, REMOVE, "", fault) else { return };
    assert_eq!(output.column("outcome"), ["removed", "removed"]);
    assert_eq!(
        output.stderr,
        "clinvk: cannot remove HOME/sessions/index.json: Read-only file system\n"
    );
    assert_eq!((output.code, sandbox.ids().len()), (4, 6));
}

/// Returns the files in the store, except the lock and the index.
fn files(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    let names = sandbox.names().into_iter();
    let names = names.filter(|name| name != "store.lock" && name != "index.json");
    names.map(|name| (name.clone(), fs::read(sandbox.path(&name)).unwrap())).collect()
}

#[test]
fn a_session_that_cannot_be_written_stays_as_it_was_and_no_temporary_is_left() {
    let sandbox = Sandbox::example();
    sandbox.session("a", json!({}));
    let record = sandbox.run("ls-raw").records().pop().unwrap();
    let record = record.to_string().replace("\"title\":null", "\"title\":\"new\"");
    let fresh = record.replace("\"id\":\"a\"", "\"id\":\"b\"");
    let input = format!("{record}\n{fresh}\n");
    let before = files(&sandbox);
    // Faults only the writes to temporary files, not those to standard output.
    let twin = Sandbox::example();
    twin.session("a", json!({}));
    let Some(writes) = calls(&twin, "put-raw --replace", &input, "write", None) else { return };
    let of_temporary = |call: &String| call.contains("/sessions/.tmp-");
    let first = 1 + writes.iter().position(of_temporary).unwrap();
    let last = 1 + writes.iter().rposition(of_temporary).unwrap();
    let write = format!("write:error=ENOSPC:when={first}..{last}");
    for call in
        ["fchmod:error=EPERM", "fsync:error=EIO", "renameat,renameat2:error=ENOSPC", &*write]
    {
        let fault = Fault { call, path: "" };
        let Some(output) = run_with_fault(&sandbox, "put-raw --replace", &input, fault) else {
            return;
        };
        assert_eq!(
            (output.column("outcome"), output.code),
            (vec!["failed".to_owned(); 2], 4),
            "{call}"
        );
        for (message, id) in output.column("message").iter().zip(["a", "b"]) {
            let expected = format!("cannot write HOME/sessions/{id}.json: ");
            assert!(message.starts_with(&expected), "{call}: {message}");
        }
        assert_eq!(files(&sandbox), before, "{call}");
    }
    let fault = Fault { call: "renameat:error=EIO", path: "a.json" };
    let output = run_with_fault(&sandbox, "set-raw a --set title=new", "", fault).unwrap();
    assert_eq!((output.column("outcome"), output.code), (vec!["failed".to_owned()], 4));
    assert_eq!(files(&sandbox), before);
}

#[test]
fn no_session_is_created_beside_an_index_that_cannot_be_removed() {
    let sandbox = Sandbox::example();
    let file = fs::read_to_string(sandbox.path("4d5e6f7081920a1b.json")).unwrap();
    let input = ["new1", "new2"].map(|id| file.replace("4d5e6f7081920a1b", id)).concat();
    let before = sandbox.ids();
    let fault = Fault { call: "unlinkat:error=EROFS", path: "index.json" };
    let Some(output) = run_with_fault(&sandbox, "put-raw", &input, fault) else { return };
    assert_eq!((output.column("outcome"), output.code), (vec!["failed".to_owned(); 2], 4));
    assert_eq!(sandbox.ids(), before);
    assert!(sandbox.path("index.json").exists());
}

#[test]
fn a_file_system_that_cannot_rename_without_replacing_is_helped_by_a_second_name() {
    let sandbox = Sandbox::example();
    let file = fs::read_to_string(sandbox.path("4d5e6f7081920a1b.json")).unwrap();
    let input = file.replace("4d5e", "new");
    let fault = Fault { call: "renameat2:error=EINVAL", path: "" };
    let Some(output) = run_with_fault(&sandbox, "put-raw", &input, fault) else { return };
    assert_eq!((output.column("outcome"), output.code), (vec!["created".to_owned()], 0));
    assert!(sandbox.names().iter().all(|name| !name.starts_with(".tmp-")));
    let output = run_with_fault(&sandbox, "put-raw", &input, fault).unwrap();
    assert_eq!(output.column("outcome"), ["exists"]);
}

#[test]
fn a_directory_that_cannot_be_synced_is_exit_4() {
    let sandbox = Sandbox::example();
    let fault = Fault { call: "fsync:error=EIO", path: "" };
    let Some(output) = run_with_fault(&sandbox, REMOVE, "", fault) else { return };
    assert_eq!(output.stderr, "clinvk: cannot sync HOME/sessions: Input/output error\n");
    assert_eq!((output.column("outcome"), output.code), (vec!["removed".to_owned(); 2], 4));
}

#[test]
fn a_clean_that_could_not_read_a_session_is_exit_4() {
    for (error, line, done) in [
        ("EIO", "clean", "Deleted 1 session(s) older than 30 days.\n"),
        ("EMFILE", "clean --purge --yes", "Deleted 1 session(s) older than 30 days.\n"),
        ("EIO", "clean --dry-run", "Would delete 1 session(s) older than 30 days.\n"),
        ("EACCES", "clean --explain", "Would delete 1 session(s) older than 30 days and keep 0.\n"),
        ("EIO", "clean --older-than 100d", ""),
    ] {
        let sandbox = Sandbox::new();
        sandbox.session_of_age("old", 60).session_of_age("unread", 60).file("damaged.json", "{");
        let call = format!("openat:error={error}");
        let fault = Fault { call: &call, path: "unread.json" };
        let Some(output) = run_with_fault(&sandbox, line, "", fault) else { return };
        assert!(output.stdout.starts_with(done), "{line}: {output}");
        assert!(output.stderr.contains("clinvk: cannot read session unread: "), "{line}: {output}");
        let is_nothing = output.stderr.contains("clinvk: no sessions to clean\n");
        assert_eq!((is_nothing, output.code), (done.is_empty(), 4), "{line}: {output}");
        assert!(sandbox.path("unread.json").exists());
    }
}

#[test]
fn a_lock_file_that_cannot_be_examined_is_told_and_not_waited_for() {
    let sandbox = Sandbox::example();
    let fault = Fault { call: "newfstatat:error=EIO", path: "store.lock" };
    let Some(output) = run_with_fault(&sandbox, REMOVE, "", fault) else { return };
    assert_eq!(
        output.stderr,
        "clinvk: cannot examine HOME/sessions/store.lock: Input/output error\n"
    );
    assert_eq!((output.code, sandbox.ids().len()), (4, 8));
}

#[test]
fn a_session_that_cannot_be_examined_again_has_failed_and_not_changed() {
    let sandbox = Sandbox::example();
    let line = "set-raw 4d5e6f7081920a1b --set title=x";
    let fault = Fault { call: "newfstatat:error=EIO", path: "4d5e6f7081920a1b.json" };
    let Some(output) = run_with_fault(&sandbox, line, "", fault) else { return };
    assert_eq!((output.column("outcome"), output.code), (vec!["failed".to_owned()], 4));
    let message = output.column("message").remove(0);
    assert!(message.starts_with("cannot examine "), "{message}");
}

#[test]
fn an_interrupted_system_call_changes_nothing() {
    let Some(strace) = tool("strace") else { return };
    let plain = Sandbox::example();
    let plain = plain.run("delete 4d5e 5a6b --lock-timeout 0");
    let calls = [
        "open",
        "openat",
        "fstat",
        "newfstatat",
        "getdents64",
        "read",
        "flock",
        "unlinkat",
        "fsync",
    ];
    for call in calls {
        for when in 1..=4 {
            let sandbox = Sandbox::example();
            let under_test =
                sandbox.std_command(&["delete", "4d5e", "5a6b", "--lock-timeout", "0"]);
            let mut command = Command::new(&strace);
            command.args(["-f", "-qq", "-o", "/dev/null"]);
            // Counts only calls on the store, not those of program start.
            command.arg("-P").arg(sandbox.store());
            for name in ["store.lock", "4d5e6f7081920a1b.json", "index.json"] {
                command.arg("-P").arg(sandbox.path(name));
            }
            command.args(["-e", &format!("inject={call}:error=EINTR:when={when}")]);
            command.arg(under_test.get_program()).args(under_test.get_args());
            command.env_clear().env("CLINVK_HOME", sandbox.home());
            let output = Output::new(&command.output().unwrap(), sandbox.home());
            assert_eq!(output.to_string(), plain.to_string(), "{call} number {when}");
            assert_eq!(sandbox.ids().len(), 6);
        }
    }
}

#[test]
fn what_is_mounted_in_an_artifacts_directory_is_not_touched() {
    let Some(unshare) = tool("unshare") else { return };
    for place in ["abc", "abc/inner"] {
        let sandbox = Sandbox::new();
        sandbox.session("abc", serde_json::json!({}));
        fs::create_dir_all(sandbox.path(place)).unwrap();
        fs::create_dir(sandbox.home().join("precious")).unwrap();
        fs::write(sandbox.home().join("precious/data"), "x").unwrap();
        let delete = sandbox.std_command(&["delete", "--purge", "abc"]);
        // Uses a mount namespace of its own, which disappears with it.
        let mut command = Command::new(&unshare);
        command.args(["-m", "sh", "-c", "mount --bind precious \"$0\" || exit 99; \"$@\""]);
        command.arg(sandbox.path(place)).arg(delete.get_program()).args(delete.get_args());
        let output =
            command.current_dir(sandbox.home()).env("CLINVK_HOME", sandbox.home()).output();
        let output = Output::new(&output.unwrap(), sandbox.home());
        if output.code == 99 || output.stderr.starts_with("unshare") {
            skip("mounting is not permitted here");
            return;
        }
        output.is(&format!(
            "Session abc deleted.\n[stderr]\n\
             clinvk: cannot remove HOME/sessions/{place}: another file system is mounted there\n\
             [exit 4]\n"
        ));
        assert!(fs::exists(sandbox.home().join("precious/data")).unwrap());
    }
}
