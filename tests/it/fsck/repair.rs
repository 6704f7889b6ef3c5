//! `sessions fsck --repair`: the problems it repairs, and the files it never touches.

use std::{fs, os::unix::fs::symlink, process::Command};

use serde_json::json;

use super::{age, findings, private, set_mode};
use crate::{
    sandbox::{Output, Sandbox, skip, tool},
    strace::{Fault, run_with_fault},
};

/// Returns every name in `lost+found`, sorted.
pub(super) fn lost(sandbox: &Sandbox) -> Vec<String> {
    let Ok(entries) = fs::read_dir(sandbox.home().join("lost+found")) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn directories_without_a_session_and_old_temporaries_are_moved_and_nothing_is_replaced() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).file(".tmp-1-0", "ours").file(".tmp-123", "clinvk's");
    for name in ["a", "orphan"] {
        fs::create_dir(sandbox.path(name)).unwrap();
        fs::write(sandbox.path(name).join("log"), name).unwrap();
    }
    private(&sandbox);
    age(&sandbox, ".tmp-123", 61);
    fs::create_dir_all(sandbox.home().join("lost+found/orphan")).unwrap();
    fs::write(sandbox.home().join("lost+found/.tmp-1-0"), "earlier").unwrap();
    sandbox.run("fsck --repair").is(concat!(
        r#"{"v":1,"type":"problem","id":null,"path":"HOME/sessions/.tmp-1-0","code":"left_over_temporary","message":"left over from an interrupted write; moved to lost+found as .tmp-1-0-1","repaired":true}"#, "\n",
        r#"{"v":1,"type":"problem","id":null,"path":"HOME/sessions/.tmp-123","code":"left_over_temporary","message":"left over from an interrupted write; moved to lost+found","repaired":true}"#, "\n",
        r#"{"v":1,"type":"problem","id":"orphan","path":"HOME/sessions/orphan","code":"orphan_artifacts","message":"its session does not exist; moved to lost+found as orphan-1","repaired":true}"#, "\n",
    ));
    assert_eq!(sandbox.names(), ["a", "a.json", "store.lock"]);
    assert_eq!(lost(&sandbox), [".tmp-1-0", ".tmp-1-0-1", ".tmp-123", "orphan", "orphan-1"]);
    let moved = sandbox.home().join("lost+found/orphan-1/log");
    assert_eq!(fs::read_to_string(moved).unwrap(), "orphan");
    sandbox.run("fsck").is("");
}

#[test]
fn a_temporary_that_clinvk_may_still_be_writing_is_left() {
    for minutes in [59, 0, -1_440] {
        let sandbox = Sandbox::new();
        sandbox.file(".tmp-123", "");
        private(&sandbox);
        age(&sandbox, ".tmp-123", minutes);
        sandbox.run("fsck --repair").is(concat!(
            r#"{"v":1,"type":"problem","id":null,"path":"HOME/sessions/.tmp-123","code":"left_over_temporary","message":"it is younger than an hour, so clinvk may still be writing it","repaired":false}"#,
            "\n[exit 4]\n",
        ));
    }
}

