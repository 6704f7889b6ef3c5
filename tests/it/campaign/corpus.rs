//! JSON and times of every kind, as whole files and as values that nobody knows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Tally;
use crate::sandbox::Sandbox;

/// Names in the manner of JSONTestSuite: `y` must be read, `n` must not, `i` may be either.
type Texts = Vec<(String, Vec<u8>)>;

/// JSON texts, each a value or what is none.
fn json_texts() -> Texts {
    let mut texts: BTreeMap<char, Vec<Vec<u8>>> = BTreeMap::new();
    let mut add = |family: char, text: &[u8]| texts.entry(family).or_default().push(text.to_vec());
    for y in [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "0.5",
        "1e3",
        "1E+3",
        "1e-3",
        "0e1",
        "0e+1",
        "123456789",
        "20e1",
        "1.5e+9",
        "9007199254740993",
        "-9223372036854775808",
        "18446744073709551616",
        "\"\"",
        "\"a\"",
        "\"\\u0060\\u012a\\u12AB\"",
        "\"\\ud801\\udc37\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"",
        "\"\\u001b[31m\"",
        "\"\\u2028\\u2029\"",
        "\"\u{2028}\u{2029}\"",
        "\"\u{7f}\"",
        "\"\u{20ac}\u{1d11e}\"",
        "\"\\uDBFF\\uDFFE\"",
        "\"\u{fffe}\u{10ffff}\"",
        "\"asd \"",
        "\"\\u0022\"",
        "[]",
        "[[]]",
        "[\"\"]",
        "[null, 1, \"1\", {}]",
        "[ 4]",
        "[1\n]",
        " [1]",
        "[2] ",
        "{}",
        "{\"a\":[]}",
        "{\"\":0}",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "{\"a\":\"b\",\"a\":\"b\"}",
        "{\"foo\\u0000bar\":42}",
        "{\"min\":-1.0e+28,\"max\":1.0e+28}",
        "\t{\"a\"\t:\t1\t}\r\n",
        "[[[[[[[[[[]]]]]]]]]]",
    ] {
        add('y', y.as_bytes());
    }
    for n in [
        "",
        "nul",
        "True",
        "NaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "-",
        "--1",
        "01",
        "-01",
        "1.",
        ".5",
        "-.5",
        "1e",
        "1e+",
        "1E",
        "1.e1",
        "0x1",
        "1 000",
        "1_000",
        "\u{ff11}",
        "0e",
        "0.3e",
        "-2.",
        "1eE2",
        "2.e+3",
        "1a",
        "'a'",
        "\"a",
        "a\"",
        "\"\\x00\"",
        "\"\\\"",
        "\"\\\\\\\"",
        "\"\\u\"",
        "\"\\u00A\"",
        "\"\\uD800\\u\"",
        "\"\\uqqqq\"",
        "\"\\a\"",
        "\"\\\u{1f300}\"",
        "\"\t\"",
        "\"\n\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "\\u0020\"asd\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[,]",
        "[1 true]",
        "[1:2]",
        "[\"a\"",
        "[\"\": 1]",
        "[*]",
        "[3[4]]",
        "[][]",
        "{",
        "}x",
        "{]",
        "[}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":1,,\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{null:null}",
        "{\"a\":\"a\" 123}",
        "{\"a\":1 \"b\":2}",
        "{[:\"x\"}",
        "{\"a\":1}#",
        "/* */1",
        "1//",
        "\u{feff}1",
        "\u{2060}1",
        "\u{a0}1",
        "\u{c}1",
        "<.>",
        "*",
        "[<null>]",
        "undefined",
        "[\"x\", truth]",
    ] {
        add('n', n.as_bytes());
    }
    for n in [
        &b"\"\xff\""[..],
        b"\"\xc0\xaf\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\x81\"",
        b"\xe5",
    ] {
        add('n', n);
    }
    for i in [
        "1e400",
        "-1e400",
        "1e-400",
        "123123e100000",
        "0.4e00669999999999999999999999999999999999",
        "100000000000000000000",
        "-123123123123123123123123123123",
        "\"\\uD800\"",
        "\"\\uDd1ea\"",
        "\"\\uD888\\u1234\"",
        "\"\\uDADA\"",
        "\"\\uDFAA\"",
        "[\"\\uD800\\n\"]",
        "{\"\\uDFAA\":0}",
    ] {
        add('i', i.as_bytes());
    }
    for depth in [100, 500, 100_000] {
        add('i', &[&b"[".repeat(depth)[..], &b"]".repeat(depth)].concat());
        add('n', &b"[".repeat(depth));
        add('n', &b"{\"a\":".repeat(depth));
    }
    let named = texts.into_iter().flat_map(|(family, texts)| {
        let named = texts.into_iter().enumerate();
        named.map(move |(number, text)| (format!("{family}_{number:03}"), text))
    });
    named.collect()
}

