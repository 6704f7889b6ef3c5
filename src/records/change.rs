//! The `change` record.

use super::Record;
use crate::{session::value::Value, store::journal::entry::JournalEntry};

/// A `change` record: one journal entry.
#[derive(Debug)]
pub(crate) struct ChangeRecord<'a>(pub(crate) &'a JournalEntry<'a>);

impl Record for ChangeRecord<'_> {
    const TYPE: &'static str = JournalEntry::TYPE;
    const FIELDS: &'static [&'static str] =
        &["time", "command", "id", "outcome", "rule", "rule_value"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        let JournalEntry { time, command, id, outcome, rule, rule_value } = self.0;
        visit("time", Value::Time(*time));
        visit("command", Value::Text(command));
        visit("id", id.as_ref().map_or(Value::Absent, |id| Value::Text(id.as_str())));
        visit("outcome", Value::Text(outcome));
        visit("rule", Value::opt_text(rule.as_deref()));
        visit("rule_value", Value::opt_text(rule_value.as_deref()));
    }
}
