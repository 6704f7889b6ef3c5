//! The records of version 1, by types of our own that know every field and no other.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::sandbox::Sandbox;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Session {
    v: u8,
    r#type: String,
    id: String,
    backend: Option<String>,
    status: Option<String>,
    created_at: Option<String>,
    last_used: Option<String>,
    working_dir: Option<String>,
    backend_session_id: Option<String>,
    model: Option<String>,
    title: Option<String>,
    initial_prompt: Option<String>,
    turn_count: i64,
    token_usage: Option<TokenUsage>,
    tags: Vec<String>,
    parent_id: Option<String>,
    error_message: Option<String>,
    metadata: BTreeMap<String, String>,
    bytes: u64,
    etag: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct TokenUsage {
    input_tokens: i64,
    output_tokens: i64,
    cached_tokens: i64,
    reasoning_tokens: i64,
    total: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Removal {
    v: u8,
    r#type: String,
    id: String,
    outcome: String,
    reason: String,
    last_used: Option<String>,
    bytes: Option<u64>,
    etag: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Problem {
    v: u8,
    r#type: String,
    id: Option<String>,
    path: String,
    code: String,
    message: String,
    repaired: bool,
}

fn keys(line: &str) -> Vec<&str> {
    // Values of the example hold no `":`, so this finds the keys of the outermost object and,
    // for a session, of its token usage.
    line.split(['{', ',']).filter_map(|part| part.split_once("\":")?.0.strip_prefix('"')).collect()
}

#[test]
fn session_records_have_the_documented_keys_in_order() {
    let output = Sandbox::example().run("ls-raw");
    for line in output.stdout.lines() {
        let session: Session = serde_json::from_str(line).unwrap();
        assert_eq!((session.v, session.r#type.as_str(), session.etag.len()), (1, "session", 16));
        assert!(session.last_used.unwrap().ends_with('Z'));
    }
    let last = output.stdout.lines().last().unwrap();
    assert_eq!(
        keys(last).join(" "),
        "v type id backend status created_at last_used working_dir \
         backend_session_id model title initial_prompt turn_count token_usage tags parent_id \
         error_message metadata bytes etag"
    );
}

#[test]
fn removal_records_have_the_documented_keys_in_order() {
    let output = Sandbox::example().run("prune --dry-run");
    for line in output.stdout.lines() {
        let removal: Removal = serde_json::from_str(line).unwrap();
        assert_eq!((removal.v, removal.r#type.as_str()), (1, "removal"));
        assert_eq!(keys(line).join(" "), "v type id outcome reason last_used bytes etag");
    }
}

#[test]
fn problem_records_have_the_documented_keys_in_order() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "").file("notes.txt", "");
    for line in sandbox.run("fsck").stdout.lines() {
        let problem: Problem = serde_json::from_str(line).unwrap();
        assert_eq!((problem.v, problem.r#type.as_str()), (1, "problem"));
        assert_eq!(keys(line).join(" "), "v type id path code message repaired");
    }
}
