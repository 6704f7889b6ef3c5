//! Removing for good what is in the trash.

use rustix::fs::FileType;

use super::{open_batch, open_to_change};
use crate::{
    error::Error,
    model::{
        id::SessionId,
        removal::{Facts, Removal},
        trashed::{BatchName, Trashed},
    },
    store::{artifacts, transaction::Transaction},
};

impl Transaction<'_> {
    /// Removes a session from the trash for good, its file and then its artifacts directory;
    /// `reason` is the rule that chose it.
    pub fn destroy(&mut self, trashed: &Trashed, reason: &str) -> Removal {
        let batch = match open_batch(self.snapshot(), trashed) {
            Ok(Some(batch)) => batch,
            Ok(None) => return Removal::Missing,
            Err(error) => return Removal::Failed(error),
        };
        match batch.unlink(&trashed.id.file_name()) {
            Ok(true) => {
                self.note(Some(&trashed.id), "removed", Some(reason));
                let left = artifacts::remove(&batch, trashed.id.as_str()).err();
                Removal::Removed(Facts::default(), left)
            }
            Ok(false) => Removal::Missing,
            Err(error) => Removal::Failed(error),
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
