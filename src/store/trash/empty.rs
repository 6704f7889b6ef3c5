//! Removing for good what is in the trash.

use rustix::fs::FileType;

use super::{open_batch, open_to_change};
use crate::{
    error::Error,
    model::{
        etag::Etag,
        id::SessionId,
        policy::Reason,
        removal::{Facts, Removal},
        stored::Stored,
        trashed::{BatchName, Trashed},
    },
    store::{artifacts, directory::LARGEST_FILE, snapshot::Snapshot, transaction::Transaction},
};

impl Snapshot<'_> {
    /// Returns what removing a session from the trash would meet with, if its etag must be
    /// `expected`.
    pub fn examine_trashed(&self, trashed: &Trashed, expected: Option<Etag>) -> Removal {
        let id = &trashed.id;
        let batch = match open_batch(self, trashed) {
            Ok(Some(batch)) => batch,
            Ok(None) => return Removal::Missing,
            Err(error) => return Removal::Failed(error),
        };
        let mut bytes = Vec::new();
        // A file that cannot be read can still be removed.
        let facts = match batch.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
            Ok(_) => Facts::of(Stored { id, number: 0, bytes: &bytes, seen: None }),
            Err(_) => Facts::default(),
        };
        if expected.is_some() && facts.etag != expected {
            return Removal::Changed(facts);
        }
        Removal::Ready(facts)
    }
}

impl Transaction<'_> {
    /// Removes a session from the trash for good, its file and then its artifacts directory;
    /// `reason` is the rule that chose it.
    pub fn destroy(&mut self, trashed: &Trashed, reason: Reason<'_>) -> Removal {
        let batch = match open_batch(self.snapshot(), trashed) {
            Ok(Some(batch)) => batch,
            Ok(None) => return Removal::Missing,
            Err(error) => return Removal::Failed(error),
        };
        let id = &trashed.id;
        let was_intended = self.intend(id, reason);
        match batch.unlink(&id.file_name()) {
            Ok(true) => {
                self.note(Some(id), "removed", Some((reason.rule(), reason.value())));
                let left = artifacts::remove(&batch, id.as_str()).err();
                Removal::Removed(Facts::default(), left)
            }
            Ok(false) => {
                self.correct(was_intended, id, "missing", reason);
                Removal::Missing
            }
            Err(error) => {
                self.correct(was_intended, id, "failed", reason);
                Removal::Failed(error)
            }
        }
    }

    /// Removes what is left of a batch when all its sessions are gone; one that still has a
    /// session stays.
    pub fn sweep_batch(&mut self, name: &BatchName) -> Result<(), Error> {
        let Some((trash, batch)) = open_to_change(self.snapshot(), name)? else { return Ok(()) };
        let is_session = |name: &[u8], kind: FileType| {
            (kind == FileType::RegularFile).then(|| SessionId::of_file(name)).flatten()
        };
        if batch.list(is_session)?.is_empty() {
            artifacts::remove(&trash, name.as_str())?;
            trash.sync()
        } else {
            batch.sync()
        }
    }
}
