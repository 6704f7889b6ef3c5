//! The store as a reader sees it, under the lock.

use std::path::Path;

use rustix::fs::FileType;

use super::{
    fs::{
        dir::{Directory, LARGEST_FILE, Unread, io_error},
        stamp::Clock,
    },
    scan::{self, Scan},
    write::{examine::examine, outcome::RemoveOutcome},
};
use crate::{
    error::Error,
    query::Query,
    session::{
        abbrev,
        etag::Etag,
        file::{ParsedFile, SessionFile},
        id::{IdPrefix, SessionId},
    },
};

/// The store for as long as its lock is held.
pub(crate) struct Reader<'lock> {
    directory: Option<&'lock Directory>,
    path: &'lock Path,
}

impl<'lock> Reader<'lock> {
    pub(crate) fn of(directory: &'lock Directory) -> Reader<'lock> {
        Reader { directory: Some(directory), path: directory.path() }
    }

    pub(crate) fn empty(path: &'lock Path) -> Reader<'lock> {
        Reader { directory: None, path }
    }

    pub(crate) fn path(&self) -> &'lock Path {
        self.path
    }

    pub(crate) fn directory(&self) -> Option<&'lock Directory> {
        self.directory
    }

    /// The directory to put something into.
    pub(crate) fn writable(&self) -> Result<&'lock Directory, Error> {
        let missing = || io_error("write to", self.path, std::io::ErrorKind::NotFound);
        self.directory.ok_or_else(missing)
    }

    /// Reads every session that `query` selects; see [`scan`](scan::scan).
    pub(crate) fn scan<T: Send>(
        &self,
        query: &Query,
        make: impl Fn(ParsedFile<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<T>, Error> {
        self.directory.map_or_else(|| Ok(Scan::default()), |dir| scan::scan(dir, query, None, make))
    }

    /// Does the same, and takes the stat data of each file, for [`Writer::remove`].
    ///
    /// [`Writer::remove`]: super::Writer::remove
    pub(crate) fn scan_to_remove<T: Send>(
        &self,
        query: &Query,
        make: impl Fn(ParsedFile<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<T>, Error> {
        let clock = Some(Clock::now());
        self.directory
            .map_or_else(|| Ok(Scan::default()), |dir| scan::scan(dir, query, clock, make))
    }

    /// At least the ids of the sessions that start with one of `prefixes`, sorted.
    ///
    /// While a file is being replaced, a listing can miss it, and an ambiguous prefix would look as
    /// if it meant one session. So a directory in which anything may have happened meanwhile is
    /// listed twice: hardly will both miss the same.
    pub(crate) fn ids_that_match(&self, prefixes: &[IdPrefix]) -> Result<Vec<SessionId>, Error> {
        let Some(directory) = self.directory else { return Ok(Vec::new()) };
        // Beyond a handful it is cheaper to take all and search.
        let is_wanted = |name: &[u8]| {
            prefixes.len() > 8 || prefixes.iter().any(|prefix| prefix.matches_file(name))
        };
        let before = Clock::now().identify(directory);
        let mut ids = list(directory, is_wanted)?;
        if !before.is_some_and(|before| directory.is_unchanged("", &before)) {
            ids.extend(list(directory, is_wanted)?);
        }
        Ok(abbrev::sorted(ids))
    }

    /// Whether there is a session of this id, damaged or not; asked by name, no file is opened.
    pub(crate) fn contains(&self, id: &SessionId) -> Result<bool, Error> {
        let Some(directory) = self.directory else { return Ok(false) };
        directory.has_file(&id.file_name())
    }

    /// Opens the one file of the session `id` and hands it to `act`.
    pub(crate) fn load<T>(
        &self,
        id: &SessionId,
        act: impl FnOnce(SessionFile<'_>) -> T,
    ) -> Result<T, Error> {
        let missing = || Error::SessionNotFound { input: id.to_string() };
        let directory = self.directory.ok_or_else(missing)?;
        let mut bytes = Vec::new();
        match directory.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
            Ok(_) => Ok(act(SessionFile { id, bytes: &bytes })),
            Err(Unread::Missing | Unread::NotRegular) => Err(missing()),
            Err(unread) => Err(io_error("read", &self.path.join(id.file_name()), unread)),
        }
    }

    /// Returns what removing the session `id` would meet with, if its etag must be `expected`.
    pub(crate) fn examine(&self, id: &SessionId, expected: Option<Etag>) -> RemoveOutcome {
        match self.directory {
            Some(directory) => examine(directory, id, expected).0,
            None => RemoveOutcome::Missing,
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
