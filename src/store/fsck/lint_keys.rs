//! Finds duplicate and case-variant keys in a session file that parses.
//!
//! For a duplicate key the last value wins, and clinvk's decoder reads `Title` as `title`. In both
//! cases two programs can read two different sessions from one file.

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::problem::Code;
use crate::{
    edit::key_path::COUNTERS,
    json::surrogates::paired,
    session::{
        case_fold::{abbreviate, case_conflicts},
        de::Text,
        fields::FILE_KEYS,
    },
};

/// Maximum depth to check. A deeper file is damaged, or close to it.
const DEEPEST: usize = 110;

/// Returns the problems with the keys of a session file, at most one per code.
///
/// Names the keys of the outermost object. For a nested object, names only the top-level key that
/// contains it.
pub(crate) fn lint_keys(bytes: &[u8]) -> Vec<(Code, String)> {
    let mut found = Found::default();
    // Go's decoder reads every lone surrogate as the same character.
    let text = paired(std::str::from_utf8(bytes).unwrap_or_default());
    Look { found: &mut found, place: &Place::Top, depth_left: DEEPEST }.at(text.trim_ascii_start());
    let duplicates = summary(&found.duplicates).map(|message| (Code::DuplicateKey, message));
    let case_conflicts =
        summary(&found.case_variants).map(|message| (Code::KeysDifferInCase, message));
    duplicates.into_iter().chain(case_conflicts).collect()
}

/// The findings, in file order.
#[derive(Default)]
struct Found {
    duplicates: Vec<String>,
    case_variants: Vec<String>,
}

/// Returns the first finding and the number of further ones.
fn summary(findings: &[String]) -> Option<String> {
    let (first, more) = findings.split_first()?;
    Some(if more.is_empty() { first.clone() } else { format!("{first}, and {} more", more.len()) })
}

/// The position of an object in the file.
enum Place<'a> {
    /// The outermost object.
    Top,
    /// The value of this top-level key.
    Of(&'a str),
    /// Deeper within the value of this top-level key.
    Below(&'a str),
}

impl<'a> Place<'a> {
    /// Returns the position of the value of `key` in an object at this position.
    fn inside(&self, key: &'a str) -> Place<'a> {
        match *self {
            Place::Top => Place::Of(key),
            Place::Of(top) | Place::Below(top) => Place::Below(top),
        }
    }
}

/// A check of one value and, down to a maximum depth, everything in it.
struct Look<'f, 'p> {
    found: &'f mut Found,
    place: &'p Place<'p>,
    depth_left: usize,
}

impl Look<'_, '_> {
    fn at(self, json: &str) {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        // JSON that does not parse is damaged, which is a separate problem.
        let _ = match json.bytes().next() {
            Some(b'{') if self.depth_left > 0 => deserializer.deserialize_map(self),
            Some(b'[') if self.depth_left > 0 => deserializer.deserialize_seq(self),
            _ => Ok(()),
        };
    }

    fn inside<'p>(&mut self, place: &'p Place<'p>) -> Look<'_, 'p> {
        Look { found: &mut *self.found, place, depth_left: self.depth_left - 1 }
    }
}

impl<'de> Visitor<'de> for Look<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut keys = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            // Raw, because its numbers need not fit our types.
            let value: &RawValue = map.next_value()?;
            let place = self.place.inside(&key);
            self.inside(&place).at(value.get());
            keys.push(key);
        }
        compare(&keys, self.place, self.found);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        // A session is not an array, so some key leads here.
        let place = self.place.inside("");
        while let Some(value) = seq.next_element::<&RawValue>()? {
            self.inside(&place).at(value.get());
        }
        Ok(())
    }
}

