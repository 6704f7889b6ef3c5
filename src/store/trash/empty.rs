//! Permanently removes sessions from the trash.

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
            pending::rule_of,
        },
    },
};

/// Implements [`Reader::examine_trashed`].
pub(crate) fn examine(
    reader: &Reader<'_>,
    entry: &TrashEntry,
    expected: Option<Etag>,
) -> RemoveOutcome {
    let id = &entry.id;
    let batch = match open_batch(reader, entry) {
        Ok(Some(batch)) => batch,
        Ok(None) => return RemoveOutcome::Missing,
        Err(error) => return RemoveOutcome::Failed(error),
    };
    let mut bytes = Vec::new();
    // An unreadable file can still be removed.
    let info = match batch.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
        Ok(_) => FileInfo::of(SessionFile { id, bytes: &bytes }),
        Err(_) => FileInfo::default(),
    };
    if expected.is_some() && info.etag != expected {
        return RemoveOutcome::Changed(info);
    }
    RemoveOutcome::Ready(info)
}

/// Implements [`Writer::purge_trashed`]: removes the session's file, then its artifacts directory.
pub(crate) fn purge(
    writer: &mut Writer<'_>,
    entry: &TrashEntry,
    reason: Reason<'_>,
) -> RemoveOutcome {
    let batch = match open_batch(writer.reader(), entry) {
        Ok(Some(batch)) => batch,
        Ok(None) => return RemoveOutcome::Missing,
        Err(error) => return RemoveOutcome::Failed(error),
    };
    let id = &entry.id;
    match writer.purge(id, reason, || batch.unlink(&id.file_name())) {
        Ok(true) => {
            writer.pending.record(Some(id), "removed", Some(rule_of(reason)));
            let left = remove_tree::remove(&batch, id.as_str()).err();
            RemoveOutcome::Removed(FileInfo::default(), left)
        }
        Ok(false) => RemoveOutcome::Missing,
        Err(error) => RemoveOutcome::Failed(error),
    }
}

/// Implements [`Writer::sweep_batch`].
pub(crate) fn sweep_batch(reader: &Reader<'_>, name: &BatchName) -> Result<(), Error> {
    let Some((trash, batch)) = open_to_change(reader, name)? else { return Ok(()) };
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
