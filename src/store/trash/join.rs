//! Bringing a session and its artifacts together in the trash, where a kill had them part.

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

/// Moves the artifacts directory of `id` from `store` to the batch of the trash that holds its
/// session, and says where; `None` if the session is not in the trash, or has artifacts there.
///
/// Of several batches with the session it is the newest: a deletion takes the session's file first,
/// and a restoration brings the artifacts back first, so both leave just this if they are killed.
/// Whoever calls syncs the store.
pub(crate) fn join(
    snapshot: &Reader<'_>,
    store: &Directory,
    id: &SessionId,
) -> Result<Option<String>, Error> {
    let Some(trash) = open(snapshot)? else { return Ok(None) };
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
