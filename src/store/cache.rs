//! A cache beside the store: when each session was last used, as long as its file stays the same.
//!
//! As git's index does, it knows a file again by its identity, which [`identity`](super::identity)
//! takes before the file is read and only of one that was left alone for a while. Whatever happens
//! to a file through the system changes that, except that one who has it mapped into memory can
//! write for a while unseen. It is trusted only where it and what is around it is this user's and
//! nobody else's to write, and where the file system keeps the times that this is built on. A
//! record of a file that changed is never found again, so it can be written without a lock. It may
//! be gone at any time, and nothing that goes wrong with it is ever told: then files are read.

mod facts;
mod format;

pub(super) use facts::{Facts, Sieve};
pub(super) use format::{Record, record};

use super::{
    access::{self, Modes},
    atomic,
    broken::{self, Mistake},
    directory::Directory,
    file_system::keeps_times,
};
use crate::model::identity::Identity;
use format::Records;

/// The directory of the cache, in the folder around the store.
const FOLDER: &str = "cache";

/// The name of its one file.
const FILE: &str = "last_used";

/// How many sessions there must be: below, reading all costs less than another file is worth.
const FEWEST: usize = 4096;

/// A new file is written when more than this part of the sessions is new: a hundredth.
const PART: usize = 100;

/// A larger file is neither written nor read: 256 MiB, which is four million sessions.
const LARGEST: usize = 256 << 20;

/// The cache of a store in which it can be relied on.
pub(super) struct Cache {
    /// The folder around the store.
    home: Directory,
    /// The device that the store is on.
    device: u64,
    records: Records,
}

impl Cache {
    /// Reads the cache of this store; `None` if there must not be one.
    pub(super) fn of(store: &Directory) -> Option<Cache> {
        if !keeps_times(store) {
            return None;
        }
        access::check(store, Modes::Safe).ok()?;
        let device = store.own_stat().ok()?.st_dev;
        let home = Directory::around(store.path()).ok()?;
        access::check(&home, Modes::Safe).ok()?;
        let records = read(&home).unwrap_or_default();
        Some(Cache { home, device, records })
    }

    /// Whether it knows nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// What is known of exactly this file, and where its record stands: most likely at one of
    /// `guesses`.
    pub(super) fn find(&self, seen: &Identity, guesses: [usize; 2]) -> Option<(usize, Facts)> {
        self.records.find(seen, guesses)
    }

    /// The cache that is worth writing, of a store with this many sessions: what was found in this
    /// one, by its place, and what is new, each with the number of the file in the listing.
    pub(super) fn renewed(
        self,
        sessions: usize,
        found: impl Iterator<Item = (usize, usize)>,
        mut new: Vec<(usize, Record)>,
    ) -> Option<Renewed> {
        let fewest = if broken::makes(Mistake::YoungTrusted) { 0 } else { FEWEST };
        if sessions <= fewest || new.len() <= sessions / PART {
            return None;
        }
        let found = found.filter_map(|(number, place)| Some((number, self.records.get(place)?)));
        new.extend(found);
        new.sort_unstable_by_key(|(number, _)| *number);
        let records = new.into_iter().map(|(_, record)| record).collect();
        Some(Renewed { home: self.home, device: self.device, records })
    }

    /// The device whose files it knows.
    pub(super) fn device(&self) -> u64 {
        self.device
    }
}

/// Reads the file; `None` if it is not there, or not as we leave it.
fn read(home: &Directory) -> Option<Records> {
    let folder = home.open_directory(FOLDER).ok()?;
    access::check(&folder, Modes::Safe).ok()?;
    let mut bytes = Vec::new();
    let stat = folder.read(FILE, LARGEST as u64, &mut bytes).ok()?;
    let is_ours = access::danger(&stat, Modes::Safe).is_none();
    Records::decode(bytes).filter(|_| is_ours)
}

/// A cache that is to be written when nobody waits for the store any more.
pub(super) struct Renewed {
    home: Directory,
    device: u64,
    records: Vec<Record>,
}

impl Renewed {
    /// Writes it, if that can be done.
    pub(super) fn write(self) {
        let Renewed { home, device, records } = self;
        let bytes = format::encode(device, &records);
        if bytes.len() > LARGEST {
            return;
        }
        let made = home.make_directory(FOLDER).ok().flatten();
        let Some(folder) = made.or_else(|| home.open_directory(FOLDER).ok()) else { return };
        if access::check(&folder, Modes::Safe).is_err() {
            return;
        }
        // What a process that was killed has left. Another that is just writing then fails.
        let left = folder.list(|name, _| std::str::from_utf8(name).ok().map(str::to_owned));
        for name in
            left.unwrap_or_default().iter().filter(|name| atomic::is_temporary(name.as_ref()))
        {
            let _ = folder.unlink(name);
        }
        // Without it the next command reads everything once more.
        let _ = atomic::replace_unsynced(&folder, FILE, &bytes);
    }
}
