//! Stores a session exactly as it was exported, with its artifacts.

use std::io::Read;

use super::{
    Existing, exists, place,
    tree::{Entry, Tree},
};
use crate::{
    error::Error,
    session::id::SessionId,
    store::{
        LoadError, Reader,
        fs::{atomic::Syncing, dir::Directory, remove_tree},
        write::{Writer, outcome::PutOutcome},
    },
};

/// A session to import.
pub(crate) struct ImportRequest<'a> {
    pub(crate) id: &'a SessionId,
    /// The bytes of its file.
    pub(crate) file: &'a [u8],
    /// Its artifacts, if it has a directory of them.
    pub(crate) artifacts: Option<&'a dyn Tree>,
    /// Set to replace a session that exists.
    pub(crate) is_replace: bool,
}

/// Implements [`Writer::import`].
///
/// The artifacts come first, the session's file last: a session appears only when it is complete.
/// A process that is killed in between leaves a directory, which `fsck` finds.
pub(crate) fn import(writer: &mut Writer<'_>, request: &ImportRequest<'_>) -> PutOutcome {
    let &ImportRequest { id, file, artifacts, .. } = request;
    let is_new = match examine(writer.reader(), request) {
        PutOutcome::WouldCreate => true,
        PutOutcome::WouldReplace(_) => false,
        other => return other,
    };
    let store = match writer.directory_to_create_in() {
        Ok(store) => store,
        Err(error) => return PutOutcome::Failed(error),
    };
    let existing = if is_new { Existing::Refuse } else { Existing::Replace };
    let placed = artifacts.map(|tree| place(tree, store, id.as_str(), existing)).transpose();
    let is_made = match placed {
        Ok(placed) => placed.unwrap_or(false),
        Err(error) => return PutOutcome::Failed(error),
    };
    let outcome = if is_new { create(writer, id, file) } else { replace(writer, id, file) };
    let is_stored = matches!(outcome, PutOutcome::Created(_) | PutOutcome::Replaced(_));
    if is_made && !is_stored {
        let _ = remove_tree::remove(store, id.as_str());
    }
    outcome
}

fn create(writer: &mut Writer<'_>, id: &SessionId, file: &[u8]) -> PutOutcome {
    match writer.create(id, file, Syncing::First) {
        Ok(Some(etag)) => PutOutcome::Created(etag),
        Ok(None) => PutOutcome::Exists(None),
        Err(error) => PutOutcome::Failed(error),
    }
}

fn replace(writer: &mut Writer<'_>, id: &SessionId, file: &[u8]) -> PutOutcome {
    let change =
        |now: crate::session::file::SessionFile<'_>| Ok((now.bytes != file).then(|| file.to_vec()));
    match writer.rewrite(id, None, change) {
        // Only the artifacts differ, and these have been written.
        PutOutcome::Unchanged(etag) => {
            writer.pending.needs_sync();
            PutOutcome::Replaced(etag)
        }
        outcome => outcome,
    }
}

/// Returns the outcome that an import would have.
pub(crate) fn examine(reader: &Reader<'_>, request: &ImportRequest<'_>) -> PutOutcome {
    let &ImportRequest { id, file, artifacts, is_replace } = request;
    // Refuses a link before anything is written.
    let refuse = |tree: &dyn Tree| {
        tree.visit(&mut |_, entry| match entry {
            Entry::Other(error) => Err(error),
            _ => Ok(()),
        })
    };
    if let Some(Err(error)) = artifacts.map(refuse) {
        return PutOutcome::Failed(error);
    }
    match reader.load(id, |now| (now.bytes == file, now.etag())) {
        Ok((is_same, etag)) => match is_same && has(reader.directory(), id, artifacts) {
            true => PutOutcome::Unchanged(etag),
            false if is_replace => PutOutcome::WouldReplace(etag),
            false => PutOutcome::Exists(Some(etag)),
        },
        Err(LoadError::Missing(_)) => match orphan(reader.directory(), id, artifacts) {
            Ok(None) => PutOutcome::WouldCreate,
            Ok(Some(error)) | Err(error) => PutOutcome::Failed(error),
        },
        Err(LoadError::TooLarge(_)) if !is_replace => PutOutcome::Exists(None),
        Err(error) => PutOutcome::Failed(error.into()),
    }
}

/// Returns the error that there is a directory of artifacts without its session, which could be
/// those of another one.
fn orphan(
    store: Option<&Directory>,
    id: &SessionId,
    artifacts: Option<&dyn Tree>,
) -> Result<Option<Error>, Error> {
    let Some(store) = store.filter(|_| artifacts.is_some()) else { return Ok(None) };
    Ok(store.stat(id.as_str())?.map(|_| exists("create", store, id.as_str())))
}

/// Returns whether the session `id` has these artifacts, and perhaps more.
fn has(store: Option<&Directory>, id: &SessionId, artifacts: Option<&dyn Tree>) -> bool {
    let (Some(store), Some(tree)) = (store, artifacts) else { return artifacts.is_none() };
    let mut is_same = true;
    let visited = store.open_directory(id.as_str()).and_then(|top| {
        tree.visit(&mut |path, entry| {
            let mut directory = top.open_directory(".")?;
            let Some((parent, name)) = path.split() else { return Ok(()) };
            for name in parent.names() {
                directory = directory.open_directory(name)?;
            }
            match entry {
                Entry::Directory => drop(directory.open_directory(name)?),
                Entry::File { content, .. } => {
                    let file = directory.open_file(name).map(std::fs::File::from);
                    is_same &= file.is_ok_and(|mut file| are_equal(&mut file, content));
                }
                Entry::Other(error) => return Err(error),
            }
            Ok(())
        })
    });
    visited.is_ok() && is_same
}

/// Returns whether two files have the same bytes. One that cannot be read differs.
fn are_equal(one: &mut dyn Read, other: &mut dyn Read) -> bool {
    const PIECE: u64 = 1 << 16;
    loop {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let read = (&mut *one).take(PIECE).read_to_end(&mut ours);
        let read = read.and_then(|_| (&mut *other).take(PIECE).read_to_end(&mut theirs));
        if read.is_err() {
            return false;
        }
        if ours != theirs || ours.is_empty() {
            return ours == theirs;
        }
    }
}
