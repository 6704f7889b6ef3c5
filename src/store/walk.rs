//! Coming by every session's file, on all cores.

use std::{
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
};

use rustix::fs::FileType;

use super::{
    directory::{Directory, LARGEST_FILE, Unread, read_to_end},
    found::{Scan, Seen},
    identity::Moment,
};
use crate::{
    error::{Cause, Error},
    model::{
        id::SessionId,
        ids,
        session::Session,
        stored::{Damaged, Stored},
    },
};

/// How many files a thread takes at a time: enough that taking costs nothing, few enough that all
/// threads finish together. A store of fewer is read without a thread.
const PORTION: u32 = 256;

/// Files up to this size, which is nearly every session, are read with one call.
const USUAL_SIZE: usize = 1 << 16;

/// How many portions may wait to be read while the directory is still being listed: so many that
/// there always is one. They are copies; those of all ids would take as much memory again.
const WAITING: usize = 16;

/// Some ids, in the order of the listing, and the number of the first.
type Portion = (u32, Vec<SessionId>);

/// The file whose turn it is.
pub(super) struct Turn<'a> {
    /// The directory that it is in.
    pub(super) directory: &'a Directory,
    /// The name under which it was listed.
    pub(super) name: &'a str,
    /// Its number in the listing.
    pub(super) number: u32,
    id: &'a SessionId,
    bytes: &'a mut Vec<u8>,
}

impl Turn<'_> {
    /// Reads the file and has `act` make something of it, or nothing; with a `moment` its identity
    /// is noted first.
    pub(super) fn read<T>(
        self,
        moment: Option<Moment>,
        act: impl FnOnce(Stored<'_>, &Session<'_>) -> Option<T>,
    ) -> Result<Option<T>, Damaged> {
        let Turn { directory, name, id, number, bytes } = self;
        // The listing has just said that it is regular, so it is not asked again: a FIFO that took
        // its place since reads as empty or fails, and does not block.
        let read = directory.open_file(name).and_then(|file| {
            let seen = moment.and_then(|moment| moment.identify(&file));
            read_to_end(&file, 0, LARGEST_FILE, bytes).map(|()| seen)
        });
        match read {
            Ok(seen) => {
                let stored = Stored { id, number, bytes, seen };
                let session = stored.session()?;
                Ok(act(stored, &session))
            }
            // Removed or replaced by something else since it was listed: no session any more.
            Err(Unread::Missing | Unread::NotRegular) => Ok(None),
            Err(unread) => Err(Damaged::new(id, Cause(&unread.into()))),
        }
    }
}

/// Lists the directory and has `step` make something of every session's file, or nothing.
///
/// `step` runs on several threads at once, each of which has a `W` of its own to gather into.
pub(super) fn walk<W: Default + Send, T: Send>(
    directory: &Directory,
    step: impl Fn(&mut W, Turn<'_>) -> Result<Option<T>, Damaged> + Sync,
) -> Result<Scan<W, T>, Error> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let (queue, listed) = (Mutex::new(receiver), OnceLock::new());
    let work = |directory: &Directory| {
        let mut worker = Worker::new(directory, &step);
        worker.read_queue(&queue);
        worker.read_rest(&listed);
        worker.share
    };
    // A descriptor of its own: of a common one the kernel counts the users, which takes turns.
    let help = || directory.open_directory(".").map_or_else(|_| work(directory), |own| work(&own));
    let shares = thread::scope(|scope| {
        let mut threads = Vec::new();
        let mut most_threads = None;
        // The first files are read while the directory is still being listed.
        let result = list(directory, |portion| {
            let is_sent = sender.try_send(portion).is_ok();
            if threads.len() < *most_threads.get_or_insert_with(other_cores) {
                // A thread that cannot be had leaves its share to the others.
                threads.extend(thread::Builder::new().spawn_scoped(scope, help));
            }
            is_sent
        });
        // Without a list, the others find nothing more to do.
        let result = result.map(|list| listed.get_or_init(|| list));
        drop(sender);
        let mut shares = vec![work(directory)];
        for thread in threads {
            match thread.join() {
                Ok(share) => shares.push(share),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        result.map(|_| shares)
    })?;
    let ids = listed.into_inner().map(|listed| listed.ids);
    Ok(joined(ids.unwrap_or_default(), shares))
}

/// The cores beside the one that we are on.
fn other_cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from) - 1
}

