//! Creates and replaces session files.

use super::{TRIES, Writer, examine::is_unchanged, outcome::PutOutcome};
use crate::{
    error::Error,
    session::{etag::Etag, file::SessionFile, id::SessionId},
    store::fs::{
        atomic::{self, Syncing},
        dir::{LARGEST_FILE, Unread, io_error},
    },
};

/// Implements [`Writer::create`].
pub(crate) fn create(
    writer: &mut Writer<'_>,
    id: &SessionId,
    file: &[u8],
    sync: Syncing,
) -> Result<Option<Etag>, Error> {
    let directory = writer.directory_to_create_in()?;
    writer.invalidate_index(directory)?;
    let is_created = atomic::create(directory, &id.file_name(), file, sync)?;
    if is_created {
        writer.pending.written(id, "created", sync);
    }
    Ok(is_created.then(|| Etag::of(file)))
}

/// Implements [`Writer::rewrite`].
pub(crate) fn rewrite(
    writer: &mut Writer<'_>,
    id: &SessionId,
    expected: Option<Etag>,
    change: impl Fn(SessionFile<'_>) -> Result<Option<Vec<u8>>, PutOutcome>,
) -> PutOutcome {
    let Some(directory) = writer.reader.directory() else { return PutOutcome::Missing };
    let name = id.file_name();
    let mut bytes = Vec::new();
    for _ in 0..TRIES {
        let before = match directory.read(&name, LARGEST_FILE, &mut bytes) {
            Ok(stat) => stat,
            Err(Unread::Missing | Unread::NotRegular) => return PutOutcome::Missing,
            Err(unread) => {
                let path = directory.path().join(name);
                return PutOutcome::Failed(io_error("read", &path, unread));
            }
        };
        let file = SessionFile { id, bytes: &bytes };
        let etag = file.etag();
        if expected.is_some_and(|expected| expected != etag) {
            return PutOutcome::Changed(Some(etag));
        }
        let new = match change(file) {
            Ok(Some(new)) => new,
            Ok(None) => return PutOutcome::Unchanged(etag),
            Err(outcome) => return outcome,
        };
        let mut stat_error = None;
        let is_wanted = || match directory.stat(&name) {
            Ok(now) => now.is_some_and(|now| is_unchanged(&before, &now)),
            Err(error) => {
                stat_error = Some(error);
                false
            }
        };
        match atomic::replace(directory, &name, &new, is_wanted) {
            Ok(true) => {
                writer.pending.written(id, "replaced", Syncing::First);
                return PutOutcome::Replaced(Etag::of(&new));
            }
            // A process that does not take our lock replaced it just now: try again.
            Ok(false) => {
                if let Some(error) = stat_error {
                    return PutOutcome::Failed(error);
                }
            }
            Err(error) => return PutOutcome::Failed(error),
        }
    }
    PutOutcome::Changed(None)
}
