//! `ls-raw ID...`: the sessions that are named, in the order of the input.

use crate::{
    args::{
        framing::FramingArgs,
        stdin::{Input, Item, Rejected},
    },
    context::Context,
    error::{Error, Exit},
    plumbing::{
        cat_raw::{AT_ONCE, load},
        in_chunks, unless_unusable,
    },
    records::{AbsentRecord, Framing, Record as _, SessionRecord},
    session::{
        etag::Etag,
        file::{Damaged, SessionFile},
        id::SessionId,
    },
    store::LoadError,
    ui::diagnostic::{Diagnostic, Kind},
};

/// Returns the framing for `session` and `absent` records.
pub(crate) fn framing(framing: FramingArgs) -> Result<Framing, Error> {
    framing.framing_with::<SessionRecord<'_>>(&AbsentRecord::FIELDS[1..])
}

/// Writes one record for each item of `input`.
pub(crate) fn run(ctx: &mut Context<'_>, input: &Input, framing: &Framing) -> Result<Exit, Error> {
    in_chunks(input.items(), AT_ONCE, |items| answer(ctx, items, framing))
}

fn answer(ctx: &mut Context<'_>, items: &[Item<'_>], framing: &Framing) -> Result<Exit, Error> {
    let targets: Vec<_> = items.iter().map(Item::as_lookup).collect();
    let ids: Vec<SessionId> = targets.iter().flatten().map(|target| target.id.clone()).collect();
    let files = load(ctx, &ids, |file| record(file, framing));
    let (files, mut exit) = unless_unusable(ctx, files)?;
    let mut files = files.map(Vec::into_iter);
    let mut out = Vec::new();
    for target in targets {
        let target = match target {
            Ok(target) => target,
            Err(Rejected { input, reason }) => {
                exit = exit.worst(Exit::Failure);
                absent(ctx, framing, &mut out, (&input, INVALID, &reason));
                continue;
            }
        };
        let id = target.id.as_str();
        let (what, its_exit, message) = match files.as_mut().map(Iterator::next) {
            None => (FAILED, exit, "the store cannot be read".to_owned()),
            Some(None | Some(Err(LoadError::Missing(_)))) => {
                (MISSING, Exit::Failure, "no such session".to_owned())
            }
            Some(Some(Err(LoadError::TooLarge(error)))) => {
                (DAMAGED, Exit::Session, error.to_string())
            }
            Some(Some(Err(LoadError::Refused(error)))) => {
                (UNREAD, Exit::Session, error.to_string())
            }
            Some(Some(Ok(Err(damaged)))) => (DAMAGED, Exit::Session, damaged.reason),
            Some(Some(Ok(Ok((etag, _))))) if target.etag.is_some_and(|given| given != etag) => {
                (CHANGED, Exit::Failure, "the etag differs".to_owned())
            }
            Some(Some(Ok(Ok((_, record))))) => {
                out.extend_from_slice(&record);
                continue;
            }
        };
        exit = exit.worst(its_exit);
        absent(ctx, framing, &mut out, (id, what, &message));
    }
    ctx.print(&out)?;
    Ok(exit)
}

/// Returns the record of a session, with the digest of its file.
fn record(file: SessionFile<'_>, framing: &Framing) -> Result<(Etag, Vec<u8>), Damaged> {
    let session = file.session()?;
    let mut out = Vec::new();
    framing
        .write(&SessionRecord(file.parsed(&session)), &mut out)
        .map_err(|holds_nul| Damaged::new(file.id, holds_nul))?;
    Ok((file.etag(), out))
}

/// The outcome of an item without a session, and the code of its error.
type Absence = (&'static str, &'static str);

const INVALID: Absence = ("invalid", "invalid_input");
const MISSING: Absence = ("missing", "session_not_found");
const CHANGED: Absence = ("changed", "changed");
const DAMAGED: Absence = ("damaged", "session_damaged");
const UNREAD: Absence = ("damaged", "io_error");
const FAILED: Absence = ("failed", "io_error");

/// Writes an `absent` record. If the chosen fields do not show its outcome, emits an error too.
fn absent(
    ctx: &mut Context<'_>,
    framing: &Framing,
    out: &mut Vec<u8>,
    (id, (outcome, code), message): (&str, Absence, &str),
) {
    if !framing.shows("outcome") {
        ctx.emit(&Diagnostic {
            kind: Kind::Error,
            code,
            id: Some(id.to_owned().into()),
            path: None,
            message: format!("{id}: {message}"),
            hints: Vec::new(),
        });
    }
    // Neither an ID nor a message can hold a NUL.
    let _ = framing.write(&AbsentRecord { id, outcome, message }, out);
}
