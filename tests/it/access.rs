//! Permissions: who may change a store, and which access others get to new files.

mod beside;
mod found;
mod links;

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, chown},
    path::PathBuf,
    process::Command,
};

use predicates::str;
use serde_json::json;
use tempfile::TempDir;

use crate::sandbox::{NOW, Output, PROGRAM, Sandbox, skip, tool};

/// The other user in these tests.
const OTHER: u32 = 4711;

fn set_mode(sandbox: &Sandbox, name: &str, mode: u32) {
    fs::set_permissions(sandbox.path(name), Permissions::from_mode(mode)).unwrap();
}

fn mode(sandbox: &Sandbox, name: &str) -> u32 {
    fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o7777
}

/// Every command that changes a store, with its input.
const CHANGES: [(&str, &str); 6] = [
    ("delete old", ""),
    ("clean --older-than 30d --yes", ""),
    ("rm-id old", ""),
    ("prune --older-than 30d", ""),
    ("set-raw old --set title=new", ""),
    ("put-raw --replace", SESSION),
];

const SESSION: &str = r#"{"id":"new","backend":"codex","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":""}"#;

#[test]
fn a_store_that_others_can_write_to_is_read_but_not_changed() {
    for wide in [0o720, 0o702, 0o777, 0o1777] {
        let sandbox = Sandbox::new();
        sandbox.session_of_age("old", 90);
        set_mode(&sandbox, "", wide);
        assert_eq!(sandbox.run("ls-raw").column("id"), ["old"]);
        let list = sandbox.run("list");
        assert_eq!((list.code, list.stderr.as_str()), (0, ""));
        for (line, input) in CHANGES {
            let output = sandbox.run_with(line, input);
            assert_eq!(
                output.stderr,
                "clinvk: cannot change HOME/sessions: it is writable by group or others\n\
                 hint: fix it: chmod go-w 'HOME/sessions'\n",
                "{line}"
            );
            assert_eq!((output.code, sandbox.names()), (4, vec!["old.json".to_owned()]), "{line}");
        }
        let record = sandbox.run("rm-id old --errors=json").stderr;
        assert!(record.contains(r#""code":"unsafe_store","id":null,"path":"HOME/sessions""#));
    }
}

#[test]
fn the_hint_can_be_typed_as_it_stands() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().join("it's a home");
    let store = home.join("sessions");
    fs::create_dir_all(&store).unwrap();
    fs::set_permissions(&store, Permissions::from_mode(0o777)).unwrap();
    let run = || sandbox.run_words(&["rm-id", "x", "--home", home.to_str().unwrap()], "");
    let refused = run();
    let (_, hint) = refused.stderr.split_once("fix it: ").unwrap();
    let command = hint.replace("HOME", sandbox.home().to_str().unwrap());
    assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success());
    assert_eq!(run().column("outcome"), ["missing"]);
}

#[test]
fn a_repair_narrows_wide_modes_and_then_repairs_the_rest() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).file(".tmp-1-0", "");
    for (name, wide) in [("", 0o777), ("a.json", 0o666), (".tmp-1-0", 0o600)] {
        set_mode(&sandbox, name, wide);
    }
    let output = sandbox.run("fsck --repair");
    assert_eq!(output.column("repaired"), ["true"; 3], "{output}");
    assert_eq!((mode(&sandbox, ""), mode(&sandbox, "a.json")), (0o700, 0o600));
    assert_eq!((output.code, sandbox.run("fsck").to_string()), (0, String::new()));
}

#[test]
fn what_is_made_is_for_its_owner_alone_whatever_the_umask() {
    for umask in ["000", "022", "777"] {
        let sandbox = Sandbox::new();
        let home = sandbox.home().join("new");
        let input = sandbox.home().join("input");
        fs::write(&input, SESSION).unwrap();
        let run = |line: &str| {
            let words: Vec<_> = line.split(' ').collect();
            let plain = sandbox.std_command(&words);
            let mut command = Command::new("sh");
            command.args(["-c", "umask $0; exec \"$@\"", umask]).arg(plain.get_program());
            command.args(plain.get_args()).env_clear().env("CLINVK_HOME", &home);
            command.stdin(fs::File::open(&input).unwrap());
            Output::new(&command.output().unwrap(), sandbox.home())
        };
        let mode =
            |name: &str| fs::metadata(home.join(name)).unwrap().permissions().mode() & 0o7777;
        assert_eq!(run("put-raw").column("outcome"), ["created"], "umask {umask}");
        assert_eq!(mode("sessions/new.json"), 0o600, "umask {umask}");
        assert_eq!(run("set-raw new --set title=x").column("outcome"), ["replaced"]);
        fs::create_dir(home.join("sessions/orphan")).unwrap();
        let permissions = Permissions::from_mode(0o700);
        fs::set_permissions(home.join("sessions/orphan"), permissions).unwrap();
        assert_eq!(run("fsck --repair").code, 0, "umask {umask}");
        for (name, expected) in [
            ("sessions", 0o700),
            ("lost+found", 0o700),
            ("sessions/new.json", 0o600),
            ("sessions/store.lock", 0o600),
        ] {
            assert_eq!(mode(name), expected, "{name}, umask {umask}");
        }
    }
}

