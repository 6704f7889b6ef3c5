//! The commands under test, and the changes that each may make.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use serde_json::json;

use crate::sandbox::Sandbox;

/// The permitted result for the sessions that a command selects. All others stay unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "which fates occur depends on the commands that there are")]
pub(crate) enum Fate {
    /// The file is the old one or the complete new one.
    Rewritten,
    /// Permanently removed.
    Removed,
    /// Moved from the store to this directory beside it.
    MovedTo(&'static str),
    /// Moved back to the store from the directory beside it.
    Restored,
}

/// A command that changes the store.
pub(crate) struct Subject {
    /// Its name in the table of figures.
    pub(crate) name: &'static str,
    /// The words after `clinvk sessions`.
    pub(crate) line: &'static str,
    pub(crate) input: &'static str,
    /// Prepares the store.
    pub(crate) prepare: fn(&Sandbox),
    /// The permitted result for the selected sessions.
    pub(crate) fate: Fate,
    pub(crate) selected: &'static [&'static str],
}

/// Every command that changes the store.
pub(crate) const SUBJECTS: &[Subject] = &[
    Subject {
        name: "delete",
        line: "delete old1 old2",
        input: "",
        prepare: |_| (),
        fate: Fate::MovedTo("trash"),
        selected: &["old1", "old2"],
    },
    Subject {
        name: "delete --purge",
        line: "delete --purge old1 old2",
        input: "",
        prepare: |_| (),
        fate: Fate::Removed,
        selected: &["old1", "old2"],
    },
    Subject {
        name: "clean",
        line: "clean --older-than 30d --yes",
        input: "",
        prepare: |_| (),
        fate: Fate::MovedTo("trash"),
        selected: &["old1", "old2"],
    },
    Subject {
        name: "rm-id",
        line: "rm-id --stdin",
        input: "new2\nold1\n",
        prepare: |_| (),
        fate: Fate::Removed,
        selected: &["new2", "old1"],
    },
    Subject {
        name: "prune",
        line: "prune --older-than 30d",
        input: "",
        prepare: |_| (),
        fate: Fate::Removed,
        selected: &["old1", "old2"],
    },
    Subject {
        name: "restore",
        line: "restore old1 old2",
        input: "",
        prepare: trash_the_old,
        fate: Fate::Restored,
        selected: &["old1", "old2"],
    },
    Subject {
        name: "empty-trash",
        line: "empty-trash --yes",
        input: "",
        prepare: trash_the_old,
        fate: Fate::Removed,
        selected: &["old1", "old2"],
    },
    Subject {
        name: "pin",
        line: "pin old1 new2",
        input: "",
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &["old1", "new2"],
    },
    Subject {
        name: "tag",
        line: "tag --backend claude --yes t",
        input: "",
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &["old1", "old2", "new1", "new2"],
    },
    Subject {
        name: "fork",
        line: "fork new2 again",
        input: "",
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &[],
    },
    Subject {
        name: "export -o DIR",
        line: "export -o out/",
        input: "",
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &[],
    },
    Subject {
        name: "export -o FILE",
        line: "export -o out.jsonl",
        input: "",
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &[],
    },
    Subject {
        name: "import",
        line: "import backup.jsonl",
        input: "",
        prepare: bring_others,
        fate: Fate::Rewritten,
        selected: &["other1", "other2"],
    },
    Subject {
        name: "import --replace",
        line: "import --replace backup",
        input: "",
        prepare: export_and_change,
        fate: Fate::Rewritten,
        selected: &["new2"],
    },
    Subject {
        name: "put-raw",
        line: "put-raw --replace",
        input: r#"{"id":"new1","backend":"codex","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":"","title":"put"}
                  {"id":"fresh","backend":"codex","created_at":"2026-11-22T10:00:00Z","last_used":"2026-11-22T10:00:00Z","working_dir":"","title":"put"}"#,
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &["new1", "fresh"],
    },
    Subject {
        name: "set-raw",
        line: "set-raw old1 new2 --set title=set --add-tag t",
        input: "",
        prepare: |_| (),
        fate: Fate::Rewritten,
        selected: &["old1", "new2"],
    },
    Subject {
        name: "fsck --repair",
        line: "fsck --repair",
        input: "",
        prepare: spoil,
        fate: Fate::MovedTo("lost+found"),
        selected: &["gone"],
    },
];

