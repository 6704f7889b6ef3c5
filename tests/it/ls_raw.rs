//! `sessions ls-raw`.

use serde_json::json;

use crate::sandbox::Sandbox;

#[test]
fn a_record_holds_every_key_in_the_documented_order() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    sandbox.run("ls-raw").is(concat!(
        r#"{"v":1,"type":"session","id":"abc","backend":"claude","status":"active","#,
        r#""created_at":"2026-11-22T10:00:00.000000000Z","last_used":"2026-11-22T11:00:00.000000000Z","#,
        r#""working_dir":"/w","backend_session_id":null,"model":null,"title":null,"initial_prompt":null,"#,
        r#""turn_count":0,"token_usage":null,"tags":[],"parent_id":null,"error_message":null,"#,
        r#""metadata":{},"bytes":164,"etag":"#,
        "\"", "ETAG", "\"}\n",
    ).replace("ETAG", &etag(&sandbox, "abc")).as_str());
}

fn etag(sandbox: &Sandbox, id: &str) -> String {
    let bytes = std::fs::read(sandbox.path(&format!("{id}.json"))).unwrap();
    clinvk_sessions::model::etag::Etag::of(&bytes).to_string()
}

#[test]
fn the_id_is_the_files_name_and_unknown_keys_follow_as_they_are() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "real.json",
        "{\"id\": \"claimed\", \"type\": \"x\", \"etag\": 1, \"n\": 1.50,\n \"new\\u001bkey\": { \"a\": [ 1e400 ] }}",
    );
    let line = sandbox.run("ls-raw").stdout;
    assert!(line.starts_with(r#"{"v":1,"type":"session","id":"real","backend":null,"#), "{line}");
    assert!(line.ends_with(concat!(r#"","n":1.50,"new\u001bkey":{"a":[1e400]}}"#, "\n")), "{line}");
}

#[test]
fn filters_limit_and_order_choose_records() {
    let sandbox = Sandbox::example();
    let ids = |line: &str| {
        let ids = sandbox.run(line).column("id");
        ids.into_iter().map(|id| id[..2].to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("ls-raw"), "0a 0a 1c 2e 3f 4d 5a 6b");
    assert_eq!(ids("ls-raw --reverse -n 3"), "6b 5a 4d");
    assert_eq!(ids("ls-raw -b codex --status completed"), "1c 4d");
    assert_eq!(ids("ls-raw --sort last_used"), "4d 2e 1c 3f 0a 0a 5a 6b");
    assert_eq!(ids("ls-raw --sort created_at --reverse -n 2"), "6b 5a");
    assert_eq!(ids("ls-raw --sort tokens"), "2e 4d 6b 5a 0a 1c 0a 3f");
    assert_eq!(ids("ls-raw --sort turns -n 4"), "6b 2e 4d 5a");
    assert_eq!(ids("ls-raw --sort bytes --reverse -n 1"), "0a");
    assert_eq!(ids("ls-raw -n 0"), "");
    assert_eq!(ids("ls-raw -n 0 --sort last_used --reverse"), "");
    assert_eq!(ids("list --format jsonl -n 0"), "6b 5a 0a 0a 3f 1c 2e 4d");
}

#[test]
fn fields_are_chosen_and_ordered() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({ "tags": ["a", "ü\u{1b}"], "title": "t\nu" }));
    sandbox
        .run("ls-raw --fields title,id,title")
        .is("{\"v\":1,\"type\":\"session\",\"title\":\"t\\nu\",\"id\":\"abc\"}\n");
    sandbox.run("ls-raw -z").is("abc\0");
    sandbox
        .run("ls-raw -z --fields id,title,model,tags,turn_count,last_used")
        .is("abc\0t\nu\0\0[\"a\",\"ü\\u001b\"]\x000\x002026-11-22T11:00:00.000000000Z\0");
    sandbox.run("ls-raw --fields id,nme").is("[stderr]\n\
         clinvk: a session record has no field 'nme'\n\
         hint: its fields are id, backend, status, created_at, last_used, working_dir, \
         backend_session_id, model, title, initial_prompt, turn_count, token_usage, tags, \
         parent_id, error_message, metadata, bytes, etag\n[exit 1]\n");
}

#[test]
fn a_text_with_nul_cannot_be_framed_by_nul_but_by_json() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "title": "x\0y" })).session("b", json!({ "title": "z" }));
    sandbox.run("ls-raw -z --fields title").is("z\0[stderr]\n\
         clinvk: cannot read session a: its title holds a NUL character, which -z cannot frame\n\
         hint: `clinvk sessions cat-raw a` shows the file as it is\n[exit 4]\n");
    assert_eq!(sandbox.run("ls-raw").column("title"), ["x\0y", "z"]);
}

