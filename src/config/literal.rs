//! Finds numbers as they are written in `config.yaml`, which a parsed value does not preserve.
//!
//! Go's YAML reader, which clinvk uses, reads `017` as 15, `1_0` as 10 and `1e1` as 10. Other
//! readers disagree. A number that two readers read differently is rejected as unclear.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use yaml_serde::Value;

/// Finds the scalars named `key` in `session`, or `session.key` at the top level, as written.
/// Includes merged mappings. Returns `None` if a value is not a scalar.
pub(crate) fn literals(text: &str, key: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let flat = format!("session.{key}");
    let search = Search { found: &mut found, key: &flat, inner: Some(key) };
    search.deserialize(yaml_serde::Deserializer::from_str(text)).ok()?;
    Some(found)
}

/// Returns whether every YAML reader reads the same number: decimal digits without a leading zero.
pub(crate) fn is_plain(literal: &str) -> bool {
    let is_padded = literal.len() > 1 && literal.starts_with('0');
    !literal.is_empty() && !is_padded && literal.bytes().all(|byte| byte.is_ascii_digit())
}

/// The search in one mapping.
struct Search<'a> {
    found: &'a mut Vec<String>,
    /// The name to find, in any case.
    key: &'a str,
    /// The name to find inside `session`, if this is the top-level mapping.
    inner: Option<&'a str>,
}

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Search { found, key, inner } = self;
        while let Some(name) = map.next_key::<Value>()? {
            let name = name.as_str().unwrap_or_default();
            if name.eq_ignore_ascii_case(key) {
                found.push(map.next_value_seed(Literal)?);
            } else if let Some(key) = inner.filter(|_| name.eq_ignore_ascii_case("session")) {
                map.next_value_seed(Search { found: &mut *found, key, inner: None })?;
            } else if name == "<<" {
                map.next_value_seed(Search { found: &mut *found, key, inner })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    /// Visits several merged mappings.
    fn visit_seq<A: SeqAccess<'de>>(self, mut mappings: A) -> Result<(), A::Error> {
        let Search { found, key, inner } = self;
        while mappings.next_element_seed(Search { found: &mut *found, key, inner })?.is_some() {}
        Ok(())
    }

    /// Accepts a null, as in `session:` without a value.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A scalar as written.
struct Literal;

impl<'de> DeserializeSeed<'de> for Literal {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Literal {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_is_found_as_it_is_written_wherever_the_value_may_come_from() {
        for (text, expected) in [
            ("session:\n  retention_days: 017 # days\n", &["017"][..]),
            ("Session: {Retention_Days: '7'}", &["7"]),
            ("session.retention_days: 0x10", &["0x10"]),
            ("a: &a 1_0\nsession: {retention_days: *a}", &["1_0"]),
            (
                "b: &b {retention_days: +7}\nsession: {<<: *b, retention_days: 30.0}",
                &["+7", "30.0"],
            ),
            ("b: &b {session: {retention_days: 1e1}}\n<<: [*b]", &["1e1"]),
            ("retention_days: 1\nother: {retention_days: 2}\nsession:\n? [x]\n: {}\n1: 2", &[]),
        ] {
            let expected: Vec<String> = expected.iter().map(|&text| text.to_owned()).collect();
            assert_eq!(literals(text, "retention_days"), Some(expected), "{text}");
        }
        assert_eq!(literals("session: {retention_days: []}", "retention_days"), None);
    }

    #[test]
    fn digits_are_plain_without_a_zero_before_them() {
        assert!(["0", "7", "30", "100"].into_iter().all(is_plain));
        assert!(
            !["", "00", "017", "0x1", "0o7", "0b1", "+7", "-0", "1_0"].into_iter().any(is_plain)
        );
    }
}
