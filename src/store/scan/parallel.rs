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
    result::{ScanResult, Seen},
    worker::{FileJob, Worker, WorkerResult},
};
use crate::{
    error::Error,
    session::{abbrev, file::Damaged, id::SessionId},
    store::fs::dir::Directory,
};

/// How many files a thread takes at a time: enough that taking costs nothing, few enough that all
/// threads finish together. A store of fewer is read without a thread.
const PORTION: u32 = 256;

/// How many portions may wait to be read while the directory is still being listed: so many that
/// there always is one. They are copies; those of all ids would take as much memory again.
const WAITING: usize = 16;

/// Some ids, in the order of the listing, and the number of the first.
type Portion = (u32, Vec<SessionId>);

/// Lists the directory and has `step` make something of every session's file, or nothing.
///
/// `step` runs on several threads at once, each of which has a `W` of its own to gather into.
pub(crate) fn walk<W: Default + Send, T: Send>(
    directory: &Directory,
    step: impl Fn(&mut W, FileJob<'_>) -> Result<Option<T>, Damaged> + Sync,
) -> Result<ScanResult<W, T>, Error> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let (queue, listed) = (Mutex::new(receiver), OnceLock::new());
    let work = |directory: &Directory| {
        let mut worker = Worker::new(directory, &step);
        while let Some((first, ids)) = received(&queue) {
            worker.read(first, &ids);
        }
        while let Some((first, ids)) = listed.get().and_then(Listed::next) {
            worker.read(first, ids);
        }
        worker.share
    };
    let help = || {
        have_own_descriptors();
        // Of a common one the kernel counts the users, which takes turns.
        directory.open_directory(".").map_or_else(|_| work(directory), |own| work(&own))
    };
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
    Ok(joined(listed.into_inner().unwrap_or_default(), shares))
}

/// Gives this thread a table of descriptors of its own, if it may have one: in a common one the
/// threads would wait for each other at every file that they open and close.
///
/// What the thread opens from here on is its own; what was open stays open until it ends, so a lock
/// is given back by unlocking it, not by closing its file.
fn have_own_descriptors() {
    #[cfg(target_os = "linux")]
    let _ = nix::sched::unshare(nix::sched::CloneFlags::CLONE_FILES);
}

/// The cores beside the one that we are on.
fn other_cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from) - 1
}

/// The next portion in the queue; `None` if no more can come.
fn received(queue: &Mutex<Receiver<Portion>>) -> Option<Portion> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// The sessions of a directory.
#[derive(Default)]
struct Listed {
    /// Their ids, in the order of the listing.
    ids: Vec<SessionId>,
    /// The number of the first id of each portion that was not handed out while listing.
    left: Vec<u32>,
    /// How many of those have been taken since.
    taken: AtomicUsize,
    /// Whether anything else had a name that is an id.
    has_bare_id: bool,
}

impl Listed {
    /// The next portion that was not handed out while listing, and the number of its first id.
    fn next(&self) -> Option<(u32, &[SessionId])> {
        let first = *self.left.get(self.taken.fetch_add(1, Ordering::Relaxed))?;
        let ids = &self.ids[first as usize..];
        Some((first, &ids[..ids.len().min(PORTION as usize)]))
    }
}

/// Lists the sessions, and hands portions to `send`, which may have no room for one.
fn list(directory: &Directory, mut send: impl FnMut(Portion) -> bool) -> Result<Listed, Error> {
    let (mut ids, mut left, mut first) = (Vec::new(), Vec::new(), 0);
    let mut has_bare_id = false;
    directory.visit(|name, kind| {
        match SessionId::of_file(name).filter(|_| kind == FileType::RegularFile) {
            Some(id) => ids.push(id),
            None => has_bare_id |= SessionId::of_bytes(name).is_some(),
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
    Ok(Listed { ids, left, taken: AtomicUsize::new(0), has_bare_id })
}

/// Puts together what the threads did. What a listing had twice is left there once.
fn joined<W, T>(listed: Listed, shares: Vec<WorkerResult<W, T>>) -> ScanResult<W, T> {
    let mut scan = ScanResult { may_have_artifacts: listed.has_bare_id, ..ScanResult::default() };
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
    (scan.ids, places) = abbrev::sorted_with_places(listed.ids);
    scan.found.retain_mut(|seen| {
        let place = places[seen.place as usize];
        seen.place = place.unwrap_or(0);
        place.is_some()
    });
    scan.damaged.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    scan.damaged.dedup_by(|one, other| one.id == other.id);
    scan
}
