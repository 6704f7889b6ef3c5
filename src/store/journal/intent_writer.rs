//! Writes intents: journal entries about permanent removals that are about to be made.

use super::Pen;
use crate::store::fs::dir::Directory;

/// The journal, opened for intents at the first one. It is opened again for each hold of the lock.
pub(crate) enum IntentWriter {
    /// No intent was written yet.
    Unopened,
    /// The journal is open.
    Open(Pen),
    /// The journal cannot be written.
    Unwritable,
}

impl IntentWriter {
    /// Appends `line` to the journal beside `store`. Returns whether it was written.
    pub(crate) fn write(&mut self, store: &Directory, line: &[u8]) -> bool {
        if let IntentWriter::Unopened = self {
            *self = Pen::new(store).map_or(IntentWriter::Unwritable, IntentWriter::Open);
        }
        let IntentWriter::Open(pen) = self else { return false };
        let is_written = pen.write(line).is_ok();
        if !is_written {
            *self = IntentWriter::Unwritable;
        }
        is_written
    }
}
