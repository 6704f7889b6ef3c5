//! `sessions list`.

use insta::assert_snapshot;
use predicates::str;
use serde_json::json;

use crate::sandbox::{Sandbox, example_home, tool};

const EXAMPLE: &str = "\
ID        BACKEND   STATUS     LAST USED       TOKENS       TITLE/PROMPT
6b7c8d9e  claude    active     10 hours ago    -            -
5a6b7c8d  gemini    active     10 hours ago    6011         write unit tests for the date picker
0a3f77aa  claude    active     19 hours ago    6912         add idempotency keys
0a3f5c1e  claude    completed  4 days ago      57331        Webhook double delivery
3f1a2b3c  claude    paused     10 days ago     355034       Terraform 状態ファイルの移行 🚚
1c9d2e8f  codex     completed  50 days ago     27732        implement user registration
2e4b6d8f  gemini    error      69 days ago     -            explain the scheduling algorithm
4d5e6f70  codex     completed  509 days ago    -            legacy sixteen digit id
";

#[test]
fn the_example_home_is_listed_most_recently_used_first() {
    Sandbox::example().run("list").is(EXAMPLE);
}

#[test]
fn what_the_index_says_does_not_matter() {
    for index in ["", "{}", r#"{"version":1,"index":{}}"#, "[", "null"] {
        Sandbox::example().file("index.json", index).run("list").is(EXAMPLE);
    }
}

#[test]
fn reading_changes_nothing_in_the_home() {
    let sandbox = Sandbox::example();
    let before = sandbox.names();
    for line in [
        "list",
        "list --json",
        "show 4d5e",
        "ls-raw",
        "cat-raw 4d5e6f7081920a1b",
        "resolve-id 4d",
        "prune --dry-run",
        "clean --dry-run",
        "delete --dry-run 4d",
    ] {
        assert_eq!(sandbox.run(line).code, 0, "{line}");
    }
    assert_eq!(sandbox.names(), before);
    assert_eq!(example_home().join("sessions").read_dir().unwrap().count(), before.len());
}

#[test]
fn a_missing_store_is_an_empty_one_and_is_not_created() {
    let sandbox = Sandbox::new();
    sandbox.run("list").is("[stderr]\nNo sessions found.\n");
    sandbox.run("list --json").is("[]\n");
    sandbox.run("list --format jsonl").is("");
    sandbox.run("ls-raw").is("");
    assert_eq!(sandbox.home().read_dir().unwrap().count(), 0);
}

#[test]
fn an_empty_csv_is_its_header_alone() {
    Sandbox::new().run("list --format csv").is("id,backend,status,created_at,last_used,\
         working_dir,backend_session_id,model,title,initial_prompt,turn_count,token_usage,tags,\
         parent_id,error_message,metadata,bytes,etag,extra,tokens,prompt\n");
}

#[test]
fn ids_grow_until_they_are_unique_in_the_whole_store() {
    let sandbox = Sandbox::new();
    sandbox.session("abcdefgh11", json!({ "last_used": "2026-11-22T11:59:50Z" }));
    sandbox.session("abcdefgh12", json!({ "backend": "codex" }));
    sandbox.file("abcdefgh2.json", "damaged");
    let output = sandbox.run("list -b codex");
    assert_eq!(
        output.stdout,
        "ID          BACKEND   STATUS     LAST USED       TOKENS       TITLE/PROMPT\n\
         abcdefgh12  codex     active     1 hour ago      -            -\n"
    );
}

