//! Stores sessions, or previews that.

use super::access::{Access, each};
use crate::{
    context::Context,
    edit::incoming::{IgnoredKeys, IncomingSession},
    error::{Error, Exit},
    plumbing::{outcomes::Outcomes, set_raw::examine},
    session::{file::SessionFile, id::SessionId},
    store::{Reader, Syncing, Writer, write::outcome::PutOutcome},
};

/// Attempts to store a session that another process keeps creating and removing.
const TRIES: usize = 3;

/// The treatment of sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mode {
    /// Set to replace sessions that exist. Otherwise only new sessions are stored.
    is_replace: bool,
    /// Set to store nothing.
    is_dry_run: bool,
}

impl Mode {
    /// Stores new sessions only.
    pub(crate) const CREATE: Mode = Mode { is_replace: false, is_dry_run: false };

    pub(crate) fn is_replace(self) -> bool {
        self.is_replace
    }

    pub(crate) fn is_dry_run(self) -> bool {
        self.is_dry_run
    }

    /// Returns the mode that the options `--replace` and `--dry-run` ask for.
    pub(crate) fn of(is_replace: bool, is_dry_run: bool) -> Mode {
        Mode { is_replace, is_dry_run }
    }
}

/// Stores each of `sessions`, records or bare session objects, new ones with or without an fsync.
///
/// The outcome of an invalid one is the usual one. A session without an ID is given one.
pub(crate) fn put<'i>(
    ctx: &mut Context<'_>,
    sessions: impl IntoIterator<Item = &'i [u8]>,
    mode: Mode,
    sync: Syncing,
    ignored: &mut IgnoredKeys,
) -> Result<(Outcomes<(SessionId, PutOutcome)>, Exit), Error> {
    let mut outcomes = Outcomes::default();
    let exit = each(ctx, sessions, mode.is_dry_run, |access, bytes| {
        outcomes.push(put_one(access, bytes, mode, sync, ignored));
    })?;
    Ok((outcomes, exit))
}

/// Stores one session, or previews that. Returns `None` if it is invalid, and its ID with the outcome
/// otherwise.
pub(crate) fn put_one(
    access: Access<'_, '_>,
    bytes: &[u8],
    mode: Mode,
    sync: Syncing,
    ignored: &mut IgnoredKeys,
) -> Option<(SessionId, PutOutcome)> {
    let incoming = IncomingSession::parse(bytes).ok()?;
    ignored.note(&incoming);
    let id = match &incoming.id {
        Some(id) => id.clone(),
        None => match Context::random_bits() {
            Ok(bits) => SessionId::of_random_bits(bits),
            Err(error) => return Some((SessionId::of_random_bits(0), PutOutcome::Failed(error))),
        },
    };
    let outcome = match access {
        Access::Write(writer) => put_as(writer, &id, &incoming, mode, sync),
        Access::Read(reader) => preview(reader, &id, &incoming, mode),
    };
    match outcome {
        // The report finds the reason again.
        PutOutcome::Rejected(why) if incoming.to_file(&id).err().as_ref() == Some(&why) => None,
        outcome => Some((id, outcome)),
    }
}

/// Stores `incoming` as the session `id`.
fn put_as(
    writer: &mut Writer<'_>,
    id: &SessionId,
    incoming: &IncomingSession<'_>,
    mode: Mode,
    sync: Syncing,
) -> PutOutcome {
    for _ in 0..TRIES {
        let existing = if mode.is_replace {
            writer.rewrite(id, incoming.etag, |file| {
                Ok(replacement(incoming, file)?.map(String::into_bytes))
            })
        } else {
            existing(writer.reader(), id)
        };
        let PutOutcome::Missing = existing else { return existing };
        let file = match incoming.to_file(id) {
            Ok(file) => file,
            Err(invalid) => return PutOutcome::Rejected(invalid),
        };
        match writer.create(id, file.as_bytes(), sync) {
            Ok(Some(etag)) => return PutOutcome::Created(etag),
            // The name was taken just now: try again.
            Ok(None) => {}
            Err(error) => return PutOutcome::Failed(error),
        }
    }
    // Another process keeps creating and removing it, or its name is not that of a regular file.
    PutOutcome::Exists(None)
}

/// Returns the outcome that storing `incoming` as the session `id` would have.
fn preview(
    reader: &Reader<'_>,
    id: &SessionId,
    incoming: &IncomingSession<'_>,
    mode: Mode,
) -> PutOutcome {
    let existing = if mode.is_replace {
        examine(reader, id, incoming.etag, |file| replacement(incoming, file))
    } else {
        existing(reader, id)
    };
    match (existing, incoming.to_file(id)) {
        (PutOutcome::Missing, Ok(_)) => PutOutcome::WouldCreate,
        (PutOutcome::Missing, Err(invalid)) => PutOutcome::Rejected(invalid),
        (other, _) => other,
    }
}

/// Returns whether the session `id` exists, as an outcome.
fn existing(reader: &Reader<'_>, id: &SessionId) -> PutOutcome {
    match reader.contains(id) {
        Ok(false) => PutOutcome::Missing,
        Ok(true) => PutOutcome::Exists(reader.load(id, |file| file.etag()).ok()),
        Err(error) => PutOutcome::Failed(error),
    }
}

/// Returns the new text of `file`, or `None` if it has the content of `incoming`.
fn replacement(
    incoming: &IncomingSession<'_>,
    file: SessionFile<'_>,
) -> Result<Option<String>, PutOutcome> {
    match (str::from_utf8(file.bytes), file.session()) {
        (Ok(text), Ok(now)) => incoming.replacing(text, &now),
        _ => incoming.replacing_damaged(file.id, file.bytes).map(Some),
    }
    .map_err(PutOutcome::Rejected)
}
