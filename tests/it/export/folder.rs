//! An export to a directory, and an import from one.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, symlink},
};

use predicates::str;
use serde_json::json;

use super::{content, varied};
use crate::sandbox::Sandbox;

#[test]
fn a_round_trip_through_a_directory_is_exact() {
    let (from, to) = (varied(), Sandbox::new());
    let all = from.ids().len();
    from.run("export -o backup/").is(&format!("Exported {all} sessions to backup/.\n"));
    let backup = from.home().join("backup");
    let imported = to.run(&format!("import {}", backup.display()));
    assert_eq!((imported.code, imported.stderr.as_str()), (0, ""), "{imported}");
    assert_eq!(content(&to), content(&from));
    // The store of another home is such a directory.
    let third = Sandbox::new();
    assert_eq!(third.run(&format!("import {}", from.store().display())).code, 0);
    assert_eq!(content(&third), content(&from));
}

#[test]
fn permissions_of_others_are_not_copied() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    fs::create_dir(sandbox.path("abc")).unwrap();
    fs::write(sandbox.path("abc/run"), "#!").unwrap();
    fs::set_permissions(sandbox.path("abc/run"), Permissions::from_mode(0o4755)).unwrap();
    fs::set_permissions(sandbox.path("abc"), Permissions::from_mode(0o777)).unwrap();
    let _ = sandbox.run("export -o backup/");
    let to = Sandbox::new();
    let _ = to.run_with("import -", sandbox.run("export").stdout);
    for place in [sandbox.home().join("backup"), to.store()] {
        let mode =
            |name: &str| fs::metadata(place.join(name)).unwrap().permissions().mode() & 0o7777;
        assert_eq!([mode("abc.json"), mode("abc"), mode("abc/run")], [0o600, 0o700, 0o700]);
    }
}

#[test]
fn a_file_in_the_directory_is_not_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({})).session("def", json!({}));
    let backup = sandbox.home().join("backup");
    fs::create_dir(&backup).unwrap();
    fs::write(backup.join("abc.json"), "mine").unwrap();
    sandbox.run("export -o backup").is("Exported 1 session to backup.\n[stderr]\n\
         clinvk: cannot write backup/abc.json: File exists\n[exit 4]\n");
    assert_eq!(fs::read_to_string(backup.join("abc.json")).unwrap(), "mine");
    sandbox.run("export -o backup --force").is("Exported 2 sessions to backup.\n");
    assert_ne!(fs::read_to_string(backup.join("abc.json")).unwrap(), "mine");
    // A link is not written through.
    fs::remove_file(backup.join("def.json")).unwrap();
    fs::write(sandbox.home().join("precious"), "precious").unwrap();
    symlink("../precious", backup.join("def.json")).unwrap();
    let output = sandbox.run("export def -o backup --force");
    output.has_stderr(&str::contains("it is not a regular file"));
    assert_eq!(fs::read_to_string(sandbox.home().join("precious")).unwrap(), "precious");
}

#[test]
fn the_store_itself_is_no_place_to_export_to() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    let output = sandbox.run("export -o sessions --force");
    output.is("[stderr]\nclinvk: cannot export to sessions: it is the store itself\n[exit 4]\n");
}
