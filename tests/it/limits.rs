//! What the system limits for a process: the size of files, and the number of descriptors.

use std::{fs, process::Command};

use serde_json::json;

use crate::sandbox::{NOW, Output, Sandbox};

/// Runs the words of `line` where no file may grow beyond so many blocks of 512 bytes.
fn limited(sandbox: &Sandbox, blocks: usize, line: &str, input: &str) -> Output {
    let plain = sandbox.std_command(&line.split(' ').collect::<Vec<_>>());
    let mut command = assert_cmd::Command::new("sh");
    command.args(["-c", &format!("ulimit -f {blocks} && exec \"$@\""), "sh"]);
    command.arg(plain.get_program()).args(plain.get_args());
    command.env_clear().env("CLINVK_HOME", sandbox.home()).env("CLINVK_TEST_NOW", NOW);
    Output::new(&command.write_stdin(input).output().unwrap(), sandbox.home())
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_not_the_end() {
    let sandbox = Sandbox::new();
    sandbox.session("small", json!({})).session("vast", json!({ "title": "x".repeat(1 << 16) }));
    sandbox.file("index.json", r#"{"version":1,"index":{"small":{}}}"#);
    let before = fs::read(sandbox.path("vast.json")).unwrap();
    let small = r#"{"id":"new","backend":"codex","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":""}"#;
    let vast = small.replace("\"new\"", "\"newer\"").replace("codex", &"x".repeat(1 << 16));
    let output = limited(&sandbox, 32, "put-raw", &format!("{small}\n{vast}\n"));
    assert_eq!(output.column("outcome"), ["created", "failed"]);
    assert_eq!(
        output.column("message")[1],
        "cannot write HOME/sessions/newer.json: File too large"
    );
    assert_eq!((output.code, output.stderr.as_str()), (4, ""));
    assert_eq!(sandbox.names(), ["new.json", "small.json", "store.lock", "vast.json"]);

    let output = limited(&sandbox, 32, "set-raw small vast --set title=y", "");
    assert_eq!(output.column("outcome"), ["replaced", "replaced"]);
    fs::write(sandbox.path("vast.json"), &before).unwrap();
    let output = limited(&sandbox, 32, "set-raw small vast --set status=paused", "");
    assert_eq!((output.column("outcome")[1].as_str(), output.code), ("failed", 4));
    assert_eq!(fs::read(sandbox.path("vast.json")).unwrap(), before);

    // Not even the record of a batch of the trash can be written, nor the journal.
    let output = limited(&sandbox, 0, "delete small", "");
    assert_eq!((output.code, output.stdout.as_str()), (4, ""));
    assert!(output.stderr.starts_with("clinvk: cannot write HOME/trash/"), "{output}");
    let output = limited(&sandbox, 0, "rm-id small", "");
    assert_eq!((output.column("outcome"), output.code), (vec!["removed".to_owned()], 0));
    assert!(output.stderr.ends_with("cannot write HOME/journal.jsonl: File too large\n"));
    assert_eq!(sandbox.names(), ["new.json", "store.lock", "vast.json"]);
    let trash = fs::read_dir(sandbox.home().join("trash")).unwrap();
    assert_eq!(trash.count(), 0);
}

#[test]
fn output_beyond_a_limit_on_the_size_of_files_is_exit_4() {
    let sandbox = Sandbox::new();
    sandbox.session("vast", json!({ "title": "x".repeat(1 << 16) }));
    let plain = sandbox.std_command(&["ls-raw"]);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -f 32 && exec \"$@\" > out", "sh"]).current_dir(sandbox.home());
    command.arg(plain.get_program()).args(plain.get_args()).env("CLINVK_HOME", sandbox.home());
    Output::new(&command.output().unwrap(), sandbox.home())
        .is("[stderr]\nclinvk: cannot write to standard output: File too large\n[exit 4]\n");
}
