//! The low-level commands: small and exact, with stable records.
//!
//! Each file is one command: its arguments, `run`, which writes records, and the operation as a
//! function on domain types, which the porcelain composes. An operation releases the store's lock
//! before anything is printed.

pub(crate) mod cat_raw;
pub(crate) mod export;
pub(crate) mod fork;
pub(crate) mod fsck;
pub(crate) mod import;
pub(crate) mod journal;
pub(crate) mod lineage;
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
pub(crate) mod stats;
pub(crate) mod trash;
pub(crate) mod unpinned;

pub(crate) use crate::store::{
    Scan,
    journal::entry::JournalEntry,
    trash::batch::{BatchInfo, TrashEntry},
    write::outcome::{PutOutcome, RemoveOutcome, RemoveRequest},
};

use crate::{
    context::Context,
    error::{Error, Exit},
    session::file::Damaged,
    store::{Author, Reader, Store, Waiting, Writer},
    ui::diagnostic::Diagnostic,
};

/// Returns the store of this home.
fn store(ctx: &Context<'_>) -> Result<Store, Error> {
    Ok(Store::new(&ctx.home()?, ctx.lock_timeout()))
}

/// Runs `act` on the store under its shared lock.
fn read<T>(
    ctx: &mut Context<'_>,
    act: impl FnOnce(&Reader<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    store(ctx)?.read(&mut |waiting| report_waiting(ctx, waiting), act)
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

/// Applies `step` to each of `items` under the exclusive lock of `store`. Reports what concerns the
/// batch as a whole, and returns its exit code.
fn write<I>(
    store: &Store,
    ctx: &mut Context<'_>,
    items: impl IntoIterator<Item = I>,
    mut step: impl FnMut(&mut Writer<'_>, I),
) -> Exit {
    let items = items.into_iter();
    let (least, most) = items.size_hint();
    let progress = ctx.start_progress(most.filter(|most| *most == least));
    let author = Author { command: ctx.command(), time: ctx.now() };
    let mut on_wait = |waiting: &Waiting| report_waiting(ctx, waiting);
    let report = store.write(&mut on_wait, author, items, |writer, item| {
        step(writer, item);
        progress.advance();
    });
    ctx.end_progress();
    if let Some(error) = &report.unrecorded {
        ctx.warn("journal_failed", format_args!("the changes are not in the journal: {error}"));
    }
    if let Some((path, warning)) = &report.hazard {
        let diagnostic = Diagnostic::warning("endangers_clinvk", warning);
        ctx.emit(&Diagnostic { path: Some(path), ..diagnostic });
    }
    report.stopped.map_or(Exit::Success, |error| ctx.report(&error))
}

/// Applies `answer` to `items` in chunks of `size`, each of which takes the lock once and is held
/// in memory. Returns the worst exit code.
fn in_chunks<T>(
    items: impl Iterator<Item = T>,
    size: usize,
    mut answer: impl FnMut(&[T]) -> Result<Exit, Error>,
) -> Result<Exit, Error> {
    let mut items = items.peekable();
    let mut exit = Exit::Success;
    while items.peek().is_some() {
        let chunk: Vec<T> = items.by_ref().take(size).collect();
        exit = exit.worst(answer(&chunk)?);
    }
    Ok(exit)
}

fn report_waiting(ctx: &mut Context<'_>, waiting: &Waiting) {
    ctx.emit(&Diagnostic { path: Some(&waiting.path), ..Diagnostic::warning("waiting", waiting) });
}

/// Reports the damaged sessions on standard error, and returns the exit code of a listing with them.
pub(crate) fn report_damaged(ctx: &mut Context<'_>, damaged: &[Damaged]) -> Exit {
    let exit = if damaged.is_empty() { Exit::Success } else { Exit::Session };
    let store = store(ctx).ok();
    for one in damaged {
        let error = Error::from(one.clone());
        let path = store.as_ref().map(|store| store.file(&one.id));
        // A hint for each of a thousand sessions would hide the errors.
        let (path, hints) = (path.as_deref(), Vec::new());
        ctx.emit(&Diagnostic { path, hints, ..Diagnostic::failure(&error, ctx.clinvk()) });
    }
    exit
}
