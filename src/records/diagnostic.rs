//! The `error` and `warning` records, written to standard error.

use super::Record;
use crate::{session::value::Value, ui::diagnostic::Diagnostic};

/// An `error` record: something failed.
#[derive(Debug)]
pub(crate) struct ErrorRecord<'a>(Fields<'a>);

/// A `warning` record: a notice, not an error.
#[derive(Debug)]
pub(crate) struct WarningRecord<'a>(Fields<'a>);

/// The fields of both records.
#[derive(Debug)]
struct Fields<'a> {
    diagnostic: &'a Diagnostic<'a>,
    hint: Option<String>,
}

impl<'a> ErrorRecord<'a> {
    pub(crate) fn new(diagnostic: &'a Diagnostic<'a>) -> ErrorRecord<'a> {
        ErrorRecord(Fields::of(diagnostic))
    }
}

impl<'a> WarningRecord<'a> {
    pub(crate) fn new(diagnostic: &'a Diagnostic<'a>) -> WarningRecord<'a> {
        WarningRecord(Fields::of(diagnostic))
    }
}

impl Record for ErrorRecord<'_> {
    const TYPE: &'static str = "error";
    const FIELDS: &'static [&'static str] = Fields::NAMES;

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        self.0.each(visit);
    }
}

impl Record for WarningRecord<'_> {
    const TYPE: &'static str = "warning";
    const FIELDS: &'static [&'static str] = Fields::NAMES;

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        self.0.each(visit);
    }
}

impl<'n> Fields<'n> {
    const NAMES: &'static [&'static str] = &["code", "id", "path", "message", "hint"];

    fn of(diagnostic: &'n Diagnostic<'n>) -> Fields<'n> {
        let hint = Some(diagnostic.hints.join("\n")).filter(|hint| !hint.is_empty());
        Fields { diagnostic, hint }
    }

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit("code", Value::Text(self.diagnostic.code));
        visit("id", Value::opt_text(self.diagnostic.id.as_deref()));
        visit("path", self.diagnostic.path.map_or(Value::Absent, Value::Path));
        visit("message", Value::Text(&self.diagnostic.message));
        visit("hint", self.hint.as_deref().map_or(Value::Absent, Value::Text));
    }
}
