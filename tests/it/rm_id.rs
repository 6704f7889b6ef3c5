//! `sessions rm-id`.

use std::fs;

use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn each_id_gives_one_record_in_order() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).file("b.json", "damaged");
    sandbox.run("rm-id b zzz a a").is(concat!(
        r#"{"v":1,"type":"removal","id":"b","outcome":"removed","reason":"id","last_used":null,"bytes":7,"etag":"5f60fd5c4664e947"}"#, "\n",
        r#"{"v":1,"type":"removal","id":"zzz","outcome":"missing","reason":"id","last_used":null,"bytes":null,"etag":null}"#, "\n",
        r#"{"v":1,"type":"removal","id":"a","outcome":"removed","reason":"id","last_used":"2026-11-22T11:00:00.000000000Z","bytes":162,"etag":"b9e677e3fe9c28c3"}"#, "\n",
        r#"{"v":1,"type":"removal","id":"a","outcome":"missing","reason":"id","last_used":null,"bytes":null,"etag":null}"#, "\n",
        "[exit 1]\n",
    ));
    assert_eq!(sandbox.names(), ["store.lock"]);
}

#[test]
fn a_dry_run_says_the_same_and_removes_nothing() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    let output = sandbox.run("rm-id --dry-run 4d5e6f7081920a1b zzz");
    assert_eq!(output.column("outcome"), ["would-remove", "missing"]);
    assert_eq!((output.code, sandbox.names()), (1, before));
}

#[test]
fn ids_and_records_are_read_from_standard_input() {
    let sandbox = Sandbox::example();
    let records = sandbox.run("ls-raw -b codex").stdout;
    let output = sandbox.run_with("rm-id --stdin", records + "5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d");
    assert_eq!(output.column("outcome"), ["removed"; 3]);
    assert_eq!((output.code, sandbox.ids().len()), (0, 5));
}

#[test]
fn with_nul_both_sides_are_framed_by_it() {
    let sandbox = Sandbox::example();
    let ids = sandbox.run("ls-raw -z -b codex").stdout;
    sandbox.run_with("rm-id -z --stdin", ids.clone()).is(&ids);
    assert_eq!(sandbox.ids().len(), 6);
}

#[test]
fn what_changed_since_its_record_was_made_is_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let records = sandbox.run("ls-raw").stdout;
    sandbox.session("a", json!({ "title": "in use again" }));
    let output = sandbox.run_with("rm-id --stdin", records);
    assert_eq!(output.column("outcome"), ["changed", "removed"]);
    assert_eq!((output.code, sandbox.ids()), (1, vec!["a".to_owned()]));
}

#[test]
fn unclear_items_fail_one_by_one_and_the_others_go() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("kept", json!({}));
    let input = "../x\n{\"id\":\"kept\",\"outcome\":\"kept\"}\n{oops\n{\"id\":7}\na\n";
    let output = sandbox.run_with("rm-id --stdin", input);
    assert_eq!(output.column("outcome"), ["failed", "failed", "failed", "failed", "removed"]);
    assert_eq!(output.column("id"), ["../x", "kept", "line 3", "line 4", "a"]);
    assert_eq!((output.code, sandbox.ids()), (4, vec!["kept".to_owned()]));
}

#[test]
fn no_items_are_nothing_to_do() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    sandbox.run_with("rm-id --stdin", "").is("");
    sandbox.run_with("rm-id --stdin -z", "").is("");
    sandbox.run_with("rm-id --stdin", "\n\n").is("");
    assert_eq!(sandbox.names(), before);
}

#[test]
fn it_is_given_ids_or_standard_input_and_not_both() {
    let sandbox = Sandbox::example();
    assert_eq!(sandbox.run("rm-id").code, 1);
    assert_eq!(sandbox.run_with("rm-id --stdin 4d5e6f7081920a1b", "").code, 1);
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn a_store_that_is_not_there_holds_no_session_and_is_not_made() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run("rm-id a").column("outcome"), ["missing"]);
    assert!(!fs::exists(sandbox.store()).unwrap());
}

#[test]
fn a_prompt_that_is_piped_in_by_mistake_is_not_repeated() {
    let sandbox = Sandbox::example();
    let file = sandbox.run("cat-raw 5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d").stdout;
    for line in ["rm-id --stdin", "rm-id --stdin -z", "rm-id --stdin --fields id"] {
        let output = sandbox.run_with(line, file.clone());
        assert_eq!(
            (output.code, output.to_string().contains("date picker")),
            (4, false),
            "{output}"
        );
    }
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn what_a_prefix_means_can_be_piped_in() {
    let sandbox = Sandbox::example();
    let resolved = sandbox.run("resolve-id 4d 0a3f 5a").stdout;
    let output = sandbox.run_with("rm-id --stdin", resolved);
    assert_eq!(output.column("outcome"), ["removed", "failed", "removed"]);
}

#[test]
fn atomic_removes_all_or_none() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let a = |outcome, reason| {
        let facts = r#""last_used":"2026-11-22T11:00:00.000000000Z","bytes":162,"etag":"b9e677e3fe9c28c3"}"#;
        format!(
            r#"{{"v":1,"type":"removal","id":"a","outcome":"{outcome}","reason":"{reason}",{facts}"#
        ) + "\n"
    };
    let zz = concat!(
        r#"{"v":1,"type":"removal","id":"zz","outcome":"missing","reason":"id","last_used":null,"bytes":null,"etag":null}"#,
        "\n"
    );
    let none = a("kept", "atomic") + zz + "[exit 1]\n";
    sandbox.run("rm-id --atomic a zz").is(&none);
    sandbox.run("rm-id --atomic --dry-run a zz").is(&none);
    assert_eq!(sandbox.ids(), ["a", "b"]);
    let all = a("removed", "id") + zz;
    sandbox.run("rm-id --atomic --ignore-missing a zz").is(&all);
    assert_eq!(sandbox.ids(), ["b"]);
    assert_eq!(sandbox.run("rm-id --atomic b").code, 0);
    assert_eq!(sandbox.ids(), [""; 0]);
}

#[test]
fn atomic_removes_none_if_one_has_changed_is_named_twice_or_is_not_understood() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    for (input, outcomes, code) in [
        ("a\n{\"id\":\"b\",\"etag\":\"0000000000000000\"}\n", ["kept", "changed"], 1),
        ("a\na\n", ["kept", "missing"], 1),
        ("a\n../b\n", ["kept", "failed"], 4),
    ] {
        let output = sandbox.run_with("rm-id --atomic --stdin", input);
        assert_eq!(
            (output.column("outcome"), output.code),
            (outcomes.map(str::to_owned).to_vec(), code)
        );
        assert_eq!(sandbox.ids(), ["a", "b"]);
    }
}

#[test]
fn what_is_missing_can_be_no_failure() {
    let sandbox = Sandbox::new();
    let output = sandbox.run("rm-id --ignore-missing zz");
    assert_eq!((output.column("outcome"), output.code), (vec!["missing".to_owned()], 0));
}
