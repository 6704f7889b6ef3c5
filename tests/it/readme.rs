//! The README: what it says to type does what it says.

use std::{fs, path::Path};

use crate::sandbox::{NOW, PROGRAM, Sandbox};

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

#[test]
fn with_retention_days_0_only_an_age_that_is_given_deletes_sessions() {
    assert!(readme().contains("- any session, by the configured age, with `retention_days: 0`:"));
    let sandbox = Sandbox::example();
    sandbox.config("session: { retention_days: 0, trash_days: 1 }");
    // The last use that shows that a clock of three days later is right.
    sandbox.session("later", serde_json::json!({ "last_used": "2026-11-25T11:00:00Z" }));
    assert_eq!(sandbox.run("delete 4d5e").code, 0);
    for line in ["clean", "clean --yes", "clean --purge --yes", "prune", "prune --yes"] {
        assert_eq!(sandbox.run(line).stdout, "", "{line}");
        assert_eq!(sandbox.ids().len(), 8, "{line}");
    }
    // The trash has days of its own.
    let trash = sandbox.home().join("trash");
    assert_eq!(std::fs::read_dir(&trash).unwrap().count(), 1);
    let mut clean = sandbox.command(&["clean"]);
    clean.env("CLINVK_TEST_NOW", "2026-11-25T12:00:00Z").assert().failure();
    assert_eq!(std::fs::read_dir(&trash).unwrap().count(), 0);
    for (line, left) in [("clean --older-than 60d", 7), ("prune --keep-last 1", 2)] {
        assert_eq!(sandbox.run(line).code, 0, "{line}");
        assert_eq!(sandbox.ids().len(), left, "{line}");
    }
}

#[test]
fn the_first_command_lists_the_example_home() {
    let readme = readme();
    let command = readme.lines().find(|line| line.starts_with("cargo run")).unwrap();
    let arguments = command.split_once(" -- ").unwrap().1.split(' ');
    let mut clinvk = assert_cmd::Command::new(PROGRAM);
    clinvk.env_clear().env("CLINVK_TEST_NOW", NOW).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = clinvk.args(arguments).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), Sandbox::example().run("list").stdout);
}
