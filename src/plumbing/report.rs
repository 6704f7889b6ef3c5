//! The records of a removal, and the exit code that they come to.

use super::{
    input::Rejected,
    record::{Framing, RemovalRecord},
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::removal::{Facts, Removal, Target},
    notice::{Kind, Notice},
};

/// Gathers the records, to be printed when no lock is held any more.
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

    /// Adds the record of one target; `reason` is the rule that chose it.
    pub(super) fn add(&mut self, target: &Target, reason: &str, removal: &Removal) {
        let none = Facts::default();
        let (outcome, facts, failure, exit) = match removal {
            Removal::Ready(facts) => ("would-remove", *facts, None, Exit::Success),
            Removal::Removed(facts, None) => ("removed", *facts, None, Exit::Success),
            Removal::Removed(facts, Some(left)) => ("removed", *facts, Some(left), Exit::Session),
            Removal::Missing => ("missing", none, None, self.missing),
            Removal::Changed(facts) => ("changed", *facts, None, Exit::Failure),
            Removal::Kept(facts) => ("kept", *facts, None, Exit::Success),
            Removal::Failed(error) => ("failed", none, Some(error), Exit::Session),
            Removal::NotReached => ("failed", none, None, Exit::Session),
        };
        let reason = if outcome == "kept" { "atomic" } else { reason };
        let message = match removal {
            // That the work ended early has been told once for all.
            Removal::NotReached => Some("not reached".to_owned()),
            _ => failure.map(Error::to_string),
        };
        let id = target.id.as_str();
        self.exit = self.exit.worst(exit);
        self.write(
            &RemovalRecord { id, outcome, reason, facts, message },
            failure.map(Error::code),
        );
    }

    /// Adds the record of an item that cannot be understood.
    pub(super) fn reject(&mut self, rejected: &Rejected) {
        self.exit = self.exit.worst(Exit::Session);
        let (id, message) = (&*rejected.input, Some(rejected.reason.clone()));
        let facts = Facts::default();
        let record = RemovalRecord { id, outcome: "failed", reason: "id", facts, message };
        self.write(&record, Some("invalid_input"));
    }

    /// Adds a record; a message that it does not show is told on standard error, as `code`.
    fn write(&mut self, record: &RemovalRecord<'_>, code: Option<&'static str>) {
        if let (Some(message), Some(code)) = (&record.message, code)
            && !self.framing.shows("message")
        {
            self.untold.push(Notice {
                kind: Kind::Error,
                code,
                id: Some(record.id.to_owned().into()),
                path: None,
                message: format!("{}: {message}", record.id),
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