#[test]
fn damaged_sessions_are_exit_4_and_the_good_ones_are_still_there() {
    let sandbox = Sandbox::new();
    sandbox.session("good", json!({})).file("bad.json", "[]");
    let output = sandbox.run("ls-raw --fields id");
    output.is("{\"v\":1,\"type\":\"session\",\"id\":\"good\"}\n[stderr]\n\
         clinvk: cannot read session bad: invalid type: sequence, expected an object at line 1 \
         column 0\n[exit 4]\n");
}

#[test]
fn a_record_is_safe_to_look_at() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "title": "\u{1b}\u{7f}\u{9b}\u{202e}\u{2066}", "x": "\u{85}" }));
    let output = sandbox.run("ls-raw").stdout;
    assert!(output.contains(r#""title":"\u001b\u007f\u009b\u202e\u2066""#), "{output}");
    assert!(output.ends_with("\"x\":\"\\u0085\"}\n"), "{output}");
}

#[test]
fn the_clock_changes_no_byte() {
    let sandbox = Sandbox::example();
    let plain = sandbox.run("ls-raw").stdout;
    let mut later = sandbox.command(&["ls-raw"]);
    let later = later.env("CLINVK_TEST_NOW", "2031-01-01T00:00:00Z").output().unwrap();
    assert_eq!(String::from_utf8(later.stdout).unwrap(), plain);
}

#[test]
fn a_store_larger_than_one_portion_is_read_whole_and_in_order() {
    let sandbox = Sandbox::new();
    let expected: Vec<_> = (1000..2300).map(|number| format!("id{number}")).collect();
    for id in expected.iter().rev() {
        sandbox.session(id, json!({}));
    }
    assert_eq!(sandbox.run("ls-raw").column("id"), expected);
}

#[test]
fn sessions_that_are_named_are_answered_one_by_one_in_the_order_of_the_input() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({})).session("b", json!({})).file("bad.json", "{");
    let output = sandbox.run("ls-raw b zz bad a b");
    let records = output.records();
    let of = |key: &str| records.iter().map(|r| r[key].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(of("type"), ["session", "absent", "absent", "session", "session"]);
    assert_eq!(of("id"), ["b", "zz", "bad", "a", "b"]);
    assert_eq!(output.code, 4);
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(
        lines[1..3],
        [
            r#"{"v":1,"type":"absent","id":"zz","outcome":"missing","message":"no such session"}"#,
            r#"{"v":1,"type":"absent","id":"bad","outcome":"damaged","message":"EOF while parsing an object at line 1 column 1"}"#
        ]
    );
    assert!(sandbox.run("ls-raw").stdout.contains(lines[0]));
    assert_eq!(sandbox.run("ls-raw a zz").code, 1);
    let input = format!("{}\n../x\n{{\"v\":2,\"id\":\"a\"}}\n", lines[3].replace("b9e6", "0000"));
    let output = sandbox.run_with("ls-raw --stdin", input);
    assert_eq!(output.column("outcome"), ["changed", "invalid", "invalid"]);
    assert_eq!(output.column("id"), ["a", "../x", "a"]);
    assert_eq!(sandbox.run_with("ls-raw --stdin0", "b\0a").column("id"), ["b", "a"]);
    sandbox.run_with("ls-raw --stdin", "").is("");
    assert_eq!(sandbox.run("ls-raw a -n 1").code, 1);
}

#[test]
fn an_item_that_is_absent_has_as_many_nuls_as_a_session() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "title": "t" }));
    sandbox.run("ls-raw -z --fields id,title a zz").is("a\0t\0zz\0\0[stderr]\n\
         clinvk: zz: no such session\n[exit 1]\n");
    sandbox.run("ls-raw -z --fields id,outcome,title a zz").is("a\0\0t\0zz\0missing\0\0[exit 1]\n");
    sandbox.run("ls-raw --fields id,outcome a zz").is(concat!(
        r#"{"v":1,"type":"session","id":"a","outcome":null}"#,
        "\n",
        r#"{"v":1,"type":"absent","id":"zz","outcome":"missing"}"#,
        "\n[exit 1]\n"
    ));
}
