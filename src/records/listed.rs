//! Sessions as JSON, CSV and TSV for scripts: the `session` record with two more keys.

use super::{Record, SessionRecord, session::visit_fields};
use crate::session::{
    fields::{self, Scope},
    file::ParsedFile,
    value::Value,
};

/// A `session` record with `tokens`, the total, and `prompt`, the initial prompt or `""`. clinvk's
/// published recipes use these names.
pub(crate) struct ListedRecord<'a>(pub(crate) ParsedFile<'a>);

impl Record for ListedRecord<'_> {
    const TYPE: &'static str = SessionRecord::TYPE;
    const FIELDS: &'static [&'static str] = &fields::names::<{ fields::count(Scope::Listing) }>();

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit_fields(self.0, Self::FIELDS.len(), visit);
    }
}
