//! Checks for leftovers beside the store.

use std::{
    ffi::OsStr,
    io::ErrorKind,
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
};

use rustix::fs::FileType;

use super::{
    Look,
    problem::{Code, Problem},
    repair,
};
use crate::{
    error::{Error, user},
    store::fs::dir::Directory,
};

impl Look<'_> {
    /// Finds our temporary files in the home around the store. A command that is killed while
    /// shortening the journal leaves one there. Other files are ignored.
    pub(crate) fn beside(&mut self) -> Result<(), Error> {
        let store = self.directory.path();
        let paths = match left_over(store) {
            // A home that belongs to another user and cannot be listed cannot be written to either.
            Err(Error::Io { source, .. })
                if source.kind() == ErrorKind::PermissionDenied && !is_own_home(store)? =>
            {
                return Ok(());
            }
            paths => paths?,
        };
        for path in paths {
            self.problems.push(Problem {
                id: None,
                path,
                code: Code::LeftOverTemporary,
                message: repair::INTERRUPTED.to_owned(),
                is_mendable: self.is_ours,
                is_repaired: false,
            });
        }
        Ok(())
    }
}

/// Returns whether the home around `store` belongs to the user who runs the command.
fn is_own_home(store: &Path) -> Result<bool, Error> {
    let Some(home) = Directory::home_of(store)? else { return Ok(false) };
    Ok(home.own_stat()?.st_uid == user())
}

/// Returns our temporary files in the home around `store`.
fn left_over(store: &Path) -> Result<Vec<PathBuf>, Error> {
    let home = Directory::around(store)?;
    home.list(|name, kind| {
        let name = OsStr::from_bytes(name);
        let is_left = kind == FileType::RegularFile && repair::is_ours(name);
        is_left.then(|| home.path().join(name))
    })
}
