//! `sessions rm-id`.

use std::fs;

use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn each_id_gives_one_record_in_order() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).file("b.json", "damaged");
    sandbox.run("rm-id b zzz a a").is(concat!(
        r#"{"v":1,"type":"removal","id":"b","outcome":"removed","rule":"id","rule_value":null,"reason":"named by id","last_used":null,"bytes":7,"etag":"5f60fd5c4664e947"}"#, "\n",
        r#"{"v":1,"type":"removal","id":"zzz","outcome":"missing","rule":"id","rule_value":null,"reason":"named by id","last_used":null,"bytes":null,"etag":null}"#, "\n",
        r#"{"v":1,"type":"removal","id":"a","outcome":"removed","rule":"id","rule_value":null,"reason":"named by id","last_used":"2026-11-22T11:00:00.000000000Z","bytes":162,"etag":"b9e677e3fe9c28c3"}"#, "\n",
        r#"{"v":1,"type":"removal","id":"a","outcome":"missing","rule":"id","rule_value":null,"reason":"named by id","last_used":null,"bytes":null,"etag":null}"#, "\n",
        "[exit 1]\n",
    ));
    assert_eq!(sandbox.names(), ["store.lock"]);
}

#[test]
fn a_dry_run_says_the_same_and_removes_nothing() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    let output = sandbox.run("rm-id --dry-run 4d5e6f7081920a1b zzz");
    assert_eq!(output.column("outcome"), ["would_remove", "missing"]);
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
fn with_nul_the_outcome_is_shown_beside_the_id() {
    let sandbox = Sandbox::example();
    let ids = sandbox.run("ls-raw -z -b codex").stdout;
    let output = sandbox.run_with("rm-id -z --stdin0", ids.clone() + "zz");
    let expected: Vec<String> = ids
        .split_terminator('\0')
        .map(|id| format!("{id}\0removed\0"))
        .chain(["zz\0missing\0".to_owned()])
        .collect();
    assert_eq!((output.stdout, output.code), (expected.concat(), 1));
    assert_eq!(sandbox.ids().len(), 6);
}

#[test]
fn each_framing_is_chosen_by_itself() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let lines = sandbox.run_with("rm-id -z --stdin --dry-run", "a\nb\n");
    assert_eq!(lines.stdout, "a\0would_remove\0b\0would_remove\0");
    let nul = sandbox.run_with("rm-id --stdin0 --dry-run", "a\0b");
    assert_eq!(nul.column("outcome"), ["would_remove"; 2]);
    assert_eq!(sandbox.run_with("rm-id --stdin0 --stdin", "a").code, 1);
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
fn an_item_that_is_not_understood_keeps_all_others_from_being_removed() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let input = "../x\n{\"id\":\"b\"}\n{oops\n{\"v\":1,\"type\":\"session\",\"id\":7}\na\n";
    for options in ["", " --dry-run", " --atomic", " --trash"] {
        let output = sandbox.run_with(&format!("rm-id --stdin{options}"), input);
        let invalid = "invalid";
        assert_eq!(output.column("outcome"), [invalid, invalid, invalid, invalid, "skipped"]);
        assert_eq!(output.column("id"), ["../x", "b", "line 3", "line 4", "a"]);
        assert_eq!((output.code, sandbox.ids().len()), (1, 2));
    }
}

#[test]
fn with_keep_going_the_others_are_removed() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let output = sandbox.run_with("rm-id --stdin --keep-going", "../x\na\n{\"id\":\"b\"}\n");
    assert_eq!(output.column("outcome"), ["invalid", "removed", "invalid"]);
    assert_eq!((output.code, sandbox.ids()), (1, vec!["b".to_owned()]));
    assert_eq!(sandbox.run_with("rm-id --stdin --keep-going --atomic", "b").code, 1);
    assert_eq!(sandbox.ids(), ["b"]);
}

#[test]
fn a_json_array_is_not_understood_and_removes_nothing() {
    let sandbox = Sandbox::example();
    let array = sandbox.run("list --json").stdout;
    let output = sandbox.run_with("rm-id --stdin", array);
    assert_eq!(output.column("outcome").iter().filter(|word| **word == "skipped").count(), 1);
    assert_eq!((output.code, sandbox.ids().len()), (1, 8));
}

#[test]
fn a_record_of_another_version_or_type_removes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    for item in [
        json!({ "v": 2, "type": "session", "id": "b" }),
        json!({ "v": "1", "type": "session", "id": "b" }),
        json!({ "type": "session", "id": "b" }),
        json!({ "v": 1, "type": ["session"], "id": "b" }),
        json!({ "v": 1, "type": "trashed", "id": "b" }),
        json!({ "v": 1, "type": "stored", "id": "b", "outcome": "created" }),
        json!({ "v": 1, "type": "removal", "id": "b", "outcome": "removed" }),
        json!({ "v": 1, "type": "removal", "id": "b", "outcome": null }),
        json!({ "v": 1, "type": "session" }),
    ] {
        let output = sandbox.run_with("rm-id --stdin", format!("a\n{item}\n"));
        assert_eq!(output.column("outcome"), ["skipped", "invalid"], "{item}");
        assert_eq!((output.code, sandbox.ids().len()), (1, 2), "{item}");
    }
}

