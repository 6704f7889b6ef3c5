//! `sessions fsck`: the problems it finds.

mod clinvk;
mod left_over;
mod repair;

use std::{
    ffi::OsStr,
    fs::{self, File, Permissions},
    os::unix::{
        ffi::OsStrExt as _,
        fs::{PermissionsExt as _, chown, symlink},
    },
    path::Path,
    time::SystemTime,
};

use clinvk_sessions::testing::problem_codes;
use serde_json::json;

use crate::{
    sandbox::{NOW, Output, Sandbox, skip},
    strace::{Fault, run_with_fault},
};

fn set_mode(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Gives everything in the store, except symlinks, the modes of a strict umask.
fn private(sandbox: &Sandbox) {
    set_mode(sandbox.store(), 0o700);
    for entry in fs::read_dir(sandbox.store()).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if !kind.is_symlink() {
            set_mode(entry.path(), if kind.is_dir() { 0o700 } else { 0o600 });
        }
    }
}

/// Runs `fsck` with the words of `line`. Returns for each record its name in the store, its ID if
/// any, and its code.
fn findings(sandbox: &Sandbox, line: &str) -> (Vec<String>, Output) {
    let output = sandbox.run(&format!("fsck {line}"));
    let lines = output.records().into_iter().map(|record| {
        let path = record["path"].as_str().unwrap().to_owned();
        let name = path.rsplit_once("sessions").unwrap().1.trim_start_matches('/').to_owned();
        let id = record["id"].as_str().map(|id| format!(" ({id})")).unwrap_or_default();
        format!("{name}{id}: {}", record["code"].as_str().unwrap())
    });
    (lines.collect(), output)
}

/// Makes a file of the store this many minutes old.
fn age(sandbox: &Sandbox, name: &str, minutes: i64) {
    let now: chrono::DateTime<chrono::Utc> = NOW.parse().unwrap();
    let time = SystemTime::from(now - chrono::TimeDelta::minutes(minutes));
    File::options().write(true).open(sandbox.path(name)).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_store_that_clinvk_wrote_is_clean() {
    let sandbox = Sandbox::example();
    private(&sandbox);
    let before = sandbox.names();
    sandbox.run("fsck").is("");
    sandbox.run("fsck --repair").is("");
    assert_eq!(sandbox.names(), before);
}

#[test]
fn a_store_that_is_not_there_is_clean_and_is_not_made() {
    let sandbox = Sandbox::new();
    sandbox.run("fsck").is("");
    sandbox.run("fsck --repair").is("");
    assert!(!fs::exists(sandbox.store()).unwrap());
}

#[test]
fn what_is_wrong_with_sessions_is_told_with_reason_and_place_and_without_content() {
    let sandbox = Sandbox::new();
    sandbox.file("broken.json", "{\"id\":\"broken\",\"title\":\"secret").file(
        "copy.json",
        r#"{"id":"original","backend":"claude","title":"secret","title":"secret","Status":"x",
            "parent_id":"gone","metadata":{"secret":"1","secret":"2"}}"#,
    );
    sandbox.file("nameless.json", r#"{"backend":"claude","parent_id":"../copy"}"#);
    sandbox.session("child", json!({ "parent_id": "copy" }));
    private(&sandbox);
    sandbox.run("fsck").is(concat!(
        r#"{"v":1,"type":"problem","id":"broken","path":"HOME/sessions/broken.json","code":"damaged","message":"EOF while parsing a string at line 1 column 30","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"copy","path":"HOME/sessions/copy.json","code":"id_mismatch","message":"the `id` in the file differs from its name","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"copy","path":"HOME/sessions/copy.json","code":"dangling_parent","message":"there is no session with the id in `parent_id`","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"copy","path":"HOME/sessions/copy.json","code":"duplicate_key","message":"the key `title` occurs more than once, and 1 more","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"copy","path":"HOME/sessions/copy.json","code":"keys_differ_in_case","message":"clinvk 0.2.0 reads the key `Status` as `status`","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"nameless","path":"HOME/sessions/nameless.json","code":"id_mismatch","message":"the file has no `id`","repaired":false}"#, "\n",
        r#"{"v":1,"type":"problem","id":"nameless","path":"HOME/sessions/nameless.json","code":"dangling_parent","message":"there is no session with the id in `parent_id`","repaired":false}"#, "\n",
        "[exit 4]\n",
    ));
}

#[test]
fn a_session_that_may_not_be_read_is_unreadable() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    private(&sandbox);
    if !rustix::process::geteuid().is_root() {
        set_mode(sandbox.path("a.json"), 0o200);
        return assert_eq!(findings(&sandbox, "").0, ["a.json (a): unreadable"]);
    }
    let fault = Fault { call: "openat:error=EACCES", path: "a.json" };
    let Some(output) = run_with_fault(&sandbox, "fsck", "", fault) else { return };
    output.is(concat!(
        r#"{"v":1,"type":"problem","id":"a","path":"HOME/sessions/a.json","code":"unreadable","message":"Permission denied","repaired":false}"#,
        "\n[exit 4]\n",
    ));
}

