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
    /// The exit code.
    code: i32,
}

/// Texts of messages are for people and may be put better: where they can, cases leave them out.
pub(crate) const CASES: [Case; 4] = [
    Case { file: "ls-raw.jsonl", line: "ls-raw", input: "", code: 0 },
    Case { file: "prune-dry-run.jsonl", line: "prune --dry-run", input: "", code: 0 },
    Case {
        file: "rm-id.jsonl",
        line: "rm-id --stdin",
        input: "6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e\n\
                ffffffffffffffffffffffffffffffff\n\
                {\"v\":1,\"type\":\"session\",\"id\":\"4d5e6f7081920a1b\",\"etag\":\"0123456789abcdef\"}\n\
                3f1a2b3c4d5e6f708192a3b4c5d6e7f8",
        code: 1,
    },
    Case {
        file: "resolve-id.jsonl",
        line: "resolve-id 3f1a 0a3f ffff ../x 4d5e6f7081920a1b",
        input: "",
        code: 1,
    },
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1")
}

impl Case {
    /// Runs the command in a fresh copy of the example home.
    pub(crate) fn run(&self) -> Output {
        Sandbox::example().run_with(self.line, self.input)
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
