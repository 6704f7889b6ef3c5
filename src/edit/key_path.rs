//! The keys of a session as the command line names them, and their values.

use std::{fmt, str::FromStr};

use serde_json::value::RawValue;

use crate::{
    error::suggest::nearest,
    session::{
        Session, case_fold,
        fields::{self, FILE_KEYS, Field, FieldType},
        status::Status,
    },
};

/// The counters of `token_usage`.
pub(crate) const COUNTERS: [&str; 4] =
    ["input_tokens", "output_tokens", "cached_tokens", "reasoning_tokens"];

/// A key named on the command line.
///
/// `metadata.NAME` and `token_usage.NAME` name one entry of these objects. `extra.KEY` names a key
/// that clinvk does not know. Any other key must be known to clinvk, so that a typo does not create
/// a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyPath {
    /// The key in the session file.
    pub(crate) name: String,
    /// The entry within its value.
    pub(crate) entry: Option<String>,
}

/// The error for a text that is not such a key, or a value that does not fit its key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct InvalidKey(String);

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lead = if Field::find(&self.name).is_none() { "extra." } else { "" };
        write!(f, "{lead}{}", self.name)?;
        self.entry.as_ref().map_or(Ok(()), |entry| write!(f, ".{entry}"))
    }
}

impl FromStr for KeyPath {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<KeyPath, InvalidKey> {
        let fail = |reason: &str| Err(InvalidKey(reason.to_owned()));
        match text.split_once('.') {
            Some(("token_usage", entry)) if !COUNTERS.contains(&entry) => {
                InvalidKey::of(format!("the counters are {}", COUNTERS.join(", ")))
            }
            Some(("metadata", "")) => fail("the entry has no name"),
            Some((name @ ("metadata" | "token_usage"), entry)) => {
                Ok(KeyPath { name: name.to_owned(), entry: Some(entry.to_owned()) })
            }
            Some(("extra", key)) => KeyPath::unknown(key),
            _ if text.is_empty() => fail("the key has no name"),
            _ if text == "id" => fail("the ID cannot be changed: it is the name of the file"),
            _ if text == "extra" => fail("use `extra.KEY` to name one key"),
            _ if fields::is_record_only(text) => fail("only records have this key"),
            _ if Field::find(text).is_some() => Ok(KeyPath { name: text.to_owned(), entry: None }),
            _ => Err(InvalidKey(misspelt(text))),
        }
    }
}

impl InvalidKey {
    fn of<T>(reason: String) -> Result<T, InvalidKey> {
        Err(InvalidKey(reason))
    }
}

impl KeyPath {
    /// Returns the key `name`, which must be unknown to clinvk.
    fn unknown(name: &str) -> Result<KeyPath, InvalidKey> {
        if name.is_empty() {
            return InvalidKey::of("the key has no name".to_owned());
        }
        if Field::find(name).is_some() {
            return InvalidKey::of("clinvk knows this key; leave out `extra.`".to_owned());
        }
        match case_fold::folds_to(name, FILE_KEYS) {
            Some(known) => InvalidKey::of(taken_for(known)),
            None => Ok(KeyPath { name: name.to_owned(), entry: None }),
        }
    }

    /// Returns whether one key is equal to the other or contains it.
    pub(crate) fn overlaps(&self, other: &KeyPath) -> bool {
        let is_part = self.entry.is_none() || other.entry.is_none() || self.entry == other.entry;
        self.name == other.name && is_part
    }

    /// Checks `json` as a value of this key.
    fn check(&self, json: &str) -> Result<(), InvalidKey> {
        let Some(field) = Field::find(&self.name) else { return Ok(()) };
        let is_json = serde_json::from_str::<&RawValue>(json).is_ok_and(|raw| raw.get() != "null");
        let value = match &self.entry {
            Some(entry) => format!("{{{}:{json}}}", serde_json::Value::from(&**entry)),
            None => json.to_owned(),
        };
        // Accepts every value that can be read in a session.
        let session = format!("{{\"id\":\"a\",\"{}\":{value}}}", field.name);
        if !is_json || Session::parse(session.as_bytes()).is_err() {
            return InvalidKey::of(format!("it must be {}", words(self.kind())));
        }
        if field.name == "status"
            && !Status::ALL.iter().any(|status| is_text(json, status.as_str()))
        {
            let [first, second, third, last] = Status::ALL;
            return InvalidKey::of(format!("it must be {first}, {second}, {third} or {last}"));
        }
        if self.entry.is_none() { field.check(json).map_err(InvalidKey) } else { Ok(()) }
    }

