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
        "\"", "ETAG", "\",\"extra\":{}}\n",
    ).replace("ETAG", &etag(&sandbox, "abc")).as_str());
}

fn etag(sandbox: &Sandbox, id: &str) -> String {
    let bytes = std::fs::read(sandbox.path(&format!("{id}.json"))).unwrap();
    clinvk_sessions::testing::etag(&bytes)
}

#[test]
fn the_id_is_the_files_name_and_unknown_keys_are_in_extra_as_they_are() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "real.json",
        "{\"id\": \"claimed\", \"type\": \"x\", \"v\": [], \"etag\": 1, \"bytes\": 2, \"extra\": {\"id\": 3},\
         \"tokens\": 4, \"prompt\": 5, \"n\": 1.50,\n \"new\\u001bkey\": { \"a\": [ 1e400 ] }, \"n\": 1.5,\
         \"token_usage\": {\"total\": 7, \"cost\": 0.10, \"output_tokens\": 2, \"extra\": null}}",
    );
    let line = sandbox.run("ls-raw").stdout;
    assert!(line.starts_with(r#"{"v":1,"type":"session","id":"real","backend":null,"#), "{line}");
    let extra = concat!(
        r#""extra":{"type":"x","v":[],"etag":1,"bytes":2,"extra":{"id":3},"tokens":4,"prompt":5,"#,
        r#""n":1.5,"new\u001bkey":{"a":[1e400]}}"#
    );
    assert!(line.ends_with(&format!("\",{extra}}}\n")), "{line}");
    let usage = concat!(
        r#""token_usage":{"input_tokens":0,"output_tokens":2,"cached_tokens":0,"reasoning_tokens":0,"#,
        r#""total":2,"extra":{"total":7,"cost":0.10,"extra":null}}"#
    );
    assert!(line.contains(usage), "{line}");
    sandbox
        .run("ls-raw --fields extra,token_usage")
        .is(&format!("{{\"v\":1,\"type\":\"session\",{extra},{usage}}}\n"));
    let (extra, usage) = (&extra["\"extra\":".len()..], &usage["\"token_usage\":".len()..]);
    sandbox.run("ls-raw -z --fields extra,token_usage").is(&format!("{extra}\0{usage}\0"));
    for line in ["list --format jsonl", "show real --json"] {
        let listed = sandbox.run(line).stdout;
        assert!(listed.ends_with(&format!(",\"extra\":{extra},\"tokens\":2,\"prompt\":\"\"}}\n")));
    }
}

#[test]
fn a_lone_surrogate_is_written_as_u_fffd_wherever_it_is() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "a.json",
        r#"{"id":"a","title":"x\ud800","tags":["\udc00\ud83d\ude9a"],"metadata":{"\ud800":"\ud800\n"},
            "token_usage":{"\udfff":1},"\ud800":{"\ud800":["\\ud800\ud800"]}}"#,
    );
    let output = sandbox.run("ls-raw");
    assert_eq!((output.code, &*output.stderr), (0, ""));
    let record = &output.records()[0];
    assert_eq!(record["title"], "x\u{fffd}");
    assert_eq!(record["tags"], json!(["\u{fffd}🚚"]));
    assert_eq!(record["metadata"], json!({ "\u{fffd}": "\u{fffd}\n" }));
    assert_eq!(record["token_usage"]["extra"], json!({ "\u{fffd}": 1 }));
    assert_eq!(record["extra"], json!({ "\u{fffd}": { "\u{fffd}": ["\\ud800\u{fffd}"] } }));
    assert!(!output.stdout.contains("\"\\ud"), "{output}");
    assert_eq!(sandbox.run("list").stdout.lines().count(), 2);
    assert!(!sandbox.run("fsck").column("code").contains(&"damaged".to_owned()));
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
    for key in ["total", "tokens", "token_usage"] {
        assert_eq!(ids(&format!("ls-raw --sort {key}")), "4d 6b 2e 5a 0a 1c 0a 3f");
    }
    for key in ["turn_count", "turns"] {
        assert_eq!(ids(&format!("ls-raw --sort {key} -n 4")), "6b 2e 4d 5a");
    }
    assert_eq!(ids("ls-raw --sort backend"), "0a 0a 3f 6b 1c 4d 2e 5a");
    assert_eq!(ids("ls-raw --sort backend --reverse -n 3"), "2e 5a 1c");
    assert_eq!(ids("ls-raw --sort id"), ids("ls-raw"));
    assert_eq!(ids("ls-raw --sort bytes --reverse -n 1"), "0a");
    assert_eq!(ids("ls-raw -n 0"), "");
    assert_eq!(ids("ls-raw -n 0 --sort last_used --reverse"), "");
    assert_eq!(ids("list --format jsonl -n 0"), "6b 5a 0a 0a 3f 1c 2e 4d");
}

#[test]
fn texts_are_sorted_by_their_bytes_and_none_comes_before_an_empty_one() {
    let sandbox = Sandbox::new();
    let titles = [Some("b"), None, Some("é"), Some(""), Some("B"), Some("b"), Some("\0")];
    for (number, title) in titles.iter().enumerate() {
        let texts = json!({ "title": title, "model": title, "status": title, "working_dir": title,
                "parent_id": title, "initial_prompt": title, "error_message": title,
                "backend_session_id": title });
        sandbox.session(&format!("{number}"), texts);
    }
    let keys = ["title", "model", "status", "working_dir", "parent_id", "initial_prompt"];
    for key in keys.into_iter().chain(["error_message", "backend_session_id"]) {
        let ids =
            |more: &str| sandbox.run(&format!("ls-raw --sort {key} {more}")).column("id").concat();
        assert_eq!(ids(""), "1364052", "{key}");
        assert_eq!(ids("--reverse"), "2054631", "{key}");
        assert_eq!(ids("--reverse -n 2"), "20", "{key}");
    }
    sandbox.run("ls-raw --sort prompt").is("[stderr]\n\
         clinvk: invalid value 'prompt' for '--sort <FIELD>' [possible values: id, backend, \
         status, created_at, last_used, working_dir, backend_session_id, model, title, \
         initial_prompt, turn_count, parent_id, error_message, bytes, tokens]\n\
         hint: see `clinvk sessions ls-raw --help`\n[exit 1]\n");
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
         parent_id, error_message, metadata, bytes, etag, extra\n[exit 1]\n");
}

#[test]
fn a_text_with_nul_cannot_be_framed_by_nul_but_by_json() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "title": "x\0y" })).session("b", json!({ "title": "z" }));
    sandbox.run("ls-raw -z --fields title").is("z\0[stderr]\n\
         clinvk: cannot read session a: its title contains a NUL character, which -z cannot write\n\
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
    let title = "\u{1b}\u{7f}\u{9b}\u{202e}\u{2066}\u{2028}\u{2029}";
    sandbox.session("a", json!({ "title": title, "x\u{2028}": "\u{85}\u{2029}" }));
    let output = sandbox.run("ls-raw").stdout;
    assert!(output.contains(r#""title":"\u001b\u007f\u009b\u202e\u2066\u2028\u2029""#), "{output}");
    assert!(output.ends_with("\"x\\u2028\":\"\\u0085\\u2029\"}}\n"), "{output}");
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