#[test]
fn an_index_that_is_wrong_is_told_entry_by_entry() {
    let sandbox = Sandbox::example();
    private(&sandbox);
    let text = fs::read_to_string(sandbox.path("index.json")).unwrap();
    let mut index: serde_json::Value = serde_json::from_str(&text).unwrap();
    let entries = index["index"].as_object_mut().unwrap();
    entries.remove("4d5e6f7081920a1b").unwrap();
    for ghost in ["ghost", "..", "a/../../b"] {
        entries.insert(ghost.to_owned(), json!({ "ID": ghost }));
    }
    let entry = &mut entries["0a3f77aa01b24c5d8e9f1a2b3c4d5e6f"];
    entry["Title"] = json!("secret");
    entry["Tags"] = json!([]);
    // The same time, written differently.
    entry["LastUsed"] = json!("2026-11-22T01:30:00.500+09:00");
    sandbox.file("index.json", index.to_string());
    let (found, output) = findings(&sandbox, "");
    assert_eq!(
        found,
        [
            "index.json (4d5e6f7081920a1b): index_missing_entry",
            "index.json: index_ghost",
            "index.json: index_ghost",
            "index.json (ghost): index_ghost",
            "index.json (0a3f77aa01b24c5d8e9f1a2b3c4d5e6f): index_disagrees",
        ]
    );
    assert_eq!(output.column("message")[4], "its entry differs from the file: Title, Tags");
}

#[test]
fn an_index_that_cannot_be_read_is_told_once() {
    for (text, reason) in [
        ("{", "it is not an index at line 1 column 1"),
        ("{}", "it has no version"),
        (r#"{"version":2,"index":{}}"#, "its version is 2, not 1"),
        (
            r#"{"version":1,"index":{"a":{"Title":["secret"]}}}"#,
            "it is not an index at line 1 column 35",
        ),
    ] {
        let sandbox = Sandbox::new();
        sandbox.session("a", json!({})).file("index.json", text);
        private(&sandbox);
        let (found, output) = findings(&sandbox, "");
        assert_eq!(found, ["index.json: index_unreadable"]);
        assert_eq!(output.column("message"), [reason]);
    }
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    symlink("a.json", sandbox.path("index.json")).unwrap();
    private(&sandbox);
    assert_eq!(findings(&sandbox, "").0, ["index.json: index_unreadable"]);
}

#[test]
fn modes_that_let_others_in_are_told_also_of_the_store_itself() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    sandbox.file("store.lock", "").file("notes.txt", "").file(".tmp-1-2", "");
    fs::create_dir(sandbox.path("a")).unwrap();
    private(&sandbox);
    for name in ["", "a", "a.json", "store.lock", "notes.txt", ".tmp-1-2"] {
        set_mode(sandbox.path(name), 0o750);
    }
    assert_eq!(
        findings(&sandbox, "").0,
        [
            ": mode_too_wide",
            ".tmp-1-2: left_over_temporary",
            ".tmp-1-2: mode_too_wide",
            "a (a): mode_too_wide",
            "a.json (a): mode_too_wide",
            "notes.txt: not_a_session",
            "store.lock: mode_too_wide",
        ]
    );
}

#[test]
fn what_belongs_to_another_user_is_told_and_in_a_foreign_store_nothing_is_mended() {
    if !rustix::process::geteuid().is_root() {
        return skip("giving files away needs root");
    }
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    private(&sandbox);
    chown(sandbox.path("a.json"), Some(4711), None).unwrap();
    set_mode(sandbox.path("a.json"), 0o644);
    let (found, output) = findings(&sandbox, "--repair");
    assert_eq!(found, ["a.json (a): mode_too_wide", "a.json (a): foreign_owner"]);
    assert_eq!(output.column("message")[1], "it belongs to user 4711, the store to user 0");
    assert_eq!(output.column("repaired"), ["false"; 2]);

    chown(sandbox.path("b.json"), Some(4711), None).unwrap();
    chown(sandbox.store(), Some(4711), None).unwrap();
    let (found, output) = findings(&sandbox, "--repair");
    assert_eq!(found, [": foreign_owner", "a.json (a): mode_too_wide"]);
    assert_eq!(output.column("message")[0], "it belongs to another user, 4711");
    assert_eq!((output.column("repaired"), output.code), (vec!["false".to_owned(); 2], 4));
    assert_eq!(fs::metadata(sandbox.path("a.json")).unwrap().permissions().mode() & 0o777, 0o644);
}

#[test]
fn with_nul_a_path_is_exact_and_in_json_it_is_text() {
    let sandbox = Sandbox::new();
    let name = OsStr::from_bytes(b"\xff\n\\x.json");
    fs::create_dir(sandbox.store()).unwrap();
    fs::write(sandbox.store().join(name), "").unwrap();
    private(&sandbox);
    let output = sandbox.command(&["fsck", "-z", "--fields", "path"]).output().unwrap();
    let expected = [sandbox.store().join(name).as_os_str().as_bytes(), b"\0"].concat();
    assert_eq!((output.stdout, output.status.code()), (expected, Some(4)));
    sandbox.run("fsck --fields path,repaired").is(concat!(
        r#"{"v":1,"type":"problem","path":"HOME/sessions/\\xff\n\\x.json","repaired":false}"#,
        "\n[exit 4]\n",
    ));
}

#[test]
fn the_manual_explains_every_code() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("man/man1/clinvk-sessions-fsck.1");
    let page = fs::read_to_string(page).unwrap();
    for code in problem_codes() {
        assert!(page.contains(&format!("\n\\fB{code}\\fR\n")), "{code}");
    }
}
