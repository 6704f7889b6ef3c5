//! Removes duplicate keys from JSON.
//!
//! JSON permits duplicate keys and Go's decoder keeps the last value. Other readers keep the first,
//! or reject the whole text.

use std::{borrow::Cow, collections::HashMap, hash::Hash};

use serde_json::value::RawValue;

use super::{edit::Entries, surrogates::paired};

/// Returns `json`, which must be valid and not too deep, with only the last value of each key, at
/// the position of the first. A lone surrogate becomes U+FFFD. Does not copy where nothing changes.
pub(crate) fn unique(json: &str) -> Cow<'_, str> {
    let paired = paired(json);
    match rewritten(&paired) {
        Some(unique) => Cow::Owned(unique),
        None => paired,
    }
}

/// Returns `json` without the overridden values, or `None` if there are none.
fn rewritten(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'{' => {
            let Entries(all) = serde_json::from_str(json).ok()?;
            let count = all.len();
            let kept = last_of_each(all);
            let values: Vec<Option<String>> =
                kept.iter().map(|(_, value)| rewritten(value.get())).collect();
            if kept.len() == count && values.iter().all(Option::is_none) {
                return None;
            }
            let members = kept.iter().zip(&values).map(|((key, value), new)| {
                let value = new.as_deref().unwrap_or(value.get());
                format!("{}:{value}", serde_json::Value::from(&**key))
            });
            Some(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
            let values: Vec<Option<String>> =
                items.iter().map(|item| rewritten(item.get())).collect();
            if values.iter().all(Option::is_none) {
                return None;
            }
            let items = items.iter().zip(&values);
            let items = items.map(|(item, new)| new.as_deref().unwrap_or(item.get()));
            Some(format!("[{}]", items.collect::<Vec<_>>().join(",")))
        }
        _ => None,
    }
}

/// Keeps the last value of every key, at the position of the first.
///
/// Uses a hash map: a file with a million keys must not take quadratic time.
pub(crate) fn last_of_each<K: Clone + Eq + Hash, V>(pairs: Vec<(K, V)>) -> Vec<(K, V)> {
    if pairs.len() < 2 {
        return pairs;
    }
    let mut places = HashMap::with_capacity(pairs.len());
    let mut kept: Vec<(K, V)> = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        if let Some(&place) = places.get(&key) {
            kept[place] = (key, value);
        } else {
            places.insert(key.clone(), kept.len());
            kept.push((key, value));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_key_the_last_value_counts_wherever_the_object_is() {
        for (json, expected) in [
            (r#"{"a":1,"b":2,"a":1.50}"#, r#"{"a":1.50,"b":2}"#),
            (r#"[ {"a":1,"\u0061":[{"x":1,"x":2}]}, 1e400 ]"#, r#"[{"a":[{"x":2}]},1e400]"#),
            (r#"{"a\ud800":1,"a\ud801":2}"#, "{\"a\u{fffd}\":2}"),
            (r#"{"a": {"b": [ 1 ]}, "b": {}}"#, r#"{"a": {"b": [ 1 ]}, "b": {}}"#),
            ("7", "7"),
            (r#""{\"a\":1,\"a\":2}""#, r#""{\"a\":1,\"a\":2}""#),
        ] {
            assert_eq!(unique(json), expected);
        }
    }
}