/// A session with this value of a key that nobody knows.
fn around(id: &str, value: &[u8]) -> Vec<u8> {
    let start = format!(
        "{{\"id\":\"{id}\",\"backend\":\"claude\",\"created_at\":\"2026-11-22T10:00:00Z\",\
         \"last_used\":\"2026-11-22T10:00:00Z\",\"working_dir\":\"\",\"x_new\":"
    );
    [start.as_bytes(), value, b"}"].concat()
}

/// The ids that the three ways of looking at a store call good, which must be the same.
fn good(sandbox: &Sandbox, broken: &mut Vec<String>) -> BTreeSet<String> {
    let all: BTreeSet<_> = sandbox.ids().into_iter().collect();
    let (raw, list, fsck) =
        (sandbox.run("ls-raw"), sandbox.run("list --json"), sandbox.run("fsck"));
    let good: BTreeSet<String> = raw.column("id").into_iter().collect();
    let listed: Vec<Value> = serde_json::from_str(&list.stdout).unwrap();
    let listed = listed.iter().map(|session| session["id"].as_str().unwrap().to_owned());
    let damaged = fsck.records().into_iter().filter(|problem| problem["code"] == "damaged");
    let damaged: BTreeSet<_> =
        damaged.map(|problem| problem["id"].as_str().unwrap().to_owned()).collect();
    if listed.collect::<BTreeSet<_>>() != good {
        broken.push("list and ls-raw disagree on what is damaged".to_owned());
    }
    if &all - &damaged != good {
        broken.push("fsck and ls-raw disagree on what is damaged".to_owned());
    }
    good
}

/// Every text as a session's file: read or damaged, and the same to all.
fn as_files() -> Tally {
    let (sandbox, texts, mut broken) = (Sandbox::in_memory(), json_texts(), Vec::new());
    for (name, text) in &texts {
        sandbox.file(&format!("{name}.json"), text);
    }
    for id in good(&sandbox, &mut broken) {
        // None of them is a session, and what is no JSON is none by any reading.
        broken.push(format!("{id} is taken for a session"));
    }
    Tally { what: "JSON texts as a session's file".to_owned(), tried: texts.len(), broken }
}

/// Every text as a value: what is JSON stays as it is, byte by byte, through a change.
fn as_values() -> Tally {
    let (sandbox, texts, mut broken) = (Sandbox::in_memory(), json_texts(), Vec::new());
    for (name, text) in &texts {
        sandbox.file(&format!("{name}.json"), around(name, text));
    }
    let good = good(&sandbox, &mut broken);
    for (name, _) in &texts {
        match (&name[..1], good.contains(name)) {
            ("y", false) => broken.push(format!("{name} is JSON and is not read")),
            ("n", true) => broken.push(format!("{name} is no JSON and is read")),
            _ => {}
        }
    }
    let mut words = vec!["set-raw", "--set", "title=changed"];
    words.extend(good.iter().map(String::as_str));
    let changed = sandbox.run_words(&words, "");
    let replaced = changed.records().into_iter().filter(|record| record["outcome"] == "replaced");
    if replaced.count() != good.len() {
        broken.push(format!("not all of them can be changed: {changed}"));
    }
    for (name, text) in texts.iter().filter(|(name, _)| good.contains(name)) {
        let file = std::fs::read(sandbox.path(&format!("{name}.json"))).unwrap();
        let text = text.trim_ascii();
        if !file.windows(text.len()).any(|window| window == text) {
            broken.push(format!("I1: {name} lost the value that it had"));
        }
    }
    let again = sandbox.run_with("put-raw --replace", sandbox.run("ls-raw").stdout);
    if again.column("outcome") != vec!["unchanged"; good.len()] {
        broken.push(format!("what is listed is not what is stored: {again}"));
    }
    Tally { what: "JSON texts as an unknown value".to_owned(), tried: texts.len(), broken }
}

