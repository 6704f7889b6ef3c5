//! The `stored` record.

use super::Record;
use crate::session::{etag::Etag, value::Value};

/// A `stored` record: the result of a requested change.
#[derive(Debug)]
pub(crate) struct StoredRecord<'a> {
    /// The session ID, or an input item without one.
    pub(crate) id: &'a str,
    /// `would_create`, `would_replace`, `created`, `replaced`, `restored`, `unchanged`, `exists`, `changed`, `missing`, `skipped`,
    /// `invalid` or `failed`.
    pub(crate) outcome: &'static str,
    /// The digest of the current file.
    pub(crate) etag: Option<Etag>,
    /// Why it is invalid or failed.
    pub(crate) message: Option<String>,
}

impl Record for StoredRecord<'_> {
    const TYPE: &'static str = "stored";
    const FIELDS: &'static [&'static str] = &["id", "outcome", "etag", "message"];
    const NUL_DEFAULT: &'static [&'static str] = &["id", "outcome"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit("id", Value::Text(self.id));
        visit("outcome", Value::Text(self.outcome));
        visit("etag", self.etag.map_or(Value::Absent, Value::Etag));
        if let Some(message) = &self.message {
            visit("message", Value::Text(message));
        }
    }
}
