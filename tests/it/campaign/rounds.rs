//! Many processes on one store at once: ours, some of them killed, and writers that follow the
//! protocol of clinvk 0.2.0 exactly.

use std::{
    fs::{self, File},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    sync::{
        Barrier, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use rustix::fs::{FlockOperation, flock};
use serde_json::{Map, Value, json};

use super::{
    Tally,
    chance::Chance,
    trace::{self, Call, Fault, Kind},
};
use crate::{
    sandbox::{Output, Sandbox, tool},
    schema_check,
};

/// The number of sessions that each writer has or creates.
const EACH: usize = 12;

/// A simulated process of clinvk 0.2.0.
struct Clinvk<'a> {
    sandbox: &'a Sandbox,
    number: usize,
    /// Its index, which contains only its own writes.
    index: Map<String, Value>,
}

impl Clinvk<'_> {
    /// Stores a session: lock, write both files from memory, unlock, close, and only then unlink
    /// the lock.
    fn store(&mut self, id: &str) {
        let lock = self.sandbox.path("store.lock");
        let mut options = File::options();
        let held = options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let held = held.open(&lock).unwrap();
        flock(&held, FlockOperation::LockExclusive).unwrap();
        let session = session(id);
        self.put(&format!("{id}.json"), &session);
        self.index.insert(id.to_owned(), json!({ "ID": id, "Backend": "claude" }));
        self.put("index.json", &json!({ "version": 1, "index": self.index }));
        flock(&held, FlockOperation::Unlock).unwrap();
        drop(held);
        // Another process may have been faster.
        let _ = fs::remove_file(lock);
    }

    fn put(&self, name: &str, value: &Value) {
        let temporary = self.sandbox.path(&format!(".tmp-go{}", self.number));
        let mut file = File::options()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)
            .unwrap();
        file.write_all(serde_json::to_string_pretty(value).unwrap().as_bytes()).unwrap();
        fs::rename(temporary, self.sandbox.path(name)).unwrap();
    }
}

fn session(id: &str) -> Value {
    let time = if id.starts_with("old") { "2026-01-20T10:00:00Z" } else { "2026-11-20T10:00:00Z" };
    json!({
        "id": id, "backend": "claude", "created_at": time, "last_used": time, "working_dir": "/w",
    })
}

fn ids(prefix: &str) -> Vec<String> {
    (0..EACH).map(|number| format!("{prefix}{number}")).collect()
}

/// The IDs that one of our commands acknowledged with this outcome.
struct Acknowledged {
    outcome: &'static str,
    ids: Vec<String>,
    tag: String,
}

/// Runs one of our commands, killed if there is a fault, and returns its output.
fn ours(sandbox: &Sandbox, words: &[&str], input: &str, fault: Option<(&Path, &Fault)>) -> Output {
    let wrapper = match fault {
        Some((strace, fault)) => trace::injector(strace, fault, Path::new("/dev/null")),
        None => std::process::Command::new("env"),
    };
    Output::unchecked(&trace::fed(trace::command(wrapper, sandbox, words), input), sandbox.home())
}

