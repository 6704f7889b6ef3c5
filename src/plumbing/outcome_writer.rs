//! Writes the records of a batch, and collects its exit code.

use super::outcomes::{ItemOutcome, Outcome, Outcomes};
use crate::{
    args::stdin::{Kept, Rejected},
    context::Context,
    error::{Error, Exit},
    policy::Reason,
    records::{Framing, Record, RemovalRecord, Rule, StoredRecord},
    session::id::SessionId,
    store::write::outcome::{FileInfo, PutOutcome, RemoveOutcome},
    ui::diagnostic::{Diagnostic, Kind},
};

/// The message of an item that was not reached.
const NOT_REACHED: &str = "not reached";

/// The message of an item that was skipped because another item is invalid.
const REFUSED: &str = "another item of the input is invalid";

/// The size of the output buffer.
const BUFFER: usize = 1 << 16;

/// Writes records after the work, when no lock is held.
pub(crate) struct OutcomeWriter<'r, 'c> {
    ctx: &'r mut Context<'c>,
    framing: Framing,
    out: Vec<u8>,
    exit: Exit,
    /// The exit code of a session that does not exist.
    missing: Exit,
}

impl<'r, 'c> OutcomeWriter<'r, 'c> {
    /// Makes a writer; `exit` is the exit code so far.
    pub(crate) fn new(
        ctx: &'r mut Context<'c>,
        framing: Framing,
        exit: Exit,
    ) -> OutcomeWriter<'r, 'c> {
        OutcomeWriter { ctx, framing, out: Vec::new(), exit, missing: Exit::Failure }
    }

    /// Makes a missing session no failure, if `is_ignored`.
    #[must_use]
    pub(crate) fn with_missing_ignored(self, is_ignored: bool) -> OutcomeWriter<'r, 'c> {
        let missing = if is_ignored { Exit::Success } else { Exit::Failure };
        OutcomeWriter { missing, ..self }
    }

    /// Adds the record of a session that was to be removed.
    pub(crate) fn removal(
        &mut self,
        id: &SessionId,
        reason: Reason<'_>,
        removal: &RemoveOutcome,
    ) -> Result<(), Error> {
        let none = FileInfo::default();
        let (outcome, facts, failure, exit) = match removal {
            RemoveOutcome::Ready(facts) => ("would_remove", *facts, None, Exit::Success),
            RemoveOutcome::Removed(facts, None) => ("removed", *facts, None, Exit::Success),
            RemoveOutcome::Removed(facts, Some(left)) => {
                ("removed", *facts, Some(left), Exit::Session)
            }
            RemoveOutcome::Trashed(facts, None) => ("trashed", *facts, None, Exit::Success),
            RemoveOutcome::Trashed(facts, Some(left)) => {
                ("trashed", *facts, Some(left), Exit::Session)
            }
            RemoveOutcome::Missing => ("missing", none, None, self.missing),
            RemoveOutcome::Changed(facts) => ("changed", *facts, None, Exit::Failure),
            RemoveOutcome::Kept(facts) => ("kept", *facts, None, Exit::Success),
            RemoveOutcome::HeldBack(facts) => ("skipped", *facts, None, Exit::Failure),
            RemoveOutcome::Failed(error) => ("failed", none, Some(error), Exit::Session),
            RemoveOutcome::NotReached => ("skipped", none, None, Exit::Session),
        };
        let message = match removal {
            RemoveOutcome::NotReached => Some(NOT_REACHED.to_owned()),
            _ => failure.map(Error::to_string),
        };
        let id = id.as_str();
        let record = RemovalRecord { id, outcome, rule: reason.into(), facts, message };
        self.add(&record, exit, id, failure.zip(record.message.as_deref()).map(with_code))
    }

