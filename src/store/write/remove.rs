//! Removes a session from the store, permanently or to the trash.

use super::{
    TRIES, Writer,
    examine::{examine, is_unchanged},
    outcome::{Destination, FileInfo, KnownFile, RemoveOutcome, RemoveRequest},
};
use crate::{
    policy::Reason,
    session::id::SessionId,
    store::fs::{dir::Directory, remove_tree},
};

/// Implements [`Writer::remove`].
pub(crate) fn remove(
    writer: &mut Writer<'_>,
    request: &RemoveRequest,
    destination: Destination,
    reason: Reason<'_>,
) -> RemoveOutcome {
    let Some(store) = writer.reader.directory() else { return RemoveOutcome::Missing };
    let id = &request.id;
    // A file that is still the one that was evaluated need not be read again.
    if let Some(KnownFile { stamp, info, may_have_artifacts }) = request.known
        && store.is_unchanged(&id.file_name(), &stamp)
    {
        return take_out(writer, store, id, info, may_have_artifacts, destination, reason);
    }
    for _ in 0..TRIES {
        let (info, before) = match examine(store, id, request.etag) {
            (RemoveOutcome::Ready(info), Some(stat)) => (info, stat),
            (other, _) => return other,
        };
        match store.stat(id.file_name()) {
            Ok(Some(now)) if is_unchanged(&before, &now) => {
                return take_out(writer, store, id, info, true, destination, reason);
            }
            // A process that does not take our lock replaced it just now: try again.
            Ok(_) => {}
            Err(error) => return RemoveOutcome::Failed(error),
        }
    }
    RemoveOutcome::Changed(FileInfo::default())
}

/// Takes the session `id` out of `store`: its file, then its artifacts directory.
///
/// A process that is killed in between leaves the directory, which `fsck` finds and a restore
/// joins again; a session never loses its artifacts first. Not looking for a directory that cannot
/// exist saves a fifth of a removal.
fn take_out(
    writer: &mut Writer<'_>,
    store: &Directory,
    id: &SessionId,
    info: FileInfo,
    may_have_artifacts: bool,
    destination: Destination,
    reason: Reason<'_>,
) -> RemoveOutcome {
    let taken = match destination {
        Destination::Purge => writer.purge(id, reason, || store.unlink(&id.file_name())),
        Destination::Trash => {
            writer.pending.trash_batch(store, reason).and_then(|batch| batch.take(store, id))
        }
    };
    match taken {
        Ok(true) => {}
        Ok(false) => return RemoveOutcome::Missing,
        Err(error) => return RemoveOutcome::Failed(error),
    }
    let left = if !may_have_artifacts && !writer.may_have_directory(store) {
        Ok(())
    } else if destination == Destination::Trash {
        let batch = writer.pending.trash_batch(store, reason);
        batch.and_then(|batch| batch.take_artifacts(store, id))
    } else {
        remove_tree::remove(store, id.as_str())
    };
    let (outcome, removal) = match destination {
        Destination::Purge => ("removed", RemoveOutcome::Removed(info, left.err())),
        Destination::Trash => ("trashed", RemoveOutcome::Trashed(info, left.err())),
    };
    writer.pending.removed(id, outcome, reason);
    removal
}