/// The sessions of a directory.
struct Listed {
    /// Their ids, in the order of the listing.
    ids: Vec<SessionId>,
    /// The number of the first id of each portion that was not handed out while listing.
    left: Vec<u32>,
    /// How many of those have been taken since.
    taken: AtomicUsize,
}

/// Lists the sessions, and hands portions to `send`, which may have no room for one.
fn list(directory: &Directory, mut send: impl FnMut(Portion) -> bool) -> Result<Listed, Error> {
    let (mut ids, mut left, mut first) = (Vec::new(), Vec::new(), 0);
    directory.visit(|name, kind| {
        if kind == FileType::RegularFile {
            ids.extend(SessionId::of_file(name));
        }
        let portion = &ids[first as usize..];
        if portion.len() == PORTION as usize {
            if !send((first, portion.to_vec())) {
                left.push(first);
            }
            first += PORTION;
        }
    })?;
    left.push(first);
    Ok(Listed { ids, left, taken: AtomicUsize::new(0) })
}

/// What reads files, on a thread.
struct Worker<'s, F, W, T> {
    directory: &'s Directory,
    step: &'s F,
    name: String,
    bytes: Vec<u8>,
    share: Share<W, T>,
}

/// What one thread did.
struct Share<W, T> {
    /// What was found, each with its number for a place: [`joined`] knows the places and parts.
    found: Vec<Seen<T>>,
    gathered: W,
    damaged: Vec<Damaged>,
}

impl<'s, F, W: Default, T> Worker<'s, F, W, T>
where
    F: Fn(&mut W, Turn<'_>) -> Result<Option<T>, Damaged>,
{
    fn new(directory: &'s Directory, step: &'s F) -> Worker<'s, F, W, T> {
        let share = Share { found: Vec::new(), gathered: W::default(), damaged: Vec::new() };
        let (name, bytes) = (String::new(), Vec::with_capacity(USUAL_SIZE));
        Worker { directory, step, name, bytes, share }
    }

    /// Reads the portions in the queue until none can come any more.
    fn read_queue(&mut self, queue: &Mutex<Receiver<Portion>>) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((first, ids)) = next else { return };
            self.read(first, &ids);
        }
    }

    /// Reads what was not handed out while listing.
    fn read_rest(&mut self, listed: &OnceLock<Listed>) {
        let Some(Listed { ids, left, taken }) = listed.get() else { return };
        while let Some(&first) = left.get(taken.fetch_add(1, Ordering::Relaxed)) {
            let ids = &ids[first as usize..];
            self.read(first, &ids[..ids.len().min(PORTION as usize)]);
        }
    }

    fn read(&mut self, first: u32, ids: &[SessionId]) {
        for (id, number) in ids.iter().zip(first..) {
            self.name.clear();
            self.name.push_str(id.as_str());
            self.name.push_str(SessionId::FILE_EXTENSION);
            let (directory, name, bytes) = (self.directory, &self.name[..], &mut self.bytes);
            let turn = Turn { directory, name, number, id, bytes };
            match (self.step)(&mut self.share.gathered, turn) {
                Ok(value) => {
                    let seen = value.map(|value| Seen { place: number, part: 0, value });
                    self.share.found.extend(seen);
                }
                Err(damaged) => self.share.damaged.push(damaged),
            }
        }
    }
}

/// Puts together what the threads did. What a listing had twice is left there once.
fn joined<W, T>(ids: Vec<SessionId>, shares: Vec<Share<W, T>>) -> Scan<W, T> {
    let mut scan = Scan::default();
    let count: usize = shares.iter().map(|share| share.found.len()).sum();
    for (part, share) in (0..).zip(shares) {
        scan.parts.push(share.gathered);
        scan.damaged.extend(share.damaged);
        let found = share.found.into_iter().map(|seen| Seen { part, ..seen });
        // The first share is not copied: this is when the most memory is held.
        if part == 0 {
            scan.found = found.collect();
            scan.found.reserve_exact(count - scan.found.len());
        } else {
            scan.found.extend(found);
        }
    }
    let places;
    (scan.ids, places) = ids::sorted_with_places(ids);
    scan.found.retain_mut(|seen| {
        let place = places[seen.place as usize];
        seen.place = place.unwrap_or(0);
        place.is_some()
    });
    scan.damaged.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    scan.damaged.dedup_by(|one, other| one.id == other.id);
    scan
}
