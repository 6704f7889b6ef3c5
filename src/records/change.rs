//! The `change` record.

use super::{Field, Record, Value, field};
use crate::store::journal::entry::JournalEntry;

/// A `change` record: one journal entry.
#[derive(Debug)]
pub(crate) struct ChangeRecord<'a>(pub(crate) &'a JournalEntry<'a>);

impl Record for ChangeRecord<'_> {
    const TYPE: &'static str = JournalEntry::TYPE;
    const FIELDS: &'static [&'static str] =
        &["time", "command", "id", "outcome", "rule", "rule_value"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(Field, Value<'a>)) {
        let JournalEntry { time, command, id, outcome, rule, rule_value } = self.0;
        visit(field!("time"), Value::Time(*time));
        visit(field!("command"), Value::Text(command));
        visit(field!("id"), id.as_ref().map_or(Value::Absent, |id| Value::Text(id.as_str())));
        visit(field!("outcome"), Value::Text(outcome));
        visit(field!("rule"), Value::opt_text(rule.as_deref()));
        visit(field!("rule_value"), Value::opt_text(rule_value.as_deref()));
    }
}
