//! The JSON output of porcelain: the `session` record with two more keys.

use serde_json::json;

use super::conforms;
use crate::{
    golden,
    schema_check::{Pairs, validate},
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
