//! A store full of files that are not sessions, or of malicious sessions.

pub(crate) mod store;

use std::{collections::BTreeSet, fs, os::unix::fs::MetadataExt as _};

use proptest::prelude::*;
use serde_json::json;

use store::{FUTURE, damaged, hostile, odd};

use crate::{campaign::texts::TIMES, sandbox::Sandbox};

#[test]
fn the_good_sessions_are_listed_and_nothing_else_is_touched() {
    let sandbox = hostile();
    let before = fs::read_dir(sandbox.store()).unwrap().count();
    let output = sandbox.run("ls-raw --fields id");
    assert_eq!(output.column("id"), ["good1", "good2"]);
    assert_eq!(output.code, 4);
    let mut named: Vec<_> = output
        .stderr
        .lines()
        .map(|line| {
            let rest = line.strip_prefix("clinvk: cannot read session ").unwrap();
            rest.split(':').next().unwrap().to_owned()
        })
        .collect();
    named.sort();
    let mut expected: Vec<_> = damaged().iter().map(|(name, _)| (*name).to_owned()).collect();
    expected.push("sparse".to_owned());
    expected.sort();
    assert_eq!(named, expected);
    assert_eq!(sandbox.run("list").stdout.lines().count(), 3);
    assert_eq!(fs::read_dir(sandbox.store()).unwrap().count(), before);
}

#[test]
fn a_prune_of_everything_leaves_all_that_is_no_session() {
    let sandbox = hostile();
    let before = fs::read_dir(sandbox.store()).unwrap().count();
    let later = sandbox
        .command(&["prune", "--older-than", "1d"])
        .env("CLINVK_TEST_NOW", "2030-01-01T00:00:00Z")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(later.stdout).unwrap().lines().count(), 2);
    // Two sessions were removed. The lock file was added and, because of the hazardous names, an
    // index without sessions.
    assert_eq!(fs::read_dir(sandbox.store()).unwrap().count(), before);
    assert_eq!(
        fs::read_to_string(sandbox.path("index.json")).unwrap(),
        "{\"version\":1,\"index\":{}}"
    );
}

#[test]
fn links_and_devices_by_full_id_are_not_found() {
    let sandbox = hostile();
    for id in ["fifo", "socket", "dir", "link", "zero", "self", "gone"] {
        assert_eq!(sandbox.run(&format!("cat-raw {id}")).code, 1, "{id}");
        assert_eq!(sandbox.run(&format!("show {id}")).code, 1, "{id}");
        assert_eq!(sandbox.run(&format!("rm-id {id}")).column("outcome"), ["missing"], "{id}");
    }
    sandbox.run("cat-raw sparse").is("[stderr]\n\
         clinvk: cannot read HOME/sessions/sparse.json: the file is larger than 16 MiB\n\
         [exit 4]\n");
}

