//! Files beside the store, and attacks by another user who can write there.
//!
//! The store belongs to [`OTHER`]. The attacker is [`STRANGER`], who really carries out the
//! attacks.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown},
    path::PathBuf,
    process::Command,
};

use super::{Elsewhere, OTHER, SESSION};
use crate::sandbox::Output;

/// The user who can write where they should not.
pub(super) const STRANGER: u32 = 4712;

/// A batch that is as old as the store allows.
pub(super) const BATCH: &str = "2026-11-22T11-30-00.000000000Z-1";

/// The commands that change the store, then those that need something in the trash.
pub(super) const CHANGES: [&str; 5] = [
    "delete new",
    "clean --older-than 1h --yes",
    "rm-id new",
    "prune --older-than 1h",
    "set-raw new --set title=x",
];
const OF_THE_TRASH: [&str; 3] = ["restore --last", "restore-id mine", "empty-trash --yes"];

impl Elsewhere {
    /// Returns a safe store that belongs to [`OTHER`].
    pub(super) fn safe() -> Option<Elsewhere> {
        let elsewhere = Elsewhere::new()?;
        elsewhere.store(OTHER, (0o700, 0o600));
        Some(elsewhere)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("home").join(name)
    }

    pub(super) fn mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).unwrap();
    }

    /// Runs a shell command in the home as `user`.
    #[track_caller]
    pub(super) fn shell(&self, user: u32, line: &str) {
        let mut command = Command::new(&self.setpriv);
        command.arg(format!("--reuid={user}")).arg(format!("--regid={user}"));
        command.args(["--clear-groups", "sh", "-ec", line]).current_dir(self.path(""));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Checks that every change is refused with this reason, then follows the hint.
    #[track_caller]
    fn refuses(&self, why: &str) {
        let all = || {
            let mut command = Command::new("find");
            let found = command.current_dir(self.path("")).args([".", "-ls"]).output().unwrap();
            String::from_utf8(found.stdout).unwrap()
        };
        let before = all();
        let is_filled = self.run("trash --json").stdout.contains("\"id\":\"mine\"");
        let of_the_trash = OF_THE_TRASH.iter().filter(|_| is_filled);
        for line in CHANGES.iter().chain(of_the_trash) {
            let output = self.run(line);
            assert_eq!((output.stderr.as_str(), output.code), (why, 4), "{line}");
        }
        assert_eq!(all(), before);
        assert_eq!(self.run("ls-raw").stderr, "");
        assert_eq!(self.run("trash").code, 0);
        self.follow(why);
    }

    /// Follows the hint in `why`, as the owner.
    #[track_caller]
    pub(super) fn follow(&self, why: &str) {
        let (_, hint) = why.split_once("hint: ").unwrap();
        let (_, command) = hint.split_once(": ").unwrap();
        self.shell(OTHER, &command.replace("HOME", self.path("").to_str().unwrap()));
    }

    /// Creates a batch in the trash, with a session with this ID, that belongs to `user`.
    pub(super) fn batch(&self, user: u32, id: &str) {
        self.shell(user, &format!("mkdir -p -m 755 trash trash/{BATCH}"));
        let session = SESSION.replace("\"new\"", &format!("\"{id}\""));
        self.shell(user, &format!("echo '{session}' > trash/{BATCH}/{id}.json"));
    }
}

fn writable(name: &str) -> String {
    let path = format!("HOME{name}");
    format!(
        "clinvk: cannot change {path}: it is writable by group or others\n\
         hint: fix it: chmod go-w '{path}'\n"
    )
}

fn strangers(name: &str) -> String {
    let path = format!("HOME{name}");
    format!(
        "clinvk: cannot change {path}: it belongs to another user, {STRANGER}\n\
         hint: move it out of the way: mv '{path}' '{path}.of-{STRANGER}'\n"
    )
}

#[test]
fn what_delete_moves_is_not_to_be_had_by_one_who_made_the_trash_first() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    for mode in [0o777, 0o1777, 0o730] {
        elsewhere.mode("", mode);
        if mode == 0o777 {
            elsewhere.shell(STRANGER, "mkdir -m 777 trash");
        }
        elsewhere.refuses(&writable(""));
    }
    elsewhere.refuses(&strangers("/trash"));
    elsewhere.run("delete new").is("Session new deleted.\n");
    assert_eq!(fs::metadata(elsewhere.path("trash")).unwrap().uid(), OTHER);
    elsewhere.mode("trash", 0o770);
    let restore = elsewhere.run("restore --last");
    assert_eq!((restore.stderr.as_str(), restore.code), (&*writable("/trash"), 4));
    elsewhere.follow(&restore.stderr);
    elsewhere.run("restore --last").is("Session new restored.\n");
}

