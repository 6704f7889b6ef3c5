//! `sessions set-raw`.

mod keys;

use std::fs;

use predicates::str;
use serde_json::json;

use crate::sandbox::{Sandbox, example_home};

const ID: &str = "3f1a2b3c4d5e6f708192a3b4c5d6e7f8";

fn file(sandbox: &Sandbox, id: &str) -> String {
    fs::read_to_string(sandbox.path(&format!("{id}.json"))).unwrap()
}

#[test]
fn a_field_changes_and_nothing_else_of_the_file() {
    let sandbox = Sandbox::example();
    let before = file(&sandbox, ID);
    sandbox.run_words(&["set-raw", ID, "--set", "title=Two \"words\"\n", "--add-tag", "new", "--set", "turn_count=13"], "").is(concat!(
        r#"{"v":1,"type":"stored","id":"3f1a2b3c4d5e6f708192a3b4c5d6e7f8","outcome":"replaced","etag":"4e0af1d97ce28218"}"#,
        "\n"
    ));
    let expected = before
        .replace("Terraform 状態ファイルの移行 🚚", "Two \\\"words\\\"\\n")
        .replace("\"japanese\"", "\"japanese\",\n    \"new\"")
        .replace("\"turn_count\": 12", "\"turn_count\": 13");
    assert_eq!(file(&sandbox, ID), expected);
    assert!(!sandbox.path("index.json").exists());
}

#[test]
fn what_is_so_already_is_not_written_again() {
    let sandbox = Sandbox::example();
    let index = file(&sandbox, "index");
    let line = format!(
        "set-raw {ID} --set status=paused --unset error_message --add-tag infra --remove-tag x"
    );
    let output = sandbox.run(&line);
    assert_eq!((output.column("outcome"), output.code), (vec!["unchanged".to_owned()], 0));
    let name = format!("sessions/{ID}.json");
    assert_eq!(file(&sandbox, ID), fs::read_to_string(example_home().join(name)).unwrap());
    assert_eq!(file(&sandbox, "index"), index);
}

#[test]
fn each_id_gives_one_record_in_order() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).file("b.json", "{");
    sandbox.run("set-raw b zz a --set title=t").is(concat!(
        r#"{"v":1,"type":"stored","id":"b","outcome":"failed","etag":null,"message":"cannot read session b: EOF while parsing an object at line 1 column 1"}"#, "\n",
        r#"{"v":1,"type":"stored","id":"zz","outcome":"missing","etag":null}"#, "\n",
        r#"{"v":1,"type":"stored","id":"a","outcome":"replaced","etag":"c2152c6cb51680a9"}"#, "\n",
        "[exit 4]\n",
    ));
    sandbox.run("set-raw b a -z --set title=u").is(
        "b\0failed\0a\0replaced\0[stderr]\nclinvk: cannot read session b: EOF while parsing an object at line 1 column 1\n[exit 4]\n",
    );
}

#[test]
fn an_etag_guards_one_session() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let etag = sandbox.run("ls-raw").column("etag").remove(0);
    let change = |etag: &str, title: &str| {
        sandbox.run(&format!("set-raw a --if-etag {etag} --set title={title}")).column("outcome")
    };
    assert_eq!(change(&etag, "mine"), ["replaced"]);
    assert_eq!(change(&etag, "late"), ["changed"]);
    assert_eq!(sandbox.run("ls-raw -n 1").column("title"), ["mine"]);
    sandbox
        .run(&format!("set-raw a b --if-etag {etag} --set title=x"))
        .is("[stderr]\nclinvk: --if-etag is for one session, not for several\n\
         hint: call the command once for each of them\n[exit 1]\n");
}

#[test]
fn what_cannot_be_set_is_refused_before_anything_is_done() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    let before = file(&sandbox, "a");
    let usage = "hint: see `clinvk sessions set-raw --help`\n[exit 1]\n";
    for (arguments, told) in [
        (
            "--set id=b",
            "invalid value 'id=…' for '--set <KEY=VALUE>': the ID cannot be changed: it is the name of the file\n",
        ),
        (
            "--set etag=b",
            "invalid value 'etag=…' for '--set <KEY=VALUE>': only records have this key\n",
        ),
        ("--set title", "invalid value '…' for '--set <KEY=VALUE>': not of the form KEY=VALUE\n"),
        (
            "--set turn_count=x",
            "invalid value 'turn_count=…' for '--set <KEY=VALUE>': it must be a whole number\n",
        ),
        (
            "--set last_used=now",
            "invalid value 'last_used=…' for '--set <KEY=VALUE>': `last_used` is not an RFC 3339 time\n",
        ),
        ("--unset backend", "invalid value 'backend' for '--unset <KEY>': this key is required\n"),
    ] {
        sandbox
            .run(&format!("set-raw a {arguments}"))
            .is(&format!("[stderr]\nclinvk: {told}{usage}"));
    }
    for (arguments, told) in [
        ("", "there is nothing to change\nhint: give --set, --unset, --add-tag or --remove-tag\n"),
        (
            "--set metadata.k=1 --unset metadata",
            "the key 'metadata' is named twice\nhint: name each key once\n",
        ),
        (
            "--add-tag x --remove-tag x",
            "the tag 'x' is both added and removed\nhint: name each tag once\n",
        ),
    ] {
        sandbox
            .run(&format!("set-raw a {arguments}"))
            .is(&format!("[stderr]\nclinvk: {told}[exit 1]\n"));
    }
    assert_eq!(file(&sandbox, "a"), before);
}

#[test]
fn an_index_that_cannot_be_removed_says_the_new_title() {
    let sandbox = Sandbox::example();
    // clinvk must not rebuild its index while this file exists, so the index is updated.
    sandbox.file("..json", "{}");
    let output = sandbox.run(&format!("set-raw {ID} --set title=Renamed"));
    output.has_stderr(&str::contains("endangers clinvk 0.2.0"));
    let index: serde_json::Value = serde_json::from_str(&file(&sandbox, "index")).unwrap();
    assert_eq!(index["index"][ID]["Title"], "Renamed");
}

#[test]
fn sessions_are_named_on_standard_input_too_and_each_etag_is_checked() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({})).session("c", json!({}));
    let records = sandbox.run("ls-raw").stdout;
    sandbox.session("b", json!({ "title": "changed" }));
    let input = format!("{records}zz\n../x\n{{\"v\":1,\"type\":\"problem\",\"id\":\"a\"}}\n");
    let output = sandbox.run_with("set-raw --stdin --add-tag t", input);
    assert_eq!(
        output.column("outcome"),
        ["replaced", "changed", "replaced", "missing", "invalid", "invalid"]
    );
    assert_eq!(output.code, 1);
    let output = sandbox.run_with("set-raw --stdin0 --add-tag t", "a\0b");
    assert_eq!(output.column("outcome"), ["unchanged", "replaced"]);
    assert_eq!(
        sandbox.run_with("set-raw --stdin --if-etag 0123456789abcdef --set title=x", "a").code,
        1
    );
}

#[test]
fn a_time_of_the_same_moment_keeps_its_spelling() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "last_used": "2026-11-18T09:47:02.5+09:00" }));
    let set =
        |time: &str| sandbox.run(&format!("set-raw a --set last_used={time}")).column("outcome");
    assert_eq!(set("2026-11-18T00:47:02.500000000Z"), ["unchanged"]);
    assert_eq!(set("2026-11-18T00:47:03Z"), ["replaced"]);
}