#[test]
fn a_session_that_a_policy_kept_is_reported_as_kept_again() {
    let sandbox = Sandbox::example();
    let explained = sandbox.run("prune --older-than 30d --explain").stdout;
    let output = sandbox.run_with("rm-id --stdin", explained.clone());
    let kept = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("\"outcome\":\"kept\""));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(kept(&output.stdout), kept(&explained));
    assert!(!kept(&explained).is_empty());
    assert_eq!((output.code, sandbox.ids().len()), (0, kept(&explained).len()));
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
    for line in ["rm-id --stdin", "rm-id --stdin0 -z", "rm-id --stdin --fields id"] {
        let output = sandbox.run_with(line, file.clone());
        assert_eq!(
            (output.code, output.to_string().contains("date picker")),
            (1, false),
            "{output}"
        );
    }
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn what_a_prefix_means_can_be_piped_in() {
    let sandbox = Sandbox::example();
    let resolved = sandbox.run("resolve-id 4d 0a3f 5a").stdout;
    let output = sandbox.run_with("rm-id --stdin", resolved.clone());
    assert_eq!(output.column("outcome"), ["skipped", "invalid", "skipped"]);
    assert_eq!((&*output.column("id")[1], output.code), ("0a3f", 1));
    assert_eq!(output.column("message")[1], "the prefix is ambiguous");
    assert_eq!(sandbox.ids().len(), 8);
    let output = sandbox.run_with("rm-id --stdin --keep-going", resolved);
    assert_eq!(output.column("outcome"), ["removed", "invalid", "removed"]);
    let missing = sandbox.run("resolve-id ffff").stdout;
    let output = sandbox.run_with("rm-id --stdin", missing);
    assert_eq!(output.column("message"), ["no session has this prefix"]);
}

#[test]
fn atomic_removes_all_or_none() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({}));
    let a = |outcome, rule, reason| {
        let facts = r#""last_used":"2026-11-22T11:00:00.000000000Z","bytes":162,"etag":"b9e677e3fe9c28c3"}"#;
        format!(
            r#"{{"v":1,"type":"removal","id":"a","outcome":"{outcome}","rule":"{rule}","rule_value":null,"reason":"{reason}",{facts}"#
        ) + "\n"
    };
    let zz = concat!(
        r#"{"v":1,"type":"removal","id":"zz","outcome":"missing","rule":"id","rule_value":null,"reason":"named by id","last_used":null,"bytes":null,"etag":null}"#,
        "\n"
    );
    let none = a("skipped", "atomic", "another session of the batch cannot be removed")
        + zz
        + "[exit 1]\n";
    sandbox.run("rm-id --atomic a zz").is(&none);
    sandbox.run("rm-id --atomic --dry-run a zz").is(&none);
    assert_eq!(sandbox.ids(), ["a", "b"]);
    let all = a("removed", "id", "named by id") + zz;
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
        (
            "a\n{\"v\":1,\"type\":\"session\",\"id\":\"b\",\"etag\":\"0000000000000000\"}\n",
            ["skipped", "changed"],
            1,
        ),
        ("a\na\n", ["skipped", "missing"], 1),
        ("a\n../b\n", ["skipped", "invalid"], 1),
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

#[test]
fn a_report_that_hides_what_happened_is_refused_where_it_could_pass_for_an_order() {
    let sandbox = Sandbox::example();
    let explained = sandbox.run("prune --explain").stdout;
    let more = format!(
        "{explained}{{\"v\":1,\"type\":\"removal\",\"id\":\"x\",\"outcome\":\"missing\"}}\n"
    );
    let listed = sandbox.run("ls-raw").stdout;
    for (line, input) in [
        ("rm-id --stdin --dry-run --fields id", &explained),
        ("rm-id --stdin -z --fields id,etag", &explained),
        ("rm-id --stdin --fields id", &more),
        ("rm-id --stdin --fields id", &listed),
        ("rm-id --dry-run --fields id a", &String::new()),
        ("rm-trash --dry-run --fields id a", &String::new()),
        ("rm-trash --stdin --fields id", &listed),
    ] {
        sandbox.run_with(line, input.clone()).is("[stderr]\n\
             clinvk: --fields must name `outcome`: without it, a session that stays looks like one to \
             remove\nhint: name it, as in --fields id,outcome,etag\n[exit 1]\n");
    }
    let looked = sandbox.run_with("rm-id --stdin --dry-run", explained).stdout;
    let output = sandbox.run_with("rm-id --stdin", looked);
    assert_eq!((output.code, sandbox.ids().len()), (0, 5));
}

#[test]
fn what_was_done_is_no_order_to_do_it_again() {
    let sandbox = Sandbox::example();
    let id = "4d5e6f7081920a1b";
    let trashed = sandbox.run(&format!("rm-id --trash --fields id {id}")).stdout;
    assert_eq!(sandbox.run(&format!("restore-id {id}")).code, 0);
    let output = sandbox.run_with("rm-id --stdin", trashed);
    assert_eq!((output.column("outcome"), output.code), (vec!["invalid".to_owned()], 1));
    assert_eq!(sandbox.ids().len(), 8);
}