/// Runs a round. Returns the broken promises.
fn round(strace: &Path, chance: &mut Chance) -> Vec<String> {
    let sandbox = Sandbox::in_memory();
    fs::DirBuilder::new().mode(0o700).create(sandbox.store()).unwrap();
    let start = ["stay", "tagged", "gone", "old"].into_iter().flat_map(ids);
    let start: Vec<_> = start.map(|id| session(&id).to_string()).collect();
    assert_eq!(sandbox.run_with("put-raw", start.join("\n")).code, 0);

    let (acknowledged, broken) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let new: Vec<_> = ids("new").iter().map(|id| session(id).to_string()).collect();
    let gone = ids("gone");
    let mut orders: Vec<(Vec<String>, String, &str)> = vec![
        (vec!["put-raw".to_owned()], new.join("\n"), "created"),
        (vec!["rm-id".to_owned(), "--stdin".to_owned()], gone[..EACH / 2].join("\n"), "removed"),
        (vec!["rm-id".to_owned(), "--stdin".to_owned()], gone[EACH / 2..].join("\n"), "removed"),
        (["prune", "--older-than", "30d"].map(str::to_owned).to_vec(), String::new(), "removed"),
    ];
    for tag in ["a", "b"] {
        let words = ["set-raw", "--add-tag", tag].map(str::to_owned).into_iter();
        orders.push((words.chain(ids("tagged")).collect(), String::new(), "replaced"));
    }
    // A third of our commands are killed at some point.
    let faults: Vec<Option<Fault>> = (0..orders.len())
        .map(|_| {
            let names = ["openat", "write", "unlinkat", "flock", "newfstatat", "fsync"];
            let name = names[chance.below(names.len())].to_owned();
            let call = Call { name, number: 1 + chance.below(EACH) };
            (chance.below(3) == 0).then_some(Fault { call, kind: Kind::Killed })
        })
        .collect();
    let (begin, is_over) = (Barrier::new(orders.len() + 4), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                begin.wait();
                while !is_over.load(Ordering::SeqCst) {
                    let wrong = read(&sandbox);
                    broken.lock().unwrap().extend(wrong);
                }
            });
        }
        let mut writers = Vec::new();
        for number in 0..2 {
            let (sandbox, begin) = (&sandbox, &begin);
            writers.push(scope.spawn(move || {
                let mut clinvk = Clinvk { sandbox, number, index: Map::new() };
                begin.wait();
                for id in ids(&format!("go{number}x")) {
                    clinvk.store(&id);
                }
            }));
        }
        for ((words, input, outcome), fault) in orders.iter().zip(faults) {
            let (sandbox, begin, acknowledged) = (&sandbox, &begin, &acknowledged);
            writers.push(scope.spawn(move || {
                let words: Vec<_> = words.iter().map(String::as_str).collect();
                begin.wait();
                let output =
                    ours(sandbox, &words, input, fault.as_ref().map(|fault| (strace, fault)));
                let records = output.records().into_iter();
                let done = records.filter(|record| record["outcome"] == *outcome);
                let ids = done.map(|record| record["id"].as_str().unwrap().to_owned()).collect();
                let tag = words.get(2).copied().unwrap_or_default().to_owned();
                acknowledged.lock().unwrap().push(Acknowledged { outcome, ids, tag });
            }));
        }
        for writer in writers {
            writer.join().unwrap();
        }
        is_over.store(true, Ordering::SeqCst);
    });
    let mut broken = broken.into_inner().unwrap();
    broken.extend(after(&sandbox, &acknowledged.into_inner().unwrap()));
    broken
}

/// Checks the view of a reader during the round.
fn read(sandbox: &Sandbox) -> Vec<String> {
    let output = ours(sandbox, &["ls-raw"], "", None);
    let mut wrong: Vec<_> = output
        .stdout
        .lines()
        .filter_map(|line| schema_check::validate(line, false).err())
        .collect();
    if output.code != 0 {
        wrong.push(format!("a reader fails: {}", output.stderr));
    }
    let seen = output.column("id");
    let missing = ids("stay").into_iter().filter(|id| !seen.contains(id));
    wrong.extend(missing.map(|id| format!("I2: a reader misses {id}")));
    wrong
}

/// Checks the store after all processes have ended.
fn after(sandbox: &Sandbox, acknowledged: &[Acknowledged]) -> Vec<String> {
    let mut wrong = Vec::new();
    let records = sandbox.run("ls-raw").records();
    let find = |id: &String| records.iter().find(|record| record["id"] == **id);
    for id in ["stay", "tagged", "go0x", "go1x"].into_iter().flat_map(ids) {
        if find(&id).is_none() {
            wrong.push(format!("I2: {id} is lost"));
        }
    }
    for Acknowledged { outcome, ids, tag } in acknowledged {
        for id in ids {
            let is_so = match (*outcome, find(id)) {
                ("removed", found) => found.is_none(),
                ("replaced", Some(record)) => {
                    record["tags"].as_array().unwrap().contains(&json!(tag))
                }
                (_, found) => found.is_some(),
            };
            if !is_so {
                wrong.push(format!("I2: {outcome} {id} was acknowledged, and is not so"));
            }
        }
    }
    // clinvk's own index may be stale. After our next change it is right.
    let next = sandbox.run("rm-id stay0 --lock-timeout 0");
    let repaired = sandbox.run("fsck --repair");
    let found = sandbox.run("fsck");
    if next.code != 0 || repaired.code != 0 || !found.to_string().is_empty() {
        wrong.push(format!("I8: a repair leaves something: {next}{repaired}{found}"));
    }
    wrong
}

/// Runs this many rounds.
pub(crate) fn run(strace: &Path, rounds: usize) -> Tally {
    let mut chance = Chance::of_run(2_463_534_242);
    let broken = (0..rounds).flat_map(|_| round(strace, &mut chance)).collect();
    Tally { what: "rounds of ten processes at once".to_owned(), tried: rounds, broken }
}

#[test]
fn nothing_that_was_acknowledged_is_lost_among_many_processes() {
    let Some(strace) = tool("strace") else { return };
    run(&strace, 3).check();
}
