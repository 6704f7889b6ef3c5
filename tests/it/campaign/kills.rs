//! A store of hundreds of sessions, and one command after another killed at some point.

use std::{
    collections::HashMap,
    fs,
    io::Write as _,
    os::unix::{
        fs::{DirBuilderExt as _, OpenOptionsExt as _},
        process::ExitStatusExt as _,
    },
    path::Path,
};

use super::{
    Tally,
    chance::Chance,
    invariants::aftermath,
    trace::{self, Call, Fault, Kind},
    tree::{Tree, id_of},
};
use crate::sandbox::{Sandbox, tool};

/// The calls at which a command is killed.
const LAST: [(&str, &[&str]); 4] = [
    ("rm-id", &["unlinkat", "openat", "newfstatat", "flock"]),
    ("set-raw", &["renameat", "write", "fsync", "openat", "fchmod"]),
    ("put-raw", &["renameat2", "write", "fsync", "openat"]),
    ("prune", &["unlinkat", "read", "openat", "newfstatat"]),
];

/// The assumed number of calls of one name that a command makes, until it is measured.
const MOST: usize = 64;

/// A store, and the number of the next new session.
struct Crowd {
    sandbox: Sandbox,
    /// The number of sessions at the start of each round.
    size: usize,
    next: usize,
}

impl Crowd {
    fn new(size: usize) -> Crowd {
        let sandbox = Sandbox::in_memory();
        fs::DirBuilder::new().mode(0o700).create(sandbox.store()).unwrap();
        Crowd { sandbox, size, next: 0 }
    }

    /// Adds sessions, every third of them old, up to the size.
    fn fill(&mut self) {
        let missing = self.size.saturating_sub(self.sandbox.ids().len());
        let records: String = (0..missing).map(|_| self.record()).collect();
        let output = self.sandbox.run_with("put-raw", records);
        assert_eq!(output.code, 0, "{output}");
        for id in self.sandbox.ids().iter().step_by(7) {
            let folder = self.sandbox.path(id);
            if !folder.exists() {
                fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
                write_private(&folder.join("log"), &format!("of {id}"));
            }
        }
    }

    /// Returns a new session.
    fn record(&mut self) -> String {
        self.next += 1;
        let (number, month) = (self.next, if self.next.is_multiple_of(3) { "01" } else { "11" });
        let time = format!("2026-{month}-20T10:00:00Z");
        format!(
            "{{\"id\":\"s{number}\",\"backend\":\"claude\",\"created_at\":\"{time}\",\
             \"last_used\":\"{time}\",\"working_dir\":\"/w\"}}\n"
        )
    }

    /// Returns a command, its input, and the sessions that it selects.
    fn order(&mut self, chance: &mut Chance) -> (Vec<String>, String, Vec<String>) {
        let ids = self.sandbox.ids();
        let some = |chance: &mut Chance| {
            let chosen = (0..20).map(|_| ids[chance.below(ids.len())].clone());
            chosen.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        };
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        match chance.below(4) {
            0 => {
                let chosen = some(chance);
                (words("rm-id --stdin"), chosen.join("\n"), chosen)
            }
            1 => {
                let chosen = some(chance);
                let mut line = words("set-raw --set");
                line.push(format!("title=round {}", self.next));
                (line.into_iter().chain(chosen.clone()).collect(), String::new(), chosen)
            }
            2 => {
                let first = self.next + 1;
                let input = (0..20).map(|_| self.record()).collect();
                let new = (first..=self.next).map(|number| format!("s{number}")).collect();
                (words("put-raw"), input, new)
            }
            _ => (words("prune --older-than 30d"), String::new(), ids),
        }
    }
}

fn write_private(path: &Path, text: &str) {
    let mut options = fs::File::options();
    let mut file = options.write(true).create_new(true).mode(0o600).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// Kills this many commands, each at a different point.
pub(crate) fn run(strace: &Path, size: usize, rounds: usize) -> Tally {
    let (mut crowd, mut chance) = (Crowd::new(size), Chance::of_run(rounds as u64));
    let (mut broken, mut killed, mut tried) = (Vec::new(), 0, 0);
    let mut most = HashMap::new();
    while killed < rounds {
        tried += 1;
        assert!(tried < 100 + 4 * rounds, "most commands are not killed: {most:?}");
        crowd.fill();
        let (words, input, selected) = crowd.order(&mut chance);
        let calls = LAST.iter().find(|(command, _)| *command == words[0]).unwrap().1;
        let name = calls[chance.below(calls.len())];
        let most = most.entry((words[0].clone(), name)).or_insert(MOST);
        let call = Call { name: name.to_owned(), number: 1 + chance.below(*most) };
        let fault = Fault { call, kind: Kind::Killed };
        let before = Tree::of(&crowd.sandbox);
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let command = trace::command(
            trace::injector(strace, &fault, Path::new("/dev/null")),
            &crowd.sandbox,
            &words,
        );
        let output = trace::fed(command, &input);
        if output.status.signal() == Some(9) {
            killed += 1;
            *most += 1;
        } else {
            // It had finished before that call, of which there are fewer, then.
            *most = fault.call.number.max(2) - 1;
        }
        let after = Tree::of(&crowd.sandbox);
        let found = broken_by(&words, &selected, &before, &after);
        let found = found.into_iter().chain(aftermath(&crowd.sandbox, false));
        broken.extend(found.map(|promise| format!("{}, {fault}: {promise}", words[0])));
    }
    Tally { what: format!("kills in a store of {size} sessions"), tried: killed, broken }
}

/// Returns the broken promises for sessions that were and were not selected.
fn broken_by(words: &[&str], selected: &[String], before: &Tree, after: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    let is_removal = ["rm-id", "prune"].contains(&words[0]);
    for (path, old) in before.files() {
        let is_old = words[0] != "prune"
            || String::from_utf8_lossy(old).contains("2026-01")
            || path.matches('/').count() > 1;
        let is_selected = is_old && selected.iter().any(|id| id == id_of(path));
        match after.file(path) {
            Some(now) if now == old => {}
            None if is_removal && is_selected => {}
            Some(now) if words[0] == "set-raw" && is_selected => {
                let title = words.iter().find_map(|word| word.strip_prefix("title=")).unwrap();
                let now: Option<serde_json::Value> = serde_json::from_slice(now).ok();
                if now.is_none_or(|now| now["title"] != title) {
                    broken.push(format!("I1: {path} is neither old nor new"));
                }
            }
            Some(_) => broken.push(format!("I1: {path} was changed")),
            None => broken.push(format!("I2: {path} is lost")),
        }
    }
    for (path, bytes) in after.files().filter(|(path, _)| before.file(path).is_none()) {
        let is_due = words[0] == "put-raw" && selected.iter().any(|id| id == id_of(path));
        if !is_due || serde_json::from_slice::<serde_json::Value>(bytes).is_err() {
            broken.push(format!("I1: {path} came from nowhere"));
        }
    }
    broken
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let Some(strace) = tool("strace") else { return };
    run(&strace, 60, 20).check();
}