#[test]
fn a_planted_session_is_not_restored() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.shell(OTHER, "mkdir -m 777 trash");
    elsewhere.batch(STRANGER, "mine");
    elsewhere.refuses(&writable("/trash"));
    elsewhere.refuses(&strangers(&format!("/trash/{BATCH}")));
    elsewhere.run("restore --last").is("[stderr]\nThe trash is empty.\n");

    elsewhere.batch(OTHER, "mine");
    elsewhere.mode(&format!("trash/{BATCH}"), 0o777);
    elsewhere.shell(STRANGER, &format!("echo '{SESSION}' > trash/{BATCH}/evil.json"));
    elsewhere.refuses(&writable(&format!("/trash/{BATCH}")));
    let planted = strangers(&format!("/trash/{BATCH}/evil.json"));
    let output = elsewhere.run("restore --last");
    assert_eq!((output.stderr.as_str(), output.code), (planted.as_str(), 4));
    assert_eq!(output.stdout, "Restored 1 session.\n");
    assert_eq!(elsewhere.run("ls-raw").column("id"), ["mine", "new"]);
}

#[test]
fn a_link_in_the_place_of_the_store_is_not_followed_to_delete() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.mode("", 0o777);
    elsewhere.shell(OTHER, "cp -r sessions precious");
    elsewhere.shell(STRANGER, "mv sessions gone; ln -s precious sessions");
    elsewhere.refuses(&writable(""));
    let link = format!(
        "clinvk: cannot change HOME/sessions: it is a symbolic link of another user, {STRANGER}\n\
         hint: remove the link: rm 'HOME/sessions'\n"
    );
    let fsck = elsewhere.run("fsck --repair");
    assert_eq!((fsck.column("code"), fsck.code), (vec!["foreign_owner".to_owned()], 4));
    elsewhere.refuses(&link);
    assert!(elsewhere.path("precious/new.json").exists());
    // A symlink of one's own, or of root, is as good as a directory.
    for owner in [OTHER, 0] {
        let _ = fs::remove_file(elsewhere.path("sessions"));
        std::os::unix::fs::symlink("precious", elsewhere.path("sessions")).unwrap();
        std::os::unix::fs::lchown(elsewhere.path("sessions"), Some(owner), None).unwrap();
        assert_eq!(elsewhere.run("set-raw new --set title=x").code, 0);
    }
}

#[test]
fn a_journal_or_lost_and_found_of_anybody_else_stops_every_change() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.shell(OTHER, "mkdir -m 777 lost+found; touch journal.jsonl; chmod 666 journal.jsonl");
    elsewhere.refuses(&writable("/journal.jsonl"));
    elsewhere.refuses(&writable("/lost+found"));
    for name in ["lost+found", "journal.jsonl"] {
        chown(elsewhere.path(name), Some(STRANGER), None).unwrap();
        elsewhere.refuses(&strangers(&format!("/{name}")));
    }
    elsewhere.shell(OTHER, "mkdir sessions/orphan lost+found");
    chown(elsewhere.path("lost+found"), Some(STRANGER), None).unwrap();
    let output = elsewhere.run("fsck --repair");
    assert_eq!((output.stderr, output.code), (strangers("/lost+found"), 4));
    assert!(elsewhere.path("sessions/orphan").exists());
}

#[test]
fn what_is_roots_is_as_safe_as_ones_own() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    fs::create_dir(elsewhere.path("lost+found")).unwrap();
    elsewhere.mode("lost+found", 0o700);
    for mode in [0o755, 0o711] {
        chown(elsewhere.path(""), Some(0), Some(0)).unwrap();
        elsewhere.mode("", mode);
        assert_eq!(elsewhere.run("set-raw new --set title=x").column("id"), ["new"]);
        assert_eq!(elsewhere.run("fsck").to_string(), "");
    }
}

#[test]
fn a_home_of_ones_own_that_cannot_be_listed_is_no_clean_one() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    elsewhere.mode("", 0o311);
    let output = elsewhere.run("fsck");
    assert_eq!(
        output.to_string(),
        "[stderr]\nclinvk: cannot open HOME: Permission denied\n[exit 4]\n"
    );
}

#[test]
fn a_home_of_another_user_is_not_changed() {
    let Some(elsewhere) = Elsewhere::safe() else { return };
    chown(elsewhere.path(""), Some(STRANGER), None).unwrap();
    let why = format!("clinvk: cannot change HOME: it belongs to another user, {STRANGER}\n");
    for line in CHANGES {
        let output = elsewhere.run(line);
        assert!(output.stderr.starts_with(&why) && output.code == 4, "{line}: {output}");
    }
    elsewhere.mode("sessions/new.json", 0o666);
    let repair = elsewhere.run("fsck --repair");
    assert_eq!(repair.column("code"), ["foreign_owner", "mode_too_wide"]);
    assert_eq!((repair.column("repaired"), repair.code), (vec!["false".to_owned(); 2], 4));
    // A missing store is not created.
    let empty = elsewhere.path("empty");
    fs::create_dir(&empty).unwrap();
    chown(&empty, Some(STRANGER), None).unwrap();
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(
        "echo '{SESSION}' | {} --reuid={OTHER} --regid={OTHER} --clear-groups {}/clinvk \
         --home {} sessions put-raw",
        elsewhere.setpriv.display(),
        elsewhere.folder.path().display(),
        empty.display(),
    ));
    let output = Output::new(&command.output().unwrap(), &empty);
    assert!(output.stderr.starts_with(&why) && output.code == 4, "{output}");
    assert_eq!(fs::read_dir(&empty).unwrap().count(), 0);
}