#[test]
fn fsck_names_everything_and_touches_nothing() {
    let sandbox = hostile();
    let shape = || {
        let entries = fs::read_dir(sandbox.store()).unwrap().map(|entry| {
            let entry = entry.unwrap();
            let stat = fs::symlink_metadata(entry.path()).unwrap();
            (entry.file_name(), stat.ino(), stat.mode(), stat.len())
        });
        entries.collect::<BTreeSet<_>>()
    };
    let before = shape();
    let output = sandbox.run("fsck --fields path,code");
    assert_eq!((output.code, output.stderr.as_str()), (4, ""));
    assert_eq!(shape(), before);
    let place = |record: &serde_json::Value| {
        let path = record["path"].as_str().unwrap().strip_prefix("HOME/sessions").unwrap();
        format!("{}: {}", path.trim_start_matches('/'), record["code"].as_str().unwrap())
    };
    let named: Vec<_> = output.records().iter().map(place).collect();
    let of = |codes: &[&str]| {
        let is_of = |line: &&String| codes.iter().any(|code| line.ends_with(code));
        let lines = named.iter().filter(is_of).map(|line| line.split(": ").next().unwrap());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut expected: Vec<_> = damaged().iter().map(|(name, _)| format!("{name}.json")).collect();
    expected.push("sparse.json".to_owned());
    expected.sort();
    assert_eq!(of(&["damaged", "unreadable"]), expected);
    assert_eq!(
        of(&["endangers_clinvk"]),
        ["...json", "..json", ".json", "device.json", "fifo.json", "socket.json", "zero.json"]
    );
    let long = format!("{}.json", "x".repeat(200));
    assert_eq!(
        of(&["not_a_session"]),
        [
            "-dash.json",
            "a b.json",
            "dir.json",
            "new\nline.json",
            "notes.txt",
            &long,
            r"\xff\xfe.json"
        ]
    );
    assert_eq!(of(&["symlink"]), ["gone.json", "link.json", "self.json", "zero.json"]);

    // Repairs only the modes of the store and of the session files.
    let entries = || shape().into_iter().map(|entry| entry.0).collect::<BTreeSet<_>>();
    let before = entries();
    let repaired = sandbox.run("fsck --repair --fields path,code,repaired");
    for record in repaired.records() {
        assert_eq!(record["repaired"] == true, record["code"] == "mode_too_wide", "{record}");
    }
    let remaining: Vec<_> = sandbox.run("fsck").records().iter().map(place).collect();
    assert_eq!(
        remaining,
        named.into_iter().filter(|line| !line.ends_with("mode_too_wide")).collect::<Vec<_>>()
    );
    let new: Vec<_> = entries().difference(&before).cloned().collect();
    assert_eq!(new, ["store.lock"]);
}

#[test]
fn every_command_comes_to_an_end_and_leaves_what_is_no_session() {
    let sandbox = hostile();
    let strangers = || {
        let entries = fs::read_dir(sandbox.store()).unwrap().map(|entry| entry.unwrap());
        let is_stranger = |name: &str| {
            !name.starts_with("good") && !["index.json", "store.lock", "fresh.json"].contains(&name)
        };
        let entries = entries.filter(|entry| is_stranger(&entry.file_name().to_string_lossy()));
        let entries = entries.map(|entry| {
            let stat = fs::symlink_metadata(entry.path()).unwrap();
            (entry.file_name(), stat.ino(), stat.len(), stat.mtime_nsec())
        });
        entries.collect::<BTreeSet<_>>()
    };
    let before = strangers();
    let fresh = sandbox.run("cat-raw good1").stdout.replace("good1", "fresh");
    for (line, input, code) in [
        ("list", "", 0),
        ("list --json", "", 0),
        ("ls-raw", "", 4),
        ("resolve-id g f s", "", 1),
        ("show good1", "", 0),
        ("cat-raw good1 good2", "", 0),
        ("set-raw good1 --set title=x", "", 0),
        ("set-raw dir link zero sparse fifo --set title=x", "", 4),
        ("put-raw", &*fresh, 0),
        ("put-raw --replace", &*fresh.replace("fresh", "link"), 1),
        ("put-raw --replace", &*fresh.replace("fresh", "dir"), 1),
        ("prune --older-than 1h", "", 4),
        ("rm-id good2 dir link zero self gone fifo", "", 1),
        ("delete good1", "", 0),
        ("clean --older-than 1d --yes", "", 1),
        ("fsck", "", 4),
        ("fsck --repair", "", 4),
    ] {
        let output = sandbox.run_with(line, input);
        assert_eq!(output.code, code, "{line}: {output}");
    }
    assert_eq!(strangers(), before);
}

#[test]
fn what_is_odd_in_a_session_reaches_no_terminal_and_all_are_listed() {
    let sandbox = odd();
    let count = sandbox.ids().len();
    let hostile = |text: &str| {
        text.chars().find(|c| clinvk_sessions::testing::needs_escape(*c) && *c != '\n')
    };
    assert_eq!(sandbox.run("ls-raw").records().len(), count);
    let list = sandbox.run("list -n 1000");
    assert_eq!((list.stdout.lines().count(), list.code), (count + 1, 0));
    for line in ["list", "fsck", "prune --dry-run --older-than 1d", "show t", "delete c"] {
        let output = sandbox.run(line).to_string();
        assert_eq!(hostile(&output), None, "{line}: {output}");
    }
    // Invisible characters are shown, except in an emoji.
    for id in sandbox.ids() {
        let shown = sandbox.run(&format!("show {id}")).stdout;
        let shown = shown.replace("👩‍👩‍👧‍👦🏳️‍🌈", "");
        assert!(!shown.contains(clinvk_sessions::testing::is_invisible), "{id}: {shown}");
    }
    assert!(list.stdout.contains("👩‍👩‍👧‍👦🏳️‍🌈"));
    assert!(list.stdout.contains("\\u{e0001}\\u{e0041}"));
    for line in ["ls-raw", "list --json"] {
        assert_eq!(hostile(&sandbox.run(line).stdout), None, "{line}");
    }
    for id in sandbox.ids() {
        let output = sandbox.run(&format!("show {id}"));
        assert_eq!((hostile(&output.to_string()), output.code), (None, 0), "{id}");
    }
}

#[test]
fn what_has_no_time_or_one_to_come_is_never_old() {
    let sandbox = odd();
    let later = |time: &str| time > "2026-11-22T12:00:00.000000000Z";
    let pruned = sandbox.run("prune --dry-run --older-than 1h").column("id");
    for (number, (time, utc)) in TIMES.iter().enumerate() {
        if utc.is_none_or(later) {
            assert!(!pruned.contains(&format!("time{number:02}")), "{time}");
        }
    }
    for number in 0..FUTURE.len() {
        assert!(!pruned.contains(&format!("future{number}")));
    }
}

#[test]
fn many_unknown_keys_cost_no_square() {
    let sandbox = Sandbox::in_memory();
    let keys: Vec<_> = (0..200_000).map(|n| format!(",\"k{n}\":0")).collect();
    let keys = keys.concat();
    sandbox.file("a.json", format!("{{\"id\":\"a\"{keys}}}"));
    assert_eq!(sandbox.run("ls-raw --fields id").column("id"), ["a"]);
    assert_eq!(sandbox.run("fsck --repair").code, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_a_session_file_are_listed_or_damaged_the_same_everywhere(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..64),
            "\\{\"(id|title|tags|turn_count|last_used)\":(\"[^\"]{0,9}\"|[0-9]{1,20}|\\[\\]|null)\\}"
                .prop_map(String::into_bytes),
        ],
    ) {
        let sandbox = Sandbox::in_memory();
        sandbox.file("a.json", &bytes);
        let (raw, list) = (sandbox.run("ls-raw"), sandbox.run("list"));
        let (shown, json) = (sandbox.run("show a"), sandbox.run("list --json"));
        prop_assert!([0, 4].contains(&raw.code) && list.code == 0 && json.code == 0);
        prop_assert_eq!(raw.code == 0, shown.code == 0);
        prop_assert_eq!(raw.code == 0, list.stderr.is_empty());
        let fsck = sandbox.run("fsck");
        prop_assert_eq!(raw.code == 4, fsck.column("code").contains(&"damaged".to_owned()));
        prop_assert!([0, 4].contains(&fsck.code) && fsck.stderr.is_empty());
        prop_assert_eq!(raw.records().len(), usize::from(raw.code == 0));
        let hostile = |text: &str| text.chars().any(|c| clinvk_sessions::testing::needs_escape(c) && c != '\n');
        prop_assert!(!hostile(&list.to_string()) && !hostile(&shown.to_string()));
    }

    #[test]
    fn any_text_comes_out_exact_in_records_and_harmless_in_tables(title: String) {
        let sandbox = Sandbox::in_memory();
        sandbox.session("a", json!({ "title": title }));
        prop_assert_eq!(&sandbox.run("ls-raw").column("title")[0], &title);
        let table = sandbox.run("list").stdout;
        prop_assert_eq!(table.lines().count(), 2);
        prop_assert!(!table.chars().any(|c| clinvk_sessions::testing::needs_escape(c) && c != '\n'));
    }
}
