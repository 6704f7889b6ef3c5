//! Saying in the journal what is about to be removed permanently, before it is.

use std::mem;

use super::{Pen, intents::REMOVING};
use crate::{policy::Reason, session::id::SessionId, store::write::Writer};

/// What writes the intentions of a transaction into the journal.
pub(crate) enum Intentions {
    /// Nothing was written yet.
    Unopened,
    /// They are written with this.
    Open(Pen),
    /// The journal cannot be written.
    Unwritable,
}

impl Writer<'_> {
    /// Says in the journal that the session `id` is about to be removed permanently; whether that was
    /// said.
    ///
    /// If we are killed before the outcome is noted, the removal is not missing there. A journal that
    /// cannot be written keeps nothing from being removed.
    pub(crate) fn intend(&mut self, id: &SessionId, reason: Reason<'_>) -> bool {
        let Some(store) = self.snapshot().directory() else { return false };
        let earlier = mem::take(&mut self.journal);
        self.note(Some(id), REMOVING, Some((reason.rule(), reason.value())));
        let line = mem::replace(&mut self.journal, earlier);
        if let Intentions::Unopened = self.intentions {
            self.intentions = Pen::new(store).map_or(Intentions::Unwritable, Intentions::Open);
        }
        let Intentions::Open(pen) = &mut self.intentions else { return false };
        let written = pen.write(&line);
        if written.is_err() {
            self.intentions = Intentions::Unwritable;
        }
        written.is_ok()
    }

    /// Notes what came instead of a removal, if that `was_intended` in the journal.
    pub(crate) fn correct(
        &mut self,
        was_intended: bool,
        id: &SessionId,
        outcome: &str,
        reason: Reason<'_>,
    ) {
        if was_intended {
            self.note(Some(id), outcome, Some((reason.rule(), reason.value())));
        }
    }
}