#[test]
fn damaged_sessions_are_named_on_stderr_and_the_others_are_listed() {
    let sandbox = Sandbox::new();
    sandbox.session("good", json!({})).file("bad.json", "{\"id\":\"bad\"");
    assert_snapshot!(sandbox.run("list"), @r"
        ID        BACKEND   STATUS     LAST USED       TOKENS       TITLE/PROMPT
        good      claude    active     1 hour ago      -            -
        [stderr]
        clinvk: cannot read session bad: EOF while parsing an object at line 1 column 11
    ");
}

#[test]
fn json_is_an_array_of_records_with_two_keys_more() {
    let output = Sandbox::example().run("list --json -b codex");
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    assert_eq!(
        output.stdout.lines().nth(1).unwrap(),
        r#"{"v":1,"type":"session","id":"1c9d2e8f7a6b5c4d3e2f1a0b9c8d7e6f","backend":"codex","status":"completed","created_at":"2026-10-02T22:01:09.000001000Z","last_used":"2026-10-02T22:20:44.000000000Z","working_dir":"/home/mika/src/api","backend_session_id":"019a2f5e-2f83-7d10-bb0e-6a7f6f0f2b11","model":"o3","title":null,"initial_prompt":"implement user registration\nwith e-mail confirmation and rate limits","turn_count":4,"token_usage":{"input_tokens":20311,"output_tokens":7421,"cached_tokens":0,"reasoning_tokens":5120,"total":27732},"tags":[],"parent_id":null,"error_message":null,"metadata":{},"bytes":518,"etag":"950ad9fb6e588a86","extra":{},"tokens":27732,"prompt":"implement user registration\nwith e-mail confirmation and rate limits"},"#
    );
    let array: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 2);
    assert_eq!(array[1]["id"], "4d5e6f7081920a1b");
    assert_eq!((&array[1]["tokens"], &array[1]["token_usage"]), (&json!(null), &json!(null)));
}

#[test]
fn a_session_without_a_prompt_has_an_empty_one_in_json() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "prompt": "mine", "tokens": "mine", "later": [1] }));
    let record = &sandbox.run("list --format jsonl").records()[0];
    assert_eq!((&record["prompt"], &record["initial_prompt"]), (&json!(""), &json!(null)));
    let extra = json!({ "prompt": "mine", "tokens": "mine", "later": [1] });
    assert_eq!((&record["tokens"], &record["extra"]), (&json!(null), &extra));
}

#[test]
fn csv_and_tsv_hold_the_same_fields() {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc",
        json!({ "title": "a, \"b\"\tc", "tags": ["x", "y"], "token_usage": { "input_tokens": 3 } }),
    );
    let csv = sandbox.run("list --format csv").stdout;
    assert_eq!(
        csv.lines().nth(1).unwrap().split_once(",{},").unwrap().0,
        "abc,claude,active,2026-11-22T10:00:00.000000000Z,2026-11-22T11:00:00.000000000Z,/w,,,\
         \"a, \"\"b\"\"\tc\",,0,\"{\"\"input_tokens\"\":3,\"\"output_tokens\"\":0,\
         \"\"cached_tokens\"\":0,\"\"reasoning_tokens\"\":0,\"\"total\"\":3}\",\
         \"[\"\"x\"\",\"\"y\"\"]\",,"
    );
    let read = |text: &str, delimiter| {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        let rows: Result<Vec<_>, _> = reader.into_records().collect();
        rows.unwrap()
            .iter()
            .map(|row| row.iter().map(str::to_owned).collect())
            .collect::<Vec<Vec<_>>>()
    };
    let tsv = sandbox.run("list --format tsv").stdout;
    let unescaped = |value: &str| value.replace("\\t", "\t").replace("\\\\", "\\");
    let rows = tsv.lines().map(|line| line.split('\t').map(unescaped).collect::<Vec<_>>());
    assert_eq!(read(&csv, b','), rows.collect::<Vec<_>>());
}

