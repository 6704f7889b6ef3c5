//! The JSON output of porcelain: the `session` record with two more keys.

use std::collections::BTreeMap;

use serde_json::json;

use super::conforms;
use crate::{
    golden,
    sandbox::Sandbox,
    schema_check::{Pairs, keys, validate},
};

#[test]
fn what_porcelain_lists_is_a_session_record_with_two_keys_more() {
    let mut tried = 0;
    for line in
        golden::CASES.iter().filter(|case| case.is_porcelain()).flat_map(golden::Case::records)
    {
        let Pairs(mut pairs) = serde_json::from_str(&line).unwrap();
        let (prompt, tokens) = (pairs.pop().unwrap(), pairs.pop().unwrap());
        assert_eq!((&*tokens.0, &*prompt.0), ("tokens", "prompt"), "{line}");
        serde_json::from_str::<Option<i64>>(tokens.1.get()).unwrap();
        serde_json::from_str::<String>(prompt.1.get()).unwrap();
        let pairs = pairs.iter().map(|(key, value)| format!("{}:{}", json!(key), value.get()));
        let record = format!("{{{}}}", pairs.collect::<Vec<_>>().join(","));
        assert_eq!(conforms(&record), Ok(()), "{line}");
        assert_eq!(validate(&line, false), Ok(()), "{line}");
        tried += 1;
    }
    assert_eq!(tried, 8);
}

/// An `export` record, as a type of our own.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are here to be there")]
struct Export {
    v: u8,
    r#type: String,
    id: String,
    etag: String,
    file: BTreeMap<String, String>,
    artifacts: Vec<BTreeMap<String, String>>,
}

#[test]
fn an_export_has_the_keys_of_its_record() {
    let sandbox = Sandbox::new();
    sandbox.session("abc", json!({}));
    std::fs::create_dir(sandbox.path("abc")).unwrap();
    std::fs::write(sandbox.path("abc/log"), "\u{ff}").unwrap();
    let line = sandbox.run("export abc").stdout;
    assert_eq!(keys(&line), ["v", "type", "id", "etag", "file", "artifacts"]);
    serde_json::from_str::<Export>(&line).unwrap();
    assert_eq!(validate(&line, false), Ok(()));
}
