//! System limits of a process: file size and number of descriptors.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use predicates::str;
use rustix::fs::{Mode, OFlags, openat};
use serde_json::json;

use crate::sandbox::{NOW, Output, Sandbox};

/// Runs `line` with a file size limit of this many blocks of 512 bytes.
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

    // Not even a batch's record or the journal can be written.
    let output = limited(&sandbox, 0, "delete small", "");
    assert_eq!((output.code, output.stdout.as_str()), (4, ""));
    output.has_stderr(&str::starts_with("clinvk: cannot write HOME/trash/"));
    let output = limited(&sandbox, 0, "rm-id small", "");
    assert_eq!((output.column("outcome"), output.code), (vec!["removed".to_owned()], 0));
    output.has_stderr(&str::ends_with("cannot write HOME/journal.jsonl: File too large\n"));
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

/// Creates this many nested directories at `path`, with a file in the last one. The result is too
/// deep for any path.
fn nest(path: &Path, levels: usize) {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY;
    let mut fd = openat(rustix::fs::CWD, path, flags, Mode::empty()).unwrap();
    for _ in 0..levels {
        rustix::fs::mkdirat(&fd, "inner", Mode::RWXU).unwrap();
        fd = openat(&fd, "inner", flags, Mode::empty()).unwrap();
    }
    openat(&fd, "log", OFlags::WRONLY | OFlags::CREATE, Mode::RUSR | Mode::WUSR).unwrap();
}

#[test]
fn artifacts_are_removed_however_deep_they_are() {
    for (first, line) in [("delete abc", "empty-trash -y"), ("ls-raw", "rm-id abc")] {
        let sandbox = Sandbox::in_memory();
        sandbox.session("abc", json!({}));
        for name in ["abc", "abc/before", "abc/zzz"] {
            fs::create_dir(sandbox.path(name)).unwrap();
            symlink("/etc", sandbox.path(name).join("link")).unwrap();
        }
        nest(&sandbox.path("abc"), 5_000);
        nest(&sandbox.path("abc/zzz"), 70);
        assert_eq!(sandbox.run(first).code, 0);
        // Few descriptors, and a stack too small for deep recursion.
        let plain = sandbox.std_command(&line.split(' ').collect::<Vec<_>>());
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -n 16 && ulimit -s 1024 && exec \"$@\"", "sh"]);
        command.arg(plain.get_program()).args(plain.get_args());
        command.env_clear().env("CLINVK_HOME", sandbox.home());
        let output = Output::new(&command.output().unwrap(), sandbox.home());
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{line}: {output}");
        let left = fs::read_dir(sandbox.home().join("trash")).map_or(0, Iterator::count);
        assert_eq!((sandbox.names(), left), (vec!["store.lock".to_owned()], 0));
        assert!(fs::exists("/etc/passwd").unwrap());
    }
}
