//! Judges a session's file before it is removed, without touching it.

use rustix::fs::Stat;

use super::outcome::{FileInfo, RemoveOutcome};
use crate::{
    session::{etag::Etag, file::SessionFile, id::SessionId},
    store::fs::dir::{Directory, LARGEST_FILE, Unread, io_error, is_file},
};

/// Returns what removing the session `id` would meet with, and the stat data of the file that was
/// judged.
pub(crate) fn examine(
    directory: &Directory,
    id: &SessionId,
    expected: Option<Etag>,
) -> (RemoveOutcome, Option<Stat>) {
    let name = id.file_name();
    let mut bytes = Vec::new();
    let (facts, stat) = match directory.read(&name, LARGEST_FILE, &mut bytes) {
        Ok(stat) => (FileInfo::of(SessionFile { id, bytes: &bytes }), stat),
        Err(Unread::Missing | Unread::NotRegular) => return (RemoveOutcome::Missing, None),
        Err(Unread::Refused(error)) if expected.is_some() => {
            let path = directory.path().join(&name);
            return (RemoveOutcome::Failed(io_error("read", &path, error)), None);
        }
        // It cannot be read, but whoever names it by its id alone may still remove it.
        Err(Unread::TooLarge | Unread::Refused(_)) => match directory.stat(&name) {
            Ok(Some(stat)) if is_file(&stat) => (FileInfo::default(), stat),
            Ok(_) => return (RemoveOutcome::Missing, None),
            Err(error) => return (RemoveOutcome::Failed(error), None),
        },
    };
    if expected.is_some() && facts.etag != expected {
        return (RemoveOutcome::Changed(facts), None);
    }
    (RemoveOutcome::Ready(facts), Some(stat))
}
