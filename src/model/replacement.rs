//! A session's file with a proposal in its place: what is the same keeps every byte.

use std::{borrow::Cow, collections::HashSet};

use super::{
    field::{FIELDS, Field, Kind},
    json::is_same,
    object::{self, Change, Changes, Members},
    proposal::{Invalid, Proposal, checked, missing, without_total},
    session::Session,
};

impl Proposal<'_> {
    /// What `file`, which says `now`, becomes if this takes its place; `None` if it says all that
    /// already.
    ///
    /// The keys keep their order, those that clinvk does not know are kept, and what is the same
    /// keeps every byte.
    pub fn replacing(&self, file: &str, now: &Session<'_>) -> Result<Option<String>, Invalid> {
        let fail = |error: serde_json::Error| Invalid(error.to_string());
        let members: Members<'_> = serde_json::from_str(file).map_err(fail)?;
        let (old, mut changes) = (members.last_values(), Changes::new());
        let proposed: HashSet<&str> = self.members.iter().map(|(key, _)| &**key).collect();
        let is_dropped =
            |field: &&Field| old.contains_key(field.name) && !proposed.contains(field.name);
        for field in FIELDS[1..].iter().filter(is_dropped) {
            if field.is_required {
                return Err(missing(field));
            }
            changes.insert(field.name.into(), Change::Remove);
        }
        for (key, value) in &self.members {
            let (json, old) = (value.get(), old.get(&**key).copied());
            if old.is_some_and(|old| is_same(old, json)) {
                continue;
            }
            let Some(field) = Field::known(key) else {
                changes.insert(Cow::Borrowed(key), Change::Set(json.to_owned()));
                continue;
            };
            if field.is_same(&self.session, now) {
                // Unless what it says is only not understood, as the old one's.
                field.check(json).map_err(Invalid)?;
                continue;
            }
            changes.insert(field.name.into(), change(field, json, old, now)?);
        }
        if changes.is_empty() {
            return Ok(None);
        }
        checked(object::edit(file, &changes).map_err(fail)?).map(Some)
    }
}

/// What becomes of a field that says something else from now on.
fn change(
    field: &Field,
    json: &str,
    old: Option<&str>,
    now: &Session<'_>,
) -> Result<Change, Invalid> {
    if field.is_required && json == "null" {
        return Err(missing(field));
    }
    field.check(json).map_err(Invalid)?;
    if !field.is_required && field.is_nothing(json) {
        return Ok(Change::Remove);
    }
    if field.kind != Kind::Usage {
        return Ok(Change::Set(json.to_owned()));
    }
    let json = without_total(json)?;
    let (Some(old), Some(_)) = (old, now.token_usage) else { return Ok(Change::Set(json)) };
    // The file's own counters may have further keys, which no record shows.
    let fail = |error: serde_json::Error| Invalid(error.to_string());
    let new: Members<'_> = serde_json::from_str(&json).map_err(fail)?;
    let mut changes: Changes<'_> =
        ["cached_tokens", "reasoning_tokens"].map(|key| (key.into(), Change::Remove)).into();
    changes.extend(new.0.into_iter().map(|(k, v)| (k, Change::Set(v.get().to_owned()))));
    object::edit(old, &changes).map(Change::SetVerbatim).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::proposal::tests::{RECORD, proposal};

    const FILE: &str = r#"{
  "id": "a",
  "later": {"k": 1.50},
  "backend": "claude",
  "created_at": "2026-11-18T09:47:02.5+09:00",
  "last_used": "0001-01-01T00:00:00Z",
  "working_dir": "",
  "title": "x \u0026 y",
  "token_usage": {
    "input_tokens": 1,
    "output_tokens": 2,
    "cost": 3
  }
}"#;

    fn replaced(file: &str, by: &str) -> Result<Option<String>, String> {
        let now = Session::parse(file.as_bytes()).expect("a session");
        proposal(by).replacing(file, &now).map_err(|invalid| invalid.0)
    }

    #[test]
    fn a_record_of_the_file_changes_nothing() {
        assert_eq!(replaced(FILE, RECORD), Ok(None));
        assert_eq!(replaced(FILE, FILE), Ok(None));
        assert_eq!(proposal(RECORD).etag, "2d06800538d394c2".parse().ok());
    }

    #[test]
    fn what_is_the_same_keeps_every_byte_and_its_place() {
        let by = RECORD.replace("x & y", "z").replace("\"input_tokens\":1", "\"input_tokens\":5");
        let expected =
            FILE.replace("x \\u0026 y", "z").replace("\"input_tokens\": 1", "\"input_tokens\": 5");
        assert_eq!(replaced(FILE, &by), Ok(Some(expected)));
        let by =
            RECORD.replace("\"x & y\"", "null").replace(",\"later\":{\"k\":1.50}", ",\"new\":[]");
        let expected = FILE
            .replace("\n  \"title\": \"x \\u0026 y\",", "")
            .replace("3\n  }\n", "3\n  },\n  \"new\": []\n");
        assert_eq!(replaced(FILE, &by), Ok(Some(expected)));
    }

    #[test]
    fn a_replacement_without_what_every_session_has_is_refused() {
        assert_eq!(
            replaced(FILE, r#"{"id":"a","backend":"claude"}"#),
            Err("`created_at` is missing".into())
        );
        let by = RECORD
            .replace("\"created_at\":\"2026-11-18T00:47:02.500000000Z\"", "\"created_at\":null");
        assert_eq!(replaced(FILE, &by), Err("`created_at` is missing".into()));
    }
}
