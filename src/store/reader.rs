//! Read access to the store, under the lock.

use std::path::Path;

use rustix::fs::FileType;

use super::{
    archive::{self, import::ImportRequest, source::open_artifacts},
    fs::{
        dir::{Directory, LARGEST_FILE, Unread, io_error},
        stamp::Clock,
    },
    fsck::{self, Inspection, Step},
    journal::{self, Journal},
    scan::{self, Scan},
    trash::{
        batch::{BatchInfo, BatchName, TrashEntry},
        clock, contents, empty,
    },
    write::{
        examine::examine,
        outcome::{PutOutcome, RemoveOutcome},
    },
};
use crate::{
    error::Error,
    query::Query,
    session::{
        abbrev,
        age::Age,
        etag::Etag,
        file::{Damaged, ParsedFile, SessionFile},
        id::{IdPrefix, SessionId},
        time::Time,
    },
};

/// Read access to the store, for one hold of the lock.
pub(crate) struct Reader<'hold> {
    directory: Option<&'hold Directory>,
    path: &'hold Path,
}

impl<'hold> Reader<'hold> {
    /// Reads the store in `directory`.
    pub(crate) fn of(directory: &'hold Directory) -> Reader<'hold> {
        Reader { directory: Some(directory), path: directory.path() }
    }

    /// Reads the store at `path` as an empty one, because it does not exist.
    pub(crate) fn empty(path: &'hold Path) -> Reader<'hold> {
        Reader { directory: None, path }
    }

    pub(crate) fn path(&self) -> &'hold Path {
        self.path
    }

    /// Returns the store's directory, if it exists.
    pub(crate) fn directory(&self) -> Option<&'hold Directory> {
        self.directory
    }

