//! Creates a store if there is none.

use std::path::Path;

use rustix::{fs::Mode, io::Errno};

use super::dir::{Directory, io_error, retry};
use crate::error::Error;

/// Returns whether `path`, or its target if it is a symlink, does not exist.
pub(crate) fn is_missing(path: &Path) -> bool {
    retry(|| rustix::fs::stat(path)).err() == Some(Errno::NOENT)
}

/// Creates the directory at `path` and its missing parents, accessible by the owner only. An
/// existing directory is unchanged.
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
        // Another process was faster.
        Err(Errno::EXIST) => return Ok(()),
        Err(errno) => return Err(fail(errno)),
    }
    // Restores permissions that the umask removed.
    retry(|| rustix::fs::chmod(path, Mode::RWXU)).map_err(fail)?;
    match Directory::open(around.unwrap_or(Path::new("."))) {
        Ok(Some(around)) => around.sync(),
        // A directory that may not be listed cannot be fsynced.
        _ => Ok(()),
    }
}
