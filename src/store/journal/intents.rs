//! Permanent removals that the journal names before they are made, so that none of a command that was
//! killed is missing in it.

use std::{borrow::Cow, collections::HashMap};

use super::entry::JournalEntry;
use crate::session::{id::SessionId, time::Time};

/// The outcome of a permanent removal that is about to be made.
pub(crate) const REMOVING: &str = "removing";

/// What can come of it: it was made, it could not be made, or the session had gone already.
const OUTCOMES: [&str; 3] = ["removed", "failed", "missing"];

/// The removal that a change is about: when its command was started, the command, and the session.
type Removal<'a> = (Time, &'a str, Option<&'a SessionId>);

/// Leaves out each intention whose outcome follows; of the others the outcome is not known.
pub(crate) fn without_intentions(
    mut changes: Vec<JournalEntry<'static>>,
) -> Vec<JournalEntry<'static>> {
    let mut outcomes: HashMap<Removal<'_>, usize> = HashMap::new();
    let is_answered = |change: &JournalEntry<'_>, count: Option<&mut usize>| {
        change.outcome == REMOVING
            && count.filter(|count| **count > 0).map(|count| *count -= 1).is_some()
    };
    let mut are_shown: Vec<bool> = changes
        .iter()
        .rev()
        .map(|change| {
            let id = change.id.as_ref().map(Cow::as_ref);
            let removal = (change.time, &*change.command, id);
            if OUTCOMES.contains(&&*change.outcome) {
                *outcomes.entry(removal).or_default() += 1;
            }
            !is_answered(change, outcomes.get_mut(&removal))
        })
        .collect();
    changes.retain(|_| are_shown.pop().unwrap_or(true));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::time;

    fn changes(lines: &[(&str, &str)]) -> Vec<JournalEntry<'static>> {
        let change = |&(id, outcome): &(&str, &str)| JournalEntry {
            time: time::parse("2026-11-22T12:00:00Z").expect("a valid time"),
            command: "rm-id".into(),
            id: Some(Cow::Owned(id.parse().expect("a valid id"))),
            outcome: outcome.to_owned().into(),
            rule: None,
            rule_value: None,
        };
        lines.iter().map(change).collect()
    }

    #[test]
    fn an_intention_is_shown_only_where_no_outcome_follows_it() {
        for (all, shown) in [
            (
                &[("a", "removing"), ("b", "removing")][..],
                &[("a", "removing"), ("b", "removing")][..],
            ),
            (
                &[("a", "removing"), ("b", "removing"), ("a", "removed"), ("b", "failed")],
                &[("a", "removed"), ("b", "failed")],
            ),
            // Killed, and then made by a command of the same moment.
            (
                &[("a", "removing"), ("a", "removing"), ("a", "removed")],
                &[("a", "removing"), ("a", "removed")],
            ),
            // Two of one id in the trash.
            (
                &[("a", "removing"), ("a", "removing"), ("a", "removed"), ("a", "missing")],
                &[("a", "removed"), ("a", "missing")],
            ),
            // An outcome of before answers nothing, nor does another change.
            (
                &[("a", "removed"), ("a", "created"), ("a", "removing"), ("a", "trashed")],
                &[("a", "removed"), ("a", "created"), ("a", "removing"), ("a", "trashed")],
            ),
        ] {
            assert_eq!(without_intentions(changes(all)), changes(shown));
        }
    }

    #[test]
    fn an_outcome_of_another_command_answers_nothing() {
        let mut all = changes(&[("a", "removing"), ("a", "removed")]);
        all[1].command = "prune".into();
        assert_eq!(without_intentions(all.clone()), all);
    }
}
