//! Writes the `removal` records of a batch.

use super::{NOT_REACHED, OutcomeWriter};
use crate::{
    args::stdin::{Kept, Rejected},
    error::{Error, Exit},
    plumbing::outcomes::Outcomes,
    policy::Reason,
    records::{RemovalRecord, Rule},
    session::id::SessionId,
    store::write::outcome::{FileInfo, RemoveOutcome},
};

/// The message of an item that was skipped because another item is invalid.
const REFUSED: &str = "another item of the input is invalid";

impl OutcomeWriter<'_, '_> {
    /// Adds the record of a session that was to be removed.
    pub(crate) fn removal(
        &mut self,
        id: &SessionId,
        reason: Reason<'_>,
        removal: &RemoveOutcome,
    ) -> Result<(), Error> {
        let none = FileInfo::default();
        let exit_of = |left: &Option<Error>| left.as_ref().map_or(Exit::Success, |_| Exit::Session);
        let (outcome, info, exit) = match removal {
            RemoveOutcome::Ready(info) => ("would_remove", *info, Exit::Success),
            RemoveOutcome::Removed(info, left) => ("removed", *info, exit_of(left)),
            RemoveOutcome::Trashed(info, left) => ("trashed", *info, exit_of(left)),
            RemoveOutcome::Missing => ("missing", none, self.missing),
            RemoveOutcome::Changed(info) => ("changed", *info, Exit::Failure),
            RemoveOutcome::Kept(info) => ("kept", *info, Exit::Success),
            RemoveOutcome::HeldBack(info) => ("skipped", *info, Exit::Failure),
            RemoveOutcome::Failed(_) => ("failed", none, Exit::Session),
            RemoveOutcome::NotReached => ("skipped", none, Exit::Session),
        };
        let (code, message) = match removal {
            RemoveOutcome::Removed(_, Some(error))
            | RemoveOutcome::Trashed(_, Some(error))
            | RemoveOutcome::Failed(error) => (Some(error.code()), Some(error.to_string())),
            RemoveOutcome::NotReached => (None, Some(NOT_REACHED.to_owned())),
            _ => (None, None),
        };
        let (id, rule) = (id.as_str(), reason.into());
        let record = RemovalRecord { id, outcome, rule, facts: info, message };
        self.add(&record, exit, id, (code, record.message.as_deref()))
    }

    /// Adds the record of a session that a policy kept, as the input reports it.
    pub(crate) fn kept(&mut self, kept: &Kept) -> Result<(), Error> {
        let Kept { rule, rule_value, reason, facts, .. } = kept;
        let rule = Rule { name: rule, value: rule_value.clone(), reason: reason.clone() };
        let id = kept.id.as_str();
        let record = RemovalRecord { id, outcome: "kept", rule, facts: *facts, message: None };
        self.add(&record, Exit::Success, id, (None, None))
    }

    /// Adds the record of an item that names no session to remove.
    pub(crate) fn rejected_removal(&mut self, rejected: &Rejected) -> Result<(), Error> {
        let Rejected { input, reason } = rejected;
        self.not_removed(input, "invalid", reason, Some("invalid_input"))
    }

    /// Adds the record of an item that failed without a look at any session.
    fn not_removed(
        &mut self,
        id: &str,
        outcome: &'static str,
        message: &str,
        code: Option<&'static str>,
    ) -> Result<(), Error> {
        let (rule, facts) = (Reason::Id.into(), FileInfo::default());
        let record = RemovalRecord { id, outcome, rule, facts, message: Some(message.to_owned()) };
        self.add(&record, Exit::Failure, id, (code, Some(message)))
    }

    /// Writes the records of a batch of removals by ID, and returns the exit code.
    pub(crate) fn removals(
        self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
        outcomes: &Outcomes<RemoveOutcome>,
    ) -> Result<Exit, Error> {
        self.each(items, outcomes, |out, item, outcome| match item {
            Ok(id) => out.removal(&id, Reason::Id, outcome),
            Err(rejected) => out.rejected_removal(&rejected),
        })
    }

    /// Writes the records of a batch that was refused because an item is invalid.
    pub(crate) fn refuse(
        mut self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
    ) -> Result<Exit, Error> {
        for item in items {
            match item {
                Ok(id) => self.not_removed(id.as_str(), "skipped", REFUSED, None)?,
                Err(rejected) => self.rejected_removal(&rejected)?,
            }
        }
        self.finish()
    }
}
