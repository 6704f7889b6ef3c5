//! Changes the store, under the exclusive lock.

pub(crate) mod batch;
pub(crate) mod examine;
pub(crate) mod index_json;
pub(crate) mod outcome;
pub(crate) mod pending;
mod put;
mod remove;

use super::{
    archive::{self, import::ImportRequest},
    fs::{
        atomic::Syncing,
        dir::{Directory, io_error},
        guarantees,
    },
    fsck::{problem::Problem, repair},
    journal::{intent_writer::IntentWriter, intents::REMOVING},
    reader::Reader,
    trash::{
        self,
        batch::{BatchName, TrashEntry},
    },
};
use crate::{
    error::Error,
    policy::Reason,
    session::{etag::Etag, file::SessionFile, id::SessionId, time::Time},
};
use outcome::{Destination, PutOutcome, RemoveOutcome, RemoveRequest};
use pending::{Pending, rule_of};

/// Attempts to change a session that another process keeps changing.
const TRIES: usize = 3;

/// The author of a change, as the journal and the trash record it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Author {
    /// The command's name, as it is typed.
    pub(crate) command: &'static str,
    /// When the command was started.
    pub(crate) time: Time,
}

/// Write access to the store, for one hold of the exclusive lock.
pub(crate) struct Writer<'hold> {
    reader: Reader<'hold>,
    pub(in crate::store) pending: &'hold mut Pending,
    intents: IntentWriter,
    /// True once index.json cannot hide a new session.
    is_index_invalid: bool,
    /// True if the store's link count gives its number of directories; `None` until it is needed.
    counts_directories: Option<bool>,
}

impl<'hold> Writer<'hold> {
    fn new(reader: Reader<'hold>, pending: &'hold mut Pending) -> Writer<'hold> {
        let (intents, is_index_invalid) = (IntentWriter::Unopened, false);
        Writer { reader, pending, intents, is_index_invalid, counts_directories: None }
    }

    /// Returns the store as it is now.
    pub(crate) fn reader(&self) -> &Reader<'hold> {
        &self.reader
    }

    /// Creates the session `id` from the bytes `file`. Returns `None` if something has its name.
    pub(crate) fn create(
        &mut self,
        id: &SessionId,
        file: &[u8],
        sync: Syncing,
    ) -> Result<Option<Etag>, Error> {
        put::create(self, id, file, sync)
    }

    /// Replaces the file of the session `id` by the result of `change`, if its etag is `expected`.
    /// If `change` returns `None`, the file is kept.
    pub(crate) fn rewrite(
        &mut self,
        id: &SessionId,
        expected: Option<Etag>,
        change: impl Fn(SessionFile<'_>) -> Result<Option<Vec<u8>>, PutOutcome>,
    ) -> PutOutcome {
        put::rewrite(self, id, expected, change)
    }

    /// Stores a session exactly as it was exported, with its artifacts.
    pub(crate) fn import(&mut self, request: &ImportRequest<'_>) -> PutOutcome {
        archive::import::import(self, request)
    }

    /// Removes a session and its artifacts, if its file is as `request` expects; `reason` is the
    /// rule that chose it.
    ///
    /// Without an expectation any file is removed, damaged or not. A symlink or a directory of
    /// that name is not a session and is left.
    pub(crate) fn remove(
        &mut self,
        request: &RemoveRequest,
        destination: Destination,
        reason: Reason<'_>,
    ) -> RemoveOutcome {
        remove::remove(self, request, destination, reason)
    }

    /// Restores a session from the trash, if its etag is `expected` and nothing has its name.
    pub(crate) fn restore(&mut self, entry: &TrashEntry, expected: Option<Etag>) -> PutOutcome {
        trash::restore::restore(self, entry, expected)
    }

    /// Removes a trash batch that holds nothing but its record.
    pub(crate) fn remove_empty_batch(&mut self, name: &BatchName) -> Result<(), Error> {
        trash::restore::remove_empty_batch(&self.reader, name)
    }

    /// Permanently removes a session from the trash; `reason` is the rule that chose it.
    pub(crate) fn purge_trashed(
        &mut self,
        entry: &TrashEntry,
        reason: Reason<'_>,
    ) -> RemoveOutcome {
        trash::empty::purge(self, entry, reason)
    }

    /// Removes a trash batch, with all that is in it, if it holds no session.
    pub(crate) fn sweep_batch(&mut self, name: &BatchName) -> Result<(), Error> {
        trash::empty::sweep_batch(&self.reader, name)
    }

    /// Repairs `problem`, unless it is gone. Returns how, or `None` if it cannot be repaired.
    pub(crate) fn repair(&mut self, problem: &Problem, now: Time) -> Result<Option<String>, Error> {
        repair::repair(self, problem, now)
    }

    /// Runs `unlink`, which permanently removes the session `id`, and returns its result.
    ///
    /// First the journal gets the intent, so that the removal is recorded even if the process is
    /// killed. A journal that cannot be written does not prevent the removal.
    pub(in crate::store) fn purge(
        &mut self,
        id: &SessionId,
        reason: Reason<'_>,
        unlink: impl FnOnce() -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        let is_announced = self.reader.directory().is_some_and(|store| {
            self.intents.write(store, &self.pending.line(Some(id), REMOVING, Some(rule_of(reason))))
        });
        let removed = unlink();
        let failure = match &removed {
            // The caller records it, together with what else changed.
            Ok(true) => return removed,
            Ok(false) => "missing",
            Err(_) => "failed",
        };
        if is_announced {
            self.pending.record(Some(id), failure, Some(rule_of(reason)));
        }
        removed
    }

    /// Invalidates index.json before a session appears. If the process were killed after that,
    /// clinvk would otherwise never list the new session.
    pub(in crate::store) fn invalidate_index(
        &mut self,
        directory: &Directory,
    ) -> Result<(), Error> {
        // Under the lock no other process creates an index.
        if !self.is_index_invalid {
            index_json::invalidate(directory)?;
            self.is_index_invalid = true;
        }
        Ok(())
    }

    /// Returns the store's directory to create something in.
    pub(in crate::store) fn directory_to_create_in(&self) -> Result<&'hold Directory, Error> {
        let missing = || io_error("write to", self.reader.path(), std::io::ErrorKind::NotFound);
        self.reader.directory().ok_or_else(missing)
    }

    /// Returns whether the store may contain a directory.
    fn may_have_directory(&mut self, store: &Directory) -> bool {
        let counts = || guarantees::counts_directories(store);
        let is_counted = *self.counts_directories.get_or_insert_with(counts);
        // Two links are its name and its `.`; each directory in it adds a `..`.
        !is_counted || !store.own_stat().is_ok_and(|stat| stat.st_nlink == 2)
    }
}
