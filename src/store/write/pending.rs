//! Work that changes leave behind: the fsync, index.json, the journal and the trash batch.

use std::{borrow::Cow, mem, path::PathBuf};

use super::{Author, index_json};
use crate::{
    error::Error,
    policy::Reason,
    session::id::SessionId,
    store::{
        fs::{atomic::Syncing, dir::Directory},
        journal::{self, entry::JournalEntry},
        lock::Held,
        trash::{TrashBatch, batch::BatchInfo},
    },
};

/// The changes of one command that are not durable, indexed or recorded yet.
///
/// It outlives each hold of the lock: a [`Writer`](super::Writer) borrows it for one.
pub(crate) struct Pending {
    author: Author,
    /// True if a change survives a power cut only after an fsync of the store.
    is_unsynced: bool,
    /// True if index.json disagrees with the store.
    is_index_stale: bool,
    /// The sessions whose files were written, so that their index entries are wrong.
    written: Vec<SessionId>,
    /// Lines for the journal.
    journal: Vec<u8>,
    /// The trash batch that is being filled.
    trash_batch: Option<TrashBatch>,
}

/// The rule that asked for a change, and its argument.
pub(crate) type JournalRule<'a> = (&'a str, Option<String>);

/// Returns the rule that chose a session for removal.
pub(crate) fn rule_of(reason: Reason<'_>) -> JournalRule<'static> {
    (reason.rule(), reason.value())
}

impl Pending {
    pub(crate) fn new(author: Author) -> Pending {
        Pending {
            author,
            is_unsynced: false,
            is_index_stale: false,
            written: Vec::new(),
            journal: Vec::new(),
            trash_batch: None,
        }
    }

    /// Notes that the file of the session `id` was `created`, `replaced` or `restored`.
    pub(crate) fn written(&mut self, id: &SessionId, outcome: &str, sync: Syncing) {
        self.written.push(id.clone());
        self.changed(id, outcome, None, sync);
    }

    /// Notes that the session `id` was `removed` or `trashed`.
    pub(crate) fn removed(&mut self, id: &SessionId, outcome: &str, reason: Reason<'_>) {
        self.changed(id, outcome, Some(rule_of(reason)), Syncing::First);
    }

    /// Notes one change of the store. Nothing else makes index.json stale.
    fn changed(
        &mut self,
        id: &SessionId,
        outcome: &str,
        rule: Option<JournalRule<'_>>,
        sync: Syncing,
    ) {
        self.is_index_stale = true;
        self.is_unsynced |= sync == Syncing::First;
        self.record(Some(id), outcome, rule);
    }

    /// Notes that the store needs an fsync although no session changed.
    pub(crate) fn needs_sync(&mut self) {
        self.is_unsynced = true;
    }

    /// Adds a line for the journal. `id` is the session, `rule` the rule or problem code, if any.
    pub(crate) fn record(
        &mut self,
        id: Option<&SessionId>,
        outcome: &str,
        rule: Option<JournalRule<'_>>,
    ) {
        let line = self.line(id, outcome, rule);
        self.journal.extend_from_slice(&line);
    }

    /// Returns a line for the journal, as [`Pending::record`] adds it.
    pub(crate) fn line(
        &self,
        id: Option<&SessionId>,
        outcome: &str,
        rule: Option<JournalRule<'_>>,
    ) -> Vec<u8> {
        let Author { command, time } = self.author;
        let (rule, value) = rule.unzip();
        let entry = JournalEntry {
            time,
            command: command.into(),
            id: id.map(Cow::Borrowed),
            outcome: outcome.into(),
            rule: rule.map(Cow::Borrowed),
            rule_value: value.flatten().map(Cow::Owned),
        };
        let mut line = Vec::new();
        entry.write(&mut line);
        line
    }

    /// Returns the trash batch of this command. The first session begins it; `reason` is the rule
    /// that chose that session.
    pub(crate) fn trash_batch(
        &mut self,
        store: &Directory,
        reason: Reason<'_>,
    ) -> Result<&mut TrashBatch, Error> {
        let batch = if let Some(batch) = self.trash_batch.take() {
            batch
        } else {
            let Author { command, time } = self.author;
            let (command, rule) = (command.to_owned(), reason.rule().to_owned());
            TrashBatch::begin(store, time, &BatchInfo { command, rule })?
        };
        Ok(self.trash_batch.insert(batch))
    }

    /// Begins a hold of the lock. While it was released, another process may have emptied the
    /// trash: then the next session begins another batch.
    pub(crate) fn begin_hold(&mut self) {
        self.trash_batch.take_if(|batch| !batch.exists());
    }

    /// Appends the lines of one hold of the lock to the journal; `is_last` if no hold follows.
    pub(crate) fn write_journal(&mut self, store: &Directory, is_last: bool) -> Result<(), Error> {
        journal::append(store, &mem::take(&mut self.journal), is_last)
    }

    /// Makes index.json correct, or removes it. Without the lock it can only be removed.
    ///
    /// Returns a file that endangers clinvk, if there is one, and a warning about it.
    pub(crate) fn refresh_index(
        &mut self,
        store: &Directory,
        held: Option<&Held<'_>>,
    ) -> Result<Option<(PathBuf, String)>, Error> {
        if !self.is_index_stale {
            return Ok(None);
        }
        let hazard = index_json::refresh(store, held, &self.written)?;
        self.is_index_stale = false;
        Ok(hazard)
    }

    /// Makes all changes survive a power cut. Returns the first error.
    pub(crate) fn sync(self, store: &Directory) -> Result<(), Error> {
        // The trash first: no power cut then loses a session from both places.
        let trashed = self.trash_batch.map_or(Ok(()), TrashBatch::finish);
        let synced = if self.is_unsynced { store.sync() } else { Ok(()) };
        trashed.and(synced)
    }
}
