//! Odd cases: sizes, spellings, the index, umasks, and input that is not a regular file.

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};

use super::{bare, mode, outcomes};
use crate::sandbox::{PROGRAM, Sandbox, tool};

#[test]
fn a_record_larger_than_its_file_is_stored_in_the_fewest_bytes() {
    let (from, to) = (Sandbox::in_memory(), Sandbox::in_memory());
    let prompt = "\u{7f}".repeat((16 << 20) / "\\u007f".len());
    from.session("a", json!({ "initial_prompt": prompt }));
    // Not held to its schema here, which takes longer than all else.
    let records = from.command(&["ls-raw"]).output().unwrap().stdout;
    assert!(records.len() > 16 << 20);
    assert_eq!(outcomes(&from.run_with("put-raw --replace", &*records)), "unchanged 0");
    assert_eq!(outcomes(&to.run_with("put-raw", records)), "created 0");
    let stored: Value = serde_json::from_slice(&fs::read(to.path("a.json")).unwrap()).unwrap();
    assert!(stored["initial_prompt"] == *prompt);
}

#[test]
fn an_object_inside_a_broken_one_is_never_stored_and_the_next_one_is() {
    let sandbox = Sandbox::new();
    let [inner, next] = ["inner", "next"].map(|id| bare(&json!({ "id": id })));
    for input in [
        format!("{{\"kids\": [\n{inner}\n],}} {next}\n"),
        format!("{{\"x\":NaN,\"kids\":\n{inner}}}\n {next}\n"),
    ] {
        assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", input)).split(' ').count(), 3);
        assert_eq!(sandbox.ids(), ["next"]);
    }
}

#[test]
fn keys_that_clinvk_takes_for_its_own_stand_before_them() {
    let sandbox = Sandbox::new();
    let input = bare(&json!({ "id": "a", "ID": "x", "Backend": "wrong", "later": 1 })).to_string();
    assert_eq!(outcomes(&sandbox.run_with("put-raw", input)), "created 0");
    let file = fs::read_to_string(sandbox.path("a.json")).unwrap();
    let places =
        ["\"Backend\"", "\"ID\"", "\"id\"", "\"backend\"", "\"later\""].map(|key| file.find(key));
    assert!(places.is_sorted() && places[0].is_some(), "{file}");
}

#[test]
fn a_new_session_never_gets_the_entry_of_an_old_one() {
    let sandbox = Sandbox::example();
    // clinvk must not rebuild its index while this file exists, so the index is updated.
    sandbox.file("..json", "{}");
    let index = fs::read_to_string(sandbox.path("index.json")).unwrap();
    let old = index.replace("4d5e6f7081920a1b", "gone");
    sandbox.file("index.json", old);
    let input = bare(&json!({ "id": "gone", "title": "new" })).to_string();
    assert_eq!(outcomes(&sandbox.run_with("put-raw", input)), "created 0");
    let index: Value =
        serde_json::from_slice(&fs::read(sandbox.path("index.json")).unwrap()).unwrap();
    assert_eq!(index["index"]["gone"]["Title"], "new");
}

#[test]
fn an_index_that_is_a_directory_is_in_nobodys_way() {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.path("index.json")).unwrap();
    let input = bare(&json!({ "id": "a" })).to_string();
    assert_eq!(outcomes(&sandbox.run_with("put-raw", input)), "created 0");
    assert_eq!(sandbox.run("fsck").records()[0]["code"], "mode_too_wide");
    let repaired = sandbox.run("fsck --repair");
    assert!(repaired.stderr.is_empty(), "{repaired}");
    assert_eq!(sandbox.run("fsck").column("code"), ["index_unreadable"]);
}

#[test]
fn a_strange_umask_leaves_no_home_that_nobody_can_use() {
    let Some(sh) = tool("sh") else { return };
    for umask in ["000", "0777", "0277"] {
        let sandbox = Sandbox::new();
        let line = format!("umask {umask}; exec {PROGRAM} sessions put-raw --home new/home");
        let mut shell = Command::new(&sh);
        shell.args(["-c", &line]).env_clear().current_dir(sandbox.home());
        let output = shell.write_stdin(bare(&json!({ "id": "a" })).to_string()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        for (path, expected) in [
            ("new", 0o700),
            ("new/home", 0o700),
            ("new/home/sessions", 0o700),
            ("new/home/sessions/a.json", 0o600),
            ("new/home/sessions/store.lock", 0o600),
        ] {
            assert_eq!(mode(&sandbox.home().join(path)), expected, "{umask}: {path}");
        }
    }
}

#[test]
fn what_is_no_file_is_never_replaced() {
    let sandbox = Sandbox::new();
    sandbox.file("target", "precious");
    std::os::unix::fs::symlink("target", sandbox.path("a.json")).unwrap();
    fs::create_dir(sandbox.path("b.json")).unwrap();
    let input = format!("{}{}", bare(&json!({ "id": "a" })), bare(&json!({ "id": "b" })));
    for line in ["put-raw", "put-raw --replace"] {
        assert_eq!(outcomes(&sandbox.run_with(line, &*input)), "exists exists 1");
    }
    assert_eq!(fs::read_to_string(sandbox.path("target")).unwrap(), "precious");
    assert_eq!(sandbox.names(), ["a.json", "b.json", "store.lock", "target"]);
}

#[test]
fn the_index_never_hides_a_new_session() {
    let sandbox = Sandbox::example();
    let input = bare(&json!({ "id": "new" })).to_string();
    assert_eq!(outcomes(&sandbox.run_with("put-raw", input)), "created 0");
    assert!(!sandbox.path("index.json").exists());
}

#[test]
fn a_session_larger_than_any_that_is_read_is_not_written() {
    let sandbox = Sandbox::new();
    let input = bare(&json!({ "id": "a", "title": "x".repeat(16 << 20) })).to_string();
    sandbox.run_with("put-raw", input).is(concat!(
        r#"{"v":1,"type":"stored","id":"a","outcome":"invalid","etag":null,"message":"it is larger than 16 MiB"}"#,
        "\n[exit 1]\n"
    ));
    assert_eq!(sandbox.names(), ["store.lock"]);
}
