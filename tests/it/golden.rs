//! The output of plumbing for the example home, record by record.
//!
//! The files in `tests/golden/v1` are the output that readers of version 1 rely on. They are never
//! edited while version 1 lives, and so nothing here can write them. A record may gain keys after
//! those of its golden record, since readers ignore unknown keys. Any other difference breaks those
//! readers. New files may be added: the failure for a missing file shows its content.

use std::{collections::BTreeSet, fs, path::PathBuf};

use crate::{
    sandbox::{Output, Sandbox},
    schema_check::Pairs,
};

/// A command, its input, and the file with its output.
pub(crate) struct Case {
    pub(crate) file: &'static str,
    /// The words after `clinvk sessions`.
    pub(crate) line: &'static str,
    /// Standard input.
    pub(crate) input: &'static str,
    /// A command to run first, if any.
    before: &'static str,
    /// A session whose file is removed first, if any.
    gone: Option<&'static str>,
    code: i32,
}

/// The default values of a case.
const CASE: Case = Case { file: "", line: "", input: "", before: "", gone: None, code: 0 };

/// Messages are for people and may be improved. Where possible, cases avoid them.
pub(crate) const CASES: [Case; 20] = [
    Case { file: "ls-raw.jsonl", line: "ls-raw", ..CASE },
    Case { file: "list.json", line: "list --json", ..CASE },
    Case { file: "list.csv", line: "list --format csv -n 3", ..CASE },
    Case { file: "list.tsv", line: "list --format tsv -n 3", ..CASE },
    Case { file: "prune-dry-run.jsonl", line: "prune --dry-run", ..CASE },
    Case {
        file: "prune-explain.jsonl",
        line: "prune --older-than 1d --keep-monthly 2 --keep-tag infra --max-total-bytes 2000 --explain",
        ..CASE
    },
    Case {
        file: "rm-id.jsonl",
        line: "rm-id --stdin",
        input: "6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e\n\
                ffffffffffffffffffffffffffffffff\n\
                {\"v\":1,\"type\":\"session\",\"id\":\"4d5e6f7081920a1b\",\"etag\":\"0123456789abcdef\"}\n\
                3f1a2b3c4d5e6f708192a3b4c5d6e7f8",
        code: 1,
        ..CASE
    },
    Case {
        file: "rm-id-trash.jsonl",
        line: "rm-id --trash 4d5e6f7081920a1b ffff",
        code: 1,
        ..CASE
    },
    Case {
        file: "rm-id-invalid.jsonl",
        line: "rm-id --stdin",
        input: "6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e\n../x\n",
        code: 1,
        ..CASE
    },
    Case {
        file: "ls-raw-by-id.jsonl",
        line: "ls-raw --stdin",
        input: "4d5e6f7081920a1b\nffff\n../x\n",
        code: 1,
        ..CASE
    },
    Case { file: "restore-id.jsonl", line: "restore-id 4d5e6f7081920a1b", code: 1, ..CASE },
    Case {
        file: "ls-trash.jsonl",
        line: "ls-trash",
        before: "rm-id --trash 4d5e6f7081920a1b",
        ..CASE
    },
    Case {
        file: "rm-trash.jsonl",
        line: "rm-trash 4d5e6f7081920a1b ffff",
        before: "rm-id --trash 4d5e6f7081920a1b",
        code: 1,
        ..CASE
    },
    Case {
        file: "ls-journal.jsonl",
        line: "ls-journal",
        before: "prune --trash --older-than 60d",
        ..CASE
    },
    Case {
        file: "resolve-id.jsonl",
        line: "resolve-id 3f1a 0a3f ffff ../x 4d5e6f7081920a1b",
        code: 1,
        ..CASE
    },
    Case { file: "put-raw.jsonl", line: "put-raw --stdin", input: EXISTING, code: 1, ..CASE },
    Case {
        file: "put-raw-replace.jsonl",
        line: "put-raw --stdin --replace",
        input: EXISTING,
        code: 1,
        ..CASE
    },
    Case {
        file: "set-raw.jsonl",
        line: "set-raw 4d5e6f7081920a1b ffff 3f1a2b3c4d5e6f708192a3b4c5d6e7f8 --set status=paused",
        code: 1,
        ..CASE
    },
    Case {
        file: "fsck.jsonl",
        line: "fsck",
        gone: Some("0a3f5c1e9b7d4426a8c0e1f2d3b4a596"),
        code: 4,
        ..CASE
    },
    Case { file: "errors.jsonl", line: "cat-raw ffff --errors=json", code: 1, ..CASE },
];

/// An unchanged session, one with a new status, and one whose etag is stale.
const EXISTING: &str = concat!(
    r#"{"id":"4d5e6f7081920a1b","backend":"codex","created_at":"2025-06-30T23:59:59Z","#,
    r#""last_used":"2025-07-01T00:10:00Z","working_dir":"/home/mika/old","#,
    r#""initial_prompt":"legacy sixteen digit id","status":"completed","turn_count":1}"#,
    "\n",
    r#"{"id":"6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e","backend":"claude","#,
    r#""created_at":"2026-11-22T02:00:00Z","last_used":"2026-11-22T02:00:00Z","#,
    r#""working_dir":"","status":"paused"}"#,
    "\n",
    r#"{"v":1,"type":"session","id":"4d5e6f7081920a1b","backend":"codex","#,
    r#""created_at":"2025-06-30T23:59:59Z","last_used":"2025-07-01T00:10:00Z","#,
    r#""working_dir":"/home/mika/old","etag":"0123456789abcdef"}"#,
    "\n",
);

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1")
}

