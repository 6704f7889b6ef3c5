//! Changing the store, under the exclusive lock.

pub(crate) mod batch;
pub(crate) mod examine;
pub(crate) mod index_json;
pub(crate) mod outcome;
pub(crate) mod remove;

use std::borrow::Cow;

use rustix::fs::Stat;

use super::{
    fs::{
        atomic::{self, Syncing},
        dir::{Directory, LARGEST_FILE, Unread, io_error},
    },
    journal::{entry::JournalEntry, intent_writer::Intentions},
    reader::Reader,
    trash::Bin,
};
use crate::{
    error::Error,
    policy::Reason,
    session::{etag::Etag, file::SessionFile, id::SessionId, time::Time},
};
use examine::examine;
use outcome::{Destination, FileInfo, KnownFile, PutOutcome, RemoveOutcome, RemoveRequest};

/// How often a session that changes while it is being judged is judged again.
const TRIES: usize = 3;

/// Who changes the store, as the journal and the trash remember it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Author {
    /// The command's name, as it is typed.
    pub(crate) command: &'static str,
    /// When it was started.
    pub(crate) time: Time,
}

/// The store for as long as its exclusive lock is held.
pub(crate) struct Writer<'lock> {
    snapshot: Reader<'lock>,
    pub(crate) author: Author,
    pub(crate) is_changed: bool,
    /// Whether something was changed that only a sync of the directory makes last.
    pub(crate) is_unsynced: bool,
    /// The sessions whose files say something else now.
    touched: Vec<SessionId>,
    /// Whether the index is no danger to a new session any more.
    is_index_invalid: bool,
    /// The batch of the trash that is being filled.
    pub(crate) bin: Option<Bin>,
    /// What was changed, as lines of the journal.
    pub(crate) journal: Vec<u8>,
    /// What writes the intention to remove into the journal.
    pub(crate) intentions: Intentions,
    /// Whether the store's number of links tells how many directories it has, once that was asked.
    pub(crate) counts_directories: Option<bool>,
}

/// What a transaction leaves to do.
pub(crate) struct Rest {
    /// The sessions whose entries in the index are not true any more.
    pub(crate) touched: Vec<SessionId>,
    /// The batch of the trash that was begun.
    pub(crate) bin: Option<Bin>,
    /// What was changed, as lines of the journal.
    pub(crate) journal: Vec<u8>,
}

impl<'lock> Writer<'lock> {
    /// A transaction that goes on filling `bin`, if there is one.
    pub(crate) fn new(snapshot: Reader<'lock>, author: Author, bin: Option<Bin>) -> Writer<'lock> {
        Writer {
            snapshot,
            author,
            is_changed: false,
            is_unsynced: false,
            touched: Vec::new(),
            is_index_invalid: false,
            bin,
            journal: Vec::new(),
            intentions: Intentions::Unopened,
            counts_directories: None,
        }
    }

    /// The store as it is now.
    pub(crate) fn snapshot(&self) -> &Reader<'lock> {
        &self.snapshot
    }

    /// Whether anything was changed, so that the index needs care.
    pub(crate) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// What is left to do after it.
    pub(crate) fn into_rest(self) -> Rest {
        Rest { touched: self.touched, bin: self.bin, journal: self.journal }
    }

    /// Notes a change for the journal; `rule` is the rule that asked for it and its argument.
    pub(crate) fn note(
        &mut self,
        id: Option<&SessionId>,
        outcome: &str,
        rule: Option<(&str, Option<String>)>,
    ) {
        let Author { command, time } = self.author;
        let (rule, value) = rule.map_or((None, None), |(rule, value)| (Some(rule.into()), value));
        let change = JournalEntry {
            time,
            command: command.into(),
            id: id.map(Cow::Borrowed),
            outcome: outcome.into(),
            rule,
            rule_value: value.map(Cow::Owned),
        };
        change.write(&mut self.journal);
    }

    /// Notes that a session is back, of which the index knows nothing, or something that is old.
    pub(crate) fn restored(&mut self, id: &SessionId) {
        (self.is_changed, self.is_unsynced) = (true, true);
        self.touched.push(id.clone());
        self.note(Some(id), "restored", None);
    }

    /// Makes the index no danger to a session that is about to appear: were we to end then, clinvk
    /// would never find one that its index lacks.
    pub(crate) fn invalidate_index(&mut self, directory: &Directory) -> Result<(), Error> {
        // Nobody who keeps to the lock makes a new one while we hold it.
        if !self.is_index_invalid {
            index_json::invalidate(directory)?;
            self.is_index_invalid = true;
        }
        Ok(())
    }

