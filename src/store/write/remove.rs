//! Taking a session out of the store: for good, or to the trash.

use super::{
    Author, Writer,
    outcome::{Destination, FileInfo, RemoveOutcome},
};
use crate::{
    error::Error,
    policy::Reason,
    session::id::SessionId,
    store::{
        fs::{dir::Directory, guarantees, remove_tree},
        trash::{Bin, batch::BatchInfo},
    },
};

impl Writer<'_> {
    /// Takes the session `id` out of `store`: its file, then its artifacts directory.
    ///
    /// If we end in between, the directory is left, which `fsck` finds and a restoration joins
    /// again; never is there a session without its data. Not to look for a directory that cannot be
    /// there spares a fifth of a removal.
    pub(crate) fn dispose(
        &mut self,
        store: &Directory,
        id: &SessionId,
        facts: FileInfo,
        may_have_artifacts: bool,
        disposal: Destination,
        reason: Reason<'_>,
    ) -> RemoveOutcome {
        let was_intended = disposal == Destination::Purge && self.intend(id, reason);
        let taken = match disposal {
            Destination::Purge => store.unlink(&id.file_name()),
            Destination::Trash => self.bin(store, reason).and_then(|bin| bin.take(store, id)),
        };
        match taken {
            Ok(true) => (self.is_changed, self.is_unsynced) = (true, true),
            Ok(false) => {
                self.correct(was_intended, id, "missing", reason);
                return RemoveOutcome::Missing;
            }
            Err(error) => {
                self.correct(was_intended, id, "failed", reason);
                return RemoveOutcome::Failed(error);
            }
        }
        let look = may_have_artifacts || self.may_have_directory(store);
        let (outcome, removal) = if let (Destination::Trash, Some(bin)) = (disposal, &self.bin) {
            let taken = if look { bin.take_artifacts(store, id) } else { Ok(()) };
            ("trashed", RemoveOutcome::Trashed(facts, taken.err()))
        } else {
            let removed = if look { remove_tree::remove(store, id.as_str()) } else { Ok(()) };
            ("removed", RemoveOutcome::Removed(facts, removed.err()))
        };
        self.note(Some(id), outcome, Some((reason.rule(), reason.value())));
        removal
    }

    /// Whether there may be a directory in `store`.
    fn may_have_directory(&mut self, store: &Directory) -> bool {
        let counts = || guarantees::counts_directories(store);
        let is_counted = *self.counts_directories.get_or_insert_with(counts);
        // One is its own name, one is its `.`; each directory in it has a `..`.
        !is_counted || !store.own_stat().is_ok_and(|stat| stat.st_nlink == 2)
    }

    /// The batch of the trash that this run fills; it is begun with the first session.
    fn bin(&mut self, store: &Directory, reason: Reason<'_>) -> Result<&mut Bin, Error> {
        let bin = if let Some(bin) = self.bin.take() {
            bin
        } else {
            let Author { command, time } = self.author;
            let deed = BatchInfo { command: command.to_owned(), rule: reason.rule().to_owned() };
            Bin::begin(store, time, &deed)?
        };
        Ok(self.bin.insert(bin))
    }
}
