//! `sessions put-raw`.

mod extra;
mod oddities;

use std::{fs, os::unix::fs::PermissionsExt as _};

use serde_json::{Value, json};

use crate::{
    sandbox::{Output, Sandbox, tool},
    strace::calls,
};

/// Returns the required keys of a session, without the ID.
pub(super) fn bare(more: &Value) -> Value {
    let mut session = json!({
        "backend": "claude",
        "created_at": "2026-11-22T10:00:00Z",
        "last_used": "2026-11-22T11:00:00Z",
        "working_dir": "/w",
    });
    session.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    session
}

/// Returns the outcomes, then the exit status.
pub(super) fn outcomes(output: &Output) -> String {
    format!("{} {}", output.column("outcome").join(" "), output.code)
}

pub(super) fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn records_of_one_store_make_the_same_sessions_in_an_empty_home() {
    let (from, to) = (Sandbox::example(), Sandbox::new());
    let records = from.run("ls-raw").stdout;
    assert_eq!(outcomes(&to.run_with("put-raw --stdin", &*records)), "created ".repeat(8) + "0");
    let said = |sandbox: &Sandbox| {
        let mut records = sandbox.run("ls-raw").records();
        for record in &mut records {
            record.as_object_mut().unwrap().retain(|key, _| key != "bytes" && key != "etag");
        }
        records
    };
    assert_eq!(said(&to), said(&from));
    for id in from.ids() {
        // clinvk reads these files like its own: the same keys and values, except that a time is
        // written differently.
        let read = |sandbox: &Sandbox| -> Value {
            let file = fs::read(sandbox.path(&format!("{id}.json"))).unwrap();
            let mut session: Value = serde_json::from_slice(&file).unwrap();
            for key in ["created_at", "last_used"] {
                let time: chrono::DateTime<chrono::Utc> =
                    session[key].as_str().unwrap().parse().unwrap();
                session[key] = time.to_rfc3339().into();
            }
            session
        };
        assert_eq!(read(&to), read(&from));
    }
    assert_eq!(to.names().last().unwrap(), "store.lock");
    assert_eq!(to.names().len(), 9);
}

#[test]
fn files_as_they_are_make_the_same_files() {
    let (from, to) = (Sandbox::example(), Sandbox::new());
    let ids = from.ids().join(" ");
    let files = from.run(&format!("cat-raw {ids}")).stdout;
    assert_eq!(to.run_with("put-raw", files).code, 0);
    for id in from.ids() {
        let read = |sandbox: &Sandbox| fs::read(sandbox.path(&format!("{id}.json"))).unwrap();
        // clinvk escapes `&`, and the escape is kept.
        assert_eq!(read(&to), read(&from), "{id}");
    }
}

#[test]
fn the_store_is_made_for_its_owner_alone_and_so_are_its_files() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().join("new/home");
    let (home, input) = (home.to_str().unwrap(), bare(&json!({ "id": "a" })).to_string());
    sandbox.run_with(&format!("put-raw --home {home}"), input).is(concat!(
        r#"{"v":1,"type":"stored","id":"a","outcome":"created","etag":"4fdf4819fc8d1f31"}"#,
        "\n"
    ));
    for (path, expected) in
        [("new", 0o700), ("new/home/sessions", 0o700), ("new/home/sessions/a.json", 0o600)]
    {
        assert_eq!(mode(&sandbox.home().join(path)), expected, "{path}");
    }
}

