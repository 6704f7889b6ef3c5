//! The low-level commands: small, exact, with records that stay.
//!
//! Each file is one command: its arguments, `run`, which speaks in records, and the operation
//! itself as a function on domain types, which the porcelain composes. An operation takes the
//! store's lock once, gathers what it needs and lets the lock go before anything is printed.

pub mod arguments;
pub mod cat_raw;
pub mod fsck;
pub mod input;
pub mod interface;
pub mod journal;
pub mod json;
pub mod ls_journal;
pub mod ls_raw;
pub mod ls_trash;
mod objects;
mod outcomes;
pub mod policy;
pub mod prune;
pub mod put_raw;
pub mod record;
mod report;
pub mod resolve_id;
pub mod restore_id;
pub mod rm_id;
pub mod rm_trash;
pub mod schema;
pub mod set_raw;
mod texts;
pub mod trash;
pub mod unpinned;

use outcomes::Outcomes;

use crate::{
    context::Context,
    error::{Error, Exit},
    model::stored::Damaged,
    notice::Notice,
    store::{Author, Batch, Snapshot, Store, Transaction, Waiting},
};

/// Parses `bytes` as the standard input of put-raw, rm-id and the others that take records.
#[cfg(feature = "fuzzing")]
pub fn parse_bytes(bytes: &[u8]) {
    for is_nul in [false, true] {
        for item in input::items(bytes, is_nul) {
            let _ = (item.as_removal(), item.as_lookup(), item.as_change(), item.as_restore());
            let _ = (item.as_trash(), item.as_prefix(), item.claimed_id());
        }
        for item in objects::objects(bytes, is_nul) {
            let Ok(proposal) = crate::model::proposal::Proposal::parse(item.bytes) else {
                continue;
            };
            let id = proposal.id.clone();
            let _ = id.map(|id| proposal.to_file(&id));
        }
    }
}

/// The store of this home.
fn store(ctx: &Context<'_>) -> Result<Store, Error> {
    Ok(Store::new(&ctx.home()?, ctx.lock_timeout()))
}

/// Runs `act` on the store under its shared lock.
fn read<T>(
    ctx: &mut Context<'_>,
    act: impl FnOnce(&Snapshot<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    store(ctx)?.read(&mut |waiting| tell_of(ctx, waiting), act)
}

/// Returns the value of `result` and success. If the store as a whole could not be used, reports that
/// and returns no value and the exit code.
fn unless_unusable<T>(
    ctx: &mut Context<'_>,
    result: Result<T, Error>,
) -> Result<(Option<T>, Exit), Error> {
    match result {
        Ok(value) => Ok((Some(value), Exit::Success)),
        Err(error) if error.is_of_store() => Ok((None, ctx.report(&error))),
        Err(error) => Err(error),
    }
}

/// Applies `step` to each of `items` under the store's exclusive lock, and returns the results and
/// the exit code of what concerns all of them.
///
/// An error that ends the work early is reported at once.
fn write_all<I, T>(
    ctx: &mut Context<'_>,
    items: impl IntoIterator<Item = I>,
    mut step: impl FnMut(&mut Transaction<'_>, I) -> Option<T>,
) -> Result<(Outcomes<T>, Exit), Error> {
    let mut outcomes = Outcomes::default();
    let batch = write_each(ctx, items, |transaction, item| {
        outcomes.push(step(transaction, item));
    })?;
    let exit = batch.stopped.map_or(Exit::Success, |error| ctx.report(&error));
    Ok((outcomes, exit))
}

/// Applies `step` to each of `items` under the store's exclusive lock, and warns of what endangers
/// the store.
fn write_each<I>(
    ctx: &mut Context<'_>,
    items: impl IntoIterator<Item = I>,
    step: impl FnMut(&mut Transaction<'_>, I),
) -> Result<Batch, Error> {
    let store = store(ctx)?;
    Ok(write_each_in(&store, ctx, items, step))
}

/// Does what [`write_each`] does, in this store.
fn write_each_in<I>(
    store: &Store,
    ctx: &mut Context<'_>,
    items: impl IntoIterator<Item = I>,
    step: impl FnMut(&mut Transaction<'_>, I),
) -> Batch {
    let author = Author { command: ctx.command(), time: ctx.now() };
    let mut wait = |waiting: &Waiting| tell_of(ctx, waiting);
    let batch = store.write_each(&mut wait, author, items, step);
    if let Some(error) = &batch.unrecorded {
        ctx.warn("journal_failed", format_args!("the changes are not in the journal: {error}"));
    }
    for (path, remark) in &batch.remarks {
        ctx.tell(&Notice { path: Some(path), ..Notice::warning("endangers_clinvk", remark) });
    }
    batch
}

fn tell_of(ctx: &mut Context<'_>, waiting: &Waiting) {
    ctx.tell(&Notice { path: Some(&waiting.path), ..Notice::warning("waiting", waiting) });
}

/// Names the damaged sessions on standard error, and gives the exit code of a listing with them.
pub fn report_damaged(ctx: &mut Context<'_>, damaged: &[Damaged]) -> Exit {
    let exit = if damaged.is_empty() { Exit::Success } else { Exit::Session };
    let store = store(ctx).ok();
    for one in damaged {
        let error = Error::from(one.clone());
        let path = store.as_ref().map(|store| store.file(&one.id));
        // One hint for each of a thousand sessions helps nobody.
        let (path, hints) = (path.as_deref(), Vec::new());
        ctx.tell(&Notice { path, hints, ..Notice::failure(&error, ctx.clinvk()) });
    }
    exit
}
