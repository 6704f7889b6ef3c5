//! Symlinks in place of the home, or of files beside the store.
//!
//! A symlink of another user is refused like their directory would be. One's own is not followed.

use std::{
    fs,
    os::unix::fs::{lchown, symlink},
    process::Command,
};

use predicates::str;
use serde_json::json;

use super::{
    Elsewhere, OTHER,
    beside::{BATCH, CHANGES, STRANGER},
};
use crate::sandbox::Sandbox;

/// More commands that change the store.
const MORE: [&str; 6] = [
    "clean --all --purge --yes",
    "delete --purge new",
    "prune --all --trash",
    "rm-id --trash new",
    "pin new",
    "set-raw new --set title=x --errors=json",
];

impl Elsewhere {
    /// Lists everything in the home's parent, with owners, times and symlink targets.
    fn everything(&self) -> String {
        let mut command = Command::new("find");
        let found = command.current_dir(self.folder.path()).args([".", "-ls"]).output().unwrap();
        String::from_utf8(found.stdout).unwrap()
    }

    /// Replaces `name` with a symlink to its former content, owned by `user`.
    fn link(&self, user: u32, name: &str) {
        let (link, moved) = (self.path(name), self.path(&format!("{name}.moved")));
        fs::rename(&link, &moved).unwrap();
        symlink(moved.file_name().unwrap(), &link).unwrap();
        lchown(&link, Some(user), Some(user)).unwrap();
    }

    /// Undoes [`Elsewhere::link`].
    fn unlink(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
        fs::rename(self.path(&format!("{name}.moved")), self.path(name)).unwrap();
    }

    /// Checks that every change is refused because of the symlink `path`, and that `fsck` reports
    /// it.
    #[track_caller]
    fn refuses_link(&self, path: &str) {
        let before = self.everything();
        let why = format!(
            "clinvk: cannot change {path}: it is a symbolic link of another user, {STRANGER}\n\
             hint: remove the link: rm '{path}'\n"
        );
        for line in CHANGES.iter().chain(&MORE) {
            let output = self.run(line);
            if line.ends_with("json") {
                output.has_stderr(&str::contains(r#""code":"unsafe_store""#));
            } else {
                assert_eq!(output.stderr, why, "{line}");
            }
            assert_eq!(output.code, 4, "{line}");
        }
        assert_eq!(self.everything(), before);
        assert_eq!(self.run("ls-raw").column("id"), ["new"]);
        let fsck = self.run("fsck --repair");
        assert_eq!(fsck.column("path"), [path], "{fsck}");
        assert_eq!(fsck.column("code"), ["foreign_owner"]);
        assert_eq!((fsck.column("repaired"), fsck.code), (vec!["false".to_owned()], 4));
        assert_eq!(self.everything(), before);
    }
}

#[test]
fn a_link_of_another_user_beside_the_store_stops_every_change() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.shell(OTHER, "mkdir -m 700 lost+found; touch journal.jsonl; chmod 600 journal.jsonl");
    elsewhere.batch(OTHER, "mine");
    elsewhere.shell(OTHER, "chmod -R go= trash sessions");
    assert_eq!(elsewhere.run("ls-raw").code + elsewhere.run("fsck").code, 0);
    elsewhere.shell(OTHER, "touch sessions/store.lock; chmod 600 sessions/store.lock");
    let batch = format!("trash/{BATCH}");
    for name in ["trash", &batch, "lost+found", "journal.jsonl"] {
        elsewhere.link(STRANGER, name);
        elsewhere.refuses_link(&format!("HOME/{name}"));
        // The target does not matter.
        fs::remove_file(elsewhere.path(name)).unwrap();
        symlink("/nowhere/at/all", elsewhere.path(name)).unwrap();
        lchown(elsewhere.path(name), Some(STRANGER), None).unwrap();
        elsewhere.refuses_link(&format!("HOME/{name}"));
        elsewhere.unlink(name);
    }
    elsewhere.shell(OTHER, "mkdir -m 700 sessions/orphan");
    elsewhere.link(STRANGER, "lost+found");
    let repair = elsewhere.run("fsck --repair");
    assert!(
        repair.stderr.contains("HOME/lost+found: it is a symbolic link of another"),
        "{repair}"
    );
    assert!(elsewhere.path("sessions/orphan").exists());
    elsewhere.unlink("lost+found");
    assert_eq!(elsewhere.run("fsck --repair").code, 0);
    elsewhere.run("delete new").is("Session new deleted.\n");
}

#[test]
fn a_home_that_is_a_link_of_another_user_is_not_changed() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.shell(OTHER, "touch sessions/store.lock; chmod 600 sessions/store.lock");
    let (home, real) = (elsewhere.path(""), elsewhere.folder.path().join("real"));
    let home = home.components().collect::<std::path::PathBuf>();
    fs::rename(&home, &real).unwrap();
    symlink("real", &home).unwrap();
    lchown(&home, Some(STRANGER), None).unwrap();
    elsewhere.refuses_link("HOME");
    // Also with a path whose end follows the symlink.
    for name in ["home/", "home/.", "home//./"] {
        let path = elsewhere.folder.path().join(name);
        let output = elsewhere.run(&format!("rm-id new --home {}", path.display()));
        output.has_stderr(&str::contains("it is a symbolic link of another user"));
        assert_eq!(output.code, 4);
    }
    for owner in [0, OTHER] {
        lchown(&home, Some(owner), None).unwrap();
        assert_eq!(elsewhere.run("fsck").to_string(), "");
        assert_eq!(elsewhere.run(&format!("set-raw new --set title={owner}")).code, 0);
    }
}

#[test]
fn a_trash_that_cannot_be_used_is_named_before_anything_is_removed() {
    let why = "clinvk: cannot open HOME/trash: Not a directory\n";
    for is_link in [true, false] {
        let sandbox = Sandbox::new();
        sandbox.session_of_age("old", 90).session_of_age("older", 91);
        sandbox.session("new", json!({}));
        let trash = sandbox.home().join("trash");
        fs::create_dir(sandbox.home().join("t2")).unwrap();
        if is_link {
            symlink("t2", &trash).unwrap();
        } else {
            fs::write(&trash, "").unwrap();
        }
        let before = sandbox.ids();
        for line in [
            "clean",
            "clean --purge -y",
            "clean --all --yes",
            "clean --older-than 9999d",
            "delete old",
        ] {
            let output = sandbox.run(line);
            assert_eq!((output.stderr.as_str(), output.stdout.as_str()), (why, ""), "{line}");
            assert_eq!(output.code, 4, "{line}");
        }
        for line in ["rm-id --trash old", "prune --older-than 30d --trash"] {
            let output = sandbox.run(line);
            assert!(output.column("outcome").iter().all(|outcome| outcome == "failed"), "{output}");
            assert_eq!(output.code, 4, "{line}");
        }
        assert_eq!(sandbox.ids(), before);
        assert_eq!(fs::read_dir(sandbox.home().join("t2")).unwrap().count(), 0);
        // Commands that do not need it still work.
        assert_eq!(sandbox.run("clean --dry-run").code, 0);
        assert_eq!(sandbox.run("pin new").code, 0);
        assert_eq!(sandbox.run("rm-id old").column("outcome"), ["removed"]);
        assert_eq!(sandbox.run("prune").column("id"), ["older"]);
        sandbox.run("delete --force --purge new").is("Session new deleted.\n");
    }
}
