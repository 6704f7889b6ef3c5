//! Restores sessions from the trash.

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
            atomic::Syncing,
            dir::{Directory, LARGEST_FILE},
            permissions,
            rename_noreplace::rename,
        },
        reader::Reader,
        write::{Writer, outcome::PutOutcome},
    },
};

/// Implements [`Writer::restore`].
///
/// The artifacts directory is moved first, the session's file last. If the process is killed in
/// between, the session is still in the trash, and another restore completes it.
pub(crate) fn restore(
    writer: &mut Writer<'_>,
    entry: &TrashEntry,
    expected: Option<Etag>,
) -> PutOutcome {
    let Some(store) = writer.reader().directory() else { return PutOutcome::Missing };
    let batch = match open_batch(writer.reader(), entry) {
        Ok(Some(batch)) => batch,
        Ok(None) => return PutOutcome::Missing,
        Err(error) => return PutOutcome::Failed(error),
    };
    let id = &entry.id;
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
    if let Err(error) = names.iter().try_for_each(|name| permissions::check_owner(&batch, name)) {
        return PutOutcome::Failed(error);
    }
    let etag = etag_in(&batch);
    if expected.is_some() && etag != expected {
        return PutOutcome::Changed(etag);
    }
    let put_back = writer.invalidate_index(store).and_then(|()| put_back(&batch, store, id));
    match put_back {
        Ok(true) => {
            writer.pending.written(id, "restored", Syncing::First);
            PutOutcome::Restored(etag)
        }
        Ok(false) => PutOutcome::Exists(etag_in(store)),
        Err(error) => PutOutcome::Failed(error),
    }
}

/// Implements [`Writer::remove_empty_batch`].
pub(crate) fn remove_empty_batch(reader: &Reader<'_>, name: &BatchName) -> Result<(), Error> {
    let Some((trash, batch)) = open_to_change(reader, name)? else { return Ok(()) };
    if batch.entries()?.iter().any(|entry| entry.name != RECORD.as_bytes()) {
        return Ok(());
    }
    batch.unlink(RECORD)?;
    trash.remove_directory(name.as_str())
}

/// Moves a session from its batch to the store. Returns `false` if its name was taken meanwhile.
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
        // Back again: a session and its artifacts stay together.
        let _ = rename(store, artifacts, batch, artifacts);
    }
    match moved {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        Err(errno) => Err(store.error("restore", &file, errno)),
    }
}
