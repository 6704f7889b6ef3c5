//! When the batches in the trash were made, as far as that is known where a clock was wrong.

use super::{
    batch::{BatchName, TrashEntry},
    timeline,
};
use crate::{
    error::Error,
    query::Query,
    session::{Session, age::Age, time::Time},
    store::reader::Reader,
};

impl Reader<'_> {
    /// Whether the name of a batch says that it is older than `age`.
    pub(crate) fn has_batch_older_than(&self, age: &Age, now: Time) -> Result<bool, Error> {
        Ok(self.batches()?.iter().any(|batch| age.is_exceeded(Some(batch.at()), now)))
    }

    /// The batches that are known to be older than `age`, newest first.
    ///
    /// The age of a batch is unknown if its time lies before that of a session in it, before what
    /// the journal noted earlier, or in the future: then the clock was wrong when it was made.
    pub(crate) fn batches_older_than(&self, age: &Age, now: Time) -> Result<Vec<BatchName>, Error> {
        let mut batches = self.batches()?;
        batches.retain(|batch| age.is_exceeded(Some(batch.at()), now));
        if batches.is_empty() {
            return Ok(batches);
        }
        let behind = timeline::made_behind(&self.journal()?.changes);
        batches.retain(|batch| !behind.contains(&batch.at()));
        let trashed = self.trashed(&batches)?;
        let mut refuted: Vec<&BatchName> = Vec::new();
        self.visit_trashed(&trashed, |TrashEntry { batch, .. }, parsed| {
            if newest_time(parsed.session) > Some(batch.at()) && refuted.last() != Some(&batch) {
                refuted.push(batch);
            }
        })?;
        batches.retain(|batch| !refuted.contains(&batch));
        Ok(batches)
    }

    /// Whether `now` is later than every time in the store, the journal and the trash by more than
    /// `age`.
    ///
    /// The sessions are read only if the journal and the trash do not lead up to `now`.
    pub(crate) fn has_clock_jumped(&self, age: &Age, now: Time) -> Result<bool, Error> {
        let batches = self.batches()?;
        let mut times: Vec<Time> = batches.iter().map(BatchName::at).collect();
        times.extend(self.journal()?.changes.iter().map(|change| change.time));
        if !timeline::has_jumped(times.clone(), None, age, now) {
            return Ok(false);
        }
        let scan = self.scan(&Query::default(), |parsed| newest_time_until(parsed.session, now))?;
        let mut newest = scan.rows.into_iter().map(|row| row.value).max();
        self.visit_trashed(&self.trashed(&batches)?, |_, parsed| {
            newest = newest.max(newest_time_until(parsed.session, now));
        })?;
        Ok(timeline::has_jumped(times, newest, age, now))
    }

    /// The sessions that are in the batch that was made last.
    pub(crate) fn last_trashed(&self, now: Time) -> Result<Vec<TrashEntry>, Error> {
        // A batch that is empty was left by a command that was killed.
        let mut trashed = self.trashed(&self.batches()?)?;
        if trashed.is_empty() {
            return Ok(trashed);
        }
        let changes = self.journal()?.changes;
        let last = timeline::last_made(&trashed, &changes, now).cloned();
        trashed.retain(|one| Some(&one.batch) == last.as_ref());
        Ok(trashed)
    }
}

/// The later one of the times at which a session was made and last used.
fn newest_time(session: &Session<'_>) -> Option<Time> {
    session.created_at.max(session.last_used)
}

/// The same, of the times that are not later than `now`.
fn newest_time_until(session: &Session<'_>, now: Time) -> Option<Time> {
    let is_past = |time: &Time| *time <= now;
    session.created_at.filter(is_past).max(session.last_used.filter(is_past))
}
