//! Applies a batch of changes in chunks, so that no other process waits long for the lock.

use std::{
    iter::Peekable,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use super::{Author, Writer, pending::Pending};
use crate::{
    error::Error,
    store::{
        Store,
        fs::{dir::Directory, permissions},
        lock::{
            self, Held, Kind,
            signals::{self, DeferSignals},
            wait::{LockWait, Waiting},
        },
        reader::Reader,
    },
};

/// The most items, and the longest time, for one hold of the lock.
const CHUNK: (usize, Duration) = (256, Duration::from_millis(50));

/// Pause between two chunks, in which a waiting process can take the lock.
const BREATH: Duration = Duration::from_micros(200);

/// The shortest wait for the lock between two chunks, whatever the limit for the first: a reader
/// must not end a batch half way.
const LEAST_PATIENCE: Duration = Duration::from_secs(5);

/// The result of a batch as a whole.
#[derive(Debug, Default)]
pub(crate) struct WriteReport {
    /// The first error that ended the batch early, or left index.json wrong or a change unsynced.
    pub(crate) stopped: Option<Error>,
    /// A file that endangers clinvk, and a warning about it.
    pub(crate) hazard: Option<(PathBuf, String)>,
    /// The error that kept changes out of the journal.
    pub(crate) unrecorded: Option<Error>,
}

/// Implements [`Store::write`].
pub(crate) fn run<I>(
    store: &Store,
    on_wait: &mut dyn FnMut(&Waiting),
    author: Author,
    items: impl IntoIterator<Item = I>,
    mut step: impl FnMut(&mut Writer<'_>, I),
) -> WriteReport {
    let mut report = WriteReport::default();
    let mut items = items.into_iter().peekable();
    if items.peek().is_none() {
        return report;
    }
    let mut pending = Pending::new(author);
    let directory = match permissions::open(&store.path, store.modes) {
        Ok(Some(directory)) => directory,
        Ok(None) => {
            let mut writer = Writer::new(Reader::empty(&store.path), &mut pending);
            items.for_each(|item| step(&mut writer, item));
            return report;
        }
        Err(error) => return WriteReport { stopped: Some(error), ..report },
    };
    let mut wait = LockWait::new(store.lock_timeout, on_wait);
    let _deferred = DeferSignals::begin();
    let mut is_first = true;
    while report.stopped.is_none() && items.peek().is_some() {
        if !is_first {
            thread::sleep(BREATH);
            wait.renew(LEAST_PATIENCE);
        }
        is_first = false;
        let chunk = lock::with(&directory, Kind::Exclusive, &mut wait, |held| {
            pending.begin_hold();
            let reader = Reader::of(&directory);
            apply_chunk(&mut Writer::new(reader, &mut pending), &mut items, &mut step);
            let is_interrupted = signals::is_pending();
            let is_last = is_interrupted || items.peek().is_none();
            if let Err(error) = pending.write_journal(&directory, is_last) {
                report.unrecorded.get_or_insert(error);
            }
            if is_last {
                report.refresh_index(&mut pending, &directory, Some(held));
            }
            if is_interrupted { Err(Error::Interrupted) } else { Ok(()) }
        });
        report.keep_error(chunk);
    }
    // Where the lock was not available again: without it, index.json is removed.
    report.refresh_index(&mut pending, &directory, None);
    report.keep_error(pending.sync(&directory));
    report
}

/// Applies `step` to the items of one hold of the lock.
fn apply_chunk<I>(
    writer: &mut Writer<'_>,
    items: &mut Peekable<impl Iterator<Item = I>>,
    step: &mut impl FnMut(&mut Writer<'_>, I),
) {
    #[expect(clippy::disallowed_methods, reason = "a chunk is measured, not dated")]
    let started = Instant::now();
    for _ in 0..CHUNK.0 {
        if signals::is_pending() || started.elapsed() >= CHUNK.1 {
            return;
        }
        let Some(item) = items.next() else { return };
        step(writer, item);
    }
}

impl WriteReport {
    fn refresh_index(
        &mut self,
        pending: &mut Pending,
        directory: &Directory,
        held: Option<&Held<'_>>,
    ) {
        match pending.refresh_index(directory, held) {
            Ok(hazard) => self.hazard = hazard.or(self.hazard.take()),
            Err(error) => self.keep_error(Err(error)),
        }
    }

    /// Keeps the error of `result`, if it is the first.
    fn keep_error(&mut self, result: Result<(), Error>) {
        if let Err(error) = result {
            self.stopped.get_or_insert(error);
        }
    }
}
