//! `--errors=json` and `--format-version`.

use predicates::{prelude::PredicateBooleanExt as _, str};
use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn errors_are_records_with_a_code_a_path_and_a_hint() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{").config("session: [");
    sandbox.run("cat-raw --errors=json zz").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"session_not_found","id":"zz","path":null,"message":"session not found: zz","hint":"check `clinvk sessions list`"}"#,
        "\n[exit 1]\n"
    ));
    sandbox.run("ls-raw --errors json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"session_damaged","id":"bad","path":"HOME/sessions/bad.json","message":"cannot read session bad: EOF while parsing an object at line 1 column 1","hint":null}"#,
        "\n[exit 4]\n"
    ));
    sandbox.run("prune --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"invalid_configuration","id":null,"path":"HOME/config.yaml","message":"cannot use the configuration HOME/config.yaml: not YAML: did not find expected node content at line 2 column 1, while parsing a flow node","hint":"nothing was deleted; fix the file or use --older-than"}"#,
        "\n[exit 3]\n"
    ));
}

#[test]
fn a_mistake_in_the_command_line_is_a_record_too() {
    Sandbox::new().run("rm-id ../x --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"error","code":"usage","id":null,"path":null,"message":"invalid value '../x' for '[ID]...': an id is 1 to 128 of A-Z a-z 0-9 _ -, does not start with -, and is not `index`","hint":"see `clinvk sessions rm-id --help`"}"#,
        "\n[exit 1]\n"
    ));
}

#[test]
fn warnings_are_records_of_their_own() {
    let sandbox = Sandbox::new();
    sandbox.config("session:\n  retention_days: 0\n");
    sandbox.run("prune --errors=json").is(concat!(
        "[stderr]\n",
        r#"{"v":1,"type":"warning","code":"nothing_to_prune","id":null,"path":null,"message":"nothing to prune: session.retention_days is 0, which keeps every session","hint":null}"#,
        "\n"
    ));
}

#[test]
fn a_message_that_no_field_shows_is_an_error_of_its_own() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    sandbox.run_with("rm-id --stdin --fields id --errors=json", "../x").is(concat!(
        r#"{"v":1,"type":"removal","id":"../x"}"#,
        "\n[stderr]\n",
        r#"{"v":1,"type":"error","code":"invalid_input","id":"../x","path":null,"message":"../x: not a session ID","hint":null}"#,
        "\n[exit 1]\n"
    ));
}

#[test]
fn a_lock_that_is_not_to_be_had_is_told_and_every_item_is_answered() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "A");
    let store = std::fs::File::open(sandbox.store()).unwrap();
    rustix::fs::flock(&store, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let told = |line: &str, input: &str| {
        let output = sandbox.run_with(&format!("{line} --errors=json --lock-timeout 0"), input);
        let error: serde_json::Value = serde_json::from_str(&output.stderr).unwrap();
        assert_eq!((&error["code"], &error["path"]), (&json!("locked"), &json!("HOME/sessions")));
        assert_eq!(output.code, 4, "{line}");
        output
    };
    assert_eq!(told("ls-raw", "").stdout, "");
    assert_eq!(told("cat-raw --stdin", "a\nb").stdout, "a failed\nb failed\n");
    for (line, outcome) in [
        ("resolve-id --stdin", "failed"),
        ("ls-raw --stdin", "failed"),
        ("rm-id --stdin", "skipped"),
        ("rm-id --stdin --dry-run", "skipped"),
        ("rm-id --stdin --atomic", "skipped"),
        ("rm-id --stdin --atomic --dry-run", "skipped"),
        ("restore-id --stdin", "skipped"),
        ("rm-trash --stdin", "skipped"),
        ("rm-trash --stdin --dry-run", "skipped"),
        ("set-raw --stdin --set title=t", "skipped"),
    ] {
        assert_eq!(told(line, "a\nb").column("outcome"), [outcome, outcome], "{line}");
    }
    let session = r#"{"id":"b","backend":"c","created_at":"2026-01-01T00:00:00Z","last_used":"2026-01-01T00:00:00Z","working_dir":""}"#;
    let input = format!("{session}\n{}\nx\n", session.replace("\"id\":\"b\",", ""));
    let output = told("put-raw", &input);
    assert_eq!(output.column("outcome"), ["skipped", "skipped", "invalid"]);
    assert_eq!(output.column("id"), ["b", "line 2", "line 3"]);
}

#[test]
fn what_endangers_clinvk_is_a_warning_with_its_path() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).file("..json", "{}");
    let output = sandbox.run("rm-id a --errors=json");
    let warning: serde_json::Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(
        (&warning["type"], &warning["code"], &warning["path"]),
        (&json!("warning"), &json!("endangers_clinvk"), &json!("HOME/sessions/..json"))
    );
}

#[test]
fn what_was_to_be_set_is_not_repeated_in_an_error() {
    let sandbox = Sandbox::new();
    for (value, shown) in [("my secret", "…"), ("turn_count=secret", "turn_count=…")] {
        let output = sandbox.run_words(&["set-raw", "a", "--set", value], "");
        assert!(
            output.stderr.starts_with(&format!("clinvk: invalid value '{shown}' for")),
            "{output}"
        );
        output.has_stderr(&str::contains("secret").not());
    }
}

#[test]
fn a_command_that_can_be_called_in_two_ways_shows_both() {
    Sandbox::new().run("rm-id").is("[stderr]\n\
         clinvk: the following required arguments were not provided: <ID>...\n\
         hint: usage: clinvk sessions rm-id [OPTIONS] <ID>... or clinvk sessions rm-id [OPTIONS] --stdin|--stdin0\n\
         [exit 1]\n");
}

#[test]
fn errors_as_records_hold_no_control_character_raw() {
    let output = Sandbox::new().run_words(&["cat-raw", "--errors=json", "a\u{1b}[31m"], "");
    assert!(!output.stderr.trim_end().contains(char::is_control), "{output}");
}

#[test]
fn the_one_format_version_is_known_and_another_is_refused() {
    let sandbox = Sandbox::example();
    for command in [
        "ls-raw",
        "cat-raw 4d5e6f7081920a1b",
        "resolve-id 4d",
        "rm-id --dry-run 4d5e6f7081920a1b",
        "prune --dry-run",
        "put-raw",
        "set-raw 4d5e6f7081920a1b --set status=completed",
        "fsck",
        "schema removal",
    ] {
        let (plain, name) = (sandbox.run(command), command.split(' ').next().unwrap());
        sandbox.run(&format!("{command} --format-version 1")).is(&plain.to_string());
        sandbox.run(&format!("{command} --format-version 2")).is(&format!(
            "[stderr]\nclinvk: invalid value '2' for '--format-version <VERSION>' \
                 [possible values: 1]\nhint: see `clinvk sessions {name} --help`\n[exit 1]\n"
        ));
    }
}
