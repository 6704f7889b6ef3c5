//! Keys that clinvk does not know: those of the file are in `extra`; all others are not stored.

use std::fs;

use predicates::{prelude::PredicateBooleanExt as _, str};
use serde_json::{Value, json};

use super::{bare, outcomes};
use crate::{
    hostile::store::{hostile, odd},
    sandbox::{Output, Sandbox},
};

/// Creates a session with keys that clinvk does not know. Returns its file too.
fn with_unknown_keys() -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    let usage = json!({ "input_tokens": 1, "output_tokens": 2, "cost": 0.5, "total": 9 });
    let more =
        json!({ "v": 7, "etag": "mine", "later": [1.50], "tokens": "x", "token_usage": usage });
    sandbox.session("a", more);
    let file = file(&sandbox);
    (sandbox, file)
}

fn file(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.path("a.json")).unwrap()
}

/// Stores the only record again, after `change`.
fn put_back(sandbox: &Sandbox, change: impl FnOnce(&mut Value)) -> Output {
    let mut record = sandbox.run("ls-raw").records().remove(0);
    change(&mut record);
    sandbox.run_with("put-raw --replace", record.to_string())
}

/// Returns the keys of the session file that clinvk does not know.
fn extra(sandbox: &Sandbox) -> Value {
    sandbox.run("ls-raw").records()[0]["extra"].clone()
}

