//! Storing a session's own record again never changes a byte of its file, whatever it contains.

use std::fs;

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::value::RawValue;

use crate::{
    sandbox::Sandbox,
    schema_check::{Pairs, validate},
};

/// Generates the content of a JSON string as it may occur in a file, lone surrogates included.
fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -!#-\\[\\]-~]{0,4}",
        "\\PC{0,2}".prop_map(|text| text.replace(['"', '\\'], "")),
        select(vec![
            "\\ud800",
            "\\uDFFF",
            "\\ud83d\\ude9a",
            "\\u0041",
            "\\\\",
            "\\\"",
            "\\n",
            "\\u0000",
            "\u{2028}",
            "\\u2029",
            "\u{7f}",
            "\u{202e}",
            "\\/",
            "\\\\ud800",
            "\u{fffd}",
            "\\ufffd",
        ])
        .prop_map(str::to_owned),
    ];
    vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

/// Generates white space as it may occur between JSON tokens.
fn space() -> impl Strategy<Value = &'static str> {
    select(vec!["", "", " ", "\n  ", "\t", "\r\n"])
}

fn list(items: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (vec(items, 0..3), space())
        .prop_map(|(items, space)| format!("[{space}{}]", items.join(&format!("{space},"))))
}

fn object(members: impl Strategy<Value = Vec<(String, String)>>) -> impl Strategy<Value = String> {
    (members, space(), space()).prop_map(|(members, lead, before)| {
        let members = members.iter().map(|(key, value)| format!("{lead}{key}{before}:{value}"));
        format!("{{{}{before}}}", members.collect::<Vec<_>>().join(","))
    })
}

/// Generates JSON, sometimes as deep as a file may be.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(vec![
            "null",
            "true",
            "-0",
            "1.50",
            "1e400",
            "1E+2",
            "18446744073709551616",
            "{}",
            "[]"
        ])
        .prop_map(str::to_owned),
        string(),
    ];
    let nested = leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![list(inner.clone()), object(vec((string(), inner), 0..3))]
    });
    let deep = (1_usize..=100, any::<bool>()).prop_map(|(depth, is_list)| {
        let [open, close] = if is_list { ["[", "]"] } else { ["{\"a\":", "}"] };
        format!("{}{}{}", open.repeat(depth), if is_list { "" } else { "0" }, close.repeat(depth))
    });
    prop_oneof![9 => nested, 1 => deep]
}

fn time() -> impl Strategy<Value = String> {
    let exact = "(0000|0001|2016|2026|9999)-(01|12)-(01|31)[Tt ](00|23):(00|59):(00|59|60)(\\.0{0,2}[0-9]{1,9})?(Z|z|[+-](00|01|23):(00|59))";
    prop_oneof![5 => exact.prop_map(|time| format!("\"{time}\"")), 1 => string(), 1 => Just("null".to_owned())]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![any::<i64>().prop_map(|n| n.to_string()), Just("null".into()), Just("0".into())]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => string(), 1 => Just("null".to_owned())]
}

/// Generates a key that clinvk does not know, often similar to a known one.
fn unknown_key() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "v",
        "type",
        "bytes",
        "etag",
        "extra",
        "tokens",
        "prompt",
        "total",
        "Title",
        "ID",
        "i\\u0044",
        "TAGS",
        "tag\u{17f}",
        "Input_Tokens",
        "",
        "\\ud800",
        "\\udc00",
        "\\ufffd",
        "\u{2028}",
        "a",
        "a",
    ]);
    prop_oneof![odd.prop_map(|key| format!("\"{key}\"")), string()]
}

/// Generates a member of a session file: a known key with a valid type, or any other key.
fn member() -> impl Strategy<Value = (String, String)> {
    let known =
        |names: &'static [&'static str]| select(names).prop_map(|name| format!("\"{name}\""));
    let counters = known(&["input_tokens", "output_tokens", "cached_tokens", "reasoning_tokens"]);
    let counter = prop_oneof![(counters, number()), (unknown_key(), any_json())];
    let texts = known(&[
        "id",
        "backend",
        "working_dir",
        "backend_session_id",
        "model",
        "initial_prompt",
        "status",
        "title",
        "parent_id",
        "error_message",
    ]);
    prop_oneof![
        3 => (texts, text()),
        2 => (known(&["created_at", "last_used"]), time()),
        1 => (known(&["turn_count", "turn_\\u0063ount"]), number()),
        1 => (known(&["token_usage"]), prop_oneof![4 => object(vec(counter, 0..5)), 1 => Just("null".to_owned())]),
        1 => (known(&["tags"]), list(text())),
        1 => (known(&["metadata"]), object(vec((string(), text()), 0..4))),
        4 => (unknown_key(), any_json()),
    ]
}

