//! Pins: a metadata entry that protects a session from every policy.

use super::{
    key_path::{Assignment, KeyPath, RemovableKey},
    patch::Patch,
};
use crate::session::Session;

/// The name of the metadata entry. clinvk 0.2.0 preserves metadata that it does not know.
const NAME: &str = "pinned";

/// The value of the entry in a pinned session. Any other value has no meaning.
const VALUE: &str = "true";

/// Returns whether a session is pinned.
pub(crate) fn is_pinned(session: &Session<'_>) -> bool {
    session.metadata.iter().any(|(name, value)| name == NAME && value == VALUE)
}

/// Returns the patch that pins a session.
pub(crate) fn pin() -> Patch {
    let json = serde_json::Value::from(VALUE).to_string();
    Patch { set: vec![Assignment { key: key(), json }], ..Patch::default() }
}

/// Returns the patch that unpins a session.
pub(crate) fn unpin() -> Patch {
    Patch { unset: vec![RemovableKey(key())], ..Patch::default() }
}

fn key() -> KeyPath {
    KeyPath { name: "metadata".to_owned(), entry: Some(NAME.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(file: &str) -> Session<'_> {
        Session::parse(file.as_bytes()).expect("a session")
    }

    #[test]
    fn a_pin_can_be_set_and_taken_away_and_leaves_nothing() {
        for file in [r#"{"id":"a"}"#, r#"{"id":"a","metadata":{"k":"v"}}"#] {
            let pinned = pin().of(file, &parsed(file)).expect("a session").expect("a change");
            assert!(!is_pinned(&parsed(file)) && is_pinned(&parsed(&pinned)));
            assert_eq!(pin().of(&pinned, &parsed(&pinned)), Ok(None));
            assert_eq!(unpin().of(&pinned, &parsed(&pinned)), Ok(Some(file.to_owned())));
            assert_eq!(unpin().of(file, &parsed(file)), Ok(None));
        }
    }

    #[test]
    fn only_the_value_true_is_a_pin() {
        for metadata in
            [r#"{"pinned":"false"}"#, r#"{"Pinned":"true"}"#, r#"{"pinned":"TRUE"}"#, "{}"]
        {
            assert!(!is_pinned(&parsed(&format!(r#"{{"id":"a","metadata":{metadata}}}"#))));
        }
    }
}
