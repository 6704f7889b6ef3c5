//! Many changes, in chunks, so that nobody who waits for the lock waits long.

use std::{
    iter::Peekable,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use super::{Author, Writer, index_json};
use crate::{
    error::Error,
    session::id::SessionId,
    store::{
        Store,
        fs::{dir::Directory, permissions},
        journal,
        lock::{
            self, Held, Kind,
            signals::{self, DeferSignals},
            wait::{LockWait, Waiting},
        },
        reader::Reader,
        trash::Bin,
    },
};

/// The most items, and the longest time, that one hold of the lock is for.
const CHUNK: (usize, Duration) = (256, Duration::from_millis(50));

/// How long the lock is left alone between two chunks, so that one who waits can take it.
const BREATH: Duration = Duration::from_micros(200);

/// The least that is waited for the lock between two chunks, whatever the limit for the first:
/// a batch is not given up half way because somebody reads.
const LEAST_PATIENCE: Duration = Duration::from_secs(5);

/// What a batch came to.
#[derive(Debug, Default)]
pub(crate) struct WriteReport {
    /// What ended the batch early, or left the store's index without care.
    pub(crate) stopped: Option<Error>,
    /// What a person should know of the store: what it is about, and a line on it.
    pub(crate) remarks: Vec<(PathBuf, String)>,
    /// Why changes are missing in the journal, if some are.
    pub(crate) unrecorded: Option<Error>,
}

impl Store {
    /// Applies `step` to each of `items` under the exclusive lock, which is given up now and then.
    ///
    /// Afterwards, also after an error or a signal, the index is honest and the directory synced.
    /// A store that is not there is not created: `step` meets an empty one.
    ///
    /// `items` is not held in memory, so it may be as long as any input.
    pub(crate) fn write_each<I>(
        &self,
        on_wait: &mut dyn FnMut(&Waiting),
        author: Author,
        items: impl IntoIterator<Item = I>,
        mut step: impl FnMut(&mut Writer<'_>, I),
    ) -> WriteReport {
        let batch = WriteReport::default();
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return batch;
        }
        match permissions::open(&self.path, self.modes) {
            Ok(Some(directory)) => {
                let patience = LockWait::new(self.lock_timeout, on_wait);
                let _held_back = DeferSignals::begin();
                let (is_unsynced, is_unsettled) = (false, false);
                let touched = Vec::new();
                let directory = &directory;
                let bin = None;
                let run = Run {
                    directory,
                    author,
                    patience,
                    batch,
                    is_unsynced,
                    is_unsettled,
                    touched,
                    bin,
                };
                run.all(&mut items, &mut step)
            }
            Ok(None) => {
                let mut nothing = Writer::new(Reader::empty(&self.path), author, None);
                items.for_each(|item| step(&mut nothing, item));
                batch
            }
            Err(error) => WriteReport { stopped: Some(error), ..batch },
        }
    }
}

/// A batch under way.
struct Run<'a> {
    directory: &'a Directory,
    author: Author,
    patience: LockWait<'a>,
    batch: WriteReport,
    /// Whether anything was changed that only a sync makes last.
    is_unsynced: bool,
    /// Whether the index speaks of a store that is not so any more.
    is_unsettled: bool,
    /// The sessions whose entries in it are not true any more.
    touched: Vec<SessionId>,
    /// The batch of the trash that is being filled.
    bin: Option<Bin>,
}

impl Run<'_> {
    fn all<I>(
        mut self,
        items: &mut Peekable<impl Iterator<Item = I>>,
        step: &mut impl FnMut(&mut Writer<'_>, I),
    ) -> WriteReport {
        let mut is_first = true;
        while self.batch.stopped.is_none() && items.peek().is_some() {
            if !is_first {
                thread::sleep(BREATH);
                self.patience.renew(LEAST_PATIENCE);
            }
            is_first = false;
            if let Err(error) = self.chunk(items, step) {
                self.batch.stop(error);
            }
        }
        if self.is_unsettled {
            // The lock was not to be had again: without it an index can be dropped, not patched.
            self.batch.settle(self.directory, None, &self.touched);
        }
        // Where sessions went before where they were: no power cut then takes them from both.
        if let Some(Err(error)) = self.bin.take().map(Bin::finish) {
            self.batch.stop(error);
        }
        if self.is_unsynced
            && let Err(error) = self.directory.sync()
        {
            self.batch.stop(error);
        }
        self.batch
    }

    /// Works on a chunk of what is left, and makes the index honest if that was the last.
    fn chunk<I>(
        &mut self,
        items: &mut Peekable<impl Iterator<Item = I>>,
        step: &mut impl FnMut(&mut Writer<'_>, I),
    ) -> Result<(), Error> {
        let Run { directory, author, patience, batch, is_unsynced, is_unsettled, touched, bin } =
            self;
        let (directory, author) = (*directory, *author);
        lock::with(directory, Kind::Exclusive, patience, |held| {
            #[expect(clippy::disallowed_methods, reason = "a chunk is measured, not dated")]
            let started = Instant::now();
            let bin_now = bin.take().filter(Bin::is_there);
            let mut transaction = Writer::new(Reader::of(directory), author, bin_now);
            for _ in 0..CHUNK.0 {
                if signals::is_pending() || started.elapsed() >= CHUNK.1 {
                    break;
                }
                let Some(item) = items.next() else { break };
                step(&mut transaction, item);
            }
            *is_unsynced |= transaction.is_unsynced;
            *is_unsettled |= transaction.is_changed();
            let rest = transaction.into_rest();
            touched.extend(rest.touched);
            *bin = rest.bin;
            let is_interrupted = signals::is_pending();
            let is_last = is_interrupted || items.peek().is_none();
            if let Err(error) = journal::append(directory, &rest.journal, is_last) {
                batch.unrecorded.get_or_insert(error);
            }
            if *is_unsettled && is_last {
                *is_unsettled = !batch.settle(directory, Some(held), touched);
            }
            if is_interrupted { Err(Error::Interrupted) } else { Ok(()) }
        })
    }
}

impl WriteReport {
    /// Makes the index honest; whether that succeeded.
    fn settle(
        &mut self,
        directory: &Directory,
        held: Option<&Held<'_>>,
        touched: &[SessionId],
    ) -> bool {
        match index_json::refresh(directory, held, touched) {
            Ok(remark) => {
                self.remarks.extend(remark);
                true
            }
            Err(error) => {
                self.stop(error);
                false
            }
        }
    }

    /// Notes what ended the batch; of several failures the first is told.
    fn stop(&mut self, error: Error) {
        self.stopped.get_or_insert(error);
    }
}
