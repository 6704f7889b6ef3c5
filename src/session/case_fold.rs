//! Case folding of keys: Go's JSON decoder ignores case.

use std::{borrow::Cow, collections::HashMap};

use crate::sanitize::sanitize;

/// Maximum number of characters of a key in a message.
const LONGEST_SHOWN: usize = 64;

/// Describes the keys of an object that clinvk confuses with a known key or with each other,
/// because they differ only in case.
pub(crate) fn case_conflicts(keys: &[Cow<'_, str>], known: &[&str]) -> Vec<String> {
    let mut conflicts = Vec::new();
    let mut spellings: HashMap<String, &str> = HashMap::new();
    for key in keys.iter().filter(|key| !known.contains(&&***key)) {
        let folded = fold(key);
        if let Some(known) = known.iter().find(|known| **known == folded) {
            conflicts
                .push(format!("clinvk 0.2.0 reads the key `{}` as `{known}`", abbreviate(key)));
            continue;
        }
        let other = *spellings.entry(folded).or_insert(key);
        if other != key {
            let (other, key) = (abbreviate(other), abbreviate(key));
            conflicts.push(format!(
                "the keys `{other}` and `{key}` differ only in upper and lower case"
            ));
        }
    }
    conflicts
}

/// Returns the `known` key as which clinvk reads `key`, if `key` is another spelling of it.
pub(crate) fn folds_to<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(key);
    known.into_iter().find(|known| *known == folded && *known != key)
}

/// Folds the case of a key as Go does, which also treats the long s as an s.
fn fold(key: &str) -> String {
    key.chars().flat_map(char::to_lowercase).map(|c| if c == 'ſ' { 's' } else { c }).collect()
}

/// Returns the start of a key, sanitised.
pub(crate) fn abbreviate(key: &str) -> String {
    let start: String = key.chars().take(LONGEST_SHOWN).collect();
    let rest = if start.len() < key.len() { "…" } else { "" };
    format!("{}{rest}", sanitize(&start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_key_is_cut_and_a_hostile_one_made_harmless() {
        assert_eq!(abbreviate(&"x".repeat(64)), "x".repeat(64));
        assert_eq!(abbreviate(&"x".repeat(65)), format!("{}…", "x".repeat(64)));
        assert_eq!(abbreviate("\u{1b}[2J\0"), "\\u{1b}[2J\\u{0}");
    }
}
