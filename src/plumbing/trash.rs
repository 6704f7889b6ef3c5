//! Operations on the trash that several commands share.

use std::collections::HashMap;

pub(crate) use crate::store::trash::batch::BatchName;

use super::{read, store, write};
use crate::{
    args::stdin::TrashRequest,
    context::Context,
    error::{Error, Exit},
    policy::Reason,
    session::{
        age::Age,
        file::{Damaged, ParsedFile},
        id::SessionId,
        time::Time,
    },
    store::{
        Reader, Writer,
        trash::batch::{BatchInfo, TrashEntry},
        write::outcome::RemoveOutcome,
    },
};

/// The sessions in the trash, newest first.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    /// The result of each session that can be read.
    pub(crate) found: Vec<T>,
    /// The damaged sessions.
    pub(crate) damaged: Vec<Damaged>,
    /// All sessions, damaged or not.
    pub(crate) contents: Contents,
}

/// Reads the sessions that were trashed more than `age` ago, or all of them without an age, and
/// collects the results of `project`.
pub(crate) fn list<T>(
    ctx: &mut Context<'_>,
    age: Option<&Age>,
    mut project: impl FnMut(&TrashEntry, &BatchInfo, ParsedFile<'_>) -> T,
) -> Result<Listing<T>, Error> {
    let now = ctx.now();
    read(ctx, |reader| {
        let contents = look(reader, age, now)?;
        let entries = &contents.sessions;
        let mut found = Vec::with_capacity(entries.len());
        let mut last = LastBatchInfo::default();
        let damaged = reader.visit_trashed(entries, |entry, parsed| {
            found.push(project(entry, last.get(reader, &entry.batch), parsed));
        })?;
        Ok(Listing { found, damaged, contents })
    })
}

/// The information about the batch that was asked for last. Entries of one batch follow each other,
/// so its record is read once.
#[derive(Default)]
pub(crate) struct LastBatchInfo<'e>(Option<(&'e BatchName, BatchInfo)>);

impl<'e> LastBatchInfo<'e> {
    /// Returns the information about `batch`.
    pub(crate) fn get(&mut self, reader: &Reader<'_>, batch: &'e BatchName) -> &BatchInfo {
        let known = self.0.take().filter(|known| known.0 == batch);
        &self.0.insert(known.unwrap_or_else(|| (batch, reader.batch_info(batch)))).1
    }
}

/// The generations of each session in the trash.
#[derive(Debug)]
pub(crate) struct Generations {
    /// The batches that hold each session, newest first.
    batches: HashMap<SessionId, Vec<BatchName>>,
}

impl Generations {
    /// Returns the generation that `request` names; without a batch, the newest.
    pub(crate) fn find(&self, request: &TrashRequest) -> Option<TrashEntry> {
        self.all(request).next()
    }

    /// Returns the generations that `request` can mean, the newest first.
    pub(crate) fn all(&self, request: &TrashRequest) -> impl Iterator<Item = TrashEntry> {
        let batches = self.batches.get(&request.id).map(Vec::as_slice).unwrap_or_default();
        let is_meant =
            |batch: &&BatchName| request.batch.as_ref().is_none_or(|wanted| wanted == *batch);
        let entry = |batch: &BatchName| TrashEntry { batch: batch.clone(), id: request.id.clone() };
        batches.iter().filter(is_meant).map(entry)
    }
}

/// Reads which sessions are in the trash, and in which batches.
pub(crate) fn generations(ctx: &mut Context<'_>) -> Result<Generations, Error> {
    read(ctx, |reader| {
        let mut batches: HashMap<SessionId, Vec<BatchName>> = HashMap::new();
        for TrashEntry { batch, id } in reader.trashed(&reader.batches()?)? {
            batches.entry(id).or_default().push(batch);
        }
        Ok(Generations { batches })
    })
}

/// Returns the sessions in the trash, those of the newest batch first, and then by ID.
pub(crate) fn entries(ctx: &mut Context<'_>) -> Result<Vec<TrashEntry>, Error> {
    read(ctx, |reader| reader.trashed(&reader.batches()?))
}

/// A batch that holds sessions, with its record.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) name: BatchName,
    pub(crate) info: BatchInfo,
    /// The sessions in it, by ID.
    pub(crate) ids: Vec<SessionId>,
}

