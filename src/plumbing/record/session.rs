//! The `session` record.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{Record, Value};
use crate::model::{session::Session, stored::Stored};

/// A `session` record: what a session's file says, and the file's size and digest.
pub struct SessionRecord<'a> {
    /// The file.
    pub stored: Stored<'a>,
    /// What it says.
    pub session: &'a Session<'a>,
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
    ];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        let session = self.session;
        visit("id", Value::Text(self.stored.id.as_str()));
        visit("backend", Value::text(session.backend.as_ref()));
        visit("status", Value::text(session.status.as_ref()));
        visit("created_at", Value::time(session.created_at));
        visit("last_used", Value::time(session.last_used));
        visit("working_dir", Value::text(session.working_dir.as_ref()));
        visit("backend_session_id", Value::text(session.backend_session_id.as_ref()));
        visit("model", Value::text(session.model.as_ref()));
        visit("title", Value::text(session.title.as_ref()));
        visit("initial_prompt", Value::text(session.initial_prompt.as_ref()));
        visit("turn_count", Value::Number(session.turn_count));
        visit("token_usage", session.token_usage.map_or(Value::Absent, Value::Usage));
        visit("tags", Value::Texts(&session.tags));
        visit("parent_id", Value::text(session.parent_id.as_ref()));
        visit("error_message", Value::text(session.error_message.as_ref()));
        visit("metadata", Value::Pairs(&session.metadata));
        visit("bytes", Value::count(self.stored.bytes.len()));
        visit("etag", Value::Etag(self.stored.etag()));
    }

    fn unknown(&self) -> &[(Cow<'_, str>, &RawValue)] {
        &self.session.unknown
    }
}
