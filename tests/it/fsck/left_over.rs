//! Leftovers of killed commands, and where `fsck --repair` moves them.

use std::{fs, path::PathBuf};

use serde_json::json;

use super::{private, repair::lost};
use crate::{
    sandbox::Sandbox,
    strace::{Fault, run_with_fault},
};

/// Returns the only batch in the trash.
fn batch(sandbox: &Sandbox) -> PathBuf {
    let mut batches = fs::read_dir(sandbox.home().join("trash")).unwrap();
    batches.next().unwrap().unwrap().path()
}

#[test]
fn a_directory_whose_session_is_in_the_trash_joins_it() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    fs::create_dir(sandbox.path("abc")).unwrap();
    fs::write(sandbox.path("abc/log"), "the log of abc").unwrap();
    private(&sandbox);
    assert_eq!(sandbox.run("delete abc").code, 0);
    // As a kill leaves it, before the directory follows the file.
    let batch = batch(&sandbox);
    fs::rename(batch.join("abc"), sandbox.path("abc")).unwrap();
    let output = sandbox.run("fsck --repair");
    let place = format!("trash/{}", batch.file_name().unwrap().to_str().unwrap());
    output.is(&format!(
        "{{\"v\":1,\"type\":\"problem\",\"id\":\"abc\",\"path\":\"HOME/sessions/abc\",\
         \"code\":\"orphan_artifacts\",\"message\":\"its session does not exist; \
         moved to {place}, where its session is\",\"repaired\":true}}\n"
    ));
    assert_eq!((lost(&sandbox), sandbox.names()), (vec![], vec!["store.lock".to_owned()]));
    sandbox.run("restore abc").is("Session abc restored.\n");
    assert_eq!(fs::read(sandbox.path("abc/log")).unwrap(), b"the log of abc");
    sandbox.run("fsck").is("");
}

#[test]
fn a_directory_is_not_joined_to_a_session_that_has_one_in_the_trash() {
    let sandbox = Sandbox::new();
    for generation in ["older", "newer"] {
        sandbox.session("abc", json!({}));
        fs::create_dir(sandbox.path("abc")).unwrap();
        fs::write(sandbox.path("abc/log"), generation).unwrap();
        let mut delete = sandbox.std_command(&["delete", "abc"]);
        let day = if generation == "older" { "20" } else { "21" };
        delete.env("CLINVK_TEST_NOW", format!("2026-11-{day}T12:00:00Z"));
        assert!(delete.output().unwrap().status.success());
    }
    fs::create_dir(sandbox.path("abc")).unwrap();
    private(&sandbox);
    let output = sandbox.run("fsck --repair");
    assert!(output.column("message")[0].ends_with("; moved to lost+found"), "{output}");
    assert_eq!(lost(&sandbox), ["abc"]);
    sandbox.run("restore abc").is("Session abc restored.\n");
    assert_eq!(fs::read(sandbox.path("abc/log")).unwrap(), b"newer");
}

#[test]
fn what_a_killed_shortening_of_the_journal_left_is_found_and_moved() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    assert_eq!(sandbox.run("rm-id a").code, 0);
    let journal = sandbox.home().join("journal.jsonl");
    let line = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, line.repeat((4 << 20) / line.len() + 1)).unwrap();
    let fault = Fault { call: "renameat:signal=KILL", path: "journal.jsonl" };
    let Some(output) = run_with_fault(&sandbox, "rm-id b", "", fault) else { return };
    assert_eq!(output.code, -9);
    // A file of another program, which we ignore.
    fs::write(sandbox.home().join(".tmp-other"), "").unwrap();
    private(&sandbox);
    let output = sandbox.run("fsck --repair");
    assert_eq!(output.column("code"), ["left_over_temporary"], "{output}");
    let path = output.column("path").remove(0);
    let name = path.strip_prefix("HOME/").unwrap();
    assert!(output.column("message")[0].ends_with("; moved to lost+found"), "{output}");
    assert_eq!((lost(&sandbox), output.code), (vec![name.to_owned()], 0));
    assert!(!sandbox.home().join(name).exists() && sandbox.home().join(".tmp-other").exists());
    sandbox.run("fsck").is("");
}
