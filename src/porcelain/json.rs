//! Sessions as JSON for people's scripts: the plumbing's record and two keys more.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::{
    model::{session::Session, stored::Stored},
    plumbing::{
        json::Value,
        record::{self, Record, SessionRecord},
    },
};

/// A `session` record with `tokens`, the total, and `prompt`, the initial prompt or `""`: the names
/// that clinvk's published recipes use.
pub(super) struct ListedRecord<'a>(SessionRecord<'a>);

impl<'a> ListedRecord<'a> {
    pub(super) fn new(stored: Stored<'a>, session: &'a Session<'a>) -> ListedRecord<'a> {
        ListedRecord(SessionRecord { stored, session })
    }
}

impl Record for ListedRecord<'_> {
    const TYPE: &'static str = SessionRecord::TYPE;
    const FIELDS: &'static [&'static str] = &{
        const PLAIN: &[&str] = SessionRecord::FIELDS;
        let mut fields = ["tokens"; PLAIN.len() + 2];
        let mut at = 0;
        while at < PLAIN.len() {
            fields[at] = PLAIN[at];
            at += 1;
        }
        fields[at + 1] = "prompt";
        fields
    };

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'static str, Value<'a>)) {
        let session = self.0.session;
        self.0.each(visit);
        visit("tokens", session.token_usage.map_or(Value::Absent, |u| Value::Number(u.total())));
        visit("prompt", Value::Text(session.initial_prompt.as_deref().unwrap_or_default()));
    }

    fn unknown(&self) -> &[(Cow<'_, str>, &RawValue)] {
        self.0.unknown()
    }
}

/// Appends one session as a JSON object, without a line's end.
pub(super) fn write(out: &mut Vec<u8>, stored: Stored<'_>, session: &Session<'_>) {
    record::write_json(&ListedRecord::new(stored, session), out);
}
