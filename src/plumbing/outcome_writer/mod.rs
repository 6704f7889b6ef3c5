//! Writes the records of a batch, and collects its exit code.

mod removals;
mod stored;

use super::outcomes::{ItemOutcome, Outcome, Outcomes};
use crate::{
    context::Context,
    error::{Error, Exit},
    records::{Framing, Record},
    ui::diagnostic::{Diagnostic, Kind},
};

/// The message of an item that was not reached.
const NOT_REACHED: &str = "not reached";

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

    /// Adds a record about `id`, whose message is `message`. If the outcome is a failure, which has
    /// a code, and the chosen fields do not show the message, emits an error too.
    fn add(
        &mut self,
        record: &impl Record,
        exit: Exit,
        id: &str,
        (code, message): (Option<&'static str>, Option<&str>),
    ) -> Result<(), Error> {
        self.exit = self.exit.worst(exit);
        if let Some((code, message)) = code.zip(message).filter(|_| !self.framing.shows("message"))
        {
            // A system's error names its subject; a mere reason does not.
            let is_named = message.contains(id);
            self.ctx.emit(&Diagnostic {
                kind: Kind::Error,
                code,
                id: Some(id.to_owned().into()),
                path: None,
                message: if is_named { message.to_owned() } else { format!("{id}: {message}") },
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
