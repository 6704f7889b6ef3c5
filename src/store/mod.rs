//! The only code that touches session files.
//!
//! The files are the truth; clinvk's `index.json` is a cache that is never believed and never left
//! wrong. Whoever reads holds the shared lock and gets a [`Snapshot`]; whoever changes holds the
//! exclusive lock and gets a [`Transaction`]. There is no other way to a session's file. A store
//! that others can change is read, but not changed.
//!
//! Beside the store, under the same lock, are the trash, from which sessions come back, and the
//! journal of what was changed.

mod access;
mod artifacts;
mod atomic;
mod batch;
mod beside;
mod broken;
mod directory;
mod disposal;
mod file_system;
mod found;
mod identity;
mod index;
mod inspect;
mod intentions;
mod interrupt;
mod journal;
mod listing;
mod lock;
mod lost_found;
mod make;
mod patience;
mod rename;
mod repair;
mod scan;
mod snapshot;
mod transaction;
mod trash;
mod walk;
mod worker;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

pub use atomic::Syncing;
pub use batch::Batch;
#[cfg(feature = "test-hooks")]
pub use broken::make_mistake;
pub use found::{Scan, Seen};
pub use inspect::Inspection;
pub use interrupt::{end_if_interrupted, outlive_size_limit};
pub use journal::Journal;
pub use patience::Waiting;
pub use snapshot::Snapshot;
pub use transaction::{Author, Transaction};

use crate::{error::Error, model::id::SessionId};
use access::Modes;
use directory::Directory;
use lock::Kind;
use patience::Patience;

/// A store: the directory `sessions/` of a clinvk home, which need not exist.
#[derive(Clone, Debug)]
pub struct Store {
    path: PathBuf,
    lock_timeout: Duration,
    modes: Modes,
}

impl Store {
    /// Names the store in `home` without touching it; `lock_timeout` bounds every wait for its
    /// lock, zero means to try once.
    pub fn new(home: &Path, lock_timeout: Duration) -> Store {
        Store { path: home.join("sessions"), lock_timeout, modes: Modes::Safe }
    }

    /// The same store, to be changed also where others may write to it: to take that from them.
    #[must_use]
    pub fn whatever_its_modes(self) -> Store {
        Store { modes: Modes::Any, ..self }
    }

    /// The file of the session `id`, whether it is there or not.
    pub fn file(&self, id: &SessionId) -> PathBuf {
        self.path.join(id.file_name())
    }

    /// Makes the store's directory, and the home around it, where they are not there yet.
    ///
    /// In a home with something that others can change nothing is made.
    pub fn make(&self) -> Result<(), Error> {
        if make::is_missing(&self.path) {
            access::open(&self.path, self.modes)?;
        }
        make::make(&self.path)
    }

    /// Checks that the trash, if there is one, can be used: for a command that will need it after it
    /// has changed the store.
    pub fn check_trash(&self) -> Result<(), Error> {
        Snapshot::empty(&self.path).check_trash()
    }

    /// Runs `act` on the store under its shared lock, so that it never sees half of a batch.
    ///
    /// A store that is not there is an empty one and is not created. `on_wait` hears of it when
    /// the lock is not to be had at once. A store that may only be read is read without a lock.
    pub fn read<T>(
        &self,
        on_wait: &mut dyn FnMut(&Waiting),
        act: impl FnOnce(&Snapshot<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Some(directory) = Directory::open(&self.path)? else {
            beside::refuse_link_to_nothing(&self.path)?;
            return act(&Snapshot::empty(&self.path));
        };
        let mut patience = Patience::new(self.lock_timeout, on_wait);
        lock::with(&directory, Kind::Shared, &mut patience, |_| act(&Snapshot::of(&directory)))
    }
}
