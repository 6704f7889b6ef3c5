//! The results of a requested removal or change of one session.

use crate::{
    edit::incoming::RejectReason,
    error::Error,
    session::{etag::Etag, file::SessionFile, id::SessionId, stamp::FileStamp, time::Time},
};

/// A session to remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemoveRequest {
    /// Which one.
    pub(crate) id: SessionId,
    /// Only if its file still has this digest.
    pub(crate) etag: Option<Etag>,
    /// What this process knows of that file, if it has judged it itself.
    pub(crate) known: Option<KnownFile>,
}

impl RemoveRequest {
    /// The session `id`, whatever its file is.
    pub(crate) fn of(id: SessionId) -> RemoveRequest {
        RemoveRequest { id, etag: None, known: None }
    }
}

/// A file that was judged, and need not be read again while it is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownFile {
    pub(crate) stamp: FileStamp,
    pub(crate) info: FileInfo,
    /// Something in the store may have a name that artifacts have.
    pub(crate) may_have_artifacts: bool,
}

/// Where a session that is removed goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Nowhere: it is gone for good.
    Purge,
    /// To the trash, from which it can be restored.
    Trash,
}

/// What is known of a session's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileInfo {
    /// When the session was last used, where the file tells.
    pub(crate) last_used: Option<Time>,
    /// The file's size, where the file could be read.
    pub(crate) bytes: Option<usize>,
    /// The file's digest, where the file could be read.
    pub(crate) etag: Option<Etag>,
}

impl FileInfo {
    /// The facts of a file that was read.
    pub(crate) fn of(stored: SessionFile<'_>) -> FileInfo {
        FileInfo {
            last_used: stored.session().ok().and_then(|session| session.last_used),
            bytes: Some(stored.bytes.len()),
            etag: Some(stored.etag()),
        }
    }
}

/// What became of one session that was to be removed.
#[derive(Debug)]
pub(crate) enum RemoveOutcome {
    /// It is as expected and would go; nothing was done.
    Ready(FileInfo),
    /// It is gone. Its artifacts directory may be left: then the error says why.
    Removed(FileInfo, Option<Error>),
    /// It is in the trash. Its artifacts directory may be left: then the error says why.
    Trashed(FileInfo, Option<Error>),
    /// There is no such session.
    Missing,
    /// It is not what was expected any more, and was left alone.
    Changed(FileInfo),
    /// It is as expected and stays: a rule keeps it.
    Kept(FileInfo),
    /// It is as expected and stays: with `--atomic`, another session of its batch was not.
    HeldBack(FileInfo),
    /// It could not be removed.
    Failed(Error),
    /// The work ended before it came to this one.
    NotReached,
}

/// What became of one session that was to be created or changed. An etag is that of the file as it
/// is now.
#[derive(Debug)]
pub(crate) enum PutOutcome {
    /// It is new.
    Created(Etag),
    /// It is back from the trash.
    Restored(Option<Etag>),
    /// Its file was replaced.
    Replaced(Etag),
    /// It is so already; nothing was written.
    Unchanged(Etag),
    /// There is one already, and it was not to be replaced.
    Exists(Option<Etag>),
    /// It is not what was expected any more, and was left alone.
    Changed(Option<Etag>),
    /// There is no such session.
    Missing,
    /// It cannot be stored as it was proposed.
    Rejected(RejectReason),
    /// It could not be stored.
    Failed(Error),
    /// The work ended before it came to this one.
    NotReached,
}
