//! What `list -n` keeps beside the store changes no answer, whatever happens to the files or to it.
//!
//! The files of a test are young and few; a mistake made on purpose has the store take them for old
//! and for many.
#![cfg(target_os = "linux")]

mod happenings;

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown},
};

use happenings::{DAMAGES, HAPPENINGS, write};
use proptest::prelude::*;

use crate::sandbox::{Output, Sandbox, skip, tool};

/// Listings that are answered from the cache, with one that is not and begins with the same lines.
const LISTINGS: [(&str, usize, &str); 3] = [
    ("list -n 3 --format jsonl", 3, "list --format jsonl"),
    (
        "list -n 2 -b codex --status error --format jsonl",
        2,
        "list -b codex --status error --format jsonl",
    ),
    ("ls-raw -n 4 --sort last_used --reverse", 4, "ls-raw --sort last_used --reverse"),
];

/// Six sessions, none of which was used when another one was.
fn six() -> Sandbox {
    let sandbox = Sandbox::in_memory();
    for (id, number) in ["a", "b", "c", "d", "e", "f"].into_iter().zip(0..) {
        write(&sandbox, id, number * 10);
    }
    sandbox
}

/// Runs a command on a store whose young files are taken for old.
fn run(sandbox: &Sandbox, line: &str) -> Output {
    let mut command = sandbox.command(&line.split(' ').collect::<Vec<_>>());
    let output = command.env("CLINVK_TEST_BROKEN", "young-trusted").output().unwrap();
    Output::unchecked(&output, sandbox.home())
}

/// Goes on until the clock of files does: what changes thereafter has another time.
fn tick(sandbox: &Sandbox) {
    let probe = sandbox.home().join("probe");
    let time = || {
        fs::write(&probe, "").unwrap();
        let stat = fs::metadata(&probe).unwrap();
        (stat.ctime(), stat.ctime_nsec())
    };
    let first = time();
    while time() == first {}
}

/// Asserts that listings answer as a full read does.
fn holds(sandbox: &Sandbox, what: &str) {
    for (line, limit, all) in LISTINGS {
        let (front, all) = (run(sandbox, line), run(sandbox, all));
        let lines = all.stdout.split_inclusive('\n').take(limit).collect::<String>();
        let expected = Output { stdout: lines, ..all };
        assert_eq!(front.to_string(), expected.to_string(), "{what}: {line}");
    }
    let known = run(sandbox, "list -n 5").to_string();
    let _ = fs::remove_dir_all(sandbox.home().join("cache"));
    assert_eq!(run(sandbox, "list -n 5").to_string(), known, "{what}");
}

