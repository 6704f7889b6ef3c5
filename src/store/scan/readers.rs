//! Threads that read files: one per core, and more while files come from the disk.
//!
//! Files in the page cache are read at the speed of the cores. A disk is as fast as the number of
//! requests that it has at a time, and each thread makes one.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, Scope},
};

use super::{disk_reads::DiskReads, file_reader::FileReader};
use crate::{session::id::SessionId, store::fs::dir::Directory};

/// The files that a thread takes at a time.
const PORTION: usize = 64;

/// The number of files up to which one thread reads them all.
const SMALL: usize = 256;

/// The most threads: more do not make it faster.
const MOST_THREADS: usize = 32;

/// The least number of bytes of a portion that come from the disk if more threads help: those of
/// every eighth file, in blocks of 4 KiB.
const COLD: u64 = (PORTION as u64 / 8) * 4096;

/// The work that the threads share.
struct Readers<'a, R, F> {
    directory: &'a Directory,
    ids: &'a [SessionId],
    read: F,
    /// The index of the first ID that no thread has taken.
    next: AtomicUsize,
    threads: AtomicUsize,
    /// The results of each portion, with the index of its first ID.
    done: Mutex<Vec<(usize, Vec<R>)>>,
}

/// Calls `read` for each of `ids`, on several threads at once, and returns its results in the order
/// of `ids`.
pub(crate) fn read_all<R: Send>(
    directory: &Directory,
    ids: &[SessionId],
    read: impl Fn(&mut FileReader<'_>, &SessionId) -> Option<R> + Sync,
) -> impl Iterator<Item = R> {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = if ids.len() <= SMALL { 1 } else { cores() };
    let readers = Readers {
        directory,
        ids,
        read,
        next: AtomicUsize::new(0),
        threads: AtomicUsize::new(threads),
        done: Mutex::default(),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            readers.start_another(scope);
        }
        readers.work(scope);
    });
    let mut done = readers.done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(first, _)| *first);
    done.into_iter().flat_map(|(_, results)| results)
}

impl<R: Send, F> Readers<'_, R, F>
where
    F: Fn(&mut FileReader<'_>, &SessionId) -> Option<R> + Sync,
{
    /// Starts a thread. If the system refuses, the others do its work.
    fn start_another<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) {
        let _ = thread::Builder::new().spawn_scoped(scope, || self.work(scope));
    }

    /// Reads one portion after the other until none is left.
    fn work<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) {
        let mut reader = FileReader::new(self.directory);
        let mut disk = (self.ids.len() > SMALL).then(DiskReads::of_this_thread);
        loop {
            let first = self.next.fetch_add(PORTION, Ordering::Relaxed);
            let Some(rest) = self.ids.get(first..).filter(|rest| !rest.is_empty()) else { return };
            let portion = &rest[..rest.len().min(PORTION)];
            let mut results = Vec::with_capacity(portion.len());
            results.extend(portion.iter().filter_map(|id| (self.read)(&mut reader, id)));
            self.done.lock().unwrap_or_else(PoisonError::into_inner).push((first, results));
            let is_cold = disk.as_mut().is_some_and(|disk| disk.since_last() >= COLD);
            if is_cold && rest.len() > PORTION && self.may_grow() {
                self.start_another(scope);
            }
        }
    }

    /// Counts one more thread, unless there are as many as there may be.
    fn may_grow(&self) -> bool {
        let grown = |threads| (threads < MOST_THREADS).then_some(threads + 1);
        self.threads.fetch_update(Ordering::Relaxed, Ordering::Relaxed, grown).is_ok()
    }
}