    /// Returns the IDs of sessions, sorted: all that start with one of `prefixes`, and perhaps more.
    ///
    /// A listing can miss a file that is being replaced, and an ambiguous prefix would then look
    /// unique. So a directory that may have changed meanwhile is listed twice.
    pub(crate) fn ids_that_match(&self, prefixes: &[IdPrefix]) -> Result<Vec<SessionId>, Error> {
        let Some(directory) = self.directory else { return Ok(Vec::new()) };
        // Comparing every name with many prefixes costs more than keeping every ID.
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

    /// Returns whether the session `id` exists, damaged or not. Looks up its name and opens nothing.
    pub(crate) fn contains(&self, id: &SessionId) -> Result<bool, Error> {
        let Some(directory) = self.directory else { return Ok(false) };
        directory.has_file(&id.file_name())
    }

    /// Reads the file of the session `id` and passes it to `act`.
    pub(crate) fn load<T>(
        &self,
        id: &SessionId,
        act: impl FnOnce(SessionFile<'_>) -> T,
    ) -> Result<T, LoadError> {
        let missing = || LoadError::Missing(Error::SessionNotFound { input: id.to_string() });
        let directory = self.directory.ok_or_else(missing)?;
        let mut bytes = Vec::new();
        let read = directory.read(&id.file_name(), LARGEST_FILE, &mut bytes);
        let failure = |unread| io_error("read", &self.path.join(id.file_name()), unread);
        match read {
            Ok(_) => Ok(act(SessionFile { id, bytes: &bytes })),
            Err(Unread::Missing | Unread::NotRegular) => Err(missing()),
            Err(unread @ Unread::TooLarge) => Err(LoadError::TooLarge(failure(unread))),
            Err(unread @ Unread::Refused(_)) => Err(LoadError::Refused(failure(unread))),
        }
    }

    /// Opens the artifacts directory of the session `id`, if it has one.
    pub(crate) fn artifacts(&self, id: &SessionId) -> Result<Option<Directory>, Error> {
        self.directory.map_or(Ok(None), |directory| open_artifacts(directory, id))
    }

    /// Returns the outcome that importing a session would have.
    pub(crate) fn examine_import(&self, request: &ImportRequest<'_>) -> PutOutcome {
        archive::import::examine(self, request)
    }

    /// Returns the outcome that removing the session `id` would have if its etag must be `expected`.
    pub(crate) fn examine(&self, id: &SessionId, expected: Option<Etag>) -> RemoveOutcome {
        match self.directory {
            Some(directory) => examine(directory, id, expected).0,
            None => RemoveOutcome::Missing,
        }
    }

    /// Checks the whole store, and the home around it, for problems; changes nothing.
    ///
    /// `now` separates old temporary files from those that may be in use.
    pub(crate) fn inspect(
        &self,
        now: Time,
        on_step: &mut dyn FnMut(Step),
    ) -> Result<Inspection, Error> {
        fsck::inspect(self, now, on_step)
    }

    /// Reads the journal; a missing journal is empty.
    pub(crate) fn journal(&self) -> Result<Journal, Error> {
        journal::read(self.path)
    }

    /// Checks that the trash, if it exists, can be used. If the store as a whole must not be
    /// changed, that is the error.
    pub(crate) fn check_trash(&self) -> Result<(), Error> {
        contents::check(self)
    }

    /// Returns the names of the trash batches, newest first; a batch may be empty.
    pub(crate) fn batches(&self) -> Result<Vec<BatchName>, Error> {
        contents::batches(self)
    }

    /// Returns whether the name of a trash batch is older than `age`.
    pub(crate) fn has_batch_older_than(&self, age: &Age, now: Time) -> Result<bool, Error> {
        clock::has_batch_older_than(self, age, now)
    }

    /// Returns the trash batches that are certainly older than `age`, newest first.
    ///
    /// The age of a batch is unknown if its time is before that of a session in it, before that of
    /// an earlier journal entry, or in the future: then the clock was wrong when it was made.
    pub(crate) fn batches_older_than(&self, age: &Age, now: Time) -> Result<Vec<BatchName>, Error> {
        clock::batches_older_than(self, age, now)
    }

    /// Returns whether `now` is later than every time in the store, the journal and the trash by
    /// more than `age`.
    pub(crate) fn has_clock_jumped(&self, age: &Age, now: Time) -> Result<bool, Error> {
        clock::has_clock_jumped(self, age, now)
    }

    /// Returns the command and the rule of a trash batch; empty if its record cannot be read.
    pub(crate) fn batch_info(&self, batch: &BatchName) -> BatchInfo {
        contents::info(self, batch)
    }

    /// Returns the sessions in `batches`, in their order and then by ID.
    pub(crate) fn trashed(&self, batches: &[BatchName]) -> Result<Vec<TrashEntry>, Error> {
        contents::entries(self, batches)
    }

    /// Returns the sessions in the trash batch that was made last.
    pub(crate) fn last_trashed(&self, now: Time) -> Result<Vec<TrashEntry>, Error> {
        clock::last_trashed(self, now)
    }

    /// Reads each of `entries` and passes it to `visit`. Returns the damaged ones.
    pub(crate) fn visit_trashed<'e>(
        &self,
        entries: &'e [TrashEntry],
        visit: impl FnMut(&'e TrashEntry, ParsedFile<'_>),
    ) -> Result<Vec<Damaged>, Error> {
        contents::visit(self, entries, visit)
    }

    /// Reads the file of each of `entries` and passes it to `visit`. Files that no longer exist are
    /// skipped.
    pub(crate) fn read_trashed<'e>(
        &self,
        entries: &'e [TrashEntry],
        visit: impl FnMut(&'e TrashEntry, Result<SessionFile<'_>, Damaged>),
    ) -> Result<(), Error> {
        contents::read(self, entries, visit)
    }

    /// Returns the outcome that permanently removing `entry` would have if its etag must be
    /// `expected`.
    pub(crate) fn examine_trashed(
        &self,
        entry: &TrashEntry,
        expected: Option<Etag>,
    ) -> RemoveOutcome {
        empty::examine(self, entry, expected)
    }
}

/// The reason that a session could not be loaded.
#[derive(Debug)]
pub(crate) enum LoadError {
    /// There is no such session.
    Missing(Error),
    /// The session is damaged: no session file is that large.
    TooLarge(Error),
    /// The system failed to read the file, so its content is unknown.
    Refused(Error),
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Error {
        match error {
            LoadError::Missing(error) | LoadError::TooLarge(error) | LoadError::Refused(error) => {
                error
            }
        }
    }
}

/// Returns the IDs of the regular files whose names are wanted, in no order.
fn list(directory: &Directory, is_wanted: impl Fn(&[u8]) -> bool) -> Result<Vec<SessionId>, Error> {
    directory.list(|name, kind| {
        let is_file = kind == FileType::RegularFile && is_wanted(name);
        is_file.then(|| SessionId::of_file(name)).flatten()
    })
}