#[test]
fn lost_and_found_is_for_the_owner_alone_and_no_link_is_taken_for_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.path("orphan")).unwrap();
    private(&sandbox);
    let place = sandbox.home().join("lost+found");
    fs::create_dir(sandbox.home().join("elsewhere")).unwrap();
    symlink("elsewhere", &place).unwrap();
    let (found, output) = findings(&sandbox, "--repair");
    assert_eq!(found, ["orphan (orphan): orphan_artifacts"]);
    assert_eq!(output.stderr, "clinvk: cannot open HOME/lost+found: Not a directory\n");
    assert_eq!((output.column("repaired"), output.code), (vec!["false".to_owned()], 4));
    fs::remove_file(&place).unwrap();
    assert_eq!(findings(&sandbox, "--repair").1.code, 0);
    assert_eq!(fs::metadata(place).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_directory_of_a_session_that_is_a_link_is_left() {
    let sandbox = Sandbox::new();
    sandbox.file("index.json", r#"{"version":1,"index":{"a":{}}}"#);
    fs::create_dir(sandbox.path("a")).unwrap();
    symlink("/elsewhere/a.json", sandbox.path("a.json")).unwrap();
    private(&sandbox);
    assert_eq!(findings(&sandbox, "--repair").0, ["a.json: symlink"]);
    assert!(sandbox.path("a").is_dir());
}

#[test]
fn modes_lose_only_the_access_of_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::example();
    fs::create_dir(sandbox.path("4d5e6f7081920a1b")).unwrap();
    fs::write(sandbox.home().join("outside"), "").unwrap();
    symlink("../outside", sandbox.path("link.json")).unwrap();
    private(&sandbox);
    set_mode(sandbox.home().join("outside"), 0o644);
    for (name, mode) in [("", 0o755), ("4d5e6f7081920a1b", 0o777), ("4d5e6f7081920a1b.json", 0o466)]
    {
        set_mode(sandbox.path(name), mode);
    }
    let index = fs::read(sandbox.path("index.json")).unwrap();
    let (_, output) = findings(&sandbox, "--repair");
    assert_eq!(output.column("repaired"), ["true", "true", "true", "false"]);
    assert_eq!(
        output.column("message")[2],
        "group or others have access: its mode is 0466; now 0400"
    );
    for (name, mode) in [
        ("", 0o700),
        ("4d5e6f7081920a1b", 0o700),
        ("4d5e6f7081920a1b.json", 0o400),
        ("../outside", 0o644),
    ] {
        assert_eq!(fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o777, mode);
    }
    assert_eq!(findings(&sandbox, "").0, ["link.json: symlink"]);
    // Unrelated files leave a good index alone.
    assert_eq!(fs::read(sandbox.path("index.json")).unwrap(), index);
}

#[test]
fn a_wrong_index_is_removed_and_every_entry_is_mended_by_that() {
    for index in [r#"{"version":1,"index":{"ghost":{},"b":{}}}"#, "{"] {
        let sandbox = Sandbox::new();
        sandbox.session("a", json!({})).session("b", json!({})).file("index.json", index);
        private(&sandbox);
        let (_, output) = findings(&sandbox, "--repair");
        assert!(output.column("repaired").iter().all(|repaired| repaired == "true"), "{output}");
        assert!(
            output.column("message")[0]
                .ends_with("; index.json was removed, and clinvk builds it again")
        );
        assert_eq!(
            (output.code, sandbox.names()),
            (0, vec!["a.json".to_owned(), "b.json".to_owned(), "store.lock".to_owned()])
        );
        sandbox.run("fsck").is("");
    }
}

#[test]
fn where_clinvk_must_not_rebuild_the_index_it_is_rebuilt_here() {
    let sandbox = Sandbox::new();
    let times = json!({ "created_at": "yesterday", "tags": ["x"], "status": null });
    sandbox.session("a", json!({ "title": "t" })).session("b", times);
    sandbox.file("damaged.json", "{").file("..json", "{}");
    sandbox.file(
        "index.json",
        r#"{"version":1,"index":{"":{},"..":{},"a":{"ID":"a","Title":"other"},"ghost":{}}}"#,
    );
    private(&sandbox);
    let (found, output) = findings(&sandbox, "--repair");
    assert_eq!(found.len(), 8, "{found:?}");
    let index = fs::read_to_string(sandbox.path("index.json")).unwrap();
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    assert_eq!(index["index"].as_object().unwrap().keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(index["index"]["a"]["Title"], "t");
    assert!(output.column("message")[3].ends_with("; index.json was rebuilt"));
    assert_eq!(
        findings(&sandbox, "").0,
        [
            "..json: endangers_clinvk",
            "b.json (b): unreadable_time",
            "damaged.json (damaged): damaged",
        ]
    );
}

#[test]
fn sessions_and_strangers_are_never_touched() {
    let sandbox = Sandbox::new();
    sandbox.file("damaged.json", "{").file("notes.txt", "").file(".json", "");
    sandbox.file("copy.json", r#"{"id":"original","parent_id":"gone"}"#);
    symlink("nowhere", sandbox.path("link.json")).unwrap();
    private(&sandbox);
    let before = sandbox.names();
    let (found, output) = findings(&sandbox, "--repair");
    assert_eq!(output.column("repaired"), vec!["false"; found.len()]);
    assert_eq!((found.len(), output.code, sandbox.names()), (6, 4, before));
}

#[test]
fn a_repair_that_fails_is_told_and_the_next_one_is_made() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    private(&sandbox);
    set_mode(sandbox.path("a.json"), 0o644);
    set_mode(sandbox.path("b.json"), 0o644);
    let path = sandbox.path("a.json");
    let fault = Fault { call: "fchmod:error=EIO", path: path.to_str().unwrap() };
    let Some(output) = run_with_fault(&sandbox, "fsck --repair", "", fault) else { return };
    output.is(concat!(
        r#"{"v":1,"type":"problem","id":"a","path":"HOME/sessions/a.json","code":"mode_too_wide","message":"group or others have access: its mode is 0644","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"b","path":"HOME/sessions/b.json","code":"mode_too_wide","message":"group or others have access: its mode is 0644; now 0600","repaired":true}"#, "\n",
        "[stderr]\nclinvk: cannot change the mode of HOME/sessions/a.json: Input/output error\n",
        "[exit 4]\n",
    ));
}

#[test]
fn a_directory_on_which_something_is_mounted_is_left() {
    let Some(unshare) = tool("unshare") else { return };
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.path("orphan")).unwrap();
    fs::create_dir(sandbox.home().join("precious")).unwrap();
    private(&sandbox);
    set_mode(sandbox.home().join("precious"), 0o700);
    let fsck = sandbox.std_command(&["fsck", "--repair"]);
    // Uses a mount namespace of its own, which disappears with it.
    let mut command = Command::new(&unshare);
    command.args(["-m", "sh", "-c", "mount --bind precious \"$0\" || exit 99; \"$@\""]);
    command.arg(sandbox.path("orphan")).arg(fsck.get_program()).args(fsck.get_args());
    let output = command.current_dir(sandbox.home()).env("CLINVK_HOME", sandbox.home()).output();
    let output = Output::new(&output.unwrap(), sandbox.home());
    if output.code == 99 || output.stderr.starts_with("unshare") {
        return skip("mounting is not permitted here");
    }
    assert_eq!(output.column("repaired"), ["false"]);
    assert_eq!(
        output.stderr,
        "clinvk: cannot move HOME/sessions/orphan: Device or resource busy\n"
    );
}