/// Generates a session file: any object that parses as a session.
fn file() -> impl Strategy<Value = String> {
    let certain = "(\"backend\"|\"\\\\u0069d\"):\"x\"".prop_map(|member| {
        member.split_once(':').map(|(k, v)| (k.to_owned(), v.to_owned())).unwrap()
    });
    (
        object((vec(member(), 0..8), certain).prop_map(|(mut members, certain)| {
            members.push(certain);
            members
        })),
        space(),
        space(),
    )
        .prop_map(|(object, before, after)| [before, &object, after].concat())
}

/// Sorts the members of the object `json`, and of an `extra` in it, by key.
fn in_order_of_keys(json: &str) -> String {
    let Ok(Pairs(mut pairs)) = serde_json::from_str(json) else { return json.to_owned() };
    pairs.sort_by(|one, other| one.0.cmp(&other.0));
    let member = |(key, value): &(String, Box<RawValue>)| match key.as_str() {
        "extra" => format!("{key:?}:{}", in_order_of_keys(value.get())),
        _ => format!("{key:?}:{value}"),
    };
    pairs.iter().map(member).collect::<Vec<_>>().join(",")
}

/// Returns the fields of each record as written, without those that depend on the layout of a file.
fn said(records: &str) -> Vec<Vec<(String, String)>> {
    let fields = |line: &str| {
        let Pairs(pairs) = serde_json::from_str(line).unwrap();
        let pairs = pairs.into_iter().map(|(key, value)| match (&*key, value.get()) {
            // A new file has these keys even if they are empty.
            ("backend" | "working_dir", "null") => (key, "\"\"".to_owned()),
            // A new file has the keys that clinvk confuses with known ones before these.
            ("extra" | "token_usage", value) => (key, in_order_of_keys(value)),
            (_, value) => (key, value.to_owned()),
        });
        pairs.filter(|(key, _)| key != "bytes" && key != "etag").collect()
    };
    records.lines().map(fields).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_record_put_back_changes_no_byte(files in vec(file(), 1..12)) {
        let sandbox = Sandbox::in_memory();
        let path = |number: usize| sandbox.path(&format!("a{number}.json"));
        files.iter().enumerate().for_each(|(number, file)| {
            sandbox.file(&format!("a{number}.json"), file);
        });
        let listed = sandbox.run("ls-raw");
        prop_assert_eq!((listed.code, &*listed.stderr), (0, ""), "{}", files.join("\n"));
        for line in listed.stdout.lines() {
            prop_assert_eq!(validate(line, false), Ok(()));
            let is_odd = |c: char| clinvk_sessions::testing::needs_escape(c);
            prop_assert_eq!(line.find(is_odd), None);
        }
        for listing in ["ls-raw", "list --format jsonl", "ls-raw --fields id,extra,token_usage,last_used,created_at,backend,working_dir,title,status,model,tags,metadata,turn_count,parent_id,error_message,backend_session_id,initial_prompt"] {
            let again = sandbox.run_with("put-raw --replace", sandbox.run(listing).stdout);
            let outcomes = again.column("outcome");
            prop_assert_eq!(outcomes, vec!["unchanged"; files.len()], "{} {}", again, files.join("\n"));
            for (number, file) in files.iter().enumerate() {
                prop_assert_eq!(&fs::read_to_string(path(number)).unwrap(), file);
            }
        }
        // In another home each record is the same.
        let other = Sandbox::in_memory();
        let stored = other.run_with("put-raw --no-sync", &*listed.stdout);
        prop_assert_eq!(stored.column("outcome"), vec!["created"; files.len()], "{}", stored);
        prop_assert_eq!(said(&other.run("ls-raw").stdout), said(&listed.stdout));
    }
}