/// Compares the keys of an object with each other and with those known to clinvk.
fn compare(keys: &[Cow<'_, str>], place: &Place<'_>, found: &mut Found) {
    let duplicates = repeated(keys);
    let (Place::Of(top) | Place::Below(top)) = *place else {
        // Reported first although found last: only these keys are named.
        let duplicates = duplicates
            .iter()
            .map(|key| format!("the key `{}` occurs more than once", abbreviate(key)));
        found.duplicates.splice(0..0, duplicates);
        found.case_variants.splice(0..0, case_conflicts(keys, &FILE_KEYS));
        return;
    };
    if !duplicates.is_empty() {
        let finding = format!("a key in `{}` occurs more than once", abbreviate(top));
        if found.duplicates.last() != Some(&finding) {
            found.duplicates.push(finding);
        }
    }
    // In all other objects, clinvk's keys are case-sensitive.
    let is_usage = matches!(place, Place::Of("token_usage"));
    if is_usage && !case_conflicts(keys, &COUNTERS).is_empty() {
        found.case_variants.push(format!("a key in `{top}` differs from another key only in case"));
    }
}

/// Returns the duplicate keys, each once.
fn repeated<'a>(keys: &'a [Cow<'_, str>]) -> Vec<&'a str> {
    let (mut seen, mut reported) = (HashSet::with_capacity(keys.len()), HashSet::new());
    let keys = keys.iter().map(AsRef::as_ref);
    keys.filter(|key: &&str| !seen.insert(*key) && reported.insert(*key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lint(json: &str) -> Vec<String> {
        let found = lint_keys(json.as_bytes()).into_iter();
        found.map(|(code, message)| format!("{code}: {message}")).collect()
    }

    #[test]
    fn nothing_is_odd_about_what_clinvk_writes() {
        for json in [
            r#"{"id":"a","tags":["x","x"],"token_usage":{"input_tokens":1},"metadata":{"k":"v","K":"v"}}"#,
            r#"{"id":"a","later":[{"a":1},{"a":2},{"A":3,"a":4}],"other":-1e999,"b":true,"n":null}"#,
        ] {
            assert_eq!(lint(json), [""; 0]);
        }
    }

    #[test]
    fn a_key_that_is_there_twice_is_named_and_inside_an_object_only_the_way_to_it() {
        for (json, expected) in [
            (r#"{"id":"a","id":"a"}"#, "duplicate_key: the key `id` occurs more than once"),
            (
                r#"{"x":1,"x":2,"x":3,"y":1,"y":1}"#,
                "duplicate_key: the key `x` occurs more than once, and 1 more",
            ),
            (
                r#"{"metadata":{"secret":"1","secret":"2"}}"#,
                "duplicate_key: a key in `metadata` occurs more than once",
            ),
            (
                r#" {"huge":1e999,"later":[[{"deep":{"secret":1,"secret":2}}]]}"#,
                "duplicate_key: a key in `later` occurs more than once",
            ),
            (
                r#"{"\u001b[2J":1,"\u001b[2J":1}"#,
                "duplicate_key: the key `\\u{1b}[2J` occurs more than once",
            ),
        ] {
            assert_eq!(lint(json), [expected]);
        }
        let long = "x".repeat(65);
        let expected =
            format!("duplicate_key: the key `{}…` occurs more than once", "x".repeat(64));
        assert_eq!(lint(&format!(r#"{{"{long}":1,"{long}":1}}"#)), [expected]);
    }

    #[test]
    fn keys_that_are_one_key_for_clinvk_are_named() {
        for (json, expected) in [
            (r#"{"id":"a","Title":"x"}"#, "clinvk 0.2.0 reads the key `Title` as `title`"),
            (r#"{"id":"a","ſtatuſ":"x"}"#, "clinvk 0.2.0 reads the key `ſtatuſ` as `status`"),
            (
                r#"{"Later":1,"later":2,"Later":2}"#,
                "the keys `Later` and `later` differ only in upper and lower case",
            ),
            (
                r#"{"token_usage":{"Input_Tokens":1}}"#,
                "a key in `token_usage` differs from another key only in case",
            ),
        ] {
            let lint = lint(json);
            assert_eq!(lint.last(), Some(&format!("keys_differ_in_case: {expected}")));
        }
    }

    #[test]
    fn a_value_may_be_deeper_than_any_stack() {
        let json = format!(
            r#"{{"token_usage":{{"x":{}{}}},"a":1,"a":1}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert_eq!(lint(&json), ["duplicate_key: the key `a` occurs more than once"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_at_without_a_panic(bytes: Vec<u8>) {
            let _ = lint_keys(&bytes);
        }

        #[test]
        fn no_value_and_no_key_inside_is_ever_told(secret in "zq[a-z]{3,5}") {
            let json = format!(r#"{{"a":"{secret}","a":{{"{secret}":0,"{secret}":1}},"A":["{secret}"]}}"#);
            prop_assert!(lint(&json).iter().all(|lint| !lint.contains(&secret)));
        }
    }
}
