//! The README: what it says to type does what it says.

use std::{fs, path::Path};

use crate::sandbox::{NOW, PROGRAM, Sandbox};

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
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
