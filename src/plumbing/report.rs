//! The records of a change, and the exit code that they come to.

use super::{
    input::Rejected,
    record::{Framing, Record, RemovalRecord, StoredRecord},
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::SessionId,
        removal::{Facts, Removal, Target},
        storing::Storing,
    },
    notice::{Kind, Notice},
};

/// The message of an item that the work did not come to, because it ended early.
const NOT_REACHED: &str = "not reached";

/// Gathers records, to be printed when no lock is held any more.
pub(super) struct Report {
    framing: Framing,
    out: Vec<u8>,
    exit: Exit,
    /// The exit code of a session that is not there.
    missing: Exit,
    /// What the chosen fields leave out, and so must be told apart.
    untold: Vec<Notice<'static>>,
}

impl Report {
    pub(super) fn new(framing: Framing, exit: Exit) -> Report {
        Report { framing, out: Vec::new(), exit, missing: Exit::Failure, untold: Vec::new() }
    }

    /// A session that is not there shall be no failure.
    pub(super) fn ignore_missing(&mut self) {
        self.missing = Exit::Success;
    }

    /// Adds the record of a session that was to be removed; `reason` is the rule that decided.
    pub(super) fn removal(&mut self, target: &Target, reason: &str, removal: &Removal) {
        let none = Facts::default();
        let (outcome, facts, failure, exit) = match removal {
            Removal::Ready(facts) => ("would-remove", *facts, None, Exit::Success),
            Removal::Removed(facts, None) => ("removed", *facts, None, Exit::Success),
            Removal::Removed(facts, Some(left)) => ("removed", *facts, Some(left), Exit::Session),
            Removal::Trashed(facts, None) => ("trashed", *facts, None, Exit::Success),
            Removal::Trashed(facts, Some(left)) => ("trashed", *facts, Some(left), Exit::Session),
            Removal::Missing => ("missing", none, None, self.missing),
            Removal::Changed(facts) => ("changed", *facts, None, Exit::Failure),
            Removal::Kept(facts) => ("kept", *facts, None, Exit::Success),
            Removal::Failed(error) => ("failed", none, Some(error), Exit::Session),
            Removal::NotReached => ("failed", none, None, Exit::Session),
        };
        let message = match removal {
            Removal::NotReached => Some(NOT_REACHED.to_owned()),
            _ => failure.map(Error::to_string),
        };
        let id = target.id.as_str();
        let record = RemovalRecord { id, outcome, reason, facts, message };
        self.add(&record, exit, id, failure.zip(record.message.as_deref()).map(told));
    }

    /// Adds the record of an item that names no session to remove.
    pub(super) fn rejected_removal(&mut self, rejected: &Rejected) {
        let Rejected { input: id, reason } = rejected;
        let (facts, message) = (Facts::default(), Some(reason.clone()));
        let record = RemovalRecord { id, outcome: "failed", reason: "id", facts, message };
        self.add(&record, Exit::Session, id, Some(("invalid_input", reason)));
    }

    /// Adds the record of a session that was to be stored.
    pub(super) fn storing(&mut self, id: &SessionId, storing: &Storing) {
        let (outcome, etag, exit) = match storing {
            Storing::Created(etag) => ("created", Some(*etag), Exit::Success),
            Storing::Replaced(etag) => ("replaced", Some(*etag), Exit::Success),
            Storing::Restored(etag) => ("restored", *etag, Exit::Success),
            Storing::Unchanged(etag) => ("unchanged", Some(*etag), Exit::Success),
            Storing::Exists(etag) => ("exists", *etag, Exit::Failure),
            Storing::Changed(etag) => ("changed", *etag, Exit::Failure),
            Storing::Missing => ("missing", None, self.missing),
            Storing::Invalid(_) => ("invalid", None, Exit::Failure),
            Storing::Failed(_) | Storing::NotReached => ("failed", None, Exit::Session),
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
            Storing::Failed(error) => record.message.as_deref().map(|why| told((error, why))),
            _ => None,
        };
        self.add(&record, exit, record.id, failure);
    }

    /// Adds the record of an item that is no session to store.
    pub(super) fn rejected_storing(&mut self, rejected: &Rejected) {
        let Rejected { input: id, reason } = rejected;
        let message = Some(reason.clone());
        let record = StoredRecord { id, outcome: "invalid", etag: None, message };
        self.add(&record, Exit::Failure, id, Some(("invalid_session", reason)));
    }

    /// Adds a record about `id`; a failure, code and message, that the chosen fields do not show
    /// is told on standard error. That the work ended early has been told once for all.
    fn add(
        &mut self,
        record: &impl Record,
        exit: Exit,
        id: &str,
        failure: Option<(&'static str, &str)>,
    ) {
        self.exit = self.exit.worst(exit);
        if let Some((code, message)) = failure.filter(|_| !self.framing.shows("message")) {
            self.untold.push(Notice {
                kind: Kind::Error,
                code,
                id: Some(id.to_owned().into()),
                path: None,
                // A system's error says on what; what is only a reason does not.
                message: if message.contains(id) {
                    message.to_owned()
                } else {
                    format!("{id}: {message}")
                },
                hints: Vec::new(),
            });
        }
        // An item that was read from lines may hold a NUL, but is then not written with -z.
        let _ = self.framing.write(record, &mut self.out);
    }

    /// Prints the records; what went wrong and is not in them is said on standard error.
    pub(super) fn finish(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        self.untold.iter().for_each(|notice| ctx.tell(notice));
        ctx.print(&self.out)?;
        Ok(self.exit)
    }
}

/// A failure's code, with its message.
fn told<'a>((error, message): (&Error, &'a str)) -> (&'static str, &'a str) {
    (error.code(), message)
}
