//! The lock, with other processes that hold it, and signals.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _},
    os::unix::process::ExitStatusExt as _,
    process::{Child, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use fd_lock::RwLock;
use predicates::str;
use serde_json::json;

use crate::sandbox::{Output, Sandbox};

fn lock_file(sandbox: &Sandbox) -> RwLock<File> {
    let mut options = File::options();
    let file = options.read(true).write(true).create(true).truncate(false);
    RwLock::new(file.open(sandbox.path("store.lock")).unwrap())
}

fn spawn(sandbox: &Sandbox, words: &[&str]) -> Child {
    let mut command = sandbox.std_command(words);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Returns the next line of a child's standard error.
fn line(child: &mut Child) -> String {
    let mut line = String::new();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    stderr.read_line(&mut line).unwrap();
    child.stderr = Some(stderr.into_inner());
    line
}

#[test]
fn a_lock_that_another_process_holds_is_exit_4_and_names_the_process() {
    let sandbox = Sandbox::example();
    let mut lock = lock_file(&sandbox);
    let _held = lock.write().unwrap();
    let expected = format!(
        "[stderr]\nclinvk: cannot lock HOME/sessions/store.lock: still held by process {} after 0 s\n\
         hint: wait for that process to finish, or wait longer with --lock-timeout\n[exit 4]\n",
        std::process::id()
    );
    // The kernel's list of locks is read in pieces, and what changes meanwhile can leave one out.
    let nameless = expected.replace(&format!(" by process {}", std::process::id()), "");
    let lines = ["list", "ls-raw", "delete 4d", "prune", "clean", "show 4d", "cat-raw x"];
    let outputs = lines.map(|line| sandbox.run(&format!("{line} --lock-timeout 0")).to_string());
    for output in &outputs {
        assert!([&expected, &nameless].contains(&output), "{output}");
    }
    assert!(outputs.contains(&expected), "{outputs:?}");
    let output = sandbox.run("rm-id 4d5e6f7081920a1b x --lock-timeout 0");
    assert_eq!(output.column("outcome"), ["skipped", "skipped"]);
    assert_eq!((output.column("message"), output.code), (vec!["not reached".to_owned(); 2], 4));
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn readers_share_the_lock_and_writers_do_not() {
    let sandbox = Sandbox::example();
    let lock = lock_file(&sandbox);
    let _held = lock.read().unwrap();
    assert_eq!(sandbox.run("list --lock-timeout 0").code, 0);
    assert_eq!(sandbox.run("rm-id 4d5e6f7081920a1b --lock-timeout 0").code, 4);
}

#[test]
fn our_own_lock_is_the_directory_itself() {
    let sandbox = Sandbox::example();
    let mut directory = RwLock::new(File::open(sandbox.store()).unwrap());
    let _held = directory.write().unwrap();
    let output = sandbox.run("list --lock-timeout 0");
    output.has_stderr(&str::starts_with("clinvk: cannot lock HOME/sessions: still held"));
    assert_eq!(output.code, 4);
}

#[test]
fn waiting_is_announced_and_ends_when_the_lock_is_free() {
    let sandbox = Sandbox::example();
    let mut lock = lock_file(&sandbox);
    let held = lock.write().unwrap();
    let mut child = spawn(&sandbox, &["delete", "4d5e"]);
    let announced = line(&mut child).replace(sandbox.home().to_str().unwrap(), "HOME");
    let nameless = "clinvk: waiting for the lock on HOME/sessions/store.lock";
    let named = format!("{nameless}, held by process {}\n", std::process::id());
    assert!([named, format!("{nameless}\n")].contains(&announced), "{announced}");
    drop(held);
    let output = child.wait_with_output().unwrap();
    Output::new(&output, sandbox.home()).is("Session 4d5e6f7081920a1b deleted.\n");
}

#[test]
fn a_pin_that_is_set_while_a_deletion_waits_for_the_lock_protects_the_session() {
    for words in [&["delete", "abc", "def"][..], &["delete", "--purge", "abc", "def"]] {
        let sandbox = Sandbox::new();
        sandbox.session("abc", json!({})).session("def", json!({}));
        // With another reader, reading commands proceed and deleting ones wait.
        let lock = lock_file(&sandbox);
        let held = lock.read().unwrap();
        let mut child = spawn(&sandbox, words);
        assert!(line(&mut child).starts_with("clinvk: waiting"));
        sandbox.session("def", json!({ "metadata": { "pinned": "true" } }));
        drop(held);
        let output = Output::new(&child.wait_with_output().unwrap(), sandbox.home());
        output.is("[stderr]\nclinvk: session def is pinned\n\
             hint: unpin it first with `clinvk sessions unpin def`, or use --force\n[exit 1]\n");
        assert_eq!(sandbox.ids(), ["abc", "def"]);
        assert!(!sandbox.home().join("trash").exists());
    }
}

#[test]
fn a_lock_file_that_was_replaced_while_waiting_is_no_lock() {
    let sandbox = Sandbox::example();
    let mut lock = lock_file(&sandbox);
    let held = lock.write().unwrap();
    let mut child = spawn(&sandbox, &["rm-id", "4d5e6f7081920a1b", "--lock-timeout", "1"]);
    assert!(line(&mut child).starts_with("clinvk: waiting"));
    // As clinvk 0.2.0 does: the holder unlinks the file, and the next one creates a new file.
    fs::remove_file(sandbox.path("store.lock")).unwrap();
    let mut newer = lock_file(&sandbox);
    let _newer_held = newer.write().unwrap();
    drop(held);
    let output = Output::new(&child.wait_with_output().unwrap(), sandbox.home());
    output.has_stderr(&str::contains("cannot lock HOME/sessions/store.lock"));
    assert_eq!((output.code, sandbox.ids().len()), (4, 8));
}

#[test]
fn a_lock_file_that_is_no_file_is_refused() {
    let sandbox = Sandbox::example();
    std::os::unix::fs::symlink("elsewhere", sandbox.path("store.lock")).unwrap();
    assert_eq!(sandbox.run("rm-id 4d5e6f7081920a1b").code, 4);
    fs::remove_file(sandbox.path("store.lock")).unwrap();
    fs::create_dir(sandbox.path("store.lock")).unwrap();
    assert_eq!(sandbox.run("rm-id 4d5e6f7081920a1b").code, 4);
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn the_lock_file_is_for_its_owner_alone_and_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::example();
    let _ = sandbox.run("rm-id 4d5e6f7081920a1b");
    let mode = fs::metadata(sandbox.path("store.lock")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// Starts to prune a store of two thousand sessions, and signals the process while it runs.
fn interrupted_prune(signal: rustix::process::Signal) -> (Sandbox, Output) {
    let sandbox = Sandbox::in_memory();
    for number in 10_000..12_000 {
        sandbox.session_of_age(&format!("old{number}"), 99);
    }
    sandbox.file("index.json", "{}");
    let child = spawn(&sandbox, &["prune"]);
    while fs::exists(sandbox.path("old10000.json")).unwrap() {
        std::thread::yield_now();
    }
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), signal).unwrap();
    let output = Output::new(&child.wait_with_output().unwrap(), sandbox.home());
    (sandbox, output)
}

#[test]
fn a_signal_ends_a_prune_after_the_file_in_hand_and_what_was_done_is_told() {
    use rustix::process::Signal;
    for (signal, number) in [(Signal::INT, 2), (Signal::TERM, 15), (Signal::HUP, 1)] {
        let (sandbox, output) = interrupted_prune(signal);
        // It may have finished before. Then everything must be consistent too.
        assert!([0, -number].contains(&output.code), "{}", output.code);
        assert!(!sandbox.path("index.json").exists());
        assert!(sandbox.names().iter().all(|name| !name.starts_with(".tmp")));
        let told = output.column("outcome");
        let removed = told.iter().filter(|outcome| *outcome == "removed").count();
        assert_eq!((told.len(), removed + sandbox.ids().len()), (2_000, 2_000));
        assert_eq!(sandbox.run("prune --older-than 1h").code, 0);
        assert_eq!(sandbox.names(), ["store.lock"]);
    }
}

#[test]
fn an_interruption_that_comes_before_the_lock_deletes_nothing() {
    for _ in 0..10 {
        let sandbox = Sandbox::example();
        let mut lock = lock_file(&sandbox);
        let held = lock.write().unwrap();
        let mut child = spawn(&sandbox, &["rm-id", "4d5e6f7081920a1b"]);
        assert!(line(&mut child).starts_with("clinvk: waiting"));
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
        drop(held);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(2));
        assert_eq!(sandbox.ids().len(), 8);
    }
}

#[test]
fn a_process_whose_announcement_nobody_reads_can_be_interrupted() {
    let sandbox = Sandbox::example();
    let mut lock = lock_file(&sandbox);
    let _held = lock.write().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    // A full pipe blocks any writer.
    rustix::io::ioctl_fionbio(&writer, true).unwrap();
    while rustix::io::write(&writer, &[b'x'; 4096]).is_ok() {}
    rustix::io::ioctl_fionbio(&writer, false).unwrap();
    let mut command = sandbox.std_command(&["rm-id", "4d5e6f7081920a1b"]);
    let mut child = command.stderr(writer).stdout(Stdio::piped()).spawn().unwrap();
    let pid = rustix::process::Pid::from_child(&child);
    let mut stdout = child.stdout.take().unwrap();
    let (ended, end) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || ended.send(stdout.read_to_end(&mut Vec::new())));
        // The first signal may come during the wait for the lock, later ones at any point. The
        // pauses are needed: each signal lengthens the sleep between two attempts a little.
        while end.recv_timeout(Duration::from_millis(100)).is_err() {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::INT);
        }
    });
    assert_eq!(child.wait().unwrap().signal(), Some(2));
    drop(reader);
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn a_process_that_waits_for_the_lock_can_be_interrupted() {
    let sandbox = Sandbox::example();
    let mut lock = lock_file(&sandbox);
    let _held = lock.write().unwrap();
    for words in [&["list"][..], &["delete", "4d5e"]] {
        let mut child = spawn(&sandbox, words);
        assert!(line(&mut child).starts_with("clinvk: waiting"));
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(2));
    }
    assert_eq!(sandbox.ids().len(), 8);
}