/// The binary where another user can run it, and a home that belongs to that user.
struct Elsewhere {
    folder: TempDir,
    setpriv: PathBuf,
}

impl Elsewhere {
    fn new() -> Option<Elsewhere> {
        if !rustix::process::geteuid().is_root() {
            skip("becoming another user needs root");
            return None;
        }
        let (setpriv, folder) = (tool("setpriv")?, tempfile::tempdir().unwrap());
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        // Copies with another process: a child forked by another test could inherit a descriptor
        // that is open for writing, and then the copy cannot be executed.
        let mut copy = Command::new("cp");
        copy.arg(PROGRAM).arg(folder.path().join("clinvk"));
        assert!(copy.status().unwrap().success());
        Some(Elsewhere { folder, setpriv })
    }

    /// Creates a store with one session that belongs to this user, with these modes.
    fn store(&self, user: u32, modes: (u32, u32)) {
        let home = self.folder.path().join("home");
        let store = home.join("sessions");
        fs::create_dir_all(&store).unwrap();
        let file = store.join("new.json");
        fs::write(&file, SESSION).unwrap();
        for (path, mode) in [(&home, 0o755), (&store, modes.0), (&file, modes.1)] {
            chown(path, Some(user), Some(user)).unwrap();
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
    }

    /// Runs a command as the other user.
    fn run(&self, line: &str) -> Output {
        let mut command = Command::new(&self.setpriv);
        command.arg(format!("--reuid={OTHER}")).arg(format!("--regid={OTHER}"));
        command.arg("--clear-groups").arg(self.folder.path().join("clinvk"));
        command.arg("sessions").args(line.split(' ')).current_dir("/").env_clear();
        command.env("CLINVK_HOME", self.folder.path().join("home")).env("CLINVK_TEST_NOW", NOW);
        Output::new(&command.output().unwrap(), &self.folder.path().join("home"))
    }

    fn names(&self) -> usize {
        fs::read_dir(self.folder.path().join("home/sessions")).unwrap().count()
    }
}

#[test]
fn a_store_of_another_user_is_read_where_it_may_be_and_not_changed() {
    let Some(elsewhere) = Elsewhere::new() else { return };
    elsewhere.store(0, (0o755, 0o644));
    let list = elsewhere.run("ls-raw");
    assert_eq!((list.column("id"), list.stderr.as_str()), (vec!["new".to_owned()], ""));
    // Even with write permission: the store belongs to somebody else.
    for modes in [(0o755, 0o644), (0o777, 0o666)] {
        elsewhere.store(0, modes);
        for line in ["delete new", "rm-id new", "set-raw new --set title=x"] {
            let output = elsewhere.run(line);
            assert_eq!(
                output.stderr,
                "clinvk: cannot change HOME/sessions: it belongs to another user, 0\n\
                 hint: run this as user 0, or have root make it yours: \
                 chown -R 4711 'HOME/sessions'\n"
            );
            assert_eq!((output.code, elsewhere.names()), (4, 1), "{line}");
        }
        let repair = elsewhere.run("fsck --repair");
        assert!(repair.column("repaired").iter().all(|is| is == "false"), "{repair}");
    }
}

#[test]
fn a_user_changes_their_own_store_and_root_does_not() {
    let Some(elsewhere) = Elsewhere::new() else { return };
    elsewhere.store(OTHER, (0o700, 0o600));
    let home = elsewhere.folder.path().join("home");
    let sandbox = Sandbox::new();
    let as_root = sandbox.run_words(&["rm-id", "new", "--home", home.to_str().unwrap()], "");
    as_root.has_stderr(&str::contains("it belongs to another user, 4711\n"));
    assert_eq!((as_root.code, elsewhere.names()), (4, 1));
    assert_eq!(elsewhere.run("rm-id new").column("outcome"), ["removed"]);
}

#[test]
fn a_session_that_its_reader_may_not_read_is_named_and_nothing_hangs() {
    let Some(elsewhere) = Elsewhere::new() else { return };
    elsewhere.store(0, (0o755, 0o600));
    elsewhere
        .run("ls-raw")
        .is("[stderr]\nclinvk: cannot read session new: Permission denied\n[exit 4]\n");
    // The content is unknown, so it is not reported as damaged.
    for line in ["ls-raw", "ls-raw new -z --fields id", "cat-raw new", "prune --all"] {
        let output = elsewhere.run(&format!("{line} --errors=json"));
        let record: serde_json::Value = serde_json::from_str(&output.stderr).unwrap();
        assert_eq!((&record["code"], &record["id"]), (&json!("io_error"), &json!("new")), "{line}");
        if line != "ls-raw new -z --fields id" {
            assert_eq!(record["path"], "HOME/sessions/new.json", "{line}");
        }
        assert_eq!(output.code, 4, "{line}");
    }
    let codes = elsewhere.run("fsck").column("code");
    assert_eq!(codes, ["mode_too_wide", "foreign_owner", "unreadable"]);
    elsewhere.store(0, (0o700, 0o600));
    elsewhere
        .run("list")
        .is("[stderr]\nclinvk: cannot open HOME/sessions: Permission denied\n[exit 4]\n");
}
