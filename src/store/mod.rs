//! The only code that touches session files.
//!
//! The files are the truth; clinvk's `index.json` is a cache that is never trusted and never left
//! wrong. [`Store::read`] gives a [`Reader`] under the shared lock, [`Store::write`] a [`Writer`]
//! under the exclusive lock. There is no other way to a session file. A store that other users can
//! change is read, but not changed.
//!
//! The trash and the journal are beside the store, under the same lock.

pub(crate) mod archive;
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
pub(crate) use reader::{LoadError, Reader};
pub(crate) use scan::Scan;
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
    /// Returns the store in `home` without opening it; `lock_timeout` bounds every wait for its
    /// lock, zero means to try once.
    pub(crate) fn new(home: &Path, lock_timeout: Duration) -> Store {
        Store { path: home.join("sessions"), lock_timeout, modes: PermissionCheck::Safe }
    }

    /// Returns the same store, to be changed even if others can write to it, to repair that.
    #[must_use]
    pub(crate) fn whatever_its_modes(self) -> Store {
        Store { modes: PermissionCheck::Any, ..self }
    }

    /// Returns the path of the file of the session `id`, which need not exist.
    pub(crate) fn file(&self, id: &SessionId) -> PathBuf {
        self.path.join(id.file_name())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Creates the store's directory, and the home around it, if they are missing.
    ///
    /// In a home with something that others can change, nothing is created.
    pub(crate) fn make(&self) -> Result<(), Error> {
        if create::is_missing(&self.path) {
            permissions::open(&self.path, self.modes)?;
        }
        create::make(&self.path)
    }

    /// Checks that the trash, if it exists, can be used: for a command that needs it after it has
    /// changed the store.
    pub(crate) fn check_trash(&self) -> Result<(), Error> {
        Reader::empty(&self.path).check_trash()
    }

    /// Runs `act` on the store under its shared lock, so that it never sees half of a batch.
    ///
    /// A missing store reads as empty and is not created. `on_wait` is called if another process
    /// holds the lock for long. A store that may only be read is read without a lock.
    pub(crate) fn read<T>(
        &self,
        on_wait: &mut dyn FnMut(&Waiting),
        act: impl FnOnce(&Reader<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Some(directory) = Directory::open(&self.path)? else {
            home::refuse_link_to_nothing(&self.path)?;
            return act(&Reader::empty(&self.path));
        };
        let mut wait = LockWait::new(self.lock_timeout, on_wait);
        lock::with(&directory, Kind::Shared, &mut wait, |_| act(&Reader::of(&directory)))
    }

    /// Applies `step` to each of `items` under the exclusive lock, in chunks: between two chunks
    /// other processes can take the lock.
    ///
    /// Afterwards, even after an error or a signal, index.json is correct or absent, the changes
    /// are in the journal, and the directory is synced. A missing store is not created: `step` gets
    /// an empty one.
    ///
    /// `items` is not held in memory, so it may be as long as any input.
    pub(crate) fn write<I>(
        &self,
        on_wait: &mut dyn FnMut(&Waiting),
        author: Author,
        items: impl IntoIterator<Item = I>,
        step: impl FnMut(&mut Writer<'_>, I),
    ) -> WriteReport {
        write::batch::run(self, on_wait, author, items, step)
    }
}
