//! The commands for people. They compose the plumbing's functions, and add layout, questions and
//! explanations.
//!
//! Nothing here opens the store. Session text passes through [`crate::sanitize`] before it is
//! displayed; JSON keeps it exact.

mod candidates;
mod change;
pub(crate) mod clean;
pub(crate) mod delete;
pub(crate) mod empty_trash;
mod expiry;
mod explain;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod fork;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod log;
mod operation;
pub(crate) mod pin;
mod plan;
mod recent;
pub(crate) mod relocate;
pub(crate) mod rename;
pub(crate) mod restore;
pub(crate) mod resume;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod tag;
pub(crate) mod tags;
pub(crate) mod trash;
pub(crate) mod tree;

use std::collections::HashSet;

use crate::{
    context::Context,
    error::{Error, Exit},
    json::text,
    plumbing::resolve_id::{self, Resolution},
    records::Record,
    session::id::SessionId,
    ui::separated,
};

/// Prints a table.
fn print_lines(
    ctx: &mut Context<'_>,
    mut lines: impl Iterator<Item = String>,
) -> Result<(), Error> {
    lines.try_for_each(|line| ctx.print(line.as_bytes()))
}

/// The most bytes that a JSON object is indented to; a larger one stays on one line.
const LARGEST_INDENTED: usize = 64 << 20;

/// Prints a JSON object, on one line, or indented on a terminal.
fn print_json(ctx: &mut Context<'_>, object: &[u8]) -> Result<(), Error> {
    let indented = indent(ctx, object, 0);
    ctx.print(indented.as_deref().unwrap_or(object))?;
    ctx.print(b"\n")
}

/// Returns the object indented for a terminal, which its first line already is by `depth` levels;
/// `None` if standard output is no terminal.
fn indent(ctx: &Context<'_>, object: &[u8], depth: usize) -> Option<Vec<u8>> {
    ctx.terminal().width?;
    let object = str::from_utf8(object).ok()?;
    text::pretty(object, "  ", depth, LARGEST_INDENTED).map(String::into_bytes)
}

/// Prints `objects` as a JSON array, one object per line, or indented on a terminal.
fn print_array<'a>(
    ctx: &mut Context<'_>,
    objects: impl Iterator<Item = &'a [u8]>,
) -> Result<(), Error> {
    let mut before = &b"[\n"[..];
    for object in objects {
        ctx.print(before)?;
        let indented = indent(ctx, object, 1);
        if indented.is_some() {
            ctx.print(b"  ")?;
        }
        ctx.print(indented.as_deref().unwrap_or(object))?;
        before = b",\n";
    }
    let is_empty = before == b"[\n";
    ctx.print(if is_empty { b"[]\n" } else { b"\n]\n" })
}

/// Prints records of type `R` as separated values, below a header.
fn print_separated<R: Record>(
    ctx: &mut Context<'_>,
    write: separated::Writer,
    rows: impl Iterator<Item = separated::Row>,
) -> Result<(), Error> {
    let header = R::FIELDS.iter().map(|name| name.as_bytes().to_vec()).collect();
    let is_terminal = ctx.terminal().width.is_some();
    ctx.print(&write(&mut std::iter::once(header).chain(rows), is_terminal))
}

/// Resolves unique prefixes and `@{N}` to full IDs, without duplicates. The first unknown or ambiguous
/// prefix is the error.
fn resolve(ctx: &mut Context<'_>, inputs: &[String]) -> Result<Vec<SessionId>, Error> {
    let inputs = recent::expand(ctx, inputs)?;
    let resolutions = resolve_id::resolve(ctx, &inputs)?;
    let mut ids = Vec::with_capacity(inputs.len());
    for (input, resolution) in inputs.into_iter().zip(resolutions) {
        match resolution {
            Resolution::Found(id) => ids.push(id),
            Resolution::Missing | Resolution::Invalid => {
                return Err(Error::SessionNotFound { input });
            }
            Resolution::Ambiguous(candidates) => {
                let shown = candidates::describe(ctx, &candidates)?;
                return Err(Error::AmbiguousId { input, count: candidates.len(), shown });
            }
        }
    }
    Ok(each_once(ids))
}

/// Removes duplicates: two prefixes may name the same session.
fn each_once(mut ids: Vec<SessionId>) -> Vec<SessionId> {
    let mut named = HashSet::new();
    ids.retain(|id| named.insert(id.clone()));
    ids
}

/// Asks for confirmation on the terminal. Any answer but yes is an error.
fn confirm(ctx: &mut Context<'_>, question: &str) -> Result<(), Error> {
    ctx.status(&format!("{question} [y/N] "));
    let answer = ctx.read_line();
    if !answer.as_ref().is_ok_and(|answer| answer.ends_with('\n')) {
        // The input ended before the line did. Start a new line.
        ctx.status("\n");
    }
    match answer?.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Error::Cancelled),
    }
}

/// Reports that another process is changing the session.
fn tell_of_change(ctx: &mut Context<'_>, id: &SessionId) -> Exit {
    ctx.warn(
        "changed",
        format_args!("session {id} is being changed by another process and was skipped"),
    );
    Exit::Failure
}

/// On a terminal, shows how to restore the sessions just moved to the trash.
fn hint_at_undo(ctx: &mut Context<'_>, trashed: &[&SessionId]) -> Result<(), Error> {
    if ctx.terminal().error_width.is_none() {
        return Ok(());
    }
    let what = match trashed {
        [] => return Ok(()),
        [id] => id.as_str(),
        _ => "--last",
    };
    // Keeps the order if both streams are on one terminal.
    ctx.flush()?;
    let hint = format!("{} restore {what}", ctx.clinvk());
    ctx.hint(&hint);
    Ok(())
}
