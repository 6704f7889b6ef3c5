//! A session's file with a proposal in its place: what is the same keeps every byte.

use std::{borrow::Cow, collections::HashSet};

use super::{
    field::{FIELDS, Field, Kind, OF_RECORDS},
    id::SessionId,
    json::is_same,
    key::COUNTERS,
    object::{self, Change, Changes, Members},
    proposal::{Invalid, Proposal, checked, missing, without_total},
    session::{Session, TokenUsage},
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
        let is_dropped = |field: &&Field| {
            let says_something = old.get(field.name).is_some_and(|json| !field.is_nothing(json));
            says_something && !proposed.contains(field.name)
        };
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
            let change = self.change(field, json, old, now)?;
            changes.extend(change.map(|change| (field.name.into(), change)));
        }
        if changes.is_empty() {
            return Ok(None);
        }
        checked(object::edit(file, &changes).map_err(fail)?).map(Some)
    }

    /// What `file`, which cannot be read as a session, becomes: a new file, and the keys of the old
    /// one that clinvk does not know, as far as there are any.
    pub fn replacing_damaged(&self, id: &SessionId, file: &[u8]) -> Result<String, Invalid> {
        let new = self.to_file(id)?;
        let Ok(Members(old)) = serde_json::from_slice(file) else { return Ok(new) };
        let is_kept = |key: &str| {
            let is_ours = Field::known(key).is_some() || OF_RECORDS.contains(&key);
            !is_ours && self.members.iter().all(|(proposed, _)| proposed != key)
        };
        let kept = old.into_iter().filter(|(key, _)| is_kept(key));
        let changes = kept.map(|(key, value)| (key, Change::Set(value.get().to_owned()))).collect();
        checked(object::edit(&new, &changes).map_err(|error| Invalid(error.to_string()))?)
    }

    /// What becomes of a field for which `json` is proposed and `old` stands in the file.
    fn change(
        &self,
        field: &Field,
        json: &str,
        old: Option<&str>,
        now: &Session<'_>,
    ) -> Result<Option<Change>, Invalid> {
        field.check(json).map_err(Invalid)?;
        if let (Kind::Usage, Some(old), Some(new), Some(now)) =
            (field.kind, old, self.session.token_usage, now.token_usage)
        {
            return usage_change(json, old, new, now);
        }
        if field.is_same(&self.session, now) && !is_mended(field, json, old) {
            return Ok(None);
        }
        if field.is_required && json == "null" {
            return Err(missing(field));
        }
        if !field.is_required && field.is_nothing(json) {
            return Ok(Some(Change::Remove));
        }
        let is_usage = field.kind == Kind::Usage;
        let json = if is_usage { without_total(json)? } else { json.to_owned() };
        Ok(Some(Change::Set(json)))
    }
}

/// Whether `json` is a time that was never set, in the place of one that cannot be read: we take
/// both for none, clinvk does not.
fn is_mended(field: &Field, json: &str, old: Option<&str>) -> bool {
    field.kind == Kind::Time && json != "null" && old.is_some_and(|old| field.check(old).is_err())
}

/// What becomes of token counts: the counters that differ, and keys of neither clinvk's nor ours.
/// The file's own may have further keys, which no record shows and which stay.
fn usage_change(
    json: &str,
    old: &str,
    new: TokenUsage,
    now: TokenUsage,
) -> Result<Option<Change>, Invalid> {
    let fail = |error: serde_json::Error| Invalid(error.to_string());
    let proposed: Members<'_> = serde_json::from_str(json).map_err(fail)?;
    let mut changes = Changes::new();
    for (key, value) in proposed.0 {
        if key != "total" && !COUNTERS.contains(&&*key) {
            changes.insert(key, Change::Set(value.get().to_owned()));
        }
    }
    for (key, new, now, is_required) in [
        ("input_tokens", new.input_tokens, now.input_tokens, true),
        ("output_tokens", new.output_tokens, now.output_tokens, true),
        ("cached_tokens", new.cached_tokens, now.cached_tokens, false),
        ("reasoning_tokens", new.reasoning_tokens, now.reasoning_tokens, false),
    ] {
        if new != now {
            let is_left_out = new == 0 && !is_required;
            let change = if is_left_out { Change::Remove } else { Change::Set(new.to_string()) };
            changes.insert(key.into(), change);
        }
    }
    let edited = object::edit_if_needed(old, changes).map_err(fail)?;
    Ok(edited.map(Change::SetVerbatim))
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

    #[test]
    fn token_counts_are_those_of_the_proposal_and_further_keys_are_kept() {
        let with = |usage: &str| {
            let start = RECORD.find("\"token_usage\"").expect("a key");
            let end = RECORD.find(",\"tags\"").expect("a key");
            format!("{}\"token_usage\":{usage}{}", &RECORD[..start], &RECORD[end..])
        };
        let file = |usage: &str| {
            let old = "\"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3";
            Ok(Some(FILE.replace(old, usage)))
        };
        assert_eq!(
            replaced(FILE, &with(r#"{"output_tokens":7,"reasoning_tokens":1,"total":9}"#)),
            file(
                "\"input_tokens\": 0,\n    \"output_tokens\": 7,\n    \"cost\": 3,\n    \"reasoning_tokens\": 1"
            )
        );
        assert_eq!(
            replaced(FILE, &with(r#"{"input_tokens":1,"output_tokens":2,"cost":3,"new":[4]}"#)),
            file(
                "\"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3,\n    \"new\": [\n        4\n    ]"
            )
        );
        let without = FILE.replace(
            ",\n  \"token_usage\": {\n    \"input_tokens\": 1,\n    \"output_tokens\": 2,\n    \"cost\": 3\n  }",
            "",
        );
        assert_eq!(replaced(FILE, &with("null")), Ok(Some(without)));
    }

    #[test]
    fn a_time_that_cannot_be_read_is_mended_by_one_that_was_never_set() {
        let odd = FILE.replace("2026-11-18T09:47:02.5+09:00", "some day");
        let bare = FILE.replace("2026-11-18T09:47:02.5+09:00", "0001-01-01T00:00:00Z");
        assert_eq!(replaced(&odd, &bare), Ok(Some(bare.clone())));
        assert_eq!(replaced(&bare, &bare.replace("00Z", "00+00:00")), Ok(None));
    }

    #[test]
    fn of_a_damaged_file_that_is_an_object_the_unknown_keys_are_kept() {
        let id = "a".parse().expect("an id");
        let new = |file: &str| proposal(RECORD).replacing_damaged(&id, file.as_bytes());
        let whole = proposal(RECORD).to_file(&id);
        let with = whole
            .clone()
            .expect("a session")
            .replace("\n  }\n}", "\n  },\n  \"mine\": [\n    1\n  ]\n}");
        assert_eq!(new(r#"{"title":7,"mine":[1],"later":2}"#), Ok(with));
        assert_eq!(new("{"), whole);
    }
}
