//! Writes the `stored` records of a batch.

use super::{NOT_REACHED, OutcomeWriter};
use crate::{
    args::stdin::Rejected,
    error::{Error, Exit},
    plumbing::outcomes::Outcomes,
    records::StoredRecord,
    session::id::SessionId,
    store::write::outcome::PutOutcome,
};

impl OutcomeWriter<'_, '_> {
    /// Adds the record of a session that was to be created, changed or restored.
    pub(crate) fn stored(&mut self, id: &SessionId, put: &PutOutcome) -> Result<(), Error> {
        let (outcome, etag, exit) = match put {
            PutOutcome::WouldCreate => ("would_create", None, Exit::Success),
            PutOutcome::WouldReplace(etag) => ("would_replace", Some(*etag), Exit::Success),
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
        let (code, message) = match put {
            PutOutcome::Rejected(reason) => (Some("invalid_session"), Some(reason.to_string())),
            PutOutcome::Failed(error) => (Some(error.code()), Some(error.to_string())),
            PutOutcome::NotReached => (None, Some(NOT_REACHED.to_owned())),
            _ => (None, None),
        };
        let record = StoredRecord { id: id.as_str(), outcome, etag, message };
        self.add(&record, exit, record.id, (code, record.message.as_deref()))
    }

    /// Adds the record of an item that was not reached and that has no ID yet.
    pub(crate) fn unreached(&mut self, place: &str) -> Result<(), Error> {
        let message = Some(NOT_REACHED.to_owned());
        let record = StoredRecord { id: place, outcome: "skipped", etag: None, message };
        self.add(&record, Exit::Session, place, (None, None))
    }

    /// Adds the record of an item that names no session to store.
    pub(crate) fn rejected_stored(&mut self, rejected: &Rejected) -> Result<(), Error> {
        let Rejected { input: id, reason } = rejected;
        let message = Some(reason.clone());
        let record = StoredRecord { id, outcome: "invalid", etag: None, message };
        self.add(&record, Exit::Failure, id, (Some("invalid_input"), Some(reason)))
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
}
