//! A session to store, as given on standard input: a `session` record, or an object as session
//! files hold it.

use std::{borrow::Cow, collections::HashMap};

use serde_json::value::RawValue;

use super::content::{Content, put_together};
use crate::{
    json::{
        edit::Entries,
        text::{self, same_value},
    },
    session::{
        Session,
        case_fold::{abbreviate, folds_to},
        etag::Etag,
        fields::{FILE_FIELDS, FILE_KEYS, Field, FieldType},
        id::SessionId,
    },
};

/// The reason why a session cannot be stored. Never contains session content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct RejectReason(pub(crate) String);

/// A session to store.
#[derive(Debug)]
pub(crate) struct IncomingSession<'a> {
    pub(crate) id: Option<SessionId>,
    /// The digest that the file must still have, if given.
    pub(crate) etag: Option<Etag>,
    pub(crate) session: Session<'a>,
    /// The values to store in the file.
    pub(crate) content: Content<'a>,
}

impl<'a> IncomingSession<'a> {
    /// Parses an input: a record if it has a `v`, otherwise an object whose keys all belong to the
    /// file.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<IncomingSession<'a>, RejectReason> {
        let invalid = |reason: &str| RejectReason(reason.to_owned());
        // An input that is not an object is rejected below, with the position of the error.
        let members: Entries<'_> = serde_json::from_slice(bytes).unwrap_or_default();
        let values = members.last_values();
        let is_record = values.contains_key("v");
        if is_record && values["v"] != "1" {
            return Err(invalid("unknown record version"));
        }
        if is_record && values.get("type").is_none_or(|kind| !same_value(kind, "\"session\"")) {
            return Err(invalid("not a `session` record"));
        }
        let etag = values.get("etag").filter(|json| is_record && **json != "null");
        let etag = etag.map(|json| text::text(json).parse()).transpose();
        let session = if is_record { Session::parse_record(bytes) } else { Session::parse(bytes) };
        let session = session.map_err(|damage| RejectReason(damage.0))?;
        let id = session.id.as_ref().map(|id| id.parse::<SessionId>()).transpose();
        let id = id.map_err(|_| invalid("invalid session ID"))?;
        let etag = etag.map_err(|_| invalid("invalid etag"))?;
        let content =
            if is_record { Content::of_record(members) } else { Content::of_file(members) }?;
        Ok(IncomingSession { id, etag, session, content })
    }

    /// Returns the file of a new session with this ID, laid out as clinvk does if there is room.
    pub(crate) fn to_file(&self, id: &SessionId) -> Result<String, RejectReason> {
        let known: HashMap<&str, &str> =
            self.content.known.iter().map(|(field, value)| (field.name, value.get())).collect();
        // clinvk reads `Title` as `title` too, and the last one counts.
        let (aliases, unknown): (Vec<_>, Vec<_>) = self
            .content
            .extra
            .members
            .iter()
            .partition(|(key, _)| folds_to(key, FILE_KEYS).is_some());
        let as_it_is =
            |(key, value): &'_ (Cow<'a, str>, &'a RawValue)| (key.clone(), value.get().into());
        let mut members: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            aliases.into_iter().map(as_it_is).collect();
        members.push(("id".into(), format!("\"{id}\"").into()));
        for field in &FILE_FIELDS[1..] {
            match known.get(field.name) {
                Some(&"null") if field.is_required && self.content.is_record => {
                    members.push((field.name.into(), field.zero().into()));
                }
                None | Some(&"null") if field.is_required => return Err(missing(field)),
                Some(json) if field.is_required || !field.is_default(json) => {
                    field.check(json).map_err(RejectReason)?;
                    members.push((field.name.into(), self.json_of(field, json)?));
                }
                _ => {}
            }
        }
        members.extend(unknown.into_iter().map(as_it_is));
        let object = put_together(members.into_iter());
        // A record may be larger than its session file, and pretty JSON larger than either.
        let lines = text::pretty(&object, "  ", 0, Session::LARGEST_FILE);
        checked(lines.unwrap_or_else(|| text::minify(&object)))
    }

    /// Converts `json`, proposed for `field`, to the form of a file.
    pub(crate) fn json_of<'j>(
        &self,
        field: &Field,
        json: &'j str,
    ) -> Result<Cow<'j, str>, RejectReason> {
        if field.kind != FieldType::Usage {
            return Ok(json.into());
        }
        self.content.usage_of_file(json).map(Cow::Owned)
    }
}

