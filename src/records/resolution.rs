//! The `resolution` record.

use std::borrow::Cow;

use super::{Field, Record, Value, field};

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

    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>)) {
        visit(field!("input"), Value::Text(self.input));
        visit(field!("outcome"), Value::Text(self.outcome));
        visit(field!("id"), self.id.map_or(Value::Absent, Value::Text));
        visit(field!("candidates"), Value::Texts(&self.candidates));
    }
}
