//! Threads that read files: one per core, and more while they wait for the disk.
//!
//! Files in the page cache are read at the speed of the cores. Reading from a disk is bound by the
//! requests that it has at a time, and one thread makes one.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, Scope},
    time::Instant,
};

use rustix::time::{ClockId, clock_gettime};

use super::file_reader::FileReader;
use crate::{session::id::SessionId, store::fs::dir::Directory};

/// The files that a thread takes at a time.
const PORTION: usize = 64;

/// The number of files up to which one thread reads them all.
const SMALL: usize = 256;

/// The most threads: more wait no less.
const MOST_THREADS: usize = 32;

/// A thread waits for the disk if it runs for less than this part of the time.
const BUSY_PART: u32 = 3;

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
) -> Vec<R> {
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
    done.into_iter().flat_map(|(_, results)| results).collect()
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
        loop {
            let first = self.next.fetch_add(PORTION, Ordering::Relaxed);
            let Some(rest) = self.ids.get(first..).filter(|rest| !rest.is_empty()) else { return };
            let portion = &rest[..rest.len().min(PORTION)];
            let stopwatch = Stopwatch::start();
            let results = portion.iter().filter_map(|id| (self.read)(&mut reader, id)).collect();
            let has_waited = stopwatch.has_waited();
            self.done.lock().unwrap_or_else(PoisonError::into_inner).push((first, results));
            if has_waited && self.ids.len() > SMALL && rest.len() > PORTION && self.may_grow() {
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

/// Compares the time that passes with the time for which this thread runs.
struct Stopwatch {
    started: Instant,
    cpu_time: i64,
}

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "a portion is measured, not dated")]
    fn start() -> Stopwatch {
        Stopwatch { started: Instant::now(), cpu_time: cpu_time() }
    }

    /// Returns whether the thread has waited for most of the time.
    fn has_waited(&self) -> bool {
        let ran = u64::try_from(cpu_time() - self.cpu_time).unwrap_or(u64::MAX);
        self.started.elapsed().as_nanos() > u128::from(ran) * u128::from(BUSY_PART)
    }
}

/// Returns the time for which this thread has run, in nanoseconds.
fn cpu_time() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}
