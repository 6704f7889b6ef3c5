//! Taking a session out of the store: for good, or to the trash.

use super::{
    artifacts,
    directory::Directory,
    transaction::{Author, Transaction},
    trash::Bin,
};
use crate::{
    error::Error,
    model::{
        id::SessionId,
        removal::{Disposal, Facts, Removal},
        trashed::Deed,
    },
};

impl Transaction<'_> {
    /// Takes the session `id` out of `store`: its file, then its artifacts directory.
    ///
    /// If we end in between, the directory is left, which `fsck` finds and a restoration joins
    /// again; never is there a session without its data.
    pub(super) fn dispose(
        &mut self,
        store: &Directory,
        id: &SessionId,
        facts: Facts,
        disposal: Disposal,
        reason: &str,
    ) -> Removal {
        let taken = match disposal {
            Disposal::Purge => store.unlink(&id.file_name()),
            Disposal::Trash => self.bin(store, reason).and_then(|bin| bin.take(store, id)),
        };
        match taken {
            Ok(true) => (self.is_changed, self.is_unsynced) = (true, true),
            Ok(false) => return Removal::Missing,
            Err(error) => return Removal::Failed(error),
        }
        let (outcome, removal) = if let (Disposal::Trash, Some(bin)) = (disposal, &self.bin) {
            ("trashed", Removal::Trashed(facts, bin.take_artifacts(store, id).err()))
        } else {
            ("removed", Removal::Removed(facts, artifacts::remove(store, id.as_str()).err()))
        };
        self.note(Some(id), outcome, Some(reason));
        removal
    }

    /// The batch of the trash that this run fills; it is begun with the first session.
    fn bin(&mut self, store: &Directory, reason: &str) -> Result<&mut Bin, Error> {
        let bin = if let Some(bin) = self.bin.take() {
            bin
        } else {
            let Author { command, time } = self.author;
            let deed = Deed { command: command.to_owned(), reason: reason.to_owned() };
            Bin::begin(store, time, &deed)?
        };
        Ok(self.bin.insert(bin))
    }
}
