//! Examines a session file before it is changed or removed, without changing it.

use rustix::fs::Stat;

use super::outcome::{FileInfo, RemoveOutcome};
use crate::{
    session::{etag::Etag, file::SessionFile, id::SessionId},
    store::fs::dir::{Directory, LARGEST_FILE, Unread, io_error, is_file},
};

/// Returns the outcome that removing the session `id` would have if its etag must be `expected`,
/// and the stat data of the file that was examined.
pub(crate) fn examine(
    directory: &Directory,
    id: &SessionId,
    expected: Option<Etag>,
) -> (RemoveOutcome, Option<Stat>) {
    let name = id.file_name();
    let mut bytes = Vec::new();
    let (info, stat) = match directory.read(&name, LARGEST_FILE, &mut bytes) {
        Ok(stat) => (FileInfo::of(SessionFile { id, bytes: &bytes }), stat),
        Err(Unread::Missing | Unread::NotRegular) => return (RemoveOutcome::Missing, None),
        Err(Unread::Refused(error)) if expected.is_some() => {
            let path = directory.path().join(&name);
            return (RemoveOutcome::Failed(io_error("read", &path, error)), None);
        }
        // An unreadable session can still be removed by its ID alone.
        Err(Unread::TooLarge | Unread::Refused(_)) => match directory.stat(&name) {
            Ok(Some(stat)) if is_file(&stat) => (FileInfo::default(), stat),
            Ok(_) => return (RemoveOutcome::Missing, None),
            Err(error) => return (RemoveOutcome::Failed(error), None),
        },
    };
    if expected.is_some() && info.etag != expected {
        return (RemoveOutcome::Changed(info), None);
    }
    (RemoveOutcome::Ready(info), Some(stat))
}

/// Returns whether a file was neither written, renamed, linked nor replaced between two stats.
pub(crate) fn is_unchanged(before: &Stat, now: &Stat) -> bool {
    let key = |s: &Stat| {
        (s.st_dev, s.st_ino, s.st_size, s.st_mtime, s.st_mtime_nsec, s.st_ctime, s.st_ctime_nsec)
    };
    key(before) == key(now)
}