/// The keys of records that are not stored.
#[derive(Debug, Default)]
pub(crate) struct IgnoredKeys {
    /// The first [`Self::MOST`] of them, without duplicates.
    keys: Vec<String>,
    are_more: bool,
}

impl IgnoredKeys {
    /// Largest number of keys to name: an input can have any number.
    const MOST: usize = 8;

    /// Records the keys of `proposal` that are not stored.
    pub(crate) fn note(&mut self, proposal: &IncomingSession<'_>) {
        for key in &proposal.content.ignored {
            if self.keys.iter().any(|known| known == key) {
                continue;
            }
            if self.keys.len() == Self::MOST {
                self.are_more = true;
                return;
            }
            self.keys.push(key.to_string());
        }
    }

    /// Returns the keys for a message, or `None` if there are none.
    pub(crate) fn names(&self) -> Option<String> {
        let keys: Vec<String> =
            self.keys.iter().map(|key| format!("`{}`", abbreviate(key))).collect();
        let more = if self.are_more { " and others" } else { "" };
        (!keys.is_empty()).then(|| keys.join(", ") + more)
    }
}

/// Checks that `file` can be read again as a session.
pub(crate) fn checked(file: String) -> Result<String, RejectReason> {
    if file.len() > Session::LARGEST_FILE {
        return Err(too_large());
    }
    Session::parse(file.as_bytes()).map_err(|damage| RejectReason(damage.0))?;
    Ok(file)
}

pub(crate) fn missing(field: &Field) -> RejectReason {
    RejectReason(format!("`{}` is missing", field.name))
}

