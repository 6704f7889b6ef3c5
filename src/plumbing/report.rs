//! The records of a change, and the exit code that they amount to.

use super::{
    input::{Kept, Rejected},
    outcomes::Outcomes,
    record::{Framing, Record, RemovalRecord, Rule, StoredRecord},
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::SessionId,
        policy::Reason,
        removal::{Facts, Removal},
        storing::Storing,
    },
    notice::{Kind, Notice},
};

/// The message of an item that the work did not reach, because it ended early.
const NOT_REACHED: &str = "not reached";

/// The message of an item that was left alone because another one was not understood.
const REFUSED: &str = "another item of the input is invalid";

/// How much output is gathered before it is printed.
const BUFFER: usize = 1 << 16;

/// Prints records when the work is done and no lock is held.
pub(super) struct Report<'r, 'c> {
    ctx: &'r mut Context<'c>,
    framing: Framing,
    out: Vec<u8>,
    exit: Exit,
    /// The exit code of a session that does not exist.
    missing: Exit,
}

impl<'r, 'c> Report<'r, 'c> {
    /// Makes a report; `exit` is the exit code so far.
    pub(super) fn new(ctx: &'r mut Context<'c>, framing: Framing, exit: Exit) -> Report<'r, 'c> {
        Report { ctx, framing, out: Vec::new(), exit, missing: Exit::Failure }
    }

    /// Makes a missing session no failure, if `is_ignored`.
    #[must_use]
    pub(super) fn with_missing_ignored(self, is_ignored: bool) -> Report<'r, 'c> {
        let missing = if is_ignored { Exit::Success } else { Exit::Failure };
        Report { missing, ..self }
    }

    /// Adds the record of a session that was to be removed.
    pub(super) fn removal(
        &mut self,
        id: &SessionId,
        reason: Reason<'_>,
        removal: &Removal,
    ) -> Result<(), Error> {
        let none = Facts::default();
        let (outcome, facts, failure, exit) = match removal {
            Removal::Ready(facts) => ("would_remove", *facts, None, Exit::Success),
            Removal::Removed(facts, None) => ("removed", *facts, None, Exit::Success),
            Removal::Removed(facts, Some(left)) => ("removed", *facts, Some(left), Exit::Session),
            Removal::Trashed(facts, None) => ("trashed", *facts, None, Exit::Success),
            Removal::Trashed(facts, Some(left)) => ("trashed", *facts, Some(left), Exit::Session),
            Removal::Missing => ("missing", none, None, self.missing),
            Removal::Changed(facts) => ("changed", *facts, None, Exit::Failure),
            Removal::Kept(facts) => ("kept", *facts, None, Exit::Success),
            Removal::HeldBack(facts) => ("skipped", *facts, None, Exit::Failure),
            Removal::Failed(error) => ("failed", none, Some(error), Exit::Session),
            Removal::NotReached => ("skipped", none, None, Exit::Session),
        };
        let message = match removal {
            Removal::NotReached => Some(NOT_REACHED.to_owned()),
            _ => failure.map(Error::to_string),
        };
        let id = id.as_str();
        let record = RemovalRecord { id, outcome, rule: reason.into(), facts, message };
        self.add(&record, exit, id, failure.zip(record.message.as_deref()).map(with_code))
    }

    /// Reports a batch that was refused because an item is invalid: nothing was removed.
    pub(super) fn refuse(
        mut self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
    ) -> Result<Exit, Error> {
        for item in items {
            match item {
                Ok(id) => self.refused(&id)?,
                Err(rejected) => self.rejected_removal(&rejected)?,
            }
        }
        self.finish()
    }

    /// Reports a batch of removals for which the sessions were named; the usual outcome is a
    /// missing session.
    pub(super) fn removals(
        mut self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
        outcomes: &Outcomes<Removal>,
    ) -> Result<Exit, Error> {
        for (item, outcome) in items.zip(outcomes.iter()) {
            let removal = outcome.or(&Removal::Missing, &Removal::NotReached);
            match item {
                Ok(id) => self.removal(&id, Reason::Id, removal)?,
                Err(rejected) => self.rejected_removal(&rejected)?,
            }
        }
        self.finish()
    }

    /// Reports a batch of changes; the usual outcome is a missing session.
    pub(super) fn storings(
        mut self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
        outcomes: &Outcomes<Storing>,
    ) -> Result<Exit, Error> {
        for (item, outcome) in items.zip(outcomes.iter()) {
            let storing = outcome.or(&Storing::Missing, &Storing::NotReached);
            match item {
                Ok(id) => self.storing(&id, storing)?,
                Err(rejected) => self.rejected_storing(&rejected)?,
            }
        }
        self.finish()
    }

    /// Adds the record of a session that a policy kept, as the input reports it.
    pub(super) fn kept(&mut self, kept: &Kept) -> Result<(), Error> {
        let Kept { rule, rule_value, reason, facts, .. } = kept;
        let rule = Rule { name: rule, value: rule_value.clone(), reason: reason.clone() };
        let id = kept.id.as_str();
        let record = RemovalRecord { id, outcome: "kept", rule, facts: *facts, message: None };
        self.add(&record, Exit::Success, id, None)
    }