    /// Writes the records of a batch that was refused because an item is invalid.
    pub(crate) fn refuse(
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

    /// Writes the records of a batch of removals by ID, and returns the exit code.
    pub(crate) fn removal_each(
        self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
        outcomes: &Outcomes<RemoveOutcome>,
    ) -> Result<Exit, Error> {
        self.each(items, outcomes, |out, item, outcome| match item {
            Ok(id) => out.removal(&id, Reason::Id, outcome),
            Err(rejected) => out.rejected_removal(&rejected),
        })
    }

    /// Writes the records of a batch of changes, and returns the exit code.
    pub(crate) fn stored_each(
        self,
        items: impl Iterator<Item = Result<SessionId, Rejected>>,
        outcomes: &Outcomes<PutOutcome>,
    ) -> Result<Exit, Error> {
        self.each(items, outcomes, |out, item, outcome| match item {
            Ok(id) => out.stored(&id, outcome),
            Err(rejected) => out.rejected_stored(&rejected),
        })
    }

    /// Applies `write` to each item with its outcome, and returns the exit code.
    pub(crate) fn each<I, T: ItemOutcome>(
        mut self,
        items: impl Iterator<Item = I>,
        outcomes: &Outcomes<T>,
        write: impl Fn(&mut Self, I, &T) -> Result<(), Error>,
    ) -> Result<Exit, Error> {
        for (item, outcome) in items.zip(outcomes.iter()) {
            match outcome {
                Outcome::Notable(outcome) => write(&mut self, item, outcome)?,
                Outcome::Usual => write(&mut self, item, &T::MISSING)?,
                Outcome::NotReached => write(&mut self, item, &T::NOT_REACHED)?,
            }
        }
        self.finish()
    }

    /// Adds the record of a session that a policy kept, as the input reports it.
    pub(crate) fn kept(&mut self, kept: &Kept) -> Result<(), Error> {
        let Kept { rule, rule_value, reason, facts, .. } = kept;
        let rule = Rule { name: rule, value: rule_value.clone(), reason: reason.clone() };
        let id = kept.id.as_str();
        let record = RemovalRecord { id, outcome: "kept", rule, facts: *facts, message: None };
        self.add(&record, Exit::Success, id, None)
    }

    /// Adds the record of a session that was skipped because another item is invalid.
    fn refused(&mut self, id: &SessionId) -> Result<(), Error> {
        let (id, facts, message) = (id.as_str(), FileInfo::default(), Some(REFUSED.to_owned()));
        let rule = Reason::Id.into();
        let record = RemovalRecord { id, outcome: "skipped", rule, facts, message };
        self.add(&record, Exit::Failure, id, None)
    }

    /// Adds the record of an item that names no session to remove.
    pub(crate) fn rejected_removal(&mut self, rejected: &Rejected) -> Result<(), Error> {
        let Rejected { input: id, reason } = rejected;
        let (facts, message) = (FileInfo::default(), Some(reason.clone()));
        let rule = Reason::Id.into();
        let record = RemovalRecord { id, outcome: "invalid", rule, facts, message };
        self.add(&record, Exit::Failure, id, Some(("invalid_input", reason)))
    }

    /// Adds the record of a session that was to be stored.
    pub(crate) fn stored(&mut self, id: &SessionId, put: &PutOutcome) -> Result<(), Error> {
        let (outcome, etag, exit) = match put {
            PutOutcome::Created(etag) => ("created", Some(*etag), Exit::Success),
            PutOutcome::Replaced(etag) => ("replaced", Some(*etag), Exit::Success),
            PutOutcome::Restored(etag) => ("restored", *etag, Exit::Success),
            PutOutcome::Unchanged(etag) => ("unchanged", Some(*etag), Exit::Success),
            PutOutcome::Exists(etag) => ("exists", *etag, Exit::Failure),
            PutOutcome::Changed(etag) => ("changed", *etag, Exit::Failure),
            PutOutcome::Missing => ("missing", None, self.missing),
            PutOutcome::Rejected(_) => ("invalid", None, Exit::Failure),
            PutOutcome::Failed(_) => ("failed", None, Exit::Session),
            PutOutcome::NotReached => ("skipped", None, Exit::Session),
        };
        let message = match put {
            PutOutcome::Rejected(invalid) => Some(invalid.to_string()),
            PutOutcome::Failed(error) => Some(error.to_string()),
            PutOutcome::NotReached => Some(NOT_REACHED.to_owned()),
            _ => None,
        };
        let record = StoredRecord { id: id.as_str(), outcome, etag, message };
        let failure = match put {
            PutOutcome::Rejected(_) => {
                record.message.as_deref().map(|why| ("invalid_session", why))
            }
            PutOutcome::Failed(error) => {
                record.message.as_deref().map(|why| with_code((error, why)))
            }
            _ => None,
        };
        self.add(&record, exit, record.id, failure)
    }

    /// Adds the record of an item that the work did not reach and that has no ID yet.
    pub(crate) fn unreached_stored(&mut self, place: &str) -> Result<(), Error> {
        let message = Some(NOT_REACHED.to_owned());
        let record = StoredRecord { id: place, outcome: "skipped", etag: None, message };
        self.add(&record, Exit::Session, place, None)
    }

    /// Adds the record of an item that names no session to store.
    pub(crate) fn rejected_stored(&mut self, rejected: &Rejected) -> Result<(), Error> {
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
            self.ctx.emit(&Diagnostic {
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
    pub(crate) fn finish(mut self) -> Result<Exit, Error> {
        self.print()?;
        Ok(self.exit)
    }
}

/// Returns a failure's code, with its message.
fn with_code<'a>((error, message): (&Error, &'a str)) -> (&'static str, &'a str) {
    (error.code(), message)
}
