//! The `removal` record.

use super::{Field, Record, Value, field};
use crate::model::removal::Facts;

/// A `removal` record: what became, or would become, of one session.
#[derive(Debug)]
pub struct RemovalRecord<'a> {
    /// The session's id, or the input item that is none.
    pub id: &'a str,
    /// `would-remove`, `removed`, `trashed`, `kept`, `missing`, `changed` or `failed`.
    pub outcome: &'static str,
    /// The rule that decided.
    pub reason: &'a str,
    /// What is known of the file.
    pub facts: Facts,
    /// Why it failed, or what was left behind.
    pub message: Option<String>,
}

impl Record for RemovalRecord<'_> {
    const TYPE: &'static str = "removal";
    const FIELDS: &'static [&'static str] =
        &["id", "outcome", "reason", "last_used", "bytes", "etag", "message"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>)) {
        let Facts { last_used, bytes, etag } = self.facts;
        visit(field!("id"), Value::Text(self.id));
        visit(field!("outcome"), Value::Text(self.outcome));
        visit(field!("reason"), Value::Text(self.reason));
        visit(field!("last_used"), Value::time(last_used));
        visit(field!("bytes"), bytes.map_or(Value::Absent, Value::count));
        visit(field!("etag"), etag.map_or(Value::Absent, Value::Etag));
        if let Some(message) = &self.message {
            visit(field!("message"), Value::Text(message));
        }
    }
}