    /// Returns the type of the key's value.
    fn kind(&self) -> FieldType {
        match (&*self.name, &self.entry) {
            ("token_usage", Some(_)) => FieldType::Number,
            (_, Some(_)) => FieldType::Text,
            (name, None) => Field::find(name).map_or(FieldType::Text, |field| field.kind),
        }
    }
}

/// A key that a session may lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemovableKey(pub(crate) KeyPath);

impl FromStr for RemovableKey {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<RemovableKey, InvalidKey> {
        let key: KeyPath = text.parse()?;
        match Field::find(&key.name) {
            Some(field) if field.is_required => InvalidKey::of("this key is required".to_owned()),
            _ => Ok(RemovableKey(key)),
        }
    }
}

/// A key and its new value: `KEY=VALUE`.
///
/// If the key holds a text, as every key unknown to clinvk does, the value is the text itself. For
/// other keys it is JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub(crate) key: KeyPath,
    /// The value, as JSON.
    pub(crate) json: String,
}

impl FromStr for Assignment {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Assignment, InvalidKey> {
        let Some((key, value)) = text.split_once('=') else {
            return InvalidKey::of("not of the form KEY=VALUE".to_owned());
        };
        let key: KeyPath = key.parse()?;
        let json = match key.kind() {
            FieldType::Text | FieldType::Time => serde_json::Value::from(value).to_string(),
            _ => value.to_owned(),
        };
        key.check(&json)?;
        Ok(Assignment { key, json })
    }
}

/// Explains the unknown key `text`, with the most similar known key if there is one.
fn misspelt(text: &str) -> String {
    let known = || FILE_KEYS.into_iter().filter(|name| *name != "id");
    if let Some(known) = case_fold::folds_to(text, known()) {
        return taken_for(known);
    }
    let near = match text.split_once('.') {
        None => nearest(text, known()).map(str::to_owned),
        Some((name, _)) => {
            let near = nearest(name, ["metadata", "token_usage", "extra"]);
            near.map(|name| format!("{name}.{}", if name == "extra" { "KEY" } else { "NAME" }))
        }
    };
    near.map_or_else(
        || "unknown key; if you mean it, use `extra.KEY`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    )
}

fn taken_for(known: &str) -> String {
    format!("clinvk reads it as `{known}`")
}

fn is_text(json: &str, text: &str) -> bool {
    serde_json::from_str::<&str>(json).is_ok_and(|value| value == text)
}

fn words(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text | FieldType::Etag => "a text",
        FieldType::Time => "an RFC 3339 time",
        FieldType::Number => "a whole number",
        FieldType::Usage => "a JSON object of whole numbers",
        FieldType::Texts => "a JSON array of texts",
        FieldType::Pairs => "a JSON object of texts",
        FieldType::Object => "a JSON object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_no_session_could_hold_is_refused() {
        for bad in [
            "title",
            "=x",
            "id=b",
            "etag=x",
            "Title=x",
            "titel=x",
            "extra=x",
            "extra.=x",
            "extra.title=x",
            "extra.ID=x",
            "status=foo",
            "status=",
            "turn_count=x",
            "turn_count=1,\"x\":2",
            "turn_count=null",
            "tags=x",
            "tags={}",
            "metadata={\"k\":1}",
            "metadata.=x",
            "token_usage.total=1",
            "token_usage.input_tokens=1.5",
            "last_used=yesterday",
            "created_at=2026-11-18t09:47:02Z",
        ] {
            assert!(bad.parse::<Assignment>().is_err(), "{bad}");
        }
        for bad in ["backend", "last_used", "id", "v", "later", "extra.model", ""] {
            assert!(bad.parse::<RemovableKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_is_shown_as_it_is_named() {
        for text in ["title", "metadata.k", "token_usage.input_tokens", "extra.later", "extra.a.b"]
        {
            assert_eq!(text.parse::<KeyPath>().map(|key| key.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_key_overlaps_with_its_entries() {
        let key = |text: &str| text.parse::<KeyPath>().expect("a key");
        assert!(key("metadata").overlaps(&key("metadata.k")));
        assert!(key("title").overlaps(&key("title")));
        assert!(!key("metadata.k").overlaps(&key("metadata.l")));
        assert!(!key("metadata.k").overlaps(&key("token_usage")));
    }
}
