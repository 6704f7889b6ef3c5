//! The `absent` record.

use super::Record;
use crate::session::value::Value;

/// An `absent` record: an item of `ls-raw` without a readable session.
#[derive(Debug)]
pub(crate) struct AbsentRecord<'a> {
    /// The ID, or an input item that is not an ID.
    pub(crate) id: &'a str,
    /// `missing`, `damaged`, `invalid`, `changed` or `failed`.
    pub(crate) outcome: &'static str,
    pub(crate) message: &'a str,
}

impl Record for AbsentRecord<'_> {
    const TYPE: &'static str = "absent";
    const FIELDS: &'static [&'static str] = &["id", "outcome", "message"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit("id", Value::Text(self.id));
        visit("outcome", Value::Text(self.outcome));
        visit("message", Value::Text(self.message));
    }
}
