//! Removes sessions unless they are pinned.

use super::{
    read,
    rm_id::{self, Mode, Reasons, Removals},
    store, write,
};
use crate::{
    context::Context,
    edit::pin,
    error::Error,
    policy::Reason,
    session::{file::SessionFile, id::SessionId},
    store::{
        Reader, Writer,
        write::outcome::{Destination, FileInfo, RemoveOutcome, RemoveRequest},
    },
};

/// Attempts to remove a session that another process keeps changing.
const TRIES: usize = 3;

/// Removes the sessions `ids`. If one is pinned, nothing is removed, and that is the error.
///
/// Pins are read under the lock under which sessions are removed. Many sessions are removed under
/// several holds of the lock: a session that is pinned between two of them stays, as
/// [`RemoveOutcome::Kept`].
pub(crate) fn remove(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    mode: Mode,
) -> Result<Removals, Error> {
    let Mode::Remove(destination) = mode else {
        if let Some(id) = read(ctx, |reader| Ok(first_pinned(reader, ids)))? {
            return Err(pinned(id));
        }
        let targets: Vec<RemoveRequest> = ids.iter().cloned().map(RemoveRequest::of).collect();
        return rm_id::remove(ctx, &targets, mode, Reasons::Same(Reason::Id));
    };
    // The first pinned session, looked for before the first removal.
    let mut refusal = None;
    let mut each = Vec::with_capacity(ids.len());
    let exit = write(&store(ctx)?, ctx, ids, |writer, id| {
        if refusal.get_or_insert_with(|| first_pinned(writer.reader(), ids)).is_none() {
            each.push(remove_one(writer, id, destination));
        }
    });
    if let Some(id) = refusal.flatten() {
        return Err(pinned(id));
    }
    each.resize_with(ids.len(), || RemoveOutcome::NotReached);
    Ok(Removals { each, exit })
}

/// Removes the session `id` unless it is pinned now. A damaged session is not pinned.
fn remove_one(writer: &mut Writer<'_>, id: &SessionId, destination: Destination) -> RemoveOutcome {
    for _ in 0..TRIES {
        let examine = |file: SessionFile<'_>| (is_pinned(file), FileInfo::of(file));
        let etag = match writer.reader().load(id, examine) {
            Ok((true, info)) => return RemoveOutcome::Kept(info),
            Ok((false, info)) => info.etag,
            // An unreadable file has no etag to compare.
            Err(_) => None,
        };
        let target = RemoveRequest { etag, ..RemoveRequest::of(id.clone()) };
        match writer.remove(&target, destination, Reason::Id) {
            // A process that does not take our lock replaced it just now: try again.
            RemoveOutcome::Changed(_) => {}
            outcome => return outcome,
        }
    }
    RemoveOutcome::Changed(FileInfo::default())
}

/// Returns the first pinned session of `ids`.
fn first_pinned<'i>(reader: &Reader<'_>, ids: &'i [SessionId]) -> Option<&'i SessionId> {
    ids.iter().find(|id| reader.load(id, is_pinned).unwrap_or(false))
}

fn is_pinned(file: SessionFile<'_>) -> bool {
    file.session().is_ok_and(|session| pin::is_pinned(&session))
}

fn pinned(id: &SessionId) -> Error {
    Error::Pinned { id: id.to_string() }
}