/// Times, and what they are in UTC; `None` for what is none, or says nothing.
const TIMES: [(&str, Option<&str>); 40] = [
    ("2026-11-22T11:00:00Z", Some("2026-11-22T11:00:00.000000000Z")),
    ("2026-11-22t11:00:00z", Some("2026-11-22T11:00:00.000000000Z")),
    ("2026-11-22T11:00:00.1Z", Some("2026-11-22T11:00:00.100000000Z")),
    ("2026-11-22T11:00:00.123456789Z", Some("2026-11-22T11:00:00.123456789Z")),
    ("2026-11-22T11:00:00+23:59", Some("2026-11-21T11:01:00.000000000Z")),
    ("2026-11-22T11:00:00-23:59", Some("2026-11-23T10:59:00.000000000Z")),
    ("2026-11-22T11:00:00-00:00", Some("2026-11-22T11:00:00.000000000Z")),
    ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00.000000000Z")),
    ("0001-01-01T00:00:00Z", None),
    ("0001-01-01T05:30:00+05:30", None),
    ("0001-01-01T00:00:01Z", Some("0001-01-01T00:00:01.000000000Z")),
    ("0000-01-01T00:00:00+00:01", None),
    ("9999-12-31T23:59:59.999999999Z", Some("9999-12-31T23:59:59.999999999Z")),
    ("9999-12-31T23:59:59-00:01", None),
    ("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:60.000000000Z")),
    ("2024-02-29T00:00:00Z", Some("2024-02-29T00:00:00.000000000Z")),
    ("2026-02-29T00:00:00Z", None),
    ("2100-02-29T00:00:00Z", None),
    ("2026-13-01T00:00:00Z", None),
    ("2026-00-01T00:00:00Z", None),
    ("2026-01-32T00:00:00Z", None),
    ("2026-01-01T24:00:00Z", None),
    ("2026-01-01T00:60:00Z", None),
    ("2026-01-01T00:00:61Z", None),
    ("2026-01-01T00:00:00", None),
    ("2026-01-01T00:00:00+0000", None),
    ("2026-01-01T00:00:00+24:00", None),
    ("2026-01-01T00:00:00.Z", None),
    ("2026-01-01T00:00Z", None),
    ("2026-01-01", None),
    ("26-01-01T00:00:00Z", None),
    ("12026-01-01T00:00:00Z", None),
    ("-2026-01-01T00:00:00Z", None),
    ("2026-1-1T0:0:0Z", None),
    ("2026-W01-1T00:00:00Z", None),
    ("\u{ff12}\u{ff10}26-01-01T00:00:00Z", None),
    (" 2026-01-01T00:00:00Z", None),
    ("2026-01-01T00:00:00Z\u{0}", None),
    ("now", None),
    ("", None),
];

/// Every time as the one of last use: read, or nothing; and what is not read or lies in the future
/// is never old.
fn as_times() -> Tally {
    let (sandbox, mut broken) = (Sandbox::in_memory(), Vec::new());
    for (number, (text, _)) in TIMES.iter().enumerate() {
        let times = json!({ "created_at": text, "last_used": text });
        sandbox.session(&format!("t{number:02}"), times);
    }
    let records = sandbox.run("ls-raw").records();
    for (record, (text, expected)) in records.iter().zip(TIMES) {
        for key in ["created_at", "last_used"] {
            if record[key] != json!(expected) {
                broken.push(format!("{text:?} is read as {}", record[key]));
            }
        }
    }
    let pruned = sandbox.run("prune --dry-run --older-than 1h").column("last_used");
    let now = "2026-11-22T11:00:00.000000000Z";
    let old: Vec<_> = TIMES.iter().filter_map(|t| t.1).filter(|time| *time < now).collect();
    if pruned != old {
        broken.push(format!("I2: what is pruned is not what is old: {pruned:?}"));
    }
    if (records.len(), sandbox.run("list").code) != (TIMES.len(), 0) {
        broken.push("not all of them are listed".to_owned());
    }
    Tally { what: "times of last use".to_owned(), tried: TIMES.len(), broken }
}

/// All of them; it takes no longer in full.
pub(crate) fn run() -> Vec<Tally> {
    vec![as_files(), as_values(), as_times()]
}

#[test]
fn every_text_is_read_or_damaged_and_every_time_a_time_or_none() {
    run().iter().for_each(Tally::check);
}
