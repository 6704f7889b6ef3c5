//! Making a store where there is none.

use std::path::Path;

use rustix::{fs::Mode, io::Errno};

use super::dir::{Directory, io_error, retry};
use crate::error::Error;

/// Whether nothing is at `path`, nor at what it leads to if it is a link.
pub(crate) fn is_missing(path: &Path) -> bool {
    retry(|| rustix::fs::stat(path)).err() == Some(Errno::NOENT)
}

/// Makes the directory at `path`, and those around it, each for its owner alone; one that is
/// there stays as it is.
pub(crate) fn make(path: &Path) -> Result<(), Error> {
    let fail = |errno| io_error("make", path, errno);
    let around = path.parent().filter(|around| !around.as_os_str().is_empty());
    match retry(|| rustix::fs::stat(path)) {
        Ok(_) => return Ok(()),
        Err(Errno::NOENT) => around.map_or(Ok(()), make)?,
        Err(errno) => return Err(fail(errno)),
    }
    match retry(|| rustix::fs::mkdir(path, Mode::RWXU)) {
        Ok(()) => {}
        // Somebody else was faster.
        Err(Errno::EXIST) => return Ok(()),
        Err(errno) => return Err(fail(errno)),
    }
    // Whatever the umask took away.
    retry(|| rustix::fs::chmod(path, Mode::RWXU)).map_err(fail)?;
    match Directory::open(around.unwrap_or(Path::new("."))) {
        Ok(Some(around)) => around.sync(),
        // What may not be listed cannot be synced.
        _ => Ok(()),
    }
}
