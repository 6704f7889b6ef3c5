//! The low-level commands: small, exact, with records that stay.
//!
//! Each file is one command: its arguments, `run`, which speaks in records, and the operation
//! itself as a function on domain types, which the porcelain composes. An operation takes the
//! store's lock once, gathers what it needs and lets the lock go before anything is printed.

pub(crate) mod cat_raw;
pub(crate) mod fsck;
pub(crate) mod journal;
pub(crate) mod ls_journal;
pub(crate) mod ls_raw;
pub(crate) mod ls_trash;
pub(crate) mod outcome_writer;
mod outcomes;
pub(crate) mod prune;
pub(crate) mod put_raw;
pub(crate) mod resolve_id;
pub(crate) mod restore_id;
pub(crate) mod rm_id;
pub(crate) mod rm_trash;
pub(crate) mod schema;
pub(crate) mod set_raw;
pub(crate) mod trash;
pub(crate) mod unpinned;

use outcomes::Outcomes;

pub(crate) use crate::store::{
    Row,
    journal::entry::JournalEntry,
    trash::batch::{BatchInfo, TrashEntry},
    write::outcome::{PutOutcome, RemoveOutcome, RemoveRequest},
};

use crate::{
    context::Context,
    error::{Error, Exit},
    session::file::Damaged,
    store::{Author, Reader, Store, Waiting, WriteReport, Writer},
    ui::diagnostic::Diagnostic,
};

/// The store of this home.
fn store(ctx: &Context<'_>) -> Result<Store, Error> {
    Ok(Store::new(&ctx.home()?, ctx.lock_timeout()))
}

/// Runs `act` on the store under its shared lock.
fn read<T>(
    ctx: &mut Context<'_>,
    act: impl FnOnce(&Reader<'_>) -> Result<T, Error>,
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
    mut step: impl FnMut(&mut Writer<'_>, I) -> Option<T>,
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
    step: impl FnMut(&mut Writer<'_>, I),
) -> Result<WriteReport, Error> {
    let store = store(ctx)?;
    Ok(write_each_in(&store, ctx, items, step))
}

/// Does what [`write_each`] does, in this store.
fn write_each_in<I>(
    store: &Store,
    ctx: &mut Context<'_>,
    items: impl IntoIterator<Item = I>,
    step: impl FnMut(&mut Writer<'_>, I),
) -> WriteReport {
    let author = Author { command: ctx.command(), time: ctx.now() };
    let mut wait = |waiting: &Waiting| tell_of(ctx, waiting);
    let batch = store.write_each(&mut wait, author, items, step);
    if let Some(error) = &batch.unrecorded {
        ctx.warn("journal_failed", format_args!("the changes are not in the journal: {error}"));
    }
    for (path, remark) in &batch.remarks {
        ctx.emit(&Diagnostic {
            path: Some(path),
            ..Diagnostic::warning("endangers_clinvk", remark)
        });
    }
    batch
}

fn tell_of(ctx: &mut Context<'_>, waiting: &Waiting) {
    ctx.emit(&Diagnostic { path: Some(&waiting.path), ..Diagnostic::warning("waiting", waiting) });
}

/// Names the damaged sessions on standard error, and gives the exit code of a listing with them.
pub(crate) fn report_damaged(ctx: &mut Context<'_>, damaged: &[Damaged]) -> Exit {
    let exit = if damaged.is_empty() { Exit::Success } else { Exit::Session };
    let store = store(ctx).ok();
    for one in damaged {
        let error = Error::from(one.clone());
        let path = store.as_ref().map(|store| store.file(&one.id));
        // One hint for each of a thousand sessions helps nobody.
        let (path, hints) = (path.as_deref(), Vec::new());
        ctx.emit(&Diagnostic { path, hints, ..Diagnostic::failure(&error, ctx.clinvk()) });
    }
    exit
}
