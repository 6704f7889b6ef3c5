//! Removing for good what is in the trash.

use rustix::fs::FileType;

use super::{
    batch::{BatchName, TrashEntry},
    open_batch, open_to_change,
};
use crate::{
    error::Error,
    policy::Reason,
    session::{etag::Etag, file::SessionFile, id::SessionId},
    store::{
        fs::{dir::LARGEST_FILE, remove_tree},
        reader::Reader,
        write::{
            Writer,
            outcome::{FileInfo, RemoveOutcome},
        },
    },
};

impl Reader<'_> {
    /// Returns what removing a session from the trash would meet with, if its etag must be
    /// `expected`.
    pub(crate) fn examine_trashed(
        &self,
        trashed: &TrashEntry,
        expected: Option<Etag>,
    ) -> RemoveOutcome {
        let id = &trashed.id;
        let batch = match open_batch(self, trashed) {
            Ok(Some(batch)) => batch,
            Ok(None) => return RemoveOutcome::Missing,
            Err(error) => return RemoveOutcome::Failed(error),
        };
        let mut bytes = Vec::new();
        // A file that cannot be read can still be removed.
        let facts = match batch.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
            Ok(_) => FileInfo::of(SessionFile { id, bytes: &bytes }),
            Err(_) => FileInfo::default(),
        };
        if expected.is_some() && facts.etag != expected {
            return RemoveOutcome::Changed(facts);
        }
        RemoveOutcome::Ready(facts)
    }
}

impl Writer<'_> {
    /// Removes a session from the trash for good, its file and then its artifacts directory;
    /// `reason` is the rule that chose it.
    pub(crate) fn destroy(&mut self, trashed: &TrashEntry, reason: Reason<'_>) -> RemoveOutcome {
        let batch = match open_batch(self.snapshot(), trashed) {
            Ok(Some(batch)) => batch,
            Ok(None) => return RemoveOutcome::Missing,
            Err(error) => return RemoveOutcome::Failed(error),
        };
        let id = &trashed.id;
        let was_intended = self.intend(id, reason);
        match batch.unlink(&id.file_name()) {
            Ok(true) => {
                self.note(Some(id), "removed", Some((reason.rule(), reason.value())));
                let left = remove_tree::remove(&batch, id.as_str()).err();
                RemoveOutcome::Removed(FileInfo::default(), left)
            }
            Ok(false) => {
                self.correct(was_intended, id, "missing", reason);
                RemoveOutcome::Missing
            }
            Err(error) => {
                self.correct(was_intended, id, "failed", reason);
                RemoveOutcome::Failed(error)
            }
        }
    }

    /// Removes what is left of a batch when all its sessions are gone; one that still has a
    /// session stays.
    pub(crate) fn sweep_batch(&mut self, name: &BatchName) -> Result<(), Error> {
        let Some((trash, batch)) = open_to_change(self.snapshot(), name)? else { return Ok(()) };
        let is_session = |name: &[u8], kind: FileType| {
            (kind == FileType::RegularFile).then(|| SessionId::of_file(name)).flatten()
        };
        if batch.list(is_session)?.is_empty() {
            remove_tree::remove(&trash, name.as_str())?;
            trash.sync()
        } else {
            batch.sync()
        }
    }
}