    /// Puts a new session's file in place; `None` if something has its name already.
    pub(crate) fn create(
        &mut self,
        id: &SessionId,
        file: &[u8],
        sync: Syncing,
    ) -> Result<Option<Etag>, Error> {
        let directory = self.snapshot.writable()?;
        self.invalidate_index(directory)?;
        let is_created = atomic::create(directory, &id.file_name(), file, sync)?;
        if is_created {
            self.is_changed = true;
            self.is_unsynced |= sync == Syncing::First;
            self.touched.push(id.clone());
            self.note(Some(id), "created", None);
        }
        Ok(is_created.then(|| Etag::of(file)))
    }

    /// Replaces the file of the session `id`, if its etag is `expected`, by what `change` makes of
    /// it; `None` leaves it as it is.
    pub(crate) fn rewrite(
        &mut self,
        id: &SessionId,
        expected: Option<Etag>,
        change: impl Fn(SessionFile<'_>) -> Result<Option<String>, PutOutcome>,
    ) -> PutOutcome {
        let Some(directory) = self.snapshot.directory() else { return PutOutcome::Missing };
        let name = id.file_name();
        let mut bytes = Vec::new();
        for _ in 0..TRIES {
            let judged = match directory.read(&name, LARGEST_FILE, &mut bytes) {
                Ok(stat) => stat,
                Err(Unread::Missing | Unread::NotRegular) => return PutOutcome::Missing,
                Err(unread) => {
                    return PutOutcome::Failed(io_error(
                        "read",
                        &directory.path().join(name),
                        unread,
                    ));
                }
            };
            let stored = SessionFile { id, bytes: &bytes };
            let etag = stored.etag();
            if expected.is_some_and(|expected| expected != etag) {
                return PutOutcome::Changed(Some(etag));
            }
            let file = match change(stored) {
                Ok(Some(file)) => file,
                Ok(None) => return PutOutcome::Unchanged(etag),
                Err(other) => return other,
            };
            // A process without our lock may have replaced it just now: then look again.
            let mut unseen = None;
            let is_wanted = || match directory.stat(&name) {
                Ok(now) => now.is_some_and(|now| is_untouched(&judged, &now)),
                Err(error) => {
                    unseen = Some(error);
                    false
                }
            };
            match atomic::replace(directory, &name, file.as_bytes(), is_wanted) {
                Ok(true) => {
                    (self.is_changed, self.is_unsynced) = (true, true);
                    self.touched.push(id.clone());
                    self.note(Some(id), "replaced", None);
                    return PutOutcome::Replaced(Etag::of(file.as_bytes()));
                }
                Ok(false) => {
                    if let Some(error) = unseen {
                        return PutOutcome::Failed(error);
                    }
                }
                Err(error) => return PutOutcome::Failed(error),
            }
        }
        PutOutcome::Changed(None)
    }

    /// Removes the session `target`, then its artifacts directory, if its file is as expected;
    /// `reason` is the rule that chose it.
    ///
    /// Without an expectation any file goes, damaged or not. A link or a directory of that name is
    /// no session and stays.
    pub(crate) fn remove(
        &mut self,
        target: &RemoveRequest,
        disposal: Destination,
        reason: Reason<'_>,
    ) -> RemoveOutcome {
        let Some(directory) = self.snapshot.directory() else { return RemoveOutcome::Missing };
        let id = &target.id;
        // A file that is still the one that was judged need not be read again.
        let known = target.known.as_ref();
        if let Some(known) =
            known.filter(|known| directory.is_unchanged(&id.file_name(), &known.stamp))
        {
            let KnownFile { info, may_have_artifacts, .. } = *known;
            return self.dispose(directory, id, info, may_have_artifacts, disposal, reason);
        }
        for _ in 0..TRIES {
            let (facts, judged) = match examine(directory, id, target.etag) {
                (RemoveOutcome::Ready(facts), Some(stat)) => (facts, stat),
                (other, _) => return other,
            };
            match directory.stat(id.file_name()) {
                Ok(Some(now)) if is_untouched(&judged, &now) => {}
                // A process without our lock replaced it just now: look again.
                Ok(_) => continue,
                Err(error) => return RemoveOutcome::Failed(error),
            }
            return self.dispose(directory, id, facts, true, disposal, reason);
        }
        RemoveOutcome::Changed(FileInfo::default())
    }
}

/// Whether nothing was written, renamed or linked between two looks at a name.
fn is_untouched(before: &Stat, now: &Stat) -> bool {
    let key = |s: &Stat| {
        (s.st_dev, s.st_ino, s.st_size, s.st_mtime, s.st_mtime_nsec, s.st_ctime, s.st_ctime_nsec)
    };
    key(before) == key(now)
}
