//! The `resolution` record.

use std::borrow::Cow;

use super::Record;
use crate::session::value::Value;

/// A `resolution` record: the session ID for a prefix.
#[derive(Debug)]
pub(crate) struct ResolutionRecord<'a> {
    /// The prefix, as given.
    pub(crate) input: &'a str,
    /// `found`, `missing`, `ambiguous`, `invalid` or `failed`.
    pub(crate) outcome: &'static str,
    /// The matching ID.
    pub(crate) id: Option<&'a str>,
    /// The matching IDs of an ambiguous prefix.
    pub(crate) candidates: Vec<Cow<'a, str>>,
}

impl Record for ResolutionRecord<'_> {
    const TYPE: &'static str = "resolution";
    const FIELDS: &'static [&'static str] = &["input", "outcome", "id", "candidates"];
    const NUL_DEFAULT: &'static [&'static str] = &["input", "outcome", "id"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit("input", Value::Text(self.input));
        visit("outcome", Value::Text(self.outcome));
        visit("id", self.id.map_or(Value::Absent, Value::Text));
        visit("candidates", Value::Texts(&self.candidates));
    }
}
