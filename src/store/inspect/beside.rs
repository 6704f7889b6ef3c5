//! A look at what was left over beside the store.

use std::{ffi::OsStr, io::ErrorKind, os::unix::ffi::OsStrExt as _};

use rustix::fs::FileType;

use super::Look;
use crate::{
    error::Error,
    model::problem::{Code, Problem},
    store::{directory::Directory, repair},
};

impl Look<'_> {
    /// Looks for temporary files of ours in the folder around the store: one is left there where a
    /// command is killed while it shortens the journal. What is not ours is nobody's business.
    pub(super) fn beside(&mut self) -> Result<(), Error> {
        let home = Directory::around(self.directory.path())?;
        let names = home.list(|name, kind| {
            let is_left = kind == FileType::RegularFile && repair::is_ours(OsStr::from_bytes(name));
            is_left.then(|| OsStr::from_bytes(name).to_owned())
        });
        let names = match names {
            // In a home that may not be listed nothing of ours can have been left.
            Err(Error::Io { source, .. }) if source.kind() == ErrorKind::PermissionDenied => {
                return Ok(());
            }
            names => names?,
        };
        for name in names {
            self.problems.push(Problem {
                id: None,
                path: home.path().join(name),
                code: Code::LeftOverTemporary,
                message: repair::INTERRUPTED.to_owned(),
                is_mendable: self.is_ours,
                is_repaired: false,
            });
        }
        Ok(())
    }
}
