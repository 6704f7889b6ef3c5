//! The `session` record.

use std::borrow::Cow;

use super::{Field, Record, Value, field};
use crate::session::{Session, file::SessionFile};

/// A `session` record: the content of a session file, with the file's size and digest.
pub(crate) struct SessionRecord<'a> {
    pub(crate) stored: SessionFile<'a>,
    pub(crate) session: &'a Session<'a>,
}

impl Record for SessionRecord<'_> {
    const TYPE: &'static str = "session";
    const FIELDS: &'static [&'static str] = &[
        "id",
        "backend",
        "status",
        "created_at",
        "last_used",
        "working_dir",
        "backend_session_id",
        "model",
        "title",
        "initial_prompt",
        "turn_count",
        "token_usage",
        "tags",
        "parent_id",
        "error_message",
        "metadata",
        "bytes",
        "etag",
        "extra",
    ];

    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>)) {
        let session = self.session;
        let text = |text: Option<&'a Cow<'_, str>>| {
            text.map_or(Value::Absent, |text| Value::text_of(session, text))
        };
        visit(field!("id"), Value::Plain(self.stored.id.as_str()));
        visit(field!("backend"), text(session.backend.as_ref()));
        visit(field!("status"), text(session.status.as_ref()));
        visit(field!("created_at"), Value::time(session.created_at));
        visit(field!("last_used"), Value::time(session.last_used));
        visit(field!("working_dir"), text(session.working_dir.as_ref()));
        visit(field!("backend_session_id"), text(session.backend_session_id.as_ref()));
        visit(field!("model"), text(session.model.as_ref()));
        visit(field!("title"), text(session.title.as_ref()));
        visit(field!("initial_prompt"), text(session.initial_prompt.as_ref()));
        visit(field!("turn_count"), Value::Number(session.turn_count));
        let usage = session.token_usage.as_ref();
        let usage = usage.map(|usage| Value::Usage(usage, &session.extra_usage));
        visit(field!("token_usage"), usage.unwrap_or(Value::Absent));
        visit(field!("tags"), Value::Texts(&session.tags));
        visit(field!("parent_id"), text(session.parent_id.as_ref()));
        visit(field!("error_message"), text(session.error_message.as_ref()));
        visit(field!("metadata"), Value::Pairs(&session.metadata));
        visit(field!("bytes"), Value::count(self.stored.bytes.len()));
        visit(field!("etag"), Value::Etag(self.stored.etag()));
        visit(field!("extra"), Value::Members(&session.extra));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::write_json;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_file_in_which_nothing_needs_care_has_the_record_that_it_has_with_care(
            prompt in "[ -~]{0,9}|[a-z é会]{0,40}|.{0,9}",
            tag in "[a-z\"]{0,5}",
            is_pretty: bool,
        ) {
            let file = serde_json::json!({
                "id": "a", "initial_prompt": prompt, "title": prompt, "tags": [tag], "later": 1,
            });
            let text = if is_pretty { format!("{file:#}") } else { file.to_string() };
            let id = "a".parse().expect("an id");
            let stored = SessionFile { id: &id, number: 0, bytes: text.as_bytes(), seen: None };
            let mut session = stored.session().expect("a session");
            let record = |session: &Session<'_>| {
                let mut record = Vec::new();
                write_json(&SessionRecord { stored, session }, &mut record);
                String::from_utf8(record).expect("a record is text")
            };
            let (is_plain, quick) = (session.is_plain, record(&session));
            session.is_plain = false;
            prop_assert_eq!(&quick, &record(&session));
            // Plain input takes the fast path.
            let is_harmless = |c: char| c.is_ascii_lowercase() || c == ' ' || "é会".contains(c);
            let all_harmless = prompt.chars().chain(tag.chars()).all(is_harmless);
            prop_assert!(is_plain || !all_harmless);
        }
    }
}