#[test]
fn tsv_is_escaped_as_jq_does_and_csv_is_exact() {
    let sandbox = Sandbox::new();
    let title = "a\tb\r\nc\\n \"q\", 'x'\u{2028}\u{1b}é\u{7f}";
    sandbox.session("a", json!({ "title": title, "tags": ["\t\\"], "more\n": "\u{2029}" }));
    sandbox.session("b", json!({ "title": "", "model": "m" }));
    let tsv = sandbox.run("list --format tsv").stdout;
    assert_eq!(tsv.matches('\n').count(), 3);
    assert!(tsv.contains("\ta\\tb\\r\\nc\\\\n \"q\", 'x'\u{2028}\u{1b}é\u{7f}\t"), "{tsv}");
    assert!(tsv.contains("\t[\"\\\\t\\\\\\\\\"]\t"), "{tsv}");
    let csv = sandbox.run("list --format csv").stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let first = reader.records().next().unwrap().unwrap();
    assert_eq!((&first[8], &first[18]), (title, r#"{"more\n":"\u2029"}"#));
    let Some(jq) = tool("jq") else { return };
    let program = r#"[to_entries[2:][].value | if type == "null" then "" else
        if type == "string" then . else tojson end end] | @tsv"#;
    let jsonl = sandbox.run("list --format jsonl").stdout;
    // jq reproduces these texts: it escapes others in its own way.
    let output = assert_cmd::Command::new(jq).args(["-r", program]).write_stdin(jsonl).output();
    let by_jq = String::from_utf8(output.unwrap().stdout).unwrap();
    let ours = tsv.lines().skip(1).map(|line| line.replace("\\\\u2029", "\u{2029}") + "\n");
    assert_eq!(ours.collect::<String>(), by_jq);
}

#[test]
fn text_that_could_steer_a_terminal_is_made_visible() {
    let sandbox = Sandbox::new();
    sandbox.session(
        "abc",
        json!({ "title": "\u{1b}]52;c;eA\u{7}\u{202e}x\u{9b}1m\n\ty", "backend": "c\u{1b}x" }),
    );
    let output = sandbox.run("list").stdout;
    assert!(
        output.ends_with(
            "abc       c\\u{1b}x  active     1 hour ago      -            \
         \\u{1b}]52;c;eA\\u{7}\\u{202e}x\\u{9b}1m\\n\\ty\n"
        ),
        "{output}"
    );
}

#[test]
fn an_unknown_last_use_is_last_and_a_future_one_first() {
    let sandbox = Sandbox::new();
    sandbox.session("a", json!({ "last_used": "0001-01-01T00:00:00Z" }));
    sandbox.session("b", json!({ "last_used": "2030-01-02T00:00:00Z" }));
    sandbox.session("c", json!({ "last_used": "soon", "status": null }));
    sandbox.session("d", json!({}));
    assert_snapshot!(sandbox.run("list"), @r"
        ID        BACKEND   STATUS     LAST USED       TOKENS       TITLE/PROMPT
        b         claude    active     2030-01-02      -            -
        d         claude    active     1 hour ago      -            -
        a         claude    active     -               -            -
        c         claude    unknown    -               -            -
    ");
}

#[test]
fn the_recipes_that_clinvk_publishes_run_unchanged() {
    let Some(jq) = tool("jq") else { return };
    let sandbox = Sandbox::example();
    sandbox.session("broken-times", json!({ "last_used": "?", "created_at": "?" }));
    let list = sandbox.run("list --json").stdout;
    for (program, expected) in [
        (r#"[.[] | select(.prompt | contains("auth"))] | length"#, "0"),
        (r#"[.[] | select(.prompt | contains("keys"))] | length"#, "1"),
        (
            r#".[] | select(.last_used > ("2026-11-22T12:00:00Z" | fromdate - 86400 | todate)) | .id[:2]"#,
            "6b 5a 0a",
        ),
        (r#".[] | select((.created_at // "") | startswith("2026-11-22")) | .id[:2]"#, "6b 5a"),
        ("[.[].token_usage.total] | add", "453020"),
        (
            "group_by(.backend) | map({backend: .[0].backend, total: [.[].token_usage.total] | add}) | .[1].total",
            "27732",
        ),
    ] {
        let output =
            assert_cmd::Command::new(&jq).args(["-r", program]).write_stdin(&*list).output();
        let output = output.unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let words: Vec<_> = text.split_whitespace().collect();
        assert_eq!(words.join(" "), expected, "{program}");
    }
}

#[test]
fn invisible_characters_are_seen_and_emoji_stay_whole() {
    let sandbox = Sandbox::new();
    let (family, secret) = ("👩\u{200d}👧", "\u{e0068}\u{e0069}");
    let title = format!("pay{secret} \u{200b}now {family} ❤\u{fe0f}");
    sandbox.session("a", json!({ "title": title, "model": "o\u{feff}3", "tags": ["x\u{2060}"] }));
    let shown = format!("pay\\u{{e0068}}\\u{{e0069}} \\u{{200b}}now {family} ❤\u{fe0f}");
    sandbox.run("list").has_stdout(&str::ends_with(format!("  {shown}\n")));
    let show = sandbox.run("show a").stdout;
    for line in [&*format!(" {shown}\n"), " o\\u{feff}3\n", " [x\\u{2060}]\n"] {
        assert!(show.contains(line), "{show}");
    }
    // Records stay exact, and so does JSON for people.
    assert_eq!(sandbox.run("ls-raw").column("title"), [&*title]);
    let json: serde_json::Value = serde_json::from_str(&sandbox.run("list --json").stdout).unwrap();
    assert_eq!(json[0]["title"], *title);
    let missing = sandbox.run_words(&["show", "a\u{200b}"], "");
    missing.has_stderr(&str::contains("a\\u{200b}"));
}