fn too_large() -> RejectReason {
    RejectReason("it is larger than 16 MiB".to_owned())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn ignored_by<'p>(proposals: impl Iterator<Item = &'p IncomingSession<'p>>) -> Option<String> {
        let mut keys = IgnoredKeys::default();
        proposals.for_each(|proposal| keys.note(proposal));
        keys.names()
    }

    pub(crate) const RECORD: &str = r#"{"v":1,"type":"session","id":"a","backend":"claude","status":null,"created_at":"2026-11-18T00:47:02.500000000Z","last_used":null,"working_dir":"","title":"x & y","turn_count":0,"token_usage":{"input_tokens":1,"output_tokens":2,"cached_tokens":0,"reasoning_tokens":0,"total":3},"tags":[],"metadata":{},"bytes":9,"etag":"2d06800538d394c2","extra":{"later":{"k":1.50}}}"#;

    pub(crate) fn proposal(text: &str) -> IncomingSession<'_> {
        IncomingSession::parse(text.as_bytes()).expect("a proposal")
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
        let reason = |text: &str| match IncomingSession::parse(text.as_bytes()) {
            Err(invalid) => invalid.0,
            Ok(proposal) => proposal.to_file(&"a".parse().expect("an id")).expect_err("invalid").0,
        };
        let with = |from: &str, to: &str| reason(&RECORD.replace(from, to));
        assert_eq!(with("\"v\":1", "\"v\":2"), "unknown record version");
        assert_eq!(with("\"session\"", "\"removal\""), "not a `session` record");
        assert_eq!(with("\"a\"", "\"../a\""), "invalid session ID");
        assert_eq!(with("2d06", "2D06"), "invalid etag");
        assert_eq!(with("\"backend\"", "\"Backend\""), "`backend` is missing");
        assert_eq!(with("2026-11-18T", "18.11."), "`created_at` is not an RFC 3339 time");
        assert_eq!(
            with("\"turn_count\":0", "\"turn_count\":\"secret\""),
            "invalid type: string, expected an integer at line 1 column 183"
        );
        let bare =
            r#"{"id":"a","backend":"c","created_at":null,"last_used":null,"working_dir":""}"#;
        assert_eq!(reason(bare), "`created_at` is missing");
        assert_eq!(with("\"v\":1", "\"v\":\"1\""), "unknown record version");
        assert_eq!(with("\"v\":1", "\"v\":null"), "unknown record version");
        let no_type = "not a `session` record";
        assert_eq!(with("\"type\":\"session\",", ""), no_type);
        assert_eq!(with("{\"later\":{\"k\":1.50}}", "[]"), "`extra` is not an object");
        assert_eq!(with("\"total\":3", "\"extra\":1"), "`extra` is not an object");
        let known = |key: &str| format!("`extra` has the key `{key}`, which clinvk knows");
        assert_eq!(with("\"later\"", "\"i\\u0064\""), known("id"));
        assert_eq!(with("\"later\"", "\"metadata\""), known("metadata"));
        assert_eq!(with("\"total\":3", "\"extra\":{\"cached_tokens\":1}"), known("cached_tokens"));
        let deep = format!("{}{}", "[".repeat(101), "]".repeat(101));
        assert_eq!(with("1.50", &deep), "a value is nested more than 100 levels deep");
    }

    #[test]
    fn a_record_has_the_keys_of_the_file_in_extra_and_any_other_is_ignored() {
        let file = |text: &str| {
            let file = proposal(text).to_file(&"a".parse().expect("an id")).expect("a session");
            text::minify(&file)
        };
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        let by = RECORD
            .replace("\"total\":3", "\"total\":9,\"cost\":1,\"extra\":{\"total\":5,\"extra\":0}")
            .replace(
                "\"v\":1",
                &format!("\"tokens\":3,\"\\u001b\":{deep},\"Title\":\"no\",\"v\":1"),
            )
            .replace("{\"later\"", "{\"v\":2,\"etag\":[],\"tokens\":1,\"\\ud800\":2,\"later\"");
        assert!(file(&by).ends_with(concat!(
            r#","token_usage":{"input_tokens":1,"output_tokens":2,"total":5,"extra":0},"title":"x & y","#,
            "\"v\":2,\"etag\":[],\"tokens\":1,\"\u{fffd}\":2,\"later\":{\"k\":1.50}}"
        )), "{}", file(&by));
        let (by, more) = (proposal(&by), RECORD.replace("\"v\"", "\"tokens\":1,\"w\":1,\"v\""));
        let all = [&by, &proposal(RECORD), &proposal(&more)];
        let ignored = "`tokens`, `\\u{1b}`, `Title`, `token_usage.cost`, `w`";
        assert_eq!(ignored_by(all.into_iter()).as_deref(), Some(ignored));
        assert_eq!(ignored_by(std::iter::once(all[1])), None);
        let many: Vec<_> = (0..11).map(|n| format!("\"k{n}\":{n}")).collect();
        let many = RECORD.replace("\"v\":1", &format!("{},\"v\":1", many.join(",")));
        let ignored = ignored_by(std::iter::once(&proposal(&many)));
        assert_eq!(
            ignored.as_deref(),
            Some("`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7` and others")
        );
    }

    #[test]
    fn all_keys_of_an_object_that_is_no_record_are_the_files() {
        let bare = r#"{"id":"a","backend":"c","created_at":"2026-11-18T00:47:02Z","last_used":"2026-11-18T00:47:02Z","working_dir":"","token_usage":{"cost":1,"input_tokens":2,"cached_tokens":0,"total":9},"type":"x","bytes":1,"etag":"x","extra":{"a":1},"tokens":2}"#;
        let proposal = proposal(bare);
        let file = proposal.to_file(&"a".parse().expect("an id")).expect("a session");
        assert_eq!(text::minify(&file), bare.replace("\"cached_tokens\":0,", ""));
        assert_eq!((proposal.etag, ignored_by(std::iter::once(&proposal))), (None, None));
    }
}