#[test]
fn whatever_happens_to_a_session_the_answer_is_that_of_a_full_read() {
    for (what, happen) in HAPPENINGS {
        for minute in [2, 45] {
            let sandbox = six();
            let _ = run(&sandbox, "list -n 5");
            tick(&sandbox);
            happen(&sandbox, "b", "e", minute);
            holds(&sandbox, what);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn whatever_happens_in_turn_the_answer_is_that_of_a_full_read(
        happenings in proptest::collection::vec((0_usize..11, 0_usize..6, 0_usize..6, 0_u8..60), 1..6),
    ) {
        let sandbox = six();
        let mut said = String::new();
        for (which, id, other, minute) in happenings {
            let (what, happen) = HAPPENINGS[which];
            let [id, other] = [id, other].map(|number| &"abcdef"[number..=number]);
            let _ = run(&sandbox, "list -n 3");
            tick(&sandbox);
            // What is closed to us, or a link in a circle, cannot be written again.
            let _ = std::panic::catch_unwind(|| happen(&sandbox, id, other, minute));
            said = format!("{said}; {id} {what} ({other}, {minute})");
            holds(&sandbox, &said);
        }
    }
}

#[test]
fn whatever_happens_to_the_cache_the_answer_is_that_of_a_full_read() {
    for (what, damage) in DAMAGES {
        let sandbox = six();
        let first = run(&sandbox, "list -n 5").to_string();
        let folder = sandbox.home().join("cache");
        damage(folder.clone());
        assert_eq!(run(&sandbox, "list -n 5").to_string(), first, "{what}");
        tick(&sandbox);
        write(&sandbox, "b", 59);
        assert_eq!(run(&sandbox, "list -n 1 --format jsonl").column("id"), ["b"], "{what}");
        if !folder.is_file() && !folder.is_symlink() {
            holds(&sandbox, what);
        }
    }
}

/// The size of the cache's file and its modes and those of its folder, if it is there.
fn cache(sandbox: &Sandbox) -> Option<(u64, u32, u32)> {
    let folder = fs::metadata(sandbox.home().join("cache")).ok()?;
    let file = fs::metadata(sandbox.home().join("cache/last_used")).ok()?;
    Some((file.len(), file.mode() & 0o7777, folder.mode() & 0o7777))
}

#[test]
fn the_cache_is_the_owners_alone_and_holds_no_text() {
    let sandbox = six();
    let _ = run(&sandbox, "list");
    assert_eq!(cache(&sandbox), None);
    let _ = run(&sandbox, "list -n 2");
    assert_eq!(cache(&sandbox), Some((6 * 64 + 32, 0o600, 0o700)));
    let bytes = fs::read(sandbox.home().join("cache/last_used")).unwrap();
    for word in ["codex", "other", "error", "/w", ".json"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
}

#[test]
fn what_a_killed_process_left_in_the_cache_goes_with_the_next_writing() {
    let sandbox = six();
    fs::create_dir(sandbox.home().join("cache")).unwrap();
    fs::write(sandbox.home().join("cache/.tmp-1-0"), "left").unwrap();
    let _ = run(&sandbox, "list -n 2");
    assert_eq!(fs::read_dir(sandbox.home().join("cache")).unwrap().count(), 1);
}

#[test]
fn a_store_that_is_small_or_young_or_open_to_others_has_no_cache() {
    let sandbox = six();
    assert_eq!(sandbox.run("list -n 2").stdout.lines().count(), 3);
    assert_eq!(cache(&sandbox), None);
    for path in [sandbox.home().to_owned(), sandbox.store()] {
        let mode = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, Permissions::from_mode(0o777)).unwrap();
        assert_eq!(run(&sandbox, "list -n 2").stdout.lines().count(), 3);
        assert_eq!(cache(&sandbox), None);
        fs::set_permissions(path, mode).unwrap();
    }
}

#[test]
fn a_home_or_a_cache_of_another_user_is_not_relied_on() {
    if !rustix::process::geteuid().is_root() {
        return skip("giving a file away needs root");
    }
    let sandbox = six();
    let first = run(&sandbox, "list -n 5").to_string();
    for name in ["cache/last_used", "cache", "."] {
        chown(sandbox.home().join(name), Some(1234), None).unwrap();
        assert_eq!(run(&sandbox, "list -n 5").to_string(), first, "{name}");
        let owner = fs::metadata(sandbox.home().join(name)).unwrap().uid();
        // The file is written anew; a folder is left to whom it belongs.
        assert_eq!(owner, if name == "cache/last_used" { 0 } else { 1234 }, "{name}");
    }
}

#[test]
fn a_home_that_is_moved_or_copied_answers_the_same() {
    let sandbox = six();
    let home = sandbox.home().join("one");
    fs::create_dir(&home).unwrap();
    fs::rename(sandbox.store(), home.join("sessions")).unwrap();
    let list = |name: &str| {
        let home = sandbox.home().join(name);
        run(&sandbox, &format!("list -n 5 --home {}", home.display())).to_string()
    };
    let first = list("one");
    assert!(home.join("cache/last_used").exists());
    fs::rename(&home, sandbox.home().join("two")).unwrap();
    assert_eq!(list("two"), first);
    let mut copy = std::process::Command::new("cp");
    copy.args(["-a", "two", "three"]).current_dir(sandbox.home());
    assert!(copy.status().unwrap().success());
    assert_eq!(list("three"), first);
}

/// How many session files a listing opens, under strace.
fn opened(sandbox: &Sandbox) -> Option<usize> {
    let (strace, trace) = (tool("strace")?, sandbox.home().join("trace"));
    let list = sandbox.std_command(&["list", "-n", "2"]);
    let mut command = std::process::Command::new(strace);
    command.args(["-f", "-e", "trace=openat", "-o"]).arg(&trace).arg(list.get_program());
    command.args(list.get_args()).env_clear();
    command.envs(list.get_envs().filter_map(|(key, value)| Some((key, value?))));
    command.env("CLINVK_TEST_BROKEN", "young-trusted");
    assert!(command.output().unwrap().status.success());
    let trace = fs::read_to_string(trace).unwrap();
    Some(trace.lines().filter(|line| line.contains(".json\"")).count())
}

#[test]
fn what_did_not_change_is_read_only_to_be_shown() {
    let sandbox = six();
    let Some(first) = opened(&sandbox) else { return };
    assert_eq!(first, 6 + 2);
    assert_eq!(opened(&sandbox), Some(2));
    tick(&sandbox);
    write(&sandbox, "a", 1);
    assert_eq!(opened(&sandbox), Some(1 + 2));
    fs::remove_file(sandbox.path("c.json")).unwrap();
    sandbox.file("g.json", "damaged");
    assert_eq!(opened(&sandbox), Some(1 + 2));
    assert_eq!(opened(&sandbox), Some(1 + 2));
}