impl Case {
    /// Returns a case without a file.
    pub(crate) const fn unwritten(line: &'static str) -> Case {
        Case { line, ..CASE }
    }

    /// Returns a fresh copy of the example home.
    pub(crate) fn home(&self) -> Sandbox {
        let sandbox = Sandbox::in_memory().with_example();
        if let Some(id) = self.gone {
            fs::remove_file(sandbox.path(&format!("{id}.json"))).unwrap();
        }
        if !self.before.is_empty() {
            assert_eq!(sandbox.run(self.before).code, 0);
        }
        sandbox
    }

    /// Runs the command in a fresh copy of the example home. Replaces the batch's name, which
    /// contains a process ID, with `BATCH`.
    pub(crate) fn run(&self) -> Output {
        const START: &str = "\"batch\":\"";
        let mut output = self.home().run_with(self.line, self.input);
        let rest = output.stdout.split_once(START).and_then(|(_, rest)| rest.split_once('"'));
        if let Some((batch, _)) = rest {
            output.stdout = output.stdout.replace(batch, "BATCH");
        }
        output
    }

    /// Returns the expected records, in any format.
    pub(crate) fn records(&self) -> Vec<String> {
        let golden = self.golden();
        let lines = golden.lines().filter(|line| line.starts_with('{'));
        lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
    }

    /// Returns whether the records have porcelain's two additional keys.
    pub(crate) fn is_porcelain(&self) -> bool {
        self.line.starts_with("list")
    }

    /// Returns the expected output.
    pub(crate) fn golden(&self) -> String {
        let golden = fs::read_to_string(folder().join(self.file));
        golden.unwrap_or_else(|_| panic!("{} is missing. It holds:\n{}", self.file, self.run()))
    }
}

/// Returns the difference that would break a reader of `golden`, if there is any.
///
/// An object may have gained keys at its end. Any other difference is returned.
fn difference(golden: &str, now: &str) -> Option<String> {
    if golden == now {
        return None;
    }
    let differs = || Some(format!("{golden}\nbecame {now}"));
    let object = |text: &str| serde_json::from_str::<Pairs>(text).ok();
    let (Some(Pairs(old)), Some(Pairs(new))) = (object(golden), object(now)) else {
        return differs();
    };
    // Compares the values as written, and rejects white space between them.
    let written: Vec<String> =
        new.iter().map(|(key, value)| format!("{}:{value}", serde_json::json!(key))).collect();
    if new.len() < old.len() || format!("{{{}}}", written.join(",")) != now {
        return differs();
    }
    old.iter().zip(&new).find_map(|((key, value), (new_key, new_value))| {
        if key == new_key { difference(value.get(), new_value.get()) } else { differs() }
    })
}

#[test]
fn every_command_writes_its_golden_file() {
    for case in &CASES {
        let output = case.run();
        // Records are on standard output and errors on standard error; no case has both.
        let written = output.stdout + &output.stderr;
        let golden = case.golden();
        let (old, new) = (golden.lines(), written.lines());
        assert_eq!(new.clone().count(), old.clone().count(), "{}: {written}", case.file);
        for (old, new) in old.zip(new) {
            assert_eq!(difference(old, new), None, "{} is version 1, and stays", case.file);
        }
        assert_eq!(output.code, case.code, "{}", case.file);
    }
}

#[test]
fn only_an_appended_key_is_no_difference() {
    let golden = r#"{"v":1,"id":"a","usage":{"total":3},"tags":["x"]}"#;
    for (from, to) in [("]}", "],\"later\":{\"k\":1}}"), ("3}", "3,\"later\":0}")] {
        assert_eq!(difference(golden, &golden.replace(from, to)), None);
    }
    for (from, to) in [
        ("\"id\":\"a\",", ""),
        ("\"id\"", "\"ids\""),
        ("\"a\"", "\"b\""),
        ("3", "\"3\""),
        ("3", "3.0"),
        ("[\"x\"]", "[\"x\",\"y\"]"),
        ("\"v\":1,\"id\":\"a\"", "\"id\":\"a\",\"v\":1"),
        ("\"v\":1,", "\"v\":1,\"later\":0,"),
        (":1,", ": 1,"),
        ("]}", "]"),
    ] {
        assert!(difference(golden, &golden.replace(from, to)).is_some(), "{from} {to}");
    }
}

#[test]
fn every_golden_file_belongs_to_a_command() {
    let files = fs::read_dir(folder()).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let known = CASES.iter().map(|case| case.file.to_owned());
    assert_eq!(files.collect::<BTreeSet<_>>(), known.collect());
}
