//! Access to the store for storing sessions, or for previewing that.

use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{read, store, unless_unusable, write},
    store::{Reader, Writer},
};

/// The access to the store: to change it, or to preview.
pub(crate) enum Access<'a, 'hold> {
    Write(&'a mut Writer<'hold>),
    Read(&'a Reader<'hold>),
}

/// Applies `step` to `items`, on a store to read for a dry run, and otherwise on one to change, which
/// is created if it is missing. If the store as a whole cannot be used, that is reported, and not all
/// items are reached. Returns the exit code.
pub(crate) fn each<I>(
    ctx: &mut Context<'_>,
    items: impl IntoIterator<Item = I>,
    is_dry_run: bool,
    mut step: impl FnMut(Access<'_, '_>, I),
) -> Result<Exit, Error> {
    let mut items = items.into_iter().peekable();
    if items.peek().is_none() {
        return Ok(Exit::Success);
    }
    if is_dry_run {
        let looked = read(ctx, |reader| {
            items.for_each(|item| step(Access::Read(reader), item));
            Ok(())
        });
        let (_, exit) = unless_unusable(ctx, looked)?;
        return Ok(exit);
    }
    let store = store(ctx)?;
    if let Err(error) = store.make() {
        return Ok(ctx.report(&error));
    }
    Ok(write(&store, ctx, items, |writer, item| step(Access::Write(writer), item)))
}
