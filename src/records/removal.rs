//! The `removal` record.

use super::Record;
use crate::{policy::Reason, session::value::Value, store::write::outcome::FileInfo};

/// A `removal` record: the result of a requested removal or dry run.
#[derive(Debug)]
pub(crate) struct RemovalRecord<'a> {
    /// The session ID, or an input item that is not an ID.
    pub(crate) id: &'a str,
    /// `would_remove`, `removed`, `trashed`, `kept`, `missing`, `changed`, `skipped`, `invalid` or
    /// `failed`.
    pub(crate) outcome: &'static str,
    /// The rule that decided.
    pub(crate) rule: Rule<'a>,
    /// The properties of the file, as far as known.
    pub(crate) facts: FileInfo,
    /// Why it failed, or the files left behind.
    pub(crate) message: Option<String>,
}

/// The rule that decided, as a record shows it.
#[derive(Clone, Debug)]
pub(crate) struct Rule<'a> {
    /// A stable `snake_case` word.
    pub(crate) name: &'a str,
    /// The rule's argument, if any.
    pub(crate) value: Option<String>,
    /// A text for people, not stable.
    pub(crate) reason: String,
}

impl From<Reason<'_>> for Rule<'_> {
    fn from(reason: Reason<'_>) -> Self {
        Rule { name: reason.rule(), value: reason.value(), reason: reason.to_string() }
    }
}

impl Record for RemovalRecord<'_> {
    const TYPE: &'static str = "removal";
    const FIELDS: &'static [&'static str] =
        &["id", "outcome", "rule", "rule_value", "reason", "last_used", "bytes", "etag", "message"];
    const NUL_DEFAULT: &'static [&'static str] = &["id", "outcome"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        let FileInfo { last_used, bytes, etag } = self.facts;
        visit("id", Value::Text(self.id));
        visit("outcome", Value::Text(self.outcome));
        visit("rule", Value::Text(self.rule.name));
        visit("rule_value", Value::opt_text(self.rule.value.as_deref()));
        visit("reason", Value::Text(&self.rule.reason));
        visit("last_used", Value::opt_time(last_used));
        visit("bytes", bytes.map_or(Value::Absent, Value::count));
        visit("etag", etag.map_or(Value::Absent, Value::Etag));
        if let Some(message) = &self.message {
            visit("message", Value::Text(message));
        }
    }
}