fn without(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

#[test]
fn what_people_are_listed_changes_no_file_when_it_is_put_back() {
    let (sandbox, before) = with_unknown_keys();
    let etag = sandbox.run("ls-raw").column("etag").remove(0);
    for line in ["show a --json", "list --format jsonl"] {
        let listed = sandbox.run(line).stdout;
        sandbox.run_with("put-raw --replace", listed).is(&format!(
            "{{\"v\":1,\"type\":\"stored\",\"id\":\"a\",\"outcome\":\"unchanged\",\"etag\":\"{etag}\"}}\n\
             [stderr]\nclinvk: ignored, because a record has keys of the file in its `extra` only: \
             `tokens`, `prompt`\n"
        ));
        assert_eq!(file(&sandbox), before);
    }
    let output = put_back(&sandbox, |record| record["title"] = json!("new"));
    assert_eq!((outcomes(&output), &*output.stderr), ("replaced 0".to_owned(), ""));
    assert_eq!(file(&sandbox), before.replace("\n}", ",\n  \"title\": \"new\"\n}"));
}

#[test]
fn a_key_that_a_later_version_appends_goes_into_no_new_file_either() {
    let sandbox = Sandbox::new();
    let record = |id: &str, key: &str| {
        bare(&json!({ "v": 1, "type": "session", "id": id, (key.to_owned()): { "is": "secret" } }))
    };
    let keys = ["later", "Title", "\u{1b}[2J\n", "later"];
    let lines = keys.iter().zip('a'..).map(|(key, id)| record(&id.to_string(), key).to_string());
    let usage = json!({ "input_tokens": 1, "total": 5, "cost": 2 });
    let more = json!({ "v": 1, "type": "session", "id": "e", "token_usage": usage });
    let input = lines.chain([bare(&more).to_string()]).collect::<Vec<_>>().join("\n");
    let output = sandbox.run_with("put-raw --errors=json", input);
    assert_eq!(outcomes(&output), "created ".repeat(5) + "0");
    assert_eq!(
        output.stderr,
        "{\"v\":1,\"type\":\"warning\",\"code\":\"ignored_keys\",\"id\":null,\"path\":null,\"message\":\
         \"ignored, because a record has keys of the file in its `extra` only: `later`, `Title`, \
         `\\\\u{1b}[2J\\\\n`, `token_usage.cost`\",\"hint\":null}\n"
    );
    assert_eq!(sandbox.run("ls-raw").column("extra"), ["{}"; 5]);
    sandbox.run("cat-raw a b c d e").has_stdout(&str::contains("secret").not());
    assert_eq!(sandbox.run("ls-raw").records()[4]["token_usage"]["extra"], Value::Null);
}

#[test]
fn however_many_keys_are_ignored_the_warning_is_one_short_line() {
    let sandbox = Sandbox::new();
    let records = (0..300).map(|number| {
        let keys = (0..50).map(|key| (format!("{number}-{key}-{}", "x".repeat(500)), json!(1)));
        let more = json!({ "v": 1, "type": "session", "id": format!("id{number}") });
        let mut record = bare(&more);
        record.as_object_mut().unwrap().extend(keys);
        record.to_string()
    });
    let output = sandbox.run_with("put-raw --no-sync", records.collect::<Vec<_>>().join("\n"));
    assert_eq!((output.code, output.stderr.lines().count()), (0, 1), "{output}");
    output.has_stderr(&str::ends_with("…` and others\n"));
    assert!(output.stderr.len() < 1000);
}

#[test]
fn the_keys_of_a_file_become_those_of_extra_and_without_it_they_stay() {
    let (sandbox, before) = with_unknown_keys();
    let output = put_back(&sandbox, |record| {
        without(record, "extra");
        without(&mut record["token_usage"], "extra");
    });
    assert_eq!((outcomes(&output), file(&sandbox)), ("unchanged 0".to_owned(), before.clone()));
    let chosen = sandbox.run("ls-raw --fields id,backend,status,created_at,last_used,working_dir");
    let output = sandbox.run_with("put-raw --replace", chosen.stdout);
    assert_eq!(outcomes(&output), "replaced 0");
    assert_eq!(extra(&sandbox), json!({ "v": 7, "etag": "mine", "later": [1.5], "tokens": "x" }));

    sandbox.file("a.json", &before);
    let output = put_back(&sandbox, |record| {
        without(&mut record["extra"], "v");
        record["extra"]["later"] = json!({ "k": [] });
        record["extra"]["newer"] = json!(null);
        record["token_usage"]["extra"] = json!({ "total": 9, "price": 1 });
    });
    assert_eq!(outcomes(&output), "replaced 0");
    let expected = json!({ "etag": "mine", "later": { "k": [] }, "tokens": "x", "newer": null });
    assert_eq!(extra(&sandbox), expected);
    let usage = &sandbox.run("ls-raw").records()[0]["token_usage"];
    assert_eq!((&usage["total"], &usage["extra"]), (&json!(3), &json!({ "total": 9, "price": 1 })));

    let output = put_back(&sandbox, |record| {
        record["extra"] = json!({});
        record["token_usage"]["extra"] = json!({});
    });
    assert_eq!(outcomes(&output), "replaced 0");
    assert_eq!(extra(&sandbox), json!({}));
    assert_eq!(sandbox.run("ls-raw").records()[0]["token_usage"]["extra"], Value::Null);
}

#[test]
fn a_key_of_extra_that_clinvk_knows_or_takes_for_its_own_is_invalid() {
    let (sandbox, before) = with_unknown_keys();
    for (key, why) in [
        ("title", "has the key `title`, which clinvk knows"),
        ("id", "has the key `id`, which clinvk knows"),
        ("ID", "has the key `ID`, which clinvk reads as `id`"),
        ("Last_U\u{17f}ed", "has the key `Last_U\u{17f}ed`, which clinvk reads as `last_used`"),
    ] {
        let output = put_back(&sandbox, |record| record["extra"][key] = json!("x"));
        assert_eq!(output.records()[0]["message"], format!("`extra` {why}"));
        assert_eq!((outcomes(&output), file(&sandbox)), ("invalid 1".to_owned(), before.clone()));
        let record = json!({ "v": 1, "type": "session", "id": "new", "extra": { (key): 1 } });
        let output = sandbox.run_with("put-raw", bare(&record).to_string());
        // In a new file such a key precedes the known key that clinvk confuses it with, which wins.
        let is_known = why.ends_with("clinvk knows");
        let expected = if is_known { "invalid 1" } else { "created 0" };
        assert_eq!(outcomes(&output), expected, "{key}");
        if !is_known {
            fs::remove_file(sandbox.path("new.json")).unwrap();
        }
    }
    for key in ["input_tokens", "Cached_Tokens"] {
        let output = put_back(&sandbox, |record| record["token_usage"]["extra"][key] = json!(1));
        assert_eq!(outcomes(&output), "invalid 1", "{key}");
    }
    assert_eq!(file(&sandbox), before);
}

#[test]
fn all_keys_of_an_object_without_v_are_the_files() {
    let sandbox = Sandbox::new();
    let more = json!({
        "id": "a", "type": "mine", "bytes": 1, "etag": "any", "tokens": 3, "extra": { "k": 1 },
        "token_usage": { "input_tokens": 1, "output_tokens": 2, "total": 9, "extra": 1 },
    });
    let output = sandbox.run_with("put-raw", bare(&more).to_string());
    assert_eq!((outcomes(&output), &*output.stderr), ("created 0".to_owned(), ""));
    let expected =
        json!({ "type": "mine", "bytes": 1, "etag": "any", "tokens": 3, "extra": { "k": 1 } });
    assert_eq!(extra(&sandbox), expected);
    let usage = &sandbox.run("ls-raw").records()[0]["token_usage"];
    assert_eq!(usage["extra"], json!({ "total": 9, "extra": 1 }));
    let before = file(&sandbox);
    let other =
        sandbox.run_with("put-raw --replace", bare(&json!({ "id": "a", "etag": "y" })).to_string());
    assert_eq!(outcomes(&other), "replaced 0");
    assert_eq!(extra(&sandbox)["etag"], "y");
    assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", before)), "replaced 0");
}

#[test]
fn the_version_and_type_of_a_record_must_be_right() {
    let sandbox = Sandbox::new();
    let outcome = |more: Value| {
        let output = sandbox.run_with("put-raw", bare(&more).to_string());
        output.records()[0]["message"].as_str().unwrap_or_default().to_owned()
    };
    for v in [json!(2), json!("1"), json!(null), json!([]), json!(1.5)] {
        let why = "unknown record version";
        assert_eq!(outcome(json!({ "v": v, "type": "session", "id": "a" })), why);
    }
    for kind in [json!("removal"), json!(1), json!(null)] {
        let why = "not a `session` record";
        assert_eq!(outcome(json!({ "v": 1, "type": kind, "id": "a" })), why);
        assert_eq!(outcome(json!({ "v": 1, "id": "a" })), why);
    }
    assert_eq!(outcome(json!({ "v": 1, "type": "session", "id": "a" })), "");
    assert_eq!(sandbox.ids(), ["a"]);
}

#[test]
fn records_of_a_store_where_everything_is_odd_change_no_byte() {
    for (sandbox, code) in [(odd(), 0), (hostile(), 4)] {
        for (number, time) in
            ["23:59:60Z", "23:59:60.5Z", "23:59:59z", "09:00:00.10+23:59"].iter().enumerate()
        {
            for t in ["T", "t", " "] {
                let time = format!("2016-12-31{t}{time}");
                let id = format!("at{number}{}", u32::from(t.as_bytes()[0]));
                sandbox.session(&id, json!({ "created_at": time, "last_used": time }));
            }
        }
        let good: Vec<_> = sandbox.run("ls-raw").column("id");
        let records = sandbox.run("ls-raw");
        records.has_stdout(&str::contains(":60.").not());
        assert_eq!(records.code, code);
        let read = || {
            let paths = good.iter().map(|id| sandbox.path(&format!("{id}.json")));
            paths.map(|path| fs::read(path).unwrap()).collect::<Vec<_>>()
        };
        let before = read();
        for line in ["ls-raw", "list --format jsonl"] {
            let output = sandbox.run_with("put-raw --replace", sandbox.run(line).stdout);
            assert_eq!(outcomes(&output), "unchanged ".repeat(good.len()) + "0", "{line}");
            assert_eq!(read(), before, "{line}");
        }
    }
}

#[test]
fn a_backup_of_a_file_with_keys_that_differ_only_in_case_is_restored() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "a.json",
        r#"{"Title":"cased","id":"a","backend":"c","created_at":"2026-01-01T00:00:00Z","last_used":"2026-01-01T00:00:00Z","working_dir":"","title":"t","token_usage":{"Input_Tokens":1,"input_tokens":2,"output_tokens":3}}"#,
    );
    let backup = sandbox.run("ls-raw").stdout;
    assert_eq!(sandbox.run("rm-id a").code, 0);
    assert_eq!(outcomes(&sandbox.run_with("put-raw", backup.clone())), "created 0");
    let restored = sandbox.run("ls-raw").records();
    let record: Value = serde_json::from_str(&backup).unwrap();
    for key in ["title", "token_usage", "extra"] {
        assert_eq!(restored[0][key], record[key]);
    }
    let file = file(&sandbox);
    let place = |key: &str| file.find(key).unwrap();
    assert!(place("\"Title\"") < place("\"title\""), "{file}");
    assert!(place("\"Input_Tokens\"") < place("\"input_tokens\""), "{file}");
}

#[test]
fn no_object_of_a_record_has_a_key_twice_and_the_file_keeps_both() {
    let sandbox = Sandbox::new();
    let file = r#"{"id":"a","backend":"c","created_at":"2026-01-01T00:00:00Z","last_used":"2026-01-01T00:00:00Z","working_dir":"","x":[{"a":1,"a":{"b":1,"b":2}}],"token_usage":{"input_tokens":1,"output_tokens":1,"q":{"k\ud800":1,"k\ud801":2}}}"#;
    sandbox.file("a.json", file);
    let records = sandbox.run("ls-raw").stdout;
    assert!(records.ends_with(",\"extra\":{\"x\":[{\"a\":{\"b\":2}}]}}\n"), "{records}");
    assert!(records.contains(",\"extra\":{\"q\":{\"k\u{fffd}\":2}}}"), "{records}");
    assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", records)), "unchanged 0");
    assert_eq!(fs::read_to_string(sandbox.path("a.json")).unwrap(), file);
}
