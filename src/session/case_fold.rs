//! Keys that are one key for Go's decoder, which does not know upper from lower case.

use std::{borrow::Cow, collections::HashMap};

use crate::sanitize::sanitize;

/// The most characters of a key that a message shows.
const LONGEST_SHOWN: usize = 64;

/// What is to be told of keys of one object that for clinvk are one of the `known` ones, or each
/// other.
pub(crate) fn case_conflicts(keys: &[Cow<'_, str>], known: &[&str]) -> Vec<String> {
    let mut told = Vec::new();
    let mut spellings: HashMap<String, &str> = HashMap::new();
    for key in keys.iter().filter(|key| !known.contains(&&***key)) {
        let folded = fold(key);
        if let Some(known) = known.iter().find(|known| **known == folded) {
            told.push(format!("clinvk 0.2.0 takes the key `{}` for `{known}`", abbreviate(key)));
            continue;
        }
        let other = *spellings.entry(folded).or_insert(key);
        if other != key {
            let (other, key) = (abbreviate(other), abbreviate(key));
            told.push(format!(
                "the keys `{other}` and `{key}` differ only in upper and lower case"
            ));
        }
    }
    told
}

/// The one of `known` that clinvk takes `key` for, which is another spelling of it.
pub(crate) fn folds_to<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(key);
    known.into_iter().find(|known| *known == folded && *known != key)
}

/// The form that all spellings of a key share for Go, to which also the long s is an s.
fn fold(key: &str) -> String {
    key.chars().flat_map(char::to_lowercase).map(|c| if c == 'ſ' { 's' } else { c }).collect()
}

/// The start of a key, made harmless.
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
