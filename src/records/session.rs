//! The `session` record.

use super::Record;
use crate::session::{
    fields::{self, FIELDS, Scope},
    file::ParsedFile,
    value::Value,
};

/// A `session` record: the fields of [`Scope::Record`].
pub(crate) struct SessionRecord<'a>(pub(crate) ParsedFile<'a>);

impl Record for SessionRecord<'_> {
    const TYPE: &'static str = "session";
    const FIELDS: &'static [&'static str] = &fields::names::<{ fields::count(Scope::Record) }>();

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit_fields(self.0, Self::FIELDS.len(), visit);
    }
}

/// Visits the first `count` fields of the table of fields.
pub(crate) fn visit_fields<'a>(
    parsed: ParsedFile<'a>,
    count: usize,
    visit: &mut impl FnMut(&'static str, Value<'a>),
) {
    for field in &FIELDS[..count] {
        visit(field.name, field.value(parsed));
    }
}
