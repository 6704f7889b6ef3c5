//! Programs that read plumbing output. None of them loses or alters anything.

use std::fs;

use serde_json::{Value, json};

use crate::{sandbox::Sandbox, shell::bash};

/// Texts that break careless readers: line ends, quotes, controls, spaces, the empty text.
const TITLES: [&str; 7] = [
    "two\nlines\r\n\tand \"quotes\" \\ 'more' $HOME `id` *",
    "\u{1b}[31mred\u{1b}[0m \u{202e}back\u{7f}\u{9b}",
    "  spaces around  ",
    "\u{2028}\u{85}\u{feff}é会🚚",
    "-n {} %s",
    "{\"v\":1}",
    "\n",
];

/// Creates a home with a session for each of the titles. Returns the titles in the order of the
/// IDs.
fn titled() -> Sandbox {
    let sandbox = Sandbox::new();
    for (number, title) in TITLES.iter().enumerate() {
        sandbox.session(&format!("id{number}"), json!({ "title": title }));
    }
    sandbox
}

/// Parses the lines of `text`, each a JSON string.
fn texts(text: &str) -> Vec<String> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn jq_reads_every_text_and_what_it_selects_is_removed() {
    let sandbox = titled();
    let Some(titles) = bash(&sandbox, &["jq"], "clinvk sessions ls-raw | jq -c .title") else {
        return;
    };
    assert_eq!(texts(&titles.stdout), TITLES);
    // The whole record passes through jq and back: its etag still matches.
    let script = "clinvk sessions ls-raw | jq -c 'select(.title | test(\"red|quotes\"))' |
        clinvk sessions rm-id --stdin";
    let removed = bash(&sandbox, &["jq"], script).unwrap();
    assert_eq!((removed.column("id"), removed.code), (vec!["id0".into(), "id1".into()], 0));
    assert_eq!(sandbox.ids().len(), TITLES.len() - 2);
}

#[test]
fn xargs_gets_every_text_and_id_exactly() {
    let sandbox = titled();
    let script = "clinvk sessions ls-raw -z --fields title | xargs -0 printf '[%s]'";
    let Some(titles) = bash(&sandbox, &["xargs"], script) else { return };
    titles.is(&TITLES.map(|title| format!("[{title}]")).concat());
    let script = "clinvk sessions ls-raw -z | xargs -0 -n 2 clinvk sessions cat-raw";
    let files = sandbox.ids().into_iter().map(|id| sandbox.path(&format!("{id}.json")));
    let files: Vec<String> = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    bash(&sandbox, &["xargs"], script).unwrap().is(&files.concat());
}

#[test]
fn a_loop_in_bash_reads_as_many_fields_as_were_asked_for() {
    let sandbox = titled();
    sandbox.session("none", json!({}));
    let script = "clinvk sessions ls-raw -z --fields id,title,model |
        while IFS= read -r -d '' id && IFS= read -r -d '' title && IFS= read -r -d '' model; do
            printf '%s=[%s][%s]' \"$id\" \"$title\" \"$model\"
        done";
    let Some(pairs) = bash(&sandbox, &[], script) else { return };
    let titles = TITLES.iter().enumerate();
    let mut expected: Vec<String> =
        titles.map(|(number, title)| format!("id{number}=[{title}][]")).collect();
    expected.push("none=[][]".to_owned());
    pairs.is(&expected.concat());
}