    /// Adds the record of a session that was left alone because another item is invalid.
    fn refused(&mut self, id: &SessionId) -> Result<(), Error> {
        let (id, facts, message) = (id.as_str(), Facts::default(), Some(REFUSED.to_owned()));
        let rule = Reason::Id.into();
        let record = RemovalRecord { id, outcome: "skipped", rule, facts, message };
        self.add(&record, Exit::Failure, id, None)
    }

    /// Adds the record of an item that names no session to remove.
    pub(super) fn rejected_removal(&mut self, rejected: &Rejected) -> Result<(), Error> {
        let Rejected { input: id, reason } = rejected;
        let (facts, message) = (Facts::default(), Some(reason.clone()));
        let rule = Reason::Id.into();
        let record = RemovalRecord { id, outcome: "invalid", rule, facts, message };
        self.add(&record, Exit::Failure, id, Some(("invalid_input", reason)))
    }

    /// Adds the record of a session that was to be stored.
    pub(super) fn storing(&mut self, id: &SessionId, storing: &Storing) -> Result<(), Error> {
        let (outcome, etag, exit) = match storing {
            Storing::Created(etag) => ("created", Some(*etag), Exit::Success),
            Storing::Replaced(etag) => ("replaced", Some(*etag), Exit::Success),
            Storing::Restored(etag) => ("restored", *etag, Exit::Success),
            Storing::Unchanged(etag) => ("unchanged", Some(*etag), Exit::Success),
            Storing::Exists(etag) => ("exists", *etag, Exit::Failure),
            Storing::Changed(etag) => ("changed", *etag, Exit::Failure),
            Storing::Missing => ("missing", None, self.missing),
            Storing::Invalid(_) => ("invalid", None, Exit::Failure),
            Storing::Failed(_) => ("failed", None, Exit::Session),
            Storing::NotReached => ("skipped", None, Exit::Session),
        };
        let message = match storing {
            Storing::Invalid(invalid) => Some(invalid.to_string()),
            Storing::Failed(error) => Some(error.to_string()),
            Storing::NotReached => Some(NOT_REACHED.to_owned()),
            _ => None,
        };
        let record = StoredRecord { id: id.as_str(), outcome, etag, message };
        let failure = match storing {
            Storing::Invalid(_) => record.message.as_deref().map(|why| ("invalid_session", why)),
            Storing::Failed(error) => record.message.as_deref().map(|why| with_code((error, why))),
            _ => None,
        };
        self.add(&record, exit, record.id, failure)
    }

    /// Adds the record of an item that the work did not reach and that has no ID yet.
    pub(super) fn unreached_storing(&mut self, place: &str) -> Result<(), Error> {
        let message = Some(NOT_REACHED.to_owned());
        let record = StoredRecord { id: place, outcome: "skipped", etag: None, message };
        self.add(&record, Exit::Session, place, None)
    }

    /// Adds the record of an item that names no session to store.
    pub(super) fn rejected_storing(&mut self, rejected: &Rejected) -> Result<(), Error> {
        let Rejected { input: id, reason } = rejected;
        let message = Some(reason.clone());
        let record = StoredRecord { id, outcome: "invalid", etag: None, message };
        self.add(&record, Exit::Failure, id, Some(("invalid_input", reason)))
    }

    /// Adds a record about `id`. A failure, code and message, that the chosen fields do not show
    /// goes to standard error.
    fn add(
        &mut self,
        record: &impl Record,
        exit: Exit,
        id: &str,
        failure: Option<(&'static str, &str)>,
    ) -> Result<(), Error> {
        self.exit = self.exit.worst(exit);
        if let Some((code, message)) = failure.filter(|_| !self.framing.shows("message")) {
            self.ctx.tell(&Notice {
                kind: Kind::Error,
                code,
                id: Some(id.to_owned().into()),
                path: None,
                // A system's error names its subject; a mere reason does not.
                message: if message.contains(id) {
                    message.to_owned()
                } else {
                    format!("{id}: {message}")
                },
                hints: Vec::new(),
            });
        }
        // No field holds a NUL: items and IDs cannot, and messages are ours or the system's.
        let _ = self.framing.write(record, &mut self.out);
        if self.out.len() >= BUFFER { self.print() } else { Ok(()) }
    }

    fn print(&mut self) -> Result<(), Error> {
        self.ctx.print(&self.out)?;
        self.out.clear();
        Ok(())
    }

    /// Prints what is left, and returns the exit code.
    pub(super) fn finish(mut self) -> Result<Exit, Error> {
        self.print()?;
        Ok(self.exit)
    }
}

/// Returns a failure's code, with its message.
fn with_code<'a>((error, message): (&Error, &'a str)) -> (&'static str, &'a str) {
    (error.code(), message)
}
