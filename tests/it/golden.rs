//! What plumbing writes for the example home, byte for byte.
//!
//! The files in `tests/golden/v1` are what readers of version 1 have been given. They are never
//! edited while version 1 lives, and so nothing here can write them: an output that differs from
//! its file breaks those readers. New files may be added; the failure of one that is missing shows
//! what belongs into it.

use std::{collections::BTreeSet, fs, path::PathBuf};

use crate::sandbox::{Output, Sandbox};

/// A command, what it reads, and the file that holds what it writes.
pub(crate) struct Case {
    /// The name of the file.
    pub(crate) file: &'static str,
    /// The words after `clinvk sessions`.
    pub(crate) line: &'static str,
    /// What stands on standard input.
    pub(crate) input: &'static str,
    /// The session whose file is not there, if one is not.
    gone: Option<&'static str>,
    /// The exit code.
    code: i32,
}

/// The case that the others are like, but for what they say.
const CASE: Case = Case { file: "", line: "", input: "", gone: None, code: 0 };

/// Texts of messages are for people and may be put better: where they can, cases leave them out.
pub(crate) const CASES: [Case; 15] = [
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
    Case { file: "restore-id.jsonl", line: "restore-id 4d5e6f7081920a1b", code: 1, ..CASE },
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

/// A session as it is, one that is to get another status, and one that was another when it was
/// looked at.
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
    /// A command of which no file holds what it writes.
    pub(crate) const fn unwritten(line: &'static str) -> Case {
        Case { line, ..CASE }
    }

    /// A fresh copy of the example home.
    pub(crate) fn home(&self) -> Sandbox {
        let sandbox = Sandbox::example();
        if let Some(id) = self.gone {
            fs::remove_file(sandbox.path(&format!("{id}.json"))).unwrap();
        }
        sandbox
    }

    /// Runs the command in a fresh copy of the example home.
    pub(crate) fn run(&self) -> Output {
        self.home().run_with(self.line, self.input)
    }

    /// The records in what the command must write, in whatever format.
    pub(crate) fn records(&self) -> Vec<String> {
        let golden = self.golden();
        let lines = golden.lines().filter(|line| line.starts_with('{'));
        lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
    }

    /// Whether its records have the two keys more that porcelain appends.
    pub(crate) fn is_porcelain(&self) -> bool {
        self.line.starts_with("list")
    }

    /// What the command must write.
    pub(crate) fn golden(&self) -> String {
        let golden = fs::read_to_string(folder().join(self.file));
        golden.unwrap_or_else(|_| panic!("{} is missing. It holds:\n{}", self.file, self.run()))
    }
}

#[test]
fn every_command_writes_its_golden_file() {
    for case in &CASES {
        let output = case.run();
        // Records are on standard output and errors on standard error; no case has both.
        let written = output.stdout + &output.stderr;
        assert_eq!(written, case.golden(), "{} is version 1, and stays", case.file);
        assert_eq!(output.code, case.code, "{}", case.file);
    }
}

#[test]
fn every_golden_file_belongs_to_a_command() {
    let files = fs::read_dir(folder()).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let known = CASES.iter().map(|case| case.file.to_owned());
    assert_eq!(files.collect::<BTreeSet<_>>(), known.collect());
}
