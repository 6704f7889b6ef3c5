//! The only code that touches session files.
//!
//! The files are the truth; clinvk's `index.json` is a cache that is never believed and never left
//! wrong. Whoever reads holds the shared lock and gets a [`Reader`]; whoever changes holds the
//! exclusive lock and gets a [`Writer`]. There is no other way to a session's file. A store
//! that others can change is read, but not changed.
//!
//! Beside the store, under the same lock, are the trash, from which sessions come back, and the
//! journal of what was changed.

mod failpoints;
mod fs;
pub(crate) mod fsck;
pub(crate) mod journal;
mod lock;
mod reader;
mod scan;
pub(crate) mod trash;
pub(crate) mod write;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

#[cfg(feature = "test-hooks")]
pub(crate) use failpoints::activate as activate_failpoint;
pub(crate) use fs::atomic::Syncing;
pub(crate) use fsck::Inspection;
pub(crate) use lock::{
    signals::{end_if_interrupted, outlive_size_limit},
    wait::Waiting,
};
pub(crate) use reader::Reader;
pub(crate) use scan::{Row, Scan};
pub(crate) use write::{Author, Writer, batch::WriteReport};

use crate::{error::Error, session::id::SessionId};
use fs::{
    create,
    dir::Directory,
    home,
    permissions::{self, PermissionCheck},
};
use lock::{Kind, wait::LockWait};

/// A store: the directory `sessions/` of a clinvk home, which need not exist.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    path: PathBuf,
    lock_timeout: Duration,
    modes: PermissionCheck,
}

impl Store {
    /// Names the store in `home` without touching it; `lock_timeout` bounds every wait for its
    /// lock, zero means to try once.
    pub(crate) fn new(home: &Path, lock_timeout: Duration) -> Store {
        Store { path: home.join("sessions"), lock_timeout, modes: PermissionCheck::Safe }
    }

    /// The same store, to be changed also where others may write to it: to take that from them.
    #[must_use]
    pub(crate) fn whatever_its_modes(self) -> Store {
        Store { modes: PermissionCheck::Any, ..self }
    }

    /// The file of the session `id`, whether it is there or not.
    pub(crate) fn file(&self, id: &SessionId) -> PathBuf {
        self.path.join(id.file_name())
    }

    /// Makes the store's directory, and the home around it, where they are not there yet.
    ///
    /// In a home with something that others can change nothing is made.
    pub(crate) fn make(&self) -> Result<(), Error> {
        if create::is_missing(&self.path) {
            permissions::open(&self.path, self.modes)?;
        }
        create::make(&self.path)
    }

    /// Checks that the trash, if there is one, can be used: for a command that will need it after it
    /// has changed the store.
    pub(crate) fn check_trash(&self) -> Result<(), Error> {
        Reader::empty(&self.path).check_trash()
    }

    /// Runs `act` on the store under its shared lock, so that it never sees half of a batch.
    ///
    /// A store that is not there is an empty one and is not created. `on_wait` hears of it when
    /// the lock is not to be had at once. A store that may only be read is read without a lock.
    pub(crate) fn read<T>(
        &self,
        on_wait: &mut dyn FnMut(&Waiting),
        act: impl FnOnce(&Reader<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Some(directory) = Directory::open(&self.path)? else {
            home::refuse_link_to_nothing(&self.path)?;
            return act(&Reader::empty(&self.path));
        };
        let mut patience = LockWait::new(self.lock_timeout, on_wait);
        lock::with(&directory, Kind::Shared, &mut patience, |_| act(&Reader::of(&directory)))
    }
}