#[test]
fn records_put_back_change_nothing() {
    let sandbox = Sandbox::example();
    sandbox.session("odd", json!({
        "created_at": "sometime", "Title": "x", "later": [1.50, {"a": "\u{202e}&<"}], "tags": null,
        "token_usage": {"input_tokens": 1, "output_tokens": 0, "cost": 2.5}, "turn_count": 0,
    }));
    sandbox.file("less.json", r#"{"id":"other","x":1e400,"x":2}"#);
    let read = |name: &String| fs::read(sandbox.path(name)).unwrap();
    let before: Vec<_> = sandbox.names().iter().map(read).collect();
    let records = sandbox.run("ls-raw").stdout;
    let output = sandbox.run_with("put-raw --replace", records);
    assert_eq!(outcomes(&output), "unchanged ".repeat(10) + "0");
    let names = sandbox.names().into_iter().filter(|name| name != "store.lock");
    assert_eq!(names.map(|name| read(&name)).collect::<Vec<_>>(), before);
}

#[test]
fn a_session_that_is_there_is_not_overwritten_unasked() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    let before = fs::read(sandbox.path("a.json")).unwrap();
    let input = bare(&json!({ "id": "a", "title": "new" })).to_string();
    sandbox.run_with("put-raw", input).is(concat!(
        r#"{"v":1,"type":"stored","id":"a","outcome":"exists","etag":"b9e677e3fe9c28c3"}"#,
        "\n[exit 1]\n"
    ));
    assert_eq!(fs::read(sandbox.path("a.json")).unwrap(), before);
}

#[test]
fn replacing_keeps_the_order_of_keys_and_what_is_the_same() {
    let sandbox = Sandbox::new();
    let file = "{\"later\":  [1.50],\n\"id\":\"a\", \"backend\":\"claude\", \"title\":\"old\",\n\
                \"created_at\":\"2026-11-22T19:00:00+09:00\", \"last_used\":\"2026-11-22T11:00:00Z\",\n\
                \"working_dir\":\"\\u0026\", \"model\": \"m\"}\n";
    sandbox.file("a.json", file);
    let record = sandbox.run("ls-raw").stdout;
    let record = record.replace("\"old\"", "\"new\"").replace("\"m\"", "null");
    let record = record.replace("{\"later\":[1.50]", "{\"later\":[1.50],\"newer\":{\"k\":[]}");
    assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", record)), "replaced 0");
    let expected = file
        .replace("\"old\"", "\"new\"")
        .replace(", \"model\": \"m\"}", ",\n\"newer\":  {\"k\":[]}}");
    assert_eq!(fs::read_to_string(sandbox.path("a.json")).unwrap(), expected);
    assert_eq!(mode(&sandbox.path("a.json")), 0o600);
}

#[test]
fn a_stale_etag_leaves_the_session_alone() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({}));
    let record = sandbox.run("ls-raw").stdout;
    sandbox.session("a", json!({ "title": "by another" }));
    let output = sandbox
        .run_with("put-raw --replace", record.replace("\"title\":null", "\"title\":\"mine\""));
    assert_eq!(outcomes(&output), "changed 1");
    assert_eq!(sandbox.run("ls-raw").column("title"), ["by another"]);
    // Without an etag the last one wins, and if nothing exists, nothing is lost.
    let mut without: Value = serde_json::from_str(&record).unwrap();
    without.as_object_mut().unwrap().remove("etag");
    assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", without.to_string())), "replaced 0");
    fs::remove_file(sandbox.path("a.json")).unwrap();
    assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", record)), "created 0");
}

#[test]
fn an_object_without_an_id_gets_a_fresh_one() {
    let sandbox = Sandbox::new();
    let input = format!("{}\n{}\n", bare(&json!({})), bare(&json!({ "id": null })));
    let output = sandbox.run_with("put-raw", input);
    let ids = output.column("id");
    assert_eq!(outcomes(&output), "created created 0");
    let is_fresh = |id: &String| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(ids.iter().all(is_fresh) && ids[0] != ids[1], "{ids:?}");
    let claimed = |id: &String| -> Value {
        serde_json::from_slice(&fs::read(sandbox.path(&format!("{id}.json"))).unwrap()).unwrap()
    };
    assert!(ids.iter().all(|id| claimed(id)["id"] == **id));
}

