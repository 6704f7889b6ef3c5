//! `ls-raw ID...`: the sessions that are named, in the order of the input.

use crate::{
    args::{
        filter::FramingArgs,
        stdin::{Input, Item, Rejected},
    },
    context::Context,
    error::{Error, Exit},
    plumbing::{
        cat_raw::{AT_ONCE, load},
        unless_unusable,
    },
    records::{AbsentRecord, Framing, Record as _, SessionRecord},
    session::{
        etag::Etag,
        file::{Damaged, ParsedFile, SessionFile},
        id::SessionId,
    },
    ui::diagnostic::{Diagnostic, Kind},
};

/// Returns the framing for `session` records, of which some may be `absent` records.
pub(crate) fn framing(framing: FramingArgs) -> Result<Framing, Error> {
    framing.framing_with::<SessionRecord<'_>>(&AbsentRecord::FIELDS[1..])
}

/// Writes one record for each item of `input`.
pub(crate) fn run(ctx: &mut Context<'_>, input: &Input, framing: &Framing) -> Result<Exit, Error> {
    let mut items = input.items();
    let mut exit = Exit::Success;
    loop {
        let some: Vec<Item<'_>> = items.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            return Ok(exit);
        }
        exit = exit.worst(answer(ctx, &some, framing)?);
    }
}

fn answer(ctx: &mut Context<'_>, items: &[Item<'_>], framing: &Framing) -> Result<Exit, Error> {
    let targets: Vec<_> = items.iter().map(Item::as_lookup).collect();
    let ids: Vec<SessionId> = targets.iter().flatten().map(|target| target.id.clone()).collect();
    let files = load(ctx, &ids, |stored| record(stored, framing));
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
            Some(None | Some(Err(Error::SessionNotFound { .. }))) => {
                (MISSING, Exit::Failure, "no such session".to_owned())
            }
            Some(Some(Err(error))) => (
                if is_refused(&error) { UNREAD } else { DAMAGED },
                Exit::Session,
                error.to_string(),
            ),
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
fn record(stored: SessionFile<'_>, framing: &Framing) -> Result<(Etag, Vec<u8>), Damaged> {
    let session = stored.session()?;
    let mut out = Vec::new();
    framing
        .write(
            &SessionRecord(ParsedFile { file: stored, session: &session, stamp: None }),
            &mut out,
        )
        .map_err(|holds_nul| Damaged::new(stored.id, holds_nul))?;
    Ok((stored.etag(), out))
}

/// Whether the system failed to read the file, so that its content is unknown.
fn is_refused(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.raw_os_error().is_some())
}

/// The outcome of an item without a session, and the code of the error that says so.
type Absence = (&'static str, &'static str);

const INVALID: Absence = ("invalid", "invalid_input");
const MISSING: Absence = ("missing", "session_not_found");
const CHANGED: Absence = ("changed", "changed");
const DAMAGED: Absence = ("damaged", "session_damaged");
const UNREAD: Absence = ("damaged", "io_error");
const FAILED: Absence = ("failed", "io_error");

/// Writes an `absent` record. Where the chosen fields do not show why, standard error does.
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
