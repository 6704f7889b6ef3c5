//! The store as a reader sees it, under the lock.

use std::path::Path;

use rustix::fs::FileType;

use super::{
    directory::{Directory, LARGEST_FILE, Unread, io_error},
    identity::Moment,
};
use crate::{
    error::Error,
    model::{
        id::{IdPrefix, SessionId},
        ids,
        stored::Stored,
    },
};

/// The store for as long as its lock is held.
pub struct Snapshot<'lock> {
    directory: Option<&'lock Directory>,
    path: &'lock Path,
}

impl<'lock> Snapshot<'lock> {
    pub(super) fn of(directory: &'lock Directory) -> Snapshot<'lock> {
        Snapshot { directory: Some(directory), path: directory.path() }
    }

    pub(super) fn empty(path: &'lock Path) -> Snapshot<'lock> {
        Snapshot { directory: None, path }
    }

    pub(super) fn path(&self) -> &'lock Path {
        self.path
    }

    pub(super) fn directory(&self) -> Option<&'lock Directory> {
        self.directory
    }

    /// The directory to put something into.
    pub(super) fn writable(&self) -> Result<&'lock Directory, Error> {
        let missing = || io_error("write to", self.path, std::io::ErrorKind::NotFound);
        self.directory.ok_or_else(missing)
    }

    /// The ids of all sessions, sorted; one pass over the directory, no file is opened.
    pub fn ids(&self) -> Result<Vec<SessionId>, Error> {
        let Some(directory) = self.directory else { return Ok(Vec::new()) };
        Ok(ids::sorted(list(directory, |_| true)?))
    }

    /// At least the ids of the sessions that start with one of `prefixes`, sorted.
    ///
    /// While a file is being replaced, a listing can miss it, and an ambiguous prefix would look as
    /// if it meant one session. So a directory in which anything may have happened meanwhile is
    /// listed twice: hardly will both miss the same.
    pub fn ids_that_match(&self, prefixes: &[IdPrefix]) -> Result<Vec<SessionId>, Error> {
        let Some(directory) = self.directory else { return Ok(Vec::new()) };
        // Beyond a handful it is cheaper to take all and search.
        let is_wanted = |name: &[u8]| {
            prefixes.len() > 8 || prefixes.iter().any(|prefix| prefix.matches_file(name))
        };
        let before = Moment::now().identify(directory);
        let mut ids = list(directory, is_wanted)?;
        if !before.is_some_and(|before| directory.is_still("", &before)) {
            ids.extend(list(directory, is_wanted)?);
        }
        Ok(ids::sorted(ids))
    }

    /// Whether there is a session of this id, damaged or not; asked by name, no file is opened.
    pub fn contains(&self, id: &SessionId) -> Result<bool, Error> {
        let Some(directory) = self.directory else { return Ok(false) };
        directory.has_file(&id.file_name())
    }

    /// Opens the one file of the session `id` and hands it to `act`.
    pub fn load<T>(&self, id: &SessionId, act: impl FnOnce(Stored<'_>) -> T) -> Result<T, Error> {
        let missing = || Error::SessionNotFound { input: id.to_string() };
        let directory = self.directory.ok_or_else(missing)?;
        let mut bytes = Vec::new();
        match directory.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
            Ok(_) => Ok(act(Stored { id, number: 0, bytes: &bytes, seen: None })),
            Err(Unread::Missing | Unread::NotRegular) => Err(missing()),
            Err(unread) => Err(io_error("read", &self.path.join(id.file_name()), unread)),
        }
    }
}

/// The ids of the regular files whose names are wanted, in no order.
fn list(directory: &Directory, is_wanted: impl Fn(&[u8]) -> bool) -> Result<Vec<SessionId>, Error> {
    directory.list(|name, kind| {
        let is_file = kind == FileType::RegularFile && is_wanted(name);
        is_file.then(|| SessionId::of_file(name)).flatten()
    })
}
