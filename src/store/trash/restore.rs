//! Bringing sessions back from the trash.

use rustix::{fs::FileType, io::Errno};

use super::{
    RECORD,
    batch::{BatchName, TrashEntry},
    open_batch, open_to_change,
};
use crate::{
    error::Error,
    session::{etag::Etag, id::SessionId},
    store::{
        fs::{
            dir::{Directory, LARGEST_FILE},
            permissions,
            rename_noreplace::rename,
        },
        write::{Writer, outcome::PutOutcome},
    },
};

impl Writer<'_> {
    /// Brings a session back from the trash, if its etag is `expected` and nothing has its name.
    ///
    /// The artifacts directory goes first, the session's file last: if we end in between, the
    /// session is still in the trash, and another try finishes what this one began.
    pub(crate) fn restore(&mut self, trashed: &TrashEntry, expected: Option<Etag>) -> PutOutcome {
        let Some(store) = self.snapshot().directory() else { return PutOutcome::Missing };
        let batch = match open_batch(self.snapshot(), trashed) {
            Ok(Some(batch)) => batch,
            Ok(None) => return PutOutcome::Missing,
            Err(error) => return PutOutcome::Failed(error),
        };
        let id = &trashed.id;
        let etag_in = |directory: &Directory| {
            let mut bytes = Vec::new();
            let read = directory.read(&id.file_name(), LARGEST_FILE, &mut bytes);
            read.ok().map(|_| Etag::of(&bytes))
        };
        match store.stat(id.file_name()) {
            Ok(None) => {}
            Ok(Some(_)) => return PutOutcome::Exists(etag_in(store)),
            Err(error) => return PutOutcome::Failed(error),
        }
        let names = [&*id.file_name(), id.as_str()];
        if let Err(error) = names.iter().try_for_each(|name| permissions::check_owner(&batch, name))
        {
            return PutOutcome::Failed(error);
        }
        let etag = etag_in(&batch);
        if expected.is_some() && etag != expected {
            return PutOutcome::Changed(etag);
        }
        if let Err(error) = self.invalidate_index(store) {
            return PutOutcome::Failed(error);
        }
        match put_back(&batch, store, id) {
            Ok(true) => {
                self.restored(id);
                PutOutcome::Restored(etag)
            }
            Ok(false) => PutOutcome::Exists(etag_in(store)),
            Err(error) => PutOutcome::Failed(error),
        }
    }

    /// Removes the batch if nothing but its record is left in it.
    pub(crate) fn remove_empty_batch(&mut self, name: &BatchName) -> Result<(), Error> {
        let Some((trash, batch)) = open_to_change(self.snapshot(), name)? else { return Ok(()) };
        if batch.entries()?.iter().any(|entry| entry.name != RECORD.as_bytes()) {
            return Ok(());
        }
        batch.unlink(RECORD)?;
        trash.remove_directory(name.as_str())
    }
}

/// Moves a session from its batch to the store; `false` if something took its name meanwhile.
fn put_back(batch: &Directory, store: &Directory, id: &SessionId) -> Result<bool, Error> {
    let artifacts = id.as_str();
    let has_artifacts = batch.stat(artifacts)?.is_some_and(|stat| {
        let kind = FileType::from_raw_mode(stat.st_mode);
        kind == FileType::Directory
    });
    if has_artifacts {
        rename(batch, artifacts, store, artifacts)
            .map_err(|errno| store.error("restore", artifacts, errno))?;
    }
    let file = id.file_name();
    let moved = rename(batch, &*file, store, &*file);
    if moved.is_err() && has_artifacts {
        // As it was: they belong together.
        let _ = rename(store, artifacts, batch, artifacts);
    }
    match moved {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        Err(errno) => Err(store.error("restore", &file, errno)),
    }
}
