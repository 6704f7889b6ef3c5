//! A session as somebody proposes to store it: a `session` record, or an object as files hold it.

use std::{borrow::Cow, collections::HashMap};

use serde_json::value::RawValue;

use super::{
    case,
    etag::Etag,
    field::{FIELDS, Field, Kind, OF_RECORDS},
    id::SessionId,
    json::{self, is_same},
    object::{self, Change, Changes, Members},
    session::Session,
};

/// Why a proposal cannot be stored; never content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub String);

/// A session to store.
#[derive(Debug)]
pub struct Proposal<'a> {
    /// Its id, if it has one.
    pub id: Option<SessionId>,
    /// The digest that the file must still have, if that was said.
    pub etag: Option<Etag>,
    /// Whether it is a record, in which what is absent is `null`.
    is_record: bool,
    /// What it says.
    pub(super) session: Session<'a>,
    /// What it has for the file: the value of every key but the id, each once, in order.
    pub(super) members: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'a> Proposal<'a> {
    /// Reads a proposal.
    pub fn parse(bytes: &'a [u8]) -> Result<Proposal<'a>, Invalid> {
        let invalid = |reason: &str| Invalid(reason.to_owned());
        let session = Session::parse(bytes).map_err(|damage| Invalid(damage.0))?;
        let Members(all) =
            serde_json::from_slice(bytes).map_err(|error| Invalid(error.to_string()))?;
        let last: HashMap<&str, usize> =
            all.iter().zip(0..).map(|((k, _), at)| (&**k, at)).collect();
        let value = |key: &str| last.get(key).map(|at| all[*at].1.get()).filter(|v| *v != "null");
        let version = value("v");
        if version.is_some_and(|version| version != "1") {
            return Err(invalid("the version of its format is not known"));
        }
        if version.is_some() && value("type").is_some_and(|kind| !is_same(kind, "\"session\"")) {
            return Err(invalid("it is a record, but not of a session"));
        }
        let id = session.id.as_ref().map(|id| id.parse::<SessionId>()).transpose();
        let etag = value("etag").map(|json| serde_json::from_str::<&str>(json).unwrap_or_default());
        let etag = etag.map(str::parse).transpose();
        let is_of_file = |key: &str| key != "id" && !OF_RECORDS.contains(&key);
        let kept = all
            .iter()
            .enumerate()
            .filter(|(at, (k, _))| last.get(&**k) == Some(at) && is_of_file(k));
        Ok(Proposal {
            id: id.map_err(|_| invalid("its id is no session id"))?,
            etag: etag.map_err(|_| invalid("its etag is not one"))?,
            is_record: version.is_some(),
            members: kept.map(|(_, member)| member.clone()).collect(),
            session,
        })
    }

    /// The file of a new session with the id `id`, as clinvk would lay it out if there is room.
    pub fn to_file(&self, id: &SessionId) -> Result<String, Invalid> {
        let values: HashMap<&str, &str> =
            self.members.iter().map(|(k, v)| (&**k, v.get())).collect();
        let unknown = self.members.iter().filter(|(key, _)| Field::known(key).is_none());
        // clinvk takes `Title` for `title` too, and the last one counts.
        let is_alias =
            |key: &str| case::alias(key, FIELDS.iter().map(|field| field.name)).is_some();
        let (aliases, unknown): (Vec<_>, Vec<_>) = unknown.partition(|(key, _)| is_alias(key));
        let as_it_is =
            |(key, value): &'_ (Cow<'a, str>, &'a RawValue)| (key.clone(), value.get().into());
        let mut members: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            aliases.into_iter().map(as_it_is).collect();
        members.push(("id".into(), format!("\"{id}\"").into()));
        for field in &FIELDS[1..] {
            match values.get(field.name) {
                Some(&"null") if field.is_required && self.is_record => {
                    members.push((field.name.into(), field.zero().into()));
                }
                None | Some(&"null") if field.is_required => return Err(missing(field)),
                Some(json) if field.is_required || !field.is_nothing(json) => {
                    field.check(json).map_err(Invalid)?;
                    let is_usage = field.kind == Kind::Usage;
                    let json = if is_usage { without_total(json)?.into() } else { (*json).into() };
                    members.push((field.name.into(), json));
                }
                _ => {}
            }
        }
        members.extend(unknown.into_iter().map(as_it_is));
        let mut object = String::new();
        for (key, json) in members {
            let lead = if object.is_empty() { "{" } else { "," };
            let key = serde_json::to_string(&*key).map_err(|error| Invalid(error.to_string()))?;
            object.extend([lead, &key, ":", &json]);
        }
        object.push('}');
        // A record may be larger than the file that it is of, and lines larger than either.
        let lines = json::indented(&object, "  ", 0, Session::LARGEST_FILE);
        checked(lines.unwrap_or_else(|| json::smallest(&object)))
    }
}

/// Token counts as a file has them: the total goes, and what was not counted.
pub(super) fn without_total(json: &str) -> Result<String, Invalid> {
    let fail = |error: serde_json::Error| Invalid(error.to_string());
    let members: Members<'_> = serde_json::from_str(json).map_err(fail)?;
    let values = members.last_values();
    let is_nothing = |key: &str| values.get(key).is_some_and(|json| matches!(*json, "0" | "null"));
    let mut changes = Changes::from([("total".into(), Change::Remove)]);
    for key in ["cached_tokens", "reasoning_tokens"].into_iter().filter(|key| is_nothing(key)) {
        changes.insert(key.into(), Change::Remove);
    }
    object::edit(json, &changes).map_err(fail)
}

/// Makes sure that what is about to be written is a session that can be read again.
pub(super) fn checked(file: String) -> Result<String, Invalid> {
    if file.len() > Session::LARGEST_FILE {
        return Err(too_large());
    }
    Session::parse(file.as_bytes()).map_err(|damage| Invalid(damage.0))?;
    Ok(file)
}

pub(super) fn missing(field: &Field) -> Invalid {
    Invalid(format!("`{}` is missing", field.name))
}

fn too_large() -> Invalid {
    Invalid("it is larger than 16 MiB".to_owned())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::model) const RECORD: &str = r#"{"v":1,"type":"session","id":"a","backend":"claude","status":null,"created_at":"2026-11-18T00:47:02.500000000Z","last_used":null,"working_dir":"","title":"x & y","turn_count":0,"token_usage":{"input_tokens":1,"output_tokens":2,"cached_tokens":0,"reasoning_tokens":0,"total":3},"tags":[],"metadata":{},"bytes":9,"etag":"2d06800538d394c2","later":{"k":1.50}}"#;

    pub(in crate::model) fn proposal(text: &str) -> Proposal<'_> {
        Proposal::parse(text.as_bytes()).expect("a proposal")
    }

    #[test]
    fn a_new_file_is_laid_out_as_clinvk_does_and_leaves_out_what_is_empty() {
        let file = proposal(RECORD).to_file(&"b".parse().expect("an id")).expect("a session");
        assert_eq!(
            file,
            r#"{
  "id": "b",
  "backend": "claude",
  "created_at": "2026-11-18T00:47:02.500000000Z",
  "last_used": "0001-01-01T00:00:00Z",
  "working_dir": "",
  "token_usage": {
    "input_tokens": 1,
    "output_tokens": 2
  },
  "title": "x & y",
  "later": {
    "k": 1.50
  }
}"#
        );
    }

    #[test]
    fn what_cannot_be_stored_says_why() {
        let reason = |text: &str| match Proposal::parse(text.as_bytes()) {
            Err(invalid) => invalid.0,
            Ok(proposal) => proposal.to_file(&"a".parse().expect("an id")).expect_err("invalid").0,
        };
        let with = |from: &str, to: &str| reason(&RECORD.replace(from, to));
        assert_eq!(with("\"v\":1", "\"v\":2"), "the version of its format is not known");
        assert_eq!(with("\"session\"", "\"removal\""), "it is a record, but not of a session");
        assert_eq!(with("\"a\"", "\"../a\""), "its id is no session id");
        assert_eq!(with("2d06", "2D06"), "its etag is not one");
        assert_eq!(with("\"backend\"", "\"Backend\""), "`backend` is missing");
        assert_eq!(with("2026-11-18T", "18.11."), "`created_at` is not an RFC 3339 time");
        assert_eq!(
            with("\"turn_count\":0", "\"turn_count\":\"secret\""),
            "invalid type: string, expected an integer at line 1 column 183"
        );
        let bare =
            r#"{"id":"a","backend":"c","created_at":null,"last_used":null,"working_dir":""}"#;
        assert_eq!(reason(bare), "`created_at` is missing");
    }
}