/// Creates a valid store with a variety of sessions: old and new, some with artifacts, and a
/// correct index.
pub(crate) fn store() -> Sandbox {
    let sandbox = Sandbox::in_memory();
    for (id, days) in [("old1", 90), ("old2", 60), ("new1", 2), ("new2", 1)] {
        sandbox.session_of_age(id, days);
    }
    for id in ["old2", "new2"] {
        fs::create_dir_all(sandbox.path(id).join("deep")).unwrap();
        fs::write(sandbox.path(id).join("log"), format!("the log of {id}")).unwrap();
        fs::write(sandbox.path(id).join("deep/note"), format!("a note on {id}")).unwrap();
    }
    write_index(&sandbox);
    close(&sandbox.store());
    sandbox
}

/// Writes the index that clinvk would write for these sessions.
fn write_index(sandbox: &Sandbox) {
    let entries = sandbox.ids().into_iter().map(|id| {
        let file = fs::read_to_string(sandbox.path(&format!("{id}.json"))).unwrap();
        let session: serde_json::Value = serde_json::from_str(&file).unwrap();
        let entry = json!({
            "ID": id, "Backend": session["backend"], "Status": session["status"],
            "LastUsed": session["last_used"], "Model": "", "WorkDir": session["working_dir"],
            "Title": "", "Tags": null, "CreatedAt": session["created_at"],
        });
        (id, entry)
    });
    let index: serde_json::Map<_, _> = entries.collect();
    sandbox.file("index.json", json!({ "version": 1, "index": index }).to_string());
}

/// Restricts everything below `path` to its owner, as clinvk does.
fn close(path: &Path) {
    let is_directory = path.is_dir();
    fs::set_permissions(path, Permissions::from_mode(if is_directory { 0o700 } else { 0o600 }))
        .unwrap();
    if is_directory {
        for entry in fs::read_dir(path).unwrap() {
            close(&entry.unwrap().path());
        }
    }
}

/// Moves the old sessions to the trash.
fn trash_the_old(sandbox: &Sandbox) {
    assert_eq!(sandbox.run("delete old1 old2").code, 0);
}

/// Writes the export of another home, with artifacts.
fn bring_others(sandbox: &Sandbox) {
    let other = Sandbox::in_memory();
    other.session("other1", json!({})).session("other2", json!({}));
    fs::create_dir_all(other.path("other1").join("deep")).unwrap();
    fs::write(other.path("other1/deep/note"), "a note on other1").unwrap();
    fs::write(other.path("other1/log"), "the log of other1").unwrap();
    let path = sandbox.home().join("backup.jsonl");
    fs::write(&path, other.run("export").stdout).unwrap();
    close(&path);
}

/// Exports all sessions to a directory, and changes one of them with its artifacts.
fn export_and_change(sandbox: &Sandbox) {
    assert_eq!(sandbox.run("export -o backup/").code, 0);
    assert_eq!(sandbox.run("tag new2 changed").code, 0);
    fs::write(sandbox.path("new2/log"), "changed").unwrap();
    write_index(sandbox);
    close(&sandbox.store());
}

/// Adds every problem that `fsck --repair` repairs.
fn spoil(sandbox: &Sandbox) {
    sandbox.file(".tmp-1-0", "half of a file");
    fs::write(sandbox.home().join(".tmp-2-0"), "half of a journal").unwrap();
    close(&sandbox.home().join(".tmp-2-0"));
    fs::create_dir(sandbox.path("gone")).unwrap();
    fs::write(sandbox.path("gone/log"), "the log of gone").unwrap();
    sandbox.file("index.json", r#"{"version":1,"index":{"ghost":{}}}"#);
    close(&sandbox.store());
    fs::set_permissions(sandbox.store(), Permissions::from_mode(0o750)).unwrap();
    fs::set_permissions(sandbox.path("old1.json"), Permissions::from_mode(0o644)).unwrap();
}