#[test]
fn python_reads_every_record_and_what_it_writes_is_understood() {
    let sandbox = titled();
    let script = "clinvk sessions ls-raw | python3 -c '
import json, sys
for line in sys.stdin:
    record = json.loads(line)
    assert list(record)[:3] == [\"v\", \"type\", \"id\"], record
    print(json.dumps(record[\"title\"]))
'";
    let Some(titles) = bash(&sandbox, &["python3"], script) else { return };
    assert_eq!(texts(&titles.stdout), TITLES);
    let script = "clinvk sessions ls-raw | python3 -c '
import json, sys
for line in sys.stdin:
    print(json.dumps(json.loads(line), indent=None))
' | clinvk sessions rm-id --stdin";
    let removed = bash(&sandbox, &["python3"], script).unwrap();
    assert_eq!((removed.column("outcome"), removed.code), (vec!["removed".to_owned(); 7], 0));
}

#[test]
fn a_file_with_half_of_a_surrogate_pair_stops_no_reader() {
    let sandbox = titled();
    let odd =
        r#"{"id":"odd","title":"\ud800","tags":["\udc00"],"\ud800":{"a":["\udfff","\u2028"]}}"#;
    sandbox.file("odd.json", odd);
    sandbox.session("other", json!({ "title": "after" }));
    let expected = [&TITLES[..], &["\u{fffd}", "after"]].concat();
    for line in ["ls-raw", "list --format jsonl"] {
        let script = format!("clinvk sessions {line} | jq -c .title");
        let Some(titles) = bash(&sandbox, &["jq"], &script) else { return };
        let mut titles = texts(&titles.stdout);
        titles.sort_by_key(|title| expected.iter().position(|expected| expected == title));
        assert_eq!(titles, expected);
    }
    let extra =
        bash(&sandbox, &["jq"], "clinvk sessions ls-raw | jq -c .extra | tail -n 2").unwrap();
    assert_eq!(extra.records()[0], json!({ "\u{fffd}": { "a": ["\u{fffd}", "\u{2028}"] } }));
    let script = "clinvk sessions ls-raw | python3 -c '
import json, sys
lines = sys.stdin.read().splitlines()
print(json.dumps([json.loads(line)[\"title\"] for line in lines], ensure_ascii=False))
'";
    let Some(titles) = bash(&sandbox, &["python3"], script) else { return };
    assert_eq!(titles.records()[0], json!(expected));
}

#[test]
fn duckdb_sums_tokens_by_backend_over_several_homes() {
    let (team, other) = (titled(), Sandbox::example());
    let usage = json!({ "input_tokens": 1_000, "output_tokens": 5 });
    team.session("more", json!({ "backend": "codex", "token_usage": usage }));
    std::os::unix::fs::symlink(other.home(), team.home().join("other")).unwrap();
    let script = r#"for home in . other; do clinvk --home $home sessions ls-raw; done > all.jsonl
python3 - <<'END'
import duckdb, json
for query in (
    """SELECT backend, count(*), sum(token_usage.total)::BIGINT, epoch(min(last_used))::BIGINT
       FROM 'all.jsonl' GROUP BY backend ORDER BY backend""",
    "SELECT title FROM 'all.jsonl' WHERE id LIKE 'id_' ORDER BY id",
):
    for row in duckdb.sql(query).fetchall(): print(json.dumps(row))
END"#;
    let Some(output) = bash(&team, &["python3", "duckdb"], script) else { return };
    let lines: Vec<Value> =
        output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.stderr, "");
    assert_eq!(
        lines[..3],
        [
            json!(["claude", 11, 419_277, 1_794_467_730]),
            json!(["codex", 3, 28_737, 1_751_328_600]),
            json!(["gemini", 2, 6_011, 1_789_362_041]),
        ]
    );
    assert_eq!(lines[3..], TITLES.map(|title| json!([title])));
}

#[test]
fn a_corrupt_counter_does_not_overflow_a_sum_in_duckdb() {
    let sandbox = Sandbox::new();
    for id in ["a", "b"] {
        sandbox.session(id, json!({ "token_usage": { "input_tokens": i64::MAX } }));
    }
    let script = r#"clinvk sessions ls-raw > all.jsonl
python3 -c 'import duckdb
print(duckdb.sql("SELECT sum(token_usage.total) FROM '\''all.jsonl'\''").fetchall()[0][0])'"#;
    let Some(output) = bash(&sandbox, &["python3", "duckdb"], script) else { return };
    output.is(&format!("{}\n", 2 * i128::from(i64::MAX)));
}
