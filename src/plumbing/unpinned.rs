//! Removing sessions unless they are pinned.

use super::{
    read,
    rm_id::{self, Mode, Reasons, Removals},
    write_all,
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

/// How often a session that changes while it is being judged is judged again.
const TRIES: usize = 3;

/// Removes the sessions `ids`, or none of them if one is pinned, which is the error.
///
/// Pins are judged under the lock under which sessions are removed. Many are removed under several
/// holds of it: one that is pinned between two of them stays, as [`RemoveOutcome::Kept`].
pub(crate) fn remove(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    mode: Mode,
) -> Result<Removals, Error> {
    let Mode::Remove(disposal) = mode else {
        if let Some(id) = read(ctx, |snapshot| Ok(first_pinned(snapshot, ids)))? {
            return Err(pinned(id));
        }
        let targets: Vec<RemoveRequest> = ids.iter().cloned().map(RemoveRequest::of).collect();
        return rm_id::remove(ctx, &targets, mode, Reasons::Same(Reason::Id));
    };
    let mut judged = None;
    let (outcomes, exit) = write_all(ctx, ids, |transaction, id| {
        // All of them before the first is removed.
        match judged.get_or_insert_with(|| first_pinned(transaction.snapshot(), ids)) {
            Some(_) => None,
            None => Some(remove_one(transaction, id, disposal)),
        }
    })?;
    let each =
        outcomes.into_vec(ids.len(), || RemoveOutcome::NotReached, || RemoveOutcome::NotReached);
    judged.flatten().map_or(Ok(Removals { each, exit }), |id| Err(pinned(id)))
}

/// Removes the session `id` if it is not pinned now. A damaged one is not.
fn remove_one(
    transaction: &mut Writer<'_>,
    id: &SessionId,
    disposal: Destination,
) -> RemoveOutcome {
    for _ in 0..TRIES {
        let judge = |stored: SessionFile<'_>| (is_pinned(stored), FileInfo::of(stored));
        let etag = match transaction.snapshot().load(id, judge) {
            Ok((true, facts)) => return RemoveOutcome::Kept(facts),
            Ok((false, facts)) => facts.etag,
            // It cannot be read, so there is nothing to compare.
            Err(_) => None,
        };
        let target = RemoveRequest { etag, ..RemoveRequest::of(id.clone()) };
        match transaction.remove(&target, disposal, Reason::Id) {
            // A process without our lock replaced it just now: look again.
            RemoveOutcome::Changed(_) => {}
            removal => return removal,
        }
    }
    RemoveOutcome::Changed(FileInfo::default())
}

/// The first of the sessions that is pinned.
fn first_pinned<'i>(snapshot: &Reader<'_>, ids: &'i [SessionId]) -> Option<&'i SessionId> {
    ids.iter().find(|id| snapshot.load(id, is_pinned).unwrap_or(false))
}

fn is_pinned(stored: SessionFile<'_>) -> bool {
    stored.session().is_ok_and(|session| pin::is_pinned(&session))
}

fn pinned(id: &SessionId) -> Error {
    Error::Pinned { id: id.to_string() }
}
