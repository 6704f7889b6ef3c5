//! The trash: what several commands do with it.

use std::collections::HashMap;

use super::{read, store, write_each};
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
        trash::batch::{BatchInfo, BatchName, TrashEntry},
        write::outcome::RemoveOutcome,
    },
};

/// What is in the trash, newest first.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    /// What was made of each session that can be read.
    pub(crate) found: Vec<T>,
    /// The sessions that cannot be read.
    pub(crate) damaged: Vec<Damaged>,
    /// All that is there.
    pub(crate) contents: Contents,
}

/// Reads what has been in the trash for longer than `age`, or without one all of it, and collects
/// what `project` makes of each session.
pub(crate) fn list<T>(
    ctx: &mut Context<'_>,
    age: Option<&Age>,
    mut project: impl FnMut(&TrashEntry, &BatchInfo, ParsedFile<'_>) -> T,
) -> Result<Listing<T>, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| {
        let contents = look(snapshot, age, now)?;
        let mut found = Vec::with_capacity(contents.sessions.len());
        let mut current: Option<(&BatchName, BatchInfo)> = None;
        let damaged = snapshot.visit_trashed(&contents.sessions, |entry, parsed| {
            if current.as_ref().is_none_or(|current| *current.0 != entry.batch) {
                current = Some((&entry.batch, snapshot.deed(&entry.batch)));
            }
            if let Some((_, info)) = &current {
                found.push(project(entry, info, parsed));
            }
        })?;
        Ok(Listing { found, damaged, contents })
    })
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
        let trashed =
            |batch: &BatchName| TrashEntry { batch: batch.clone(), id: request.id.clone() };
        batches.iter().filter(is_meant).map(trashed)
    }
}

/// Reads which sessions are in the trash, and in which batches.
pub(crate) fn generations(ctx: &mut Context<'_>) -> Result<Generations, Error> {
    read(ctx, |snapshot| {
        let mut batches: HashMap<SessionId, Vec<BatchName>> = HashMap::new();
        for TrashEntry { batch, id } in snapshot.trashed(&snapshot.batches()?)? {
            batches.entry(id).or_default().push(batch);
        }
        Ok(Generations { batches })
    })
}

/// Returns the IDs in the trash.
pub(crate) fn ids(ctx: &mut Context<'_>) -> Result<Vec<SessionId>, Error> {
    read(ctx, |snapshot| {
        let all = snapshot.trashed(&snapshot.batches()?)?;
        Ok(all.into_iter().map(|trashed| trashed.id).collect())
    })
}

/// Returns what the last command moved to the trash, sorted by ID, with the record of its batch.
pub(crate) fn last(ctx: &mut Context<'_>) -> Result<(Vec<TrashEntry>, BatchInfo), Error> {
    let now = ctx.now();
    read(ctx, |snapshot| {
        let last = snapshot.last_trashed(now)?;
        let deed = last.first().map(|one| snapshot.deed(&one.batch)).unwrap_or_default();
        Ok((last, deed))
    })
}

/// What of the trash is to be removed.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The sessions, newest first.
    pub(crate) sessions: Vec<TrashEntry>,
    /// The batches in which they are; some may be empty.
    batches: Vec<BatchName>,
}

/// Checks that the trash, if there is one, can be used.
pub(crate) fn check(ctx: &Context<'_>) -> Result<(), Error> {
    store(ctx)?.check_trash()
}

/// Whether something may have been in the trash for longer than `age`, by the names alone.
pub(crate) fn may_have_older(ctx: &mut Context<'_>, age: &Age) -> Result<bool, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| snapshot.has_batch_older_than(age, now))
}

/// What has been in the trash for longer than `age`; `None` if the clock has jumped ahead of all
/// that is known, so that nothing can be said of it.
pub(crate) fn expired(ctx: &mut Context<'_>, age: &Age) -> Result<Option<Contents>, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| {
        let contents = look(snapshot, Some(age), now)?;
        let has_jumped = !contents.sessions.is_empty() && snapshot.has_clock_jumped(age, now)?;
        Ok((!has_jumped).then_some(contents))
    })
}

/// What has been in the trash for longer than `age`, or without one all of it.
pub(crate) fn contents(ctx: &mut Context<'_>, age: Option<&Age>) -> Result<Contents, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| look(snapshot, age, now))
}

fn look(snapshot: &Reader<'_>, age: Option<&Age>, now: Time) -> Result<Contents, Error> {
    let batches = match age {
        Some(age) => snapshot.batches_older_than(age, now)?,
        None => snapshot.batches()?,
    };
    Ok(Contents { sessions: snapshot.trashed(&batches)?, batches })
}

/// Permanently removes exactly these from the trash. Returns their number and the exit code;
/// failures are reported at once.
pub(crate) fn empty(
    ctx: &mut Context<'_>,
    contents: &Contents,
    reason: Reason<'_>,
) -> Result<(usize, Exit), Error> {
    let (mut removed, mut failures) = (0, Vec::new());
    let sessions = write_each(ctx, &contents.sessions, |transaction, trashed| {
        match transaction.destroy(trashed, reason) {
            RemoveOutcome::Removed(_, left) => {
                removed += 1;
                failures.extend(left);
            }
            RemoveOutcome::Failed(error) => failures.push(error),
            // Restored, or removed by another process.
            _ => {}
        }
    })?;
    failures.extend(sessions.stopped);
    let exit = if failures.is_empty() {
        tidy(ctx, &contents.batches, |transaction, name| transaction.sweep_batch(name).err())?
    } else {
        report(ctx, &failures)
    };
    Ok((removed, exit))
}

/// Applies `step`, which returns a failure, to each of `batches`; reports the failures, and returns
/// the exit code.
pub(crate) fn tidy<'b>(
    ctx: &mut Context<'_>,
    batches: impl IntoIterator<Item = &'b BatchName>,
    step: impl Fn(&mut Writer<'_>, &BatchName) -> Option<Error>,
) -> Result<Exit, Error> {
    let mut failures = Vec::new();
    let batch = write_each(ctx, batches, |transaction, name| {
        failures.extend(step(transaction, name));
    })?;
    failures.extend(batch.stopped);
    Ok(report(ctx, &failures))
}

fn report(ctx: &mut Context<'_>, failures: &[Error]) -> Exit {
    failures.iter().fold(Exit::Success, |exit, error| exit.worst(ctx.report(error)))
}
