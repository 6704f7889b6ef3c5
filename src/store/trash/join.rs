//! Joins a trashed session with its artifacts, if a kill separated them.

use std::path::Path;

use rustix::io::Errno;

use super::{TRASH, batches, open};
use crate::{
    error::Error,
    session::id::SessionId,
    store::{
        fs::{dir::Directory, rename_noreplace::rename},
        reader::Reader,
    },
};

/// Moves the artifacts directory of `id` from `store` to the trash batch that holds its session.
/// Returns where, or `None` if the session is not in the trash, or has artifacts there.
///
/// If several batches hold the session, it is the newest: a removal moves the session's file first
/// and a restore moves the artifacts first, so both leave this state if they are killed. The caller
/// must fsync the store.
pub(crate) fn join(
    reader: &Reader<'_>,
    store: &Directory,
    id: &SessionId,
) -> Result<Option<String>, Error> {
    let Some(trash) = open(reader)? else { return Ok(None) };
    for name in batches(&trash)? {
        let Some(batch) = trash.find_directory(name.as_str())? else { continue };
        if !batch.has_file(&id.file_name())? {
            continue;
        }
        return match rename(store, id.as_str(), &batch, id.as_str()) {
            Ok(()) => {
                batch.sync()?;
                let place = Path::new(TRASH).join(name.as_str());
                Ok(Some(format!("{}, where its session is", place.display())))
            }
            Err(Errno::EXIST | Errno::NOTEMPTY) => Ok(None),
            Err(errno) => Err(store.error("move", id.as_str(), errno)),
        };
    }
    Ok(None)
}
