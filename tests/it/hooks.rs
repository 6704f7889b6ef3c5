//! The test hooks: `clinvk-under-test` obeys them, and `clinvk` does not.

use std::{fs, path::Path, process::Command};

use serde_json::json;

use crate::sandbox::{Output, PROGRAM, Sandbox};

/// The installed program, in the profile of the tests.
const INSTALLED: &str = env!("CARGO_BIN_EXE_clinvk");

/// Runs a program as in the year 2099, if it obeys the environment.
fn in_2099(program: &str, sandbox: &Sandbox, line: &str) -> Output {
    let mut command = Command::new(program);
    command.arg("sessions").args(line.split(' ')).env_clear().current_dir(sandbox.home());
    command.env("CLINVK_HOME", sandbox.home()).env("CLINVK_TEST_NOW", "2099-01-01T00:00:00Z");
    Output::new(&command.output().unwrap(), sandbox.home())
}

#[test]
fn the_installed_program_takes_no_time_from_the_environment() {
    let sandbox = Sandbox::new();
    sandbox.session("new", json!({ "last_used": chrono::Utc::now().to_rfc3339() }));
    in_2099(INSTALLED, &sandbox, "prune").is("");
    assert_eq!(in_2099(INSTALLED, &sandbox, "clean --yes").code, 1);
    assert_eq!(sandbox.ids(), ["new"]);
    let under_test = in_2099(PROGRAM, &sandbox, "prune");
    assert_eq!(under_test.column("outcome"), ["removed"], "{under_test}");
    assert_eq!(sandbox.ids(), [""; 0]);
}

#[test]
fn a_value_that_is_no_time_does_not_disturb_the_installed_program() {
    let sandbox = Sandbox::example();
    let mut command = assert_cmd::Command::new(INSTALLED);
    command.args(["sessions", "ls-raw"]).env("CLINVK_HOME", sandbox.home());
    command.env("CLINVK_TEST_NOW", "soon").assert().success();
}

#[test]
fn the_installed_program_does_not_contain_the_names_of_the_hooks() {
    let (installed, under_test) = (fs::read(INSTALLED).unwrap(), fs::read(PROGRAM).unwrap());
    for word in ["CLINVK_TEST_NOW", "CLINVK_TEST_BROKEN", "CLINVK_TEST_PROGRESS"] {
        let is_in = |program: &[u8]| memchr::memmem::find(program, word.as_bytes()).is_some();
        assert!(is_in(&under_test), "{word}");
        assert!(!is_in(&installed), "{word}");
    }
}

#[test]
fn every_other_test_runs_the_program_under_test() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")];
    let mut naming = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if fs::read_to_string(&path).unwrap().contains("CARGO_BIN_EXE") {
                naming.push(path.file_name().unwrap().to_owned());
            }
        }
    }
    naming.sort();
    assert_eq!(naming, ["hooks.rs", "sandbox.rs"]);
}
