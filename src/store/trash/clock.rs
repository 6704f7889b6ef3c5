//! Ages of trash batches, with care for wrong clocks.

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

/// Implements [`Reader::has_batch_older_than`].
pub(crate) fn has_batch_older_than(
    reader: &Reader<'_>,
    age: &Age,
    now: Time,
) -> Result<bool, Error> {
    Ok(reader.batches()?.iter().any(|batch| age.is_exceeded(Some(batch.at()), now)))
}

/// Implements [`Reader::batches_older_than`].
pub(crate) fn batches_older_than(
    reader: &Reader<'_>,
    age: &Age,
    now: Time,
) -> Result<Vec<BatchName>, Error> {
    let mut batches = reader.batches()?;
    batches.retain(|batch| age.is_exceeded(Some(batch.at()), now));
    if batches.is_empty() {
        return Ok(batches);
    }
    let behind = timeline::made_behind(&reader.journal()?.changes);
    batches.retain(|batch| !behind.contains(&batch.at()));
    let entries = reader.trashed(&batches)?;
    let mut refuted: Vec<&BatchName> = Vec::new();
    reader.visit_trashed(&entries, |TrashEntry { batch, .. }, parsed| {
        if newest_time(parsed.session) > Some(batch.at()) && refuted.last() != Some(&batch) {
            refuted.push(batch);
        }
    })?;
    batches.retain(|batch| !refuted.contains(&batch));
    Ok(batches)
}

/// Implements [`Reader::has_clock_jumped`].
///
/// The sessions are read only if the journal and the trash do not lead up to `now`.
pub(crate) fn has_clock_jumped(reader: &Reader<'_>, age: &Age, now: Time) -> Result<bool, Error> {
    let batches = reader.batches()?;
    let mut times: Vec<Time> = batches.iter().map(BatchName::at).collect();
    times.extend(reader.journal()?.changes.iter().map(|change| change.time));
    if !timeline::has_jumped(times.clone(), None, age, now) {
        return Ok(false);
    }
    let scan = reader.scan(&Query::default(), |parsed| newest_time_until(parsed.session, now))?;
    let mut newest = scan.rows.into_iter().map(|row| row.value).max();
    reader.visit_trashed(&reader.trashed(&batches)?, |_, parsed| {
        newest = newest.max(newest_time_until(parsed.session, now));
    })?;
    Ok(timeline::has_jumped(times, newest, age, now))
}

/// Implements [`Reader::last_trashed`].
pub(crate) fn last_trashed(reader: &Reader<'_>, now: Time) -> Result<Vec<TrashEntry>, Error> {
    // Empty batches, which a killed command leaves, hold no entries.
    let mut entries = reader.trashed(&reader.batches()?)?;
    if entries.is_empty() {
        return Ok(entries);
    }
    let changes = reader.journal()?.changes;
    let last = timeline::last_made(&entries, &changes, now).cloned();
    entries.retain(|entry| Some(&entry.batch) == last.as_ref());
    Ok(entries)
}

/// Returns the later of the times when a session was created and last used.
fn newest_time(session: &Session<'_>) -> Option<Time> {
    session.created_at.max(session.last_used)
}

/// Returns the later of those times that are not after `now`.
fn newest_time_until(session: &Session<'_>, now: Time) -> Option<Time> {
    let is_past = |time: &Time| *time <= now;
    session.created_at.filter(is_past).max(session.last_used.filter(is_past))
}