#[test]
fn what_is_invalid_says_why_and_the_rest_goes_on() {
    let sandbox = Sandbox::new();
    let lines = [
        bare(&json!({ "id": "../a" })).to_string(),
        json!({ "id": "a", "backend": "claude" }).to_string(),
        bare(&json!({ "id": "b", "last_used": "yesterday" })).to_string(),
        bare(&json!({ "id": "c", "turn_count": "secret" })).to_string(),
        "secret words".to_owned(),
        bare(&json!({ "id": "d", "v": 1, "type": "removal" })).to_string(),
        bare(&json!({ "id": "e", "etag": "x", "v": 1, "type": "session" })).to_string(),
        bare(&json!({ "id": "f", "deep": serde_json::from_str::<Value>(&("[".repeat(120) + &"]".repeat(120))).unwrap() })).to_string(),
        bare(&json!({ "id": "good" })).to_string(),
    ];
    let output = sandbox.run_with("put-raw", lines.join("\n"));
    let told: Vec<_> = output
        .records()
        .iter()
        .map(|record| {
            format!(
                "{} {} {}",
                record["id"].as_str().unwrap(),
                record["outcome"].as_str().unwrap(),
                record["message"].as_str().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "line 1 invalid invalid session ID",
            "a invalid `created_at` is missing",
            "b invalid `last_used` is not an RFC 3339 time",
            "c invalid invalid type: string, expected an integer at line 1 column 121",
            "line 5 invalid expected value at line 1 column 1",
            "d invalid not a `session` record",
            "e invalid invalid etag",
            "f invalid a value is nested more than 100 levels deep at line 1 column 303",
            "good created ",
        ]
    );
    assert_eq!((output.code, &*output.stderr), (1, ""));
    assert_eq!(sandbox.names(), ["good.json", "store.lock"]);
}

#[test]
fn nul_frames_both_sides_and_what_is_not_shown_is_told() {
    let sandbox = Sandbox::new();
    let (a, b) = (bare(&json!({ "id": "a" })), bare(&json!({ "id": "b" })));
    let input = format!("{a:#}\0{{\0{b}");
    sandbox
        .run_with("put-raw -z --stdin0", input)
        .is("a\0created\0item 2\0invalid\0b\0created\0[stderr]\n\
         clinvk: item 2: EOF while parsing an object at line 1 column 1\n[exit 1]\n");
}

#[test]
fn nothing_to_store_makes_no_store() {
    let sandbox = Sandbox::new();
    sandbox.run_with("put-raw --stdin", "").is("");
    sandbox.run_with("put-raw --stdin", "\n \n").is("");
    assert!(!sandbox.store().exists());
}

#[test]
fn a_damaged_session_is_replaced_whole() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "{");
    let input = bare(&json!({ "id": "a" })).to_string();
    assert_eq!(outcomes(&sandbox.run_with("put-raw", &*input)), "exists 1");
    assert_eq!(outcomes(&sandbox.run_with("put-raw --replace", input)), "replaced 0");
    assert_eq!(sandbox.run("ls-raw").column("id"), ["a"]);
}

#[test]
fn without_a_sync_new_sessions_are_stored_all_the_same_and_old_ones_are_synced() {
    if tool("strace").is_none() {
        return;
    }
    let sandbox = Sandbox::new();
    let syncs = |line: &str, title: &str, ids: &[&str]| {
        let objects = ids.iter().map(|id| bare(&json!({"id": id, "title": title})).to_string());
        let calls = calls(&sandbox, line, &objects.collect::<String>(), "fsync", None).unwrap();
        calls.iter().filter(|call| call.contains("/sessions")).count()
    };
    // Creates the store, which is fsynced. The second run does not.
    syncs("put-raw", "old", &["a"]);
    assert_eq!(syncs("put-raw", "old", &["b", "c"]), 3);
    assert_eq!(syncs("put-raw --no-sync", "old", &["d", "e"]), 0);
    assert_eq!(syncs("put-raw --no-sync --replace", "new", &["e", "f"]), 2);
    assert_eq!(sandbox.ids(), ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(sandbox.run("fsck").code, 0);
    assert!(sandbox.names().iter().all(|name| !name.starts_with(".tmp-")));
    assert_eq!(mode(&sandbox.path("f.json")), 0o600);
}
