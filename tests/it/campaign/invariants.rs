//! The promises that hold whatever fails.

use super::{
    subject::{Fate, Subject},
    trace::{Fault, Kind},
    tree::{Tree, id_of, without_random_ids},
};
use crate::{
    sandbox::{Output, Sandbox},
    schema_check,
};

/// A run with a fault, and the same run without.
pub(crate) struct Observed<'a> {
    pub(crate) subject: &'a Subject,
    pub(crate) fault: &'a Fault,
    /// The store as created, before any preparation.
    pub(crate) made: &'a Tree,
    pub(crate) before: &'a Tree,
    pub(crate) after: &'a Tree,
    pub(crate) output: &'a Output,
    /// The state of the store after the run without a fault, and the output of that run.
    pub(crate) complete: &'a Tree,
    pub(crate) complete_output: &'a Output,
}

impl Observed<'_> {
    /// Returns the broken promises, each with its number.
    pub(crate) fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        self.files_are_whole_and_kept(&mut broken);
        self.nothing_else_came(&mut broken);
        self.exit_is_true(&mut broken);
        self.interruption_is_unseen(&mut broken);
        self.temporaries_are_gone(&mut broken);
        self.modes_stay(&mut broken);
        self.removals_are_noted(&mut broken);
        broken
    }

    fn is_selected(&self, path: &str) -> bool {
        self.subject.selected.contains(&id_of(path))
    }

    /// I1 and I2: every file is the old one or the complete new one. Only selected files may be
    /// missing, and moved ones are at their destination.
    fn files_are_whole_and_kept(&self, broken: &mut Vec<String>) {
        let precious = self.made.files().chain(self.before.files());
        for (path, old) in precious {
            let now = self.after.file(path);
            let is_selected = self.is_selected(path);
            let was_elsewhere = self.before.file(path).is_none() && self.before.holds("trash", old);
            let is_fine = match self.subject.fate {
                _ if now == Some(old) => true,
                // The preparation changed it, and the command did not.
                _ if now.is_some() && now == self.before.file(path) => true,
                _ if was_elsewhere && now.is_none() && self.after.holds("trash", old) => true,
                Fate::Rewritten => is_selected && now.is_some() && now == self.complete.file(path),
                Fate::Removed => is_selected && now.is_none(),
                Fate::MovedTo(folder) => {
                    is_selected && now.is_none() && self.after.holds(folder, old)
                }
                Fate::Restored => false,
            };
            if !is_fine {
                let number = if now.is_some() { "I1" } else { "I2" };
                let what = if now.is_some() { "is neither old nor new" } else { "is lost" };
                broken.push(format!("{number}: {path} {what}"));
            }
        }
    }

    /// I1: every new file was requested and is complete.
    fn nothing_else_came(&self, broken: &mut Vec<String>) {
        for (path, bytes) in self.after.files() {
            let is_old = self.before.file(path).is_some();
            if !is_old && self.complete.file(path) != Some(bytes) {
                broken.push(format!("I1: {path} came from nowhere"));
            }
        }
    }

    /// I3 and I4: success means that everything was done. A failure has a message and is not a
    /// crash.
    fn exit_is_true(&self, broken: &mut Vec<String>) {
        let Output { stdout, stderr, code } = self.output;
        if self.fault.kind == Kind::Killed {
            return;
        }
        let records = stdout.lines().filter(|line| line.starts_with('{'));
        broken.extend(records.filter_map(|line| schema_check::validate(line, false).err()));
        if *code == 0 {
            let (now, due): (Vec<_>, Vec<_>) =
                (self.after.files().collect(), self.complete.files().collect());
            if now != due {
                broken.push("I3: success, but not all was done".to_owned());
            }
            broken.extend(self.after.temporaries().map(|path| format!("I3: {path} was left")));
        } else if ![1, 3, 4].contains(code) {
            broken.push(format!("I4: exit {code}"));
        }
        // If all writes fail from some point on, the message is lost too.
        let is_mute =
            self.fault.call.name == "write" && matches!(self.fault.kind, Kind::FromThereOn(_));
        let is_told = !stderr.is_empty() || stdout.contains("\"message\":");
        if *code != 0 && !is_told && !is_mute {
            broken.push("I4: failure without a word".to_owned());
        }
    }

    /// I5: an interrupted system call changes nothing.
    fn interruption_is_unseen(&self, broken: &mut Vec<String>) {
        let is_same = without_random_ids(&self.output.to_string())
            == without_random_ids(&self.complete_output.to_string());
        if self.fault.kind == Kind::Once("EINTR") && !is_same {
            broken.push(format!("I5: another result: {}", self.output));
        }
    }

    /// I6: a temporary file remains only after a kill, or if it cannot be removed.
    fn temporaries_are_gone(&self, broken: &mut Vec<String>) {
        if self.fault.kind == Kind::Killed || self.fault.call.name.starts_with("unlink") {
            return;
        }
        let was_there = |path: &&str| self.before.0.contains_key(*path);
        let left = self.after.temporaries().filter(|path| !was_there(path));
        broken.extend(left.map(|path| format!("I6: {path} was left")));
    }

    /// I10: whenever a command is killed, its permanent removals are in the journal.
    fn removals_are_noted(&self, broken: &mut Vec<String>) {
        if self.fault.kind != Kind::Killed || self.subject.fate != Fate::Removed {
            return;
        }
        let journal = self.after.file("journal.jsonl").unwrap_or_default();
        let journal = String::from_utf8_lossy(journal);
        for id in self.subject.selected {
            let bytes = self.made.file(&format!("sessions/{id}.json")).unwrap_or_default();
            let is_there =
                ["sessions", "trash"].iter().any(|folder| self.after.holds(folder, bytes));
            let is_noted = journal
                .lines()
                .any(|line| line.contains(&format!("\"id\":\"{id}\",\"outcome\":\"remov")));
            if !is_there && !is_noted {
                broken.push(format!("I10: the removal of {id} is not in the journal"));
            }
        }
    }

    /// I9: everything is accessible by its owner only, or as before.
    fn modes_stay(&self, broken: &mut Vec<String>) {
        for (path, node) in &self.after.0 {
            let usual = if node.bytes.is_some() { 0o600 } else { 0o700 };
            let was = self.before.0.get(path).map(|node| node.mode);
            if node.mode != usual && was != Some(node.mode) {
                broken.push(format!("I9: {path} has the mode {:04o}", node.mode));
            }
        }
    }
}

/// I3 for the index, I7 and I8: the next command is not blocked, and a repair leaves no problem
/// behind.
pub(crate) fn aftermath(sandbox: &Sandbox, is_success: bool) -> Vec<String> {
    let mut broken = Vec::new();
    if is_success {
        let found = sandbox.run("fsck");
        if !found.to_string().is_empty() {
            broken.push(format!("I3: success, but there is something wrong: {found}"));
        }
    }
    let next = sandbox.run("list --lock-timeout 0");
    if next.code != 0 || !next.stderr.is_empty() {
        broken.push(format!("I7: the next command fails: {next}"));
    }
    let repaired = sandbox.run("fsck --repair --lock-timeout 0");
    let found = sandbox.run("fsck");
    if repaired.code != 0 || !found.to_string().is_empty() {
        broken.push(format!("I8: a repair leaves something: {repaired}{found}"));
    }
    broken
}
