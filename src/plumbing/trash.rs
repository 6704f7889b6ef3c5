//! Looking into the trash, and emptying it: what several commands do with it.

use super::{read, write_each};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        age::Age,
        id::SessionId,
        removal::Removal,
        session::Session,
        stored::{Damaged, Stored},
        time::Time,
        trashed::{BatchName, Deed, Trashed},
    },
    store::Snapshot,
};

/// What is in the trash, newest first.
#[derive(Debug)]
pub struct Listing<T> {
    /// What was made of each session that can be read.
    pub found: Vec<T>,
    /// The sessions that cannot be read.
    pub damaged: Vec<Damaged>,
    /// All that is there.
    pub contents: Contents,
}

/// Reads what has been in the trash for longer than `age`, or without one all of it, and collects
/// what `project` makes of each session.
pub fn list<T>(
    ctx: &mut Context<'_>,
    age: Option<&Age>,
    mut project: impl FnMut(&Trashed, &Deed, Stored<'_>, &Session<'_>) -> T,
) -> Result<Listing<T>, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| {
        let contents = look(snapshot, age, now)?;
        let trashed = &contents.sessions;
        let mut found = Vec::with_capacity(trashed.len());
        let mut current: Option<(&BatchName, Deed)> = None;
        let damaged = snapshot.visit_trashed(trashed, |stored, session| {
            let one = &trashed[stored.number as usize];
            if current.as_ref().is_none_or(|current| *current.0 != one.batch) {
                current = Some((&one.batch, snapshot.deed(&one.batch)));
            }
            if let Some((_, deed)) = &current {
                found.push(project(one, deed, stored, session));
            }
        })?;
        Ok(Listing { found, damaged, contents })
    })
}

/// The ids in the trash: all of them, or those that the last command moved there.
pub fn ids(ctx: &mut Context<'_>, is_last_only: bool) -> Result<Vec<SessionId>, Error> {
    read(ctx, |snapshot| {
        let batches = snapshot.batches()?;
        if !is_last_only {
            let all = snapshot.trashed(&batches)?;
            return Ok(all.into_iter().map(|trashed| trashed.id).collect());
        }
        for batch in &batches {
            // One that is empty was left by a command that was killed.
            let last = snapshot.trashed(std::slice::from_ref(batch))?;
            if !last.is_empty() {
                return Ok(last.into_iter().map(|trashed| trashed.id).collect());
            }
        }
        Ok(Vec::new())
    })
}

/// What of the trash is to go for good.
#[derive(Debug, Default)]
pub struct Contents {
    /// The sessions, newest first.
    pub sessions: Vec<Trashed>,
    /// The batches in which they are; some may be empty.
    batches: Vec<BatchName>,
}

impl Contents {
    /// Whether there is nothing at all, not even an empty batch.
    pub fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }
}

/// What has been in the trash for longer than `age`, or without one all of it.
pub fn contents(ctx: &mut Context<'_>, age: Option<&Age>) -> Result<Contents, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| look(snapshot, age, now))
}

fn look(snapshot: &Snapshot<'_>, age: Option<&Age>, now: Time) -> Result<Contents, Error> {
    let mut batches = snapshot.batches()?;
    batches.retain(|batch| age.is_none_or(|age| age.is_exceeded(Some(batch.at()), now)));
    Ok(Contents { sessions: snapshot.trashed(&batches)?, batches })
}

/// Removes exactly these from the trash for good; `reason` is the rule that chose them. How many
/// went, and the exit code; what failed is reported at once.
pub fn empty(
    ctx: &mut Context<'_>,
    contents: &Contents,
    reason: &str,
) -> Result<(usize, Exit), Error> {
    let sessions = write_each(ctx, &contents.sessions, |transaction, trashed| {
        transaction.destroy(trashed, reason)
    })?;
    let mut failures: Vec<Error> = sessions.stopped.into_iter().collect();
    let mut removed = 0;
    for removal in sessions.done {
        match removal {
            Removal::Removed(_, left) => {
                removed += 1;
                failures.extend(left);
            }
            Removal::Failed(error) => failures.push(error),
            // Restored, or removed by somebody else.
            _ => {}
        }
    }
    if failures.is_empty() {
        let swept = write_each(ctx, &contents.batches, |transaction, name| {
            transaction.sweep_batch(name).err()
        })?;
        failures.extend(swept.done.into_iter().flatten().chain(swept.stopped));
    }
    let exit = failures.iter().fold(Exit::Success, |exit, error| exit.worst(ctx.report(error)));
    Ok((removed, exit))
}