/// Returns the batches that hold sessions, newest first.
pub(crate) fn batches(ctx: &mut Context<'_>) -> Result<Vec<Batch>, Error> {
    read(ctx, |reader| {
        let entries = reader.trashed(&reader.batches()?)?;
        let batches = entries.chunk_by(|one, next| one.batch == next.batch).map(|entries| {
            let name = entries[0].batch.clone();
            let info = reader.batch_info(&name);
            Batch { name, info, ids: entries.iter().map(|entry| entry.id.clone()).collect() }
        });
        Ok(batches.collect())
    })
}

/// Returns what the last command moved to the trash, sorted by ID, with the record of its batch.
pub(crate) fn last(ctx: &mut Context<'_>) -> Result<(Vec<TrashEntry>, BatchInfo), Error> {
    let now = ctx.now();
    read(ctx, |reader| {
        let last = reader.last_trashed(now)?;
        let info = last.first().map(|one| reader.batch_info(&one.batch)).unwrap_or_default();
        Ok((last, info))
    })
}

/// Trash entries to remove permanently.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The sessions, newest first.
    pub(crate) sessions: Vec<TrashEntry>,
    /// Their batches; some may be empty.
    batches: Vec<BatchName>,
}

/// Checks that the trash, if it exists, can be used.
pub(crate) fn check(ctx: &Context<'_>) -> Result<(), Error> {
    store(ctx)?.check_trash()
}

/// Returns whether the trash may hold sessions that were trashed more than `age` ago.
pub(crate) fn may_have_older(ctx: &mut Context<'_>, age: &Age) -> Result<bool, Error> {
    let now = ctx.now();
    read(ctx, |reader| reader.has_batch_older_than(age, now))
}

/// Returns the sessions that were trashed more than `age` ago, or `None` if the clock has jumped
/// ahead of every known time, so that ages are unknown.
pub(crate) fn expired(ctx: &mut Context<'_>, age: &Age) -> Result<Option<Contents>, Error> {
    let now = ctx.now();
    read(ctx, |reader| {
        let contents = look(reader, Some(age), now)?;
        let has_jumped = !contents.sessions.is_empty() && reader.has_clock_jumped(age, now)?;
        Ok((!has_jumped).then_some(contents))
    })
}

/// Returns the sessions that were trashed more than `age` ago, or all of them without an age.
pub(crate) fn contents(ctx: &mut Context<'_>, age: Option<&Age>) -> Result<Contents, Error> {
    let now = ctx.now();
    read(ctx, |reader| look(reader, age, now))
}

fn look(reader: &Reader<'_>, age: Option<&Age>, now: Time) -> Result<Contents, Error> {
    let batches = match age {
        Some(age) => reader.batches_older_than(age, now)?,
        None => reader.batches()?,
    };
    Ok(Contents { sessions: reader.trashed(&batches)?, batches })
}

/// Permanently removes exactly these sessions from the trash, and reports failures. Returns the
/// number of removed sessions and the exit code.
pub(crate) fn empty(
    ctx: &mut Context<'_>,
    contents: &Contents,
    reason: Reason<'_>,
) -> Result<(usize, Exit), Error> {
    let (mut removed, mut failures) = (0, Vec::new());
    let exit = write(&store(ctx)?, ctx, &contents.sessions, |writer, entry| {
        match writer.purge_trashed(entry, reason) {
            RemoveOutcome::Removed(_, left) => {
                removed += 1;
                failures.extend(left);
            }
            RemoveOutcome::Failed(error) => failures.push(error),
            // Restored, or removed by another process.
            _ => {}
        }
    });
    let mut exit = exit.worst(report(ctx, &failures));
    if exit == Exit::Success {
        exit = tidy(ctx, &contents.batches, |writer, name| writer.sweep_batch(name).err())?;
    }
    Ok((removed, exit))
}

/// Applies `step`, which returns a failure, to each of `batches`. Reports the failures, and returns
/// the exit code.
pub(crate) fn tidy<'b>(
    ctx: &mut Context<'_>,
    batches: impl IntoIterator<Item = &'b BatchName>,
    step: impl Fn(&mut Writer<'_>, &BatchName) -> Option<Error>,
) -> Result<Exit, Error> {
    let mut failures = Vec::new();
    let exit = write(&store(ctx)?, ctx, batches, |writer, name| {
        failures.extend(step(writer, name));
    });
    Ok(exit.worst(report(ctx, &failures)))
}

fn report(ctx: &mut Context<'_>, failures: &[Error]) -> Exit {
    failures.iter().fold(Exit::Success, |exit, error| exit.worst(ctx.report(error)))
}
