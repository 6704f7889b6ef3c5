//! Intents: journal entries about permanent removals, written before each removal, so that the
//! journal is complete even if the command is killed.

use std::{borrow::Cow, collections::HashMap};

use super::entry::JournalEntry;
use crate::session::{id::SessionId, time::Time};

/// The outcome in an intent.
pub(crate) const REMOVING: &str = "removing";

/// The outcomes that can follow an intent.
const OUTCOMES: [&str; 3] = ["removed", "failed", "missing"];

/// A removal: the start of its command, the command, and the session.
type Removal<'a> = (Time, &'a str, Option<&'a SessionId>);

/// Drops each intent that an outcome follows. An intent that is left has an unknown outcome.
pub(crate) fn without_answered(
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
    fn an_intent_is_shown_only_if_no_outcome_follows_it() {
        for (all, shown) in [
            (
                &[("a", "removing"), ("b", "removing")][..],
                &[("a", "removing"), ("b", "removing")][..],
            ),
            (
                &[("a", "removing"), ("b", "removing"), ("a", "removed"), ("b", "failed")],
                &[("a", "removed"), ("b", "failed")],
            ),
            // Killed, and then removed by a command with the same start.
            (
                &[("a", "removing"), ("a", "removing"), ("a", "removed")],
                &[("a", "removing"), ("a", "removed")],
            ),
            // Two sessions of one ID in the trash.
            (
                &[("a", "removing"), ("a", "removing"), ("a", "removed"), ("a", "missing")],
                &[("a", "removed"), ("a", "missing")],
            ),
            // Neither an earlier outcome nor another change answers an intent.
            (
                &[("a", "removed"), ("a", "created"), ("a", "removing"), ("a", "trashed")],
                &[("a", "removed"), ("a", "created"), ("a", "removing"), ("a", "trashed")],
            ),
        ] {
            assert_eq!(without_answered(changes(all)), changes(shown));
        }
    }

    #[test]
    fn an_outcome_of_another_command_answers_no_intent() {
        let mut all = changes(&[("a", "removing"), ("a", "removed")]);
        all[1].command = "prune".into();
        assert_eq!(without_answered(all.clone()), all);
    }
}
