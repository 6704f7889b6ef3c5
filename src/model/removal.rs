//! What becomes of a session that is to be removed.

use super::{etag::Etag, id::SessionId, identity::Identity, stored::Stored, time::Time};
use crate::error::Error;

/// A session to remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which one.
    pub id: SessionId,
    /// Only if its file still has this digest.
    pub etag: Option<Etag>,
    /// What this process knows of that file, if it has judged it itself.
    pub known: Option<Known>,
}

impl Target {
    /// The session `id`, whatever its file is.
    pub fn of(id: SessionId) -> Target {
        Target { id, etag: None, known: None }
    }
}

/// A file that was judged, and need not be read again while it is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// By what it is known again.
    pub seen: Identity,
    /// What was found in it.
    pub facts: Facts,
    /// Where it stood in the listing of the store.
    pub number: u32,
    /// Whether anything in the store may have had a name that artifacts have.
    pub may_have_artifacts: bool,
}

/// Where a session that is removed goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// Nowhere: it is gone for good.
    Purge,
    /// To the trash, from which it can be restored.
    Trash,
}

/// What is known of a session's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// When the session was last used, where the file tells.
    pub last_used: Option<Time>,
    /// The file's size, where the file could be read.
    pub bytes: Option<usize>,
    /// The file's digest, where the file could be read.
    pub etag: Option<Etag>,
}

impl Facts {
    /// The facts of a file that was read.
    pub fn of(stored: Stored<'_>) -> Facts {
        Facts {
            last_used: stored.session().ok().and_then(|session| session.last_used),
            bytes: Some(stored.bytes.len()),
            etag: Some(stored.etag()),
        }
    }
}

/// What became of one session that was to be removed.
#[derive(Debug)]
pub enum Removal {
    /// It is as expected and would go; nothing was done.
    Ready(Facts),
    /// It is gone. Its artifacts directory may be left: then the error says why.
    Removed(Facts, Option<Error>),
    /// It is in the trash. Its artifacts directory may be left: then the error says why.
    Trashed(Facts, Option<Error>),
    /// There is no such session.
    Missing,
    /// It is not what was expected any more, and was left alone.
    Changed(Facts),
    /// It is as expected and stays: a rule keeps it.
    Kept(Facts),
    /// It is as expected and stays: with `--atomic`, another session of its batch was not.
    HeldBack(Facts),
    /// It could not be removed.
    Failed(Error),
    /// The work ended before it came to this one.
    NotReached,
}
