//! The results of a requested removal or change of one session.

use crate::{
    edit::incoming::RejectReason,
    error::Error,
    session::{etag::Etag, file::SessionFile, id::SessionId, stamp::FileStamp, time::Time},
};

/// A session to remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemoveRequest {
    pub(crate) id: SessionId,
    /// The etag that the file must have, if any is expected.
    pub(crate) etag: Option<Etag>,
    /// The file as this process examined it, if it did.
    pub(crate) known: Option<KnownFile>,
}

impl RemoveRequest {
    /// Requests the session `id`, whatever its file is.
    pub(crate) fn of(id: SessionId) -> RemoveRequest {
        RemoveRequest { id, etag: None, known: None }
    }
}

/// A file that was examined, and need not be read again while it is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownFile {
    pub(crate) stamp: FileStamp,
    pub(crate) info: FileInfo,
    /// True if the listing had any entry that could be an artifacts directory.
    pub(crate) may_have_artifacts: bool,
}

/// The destination of a removed session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// None: it is removed permanently.
    Purge,
    /// The trash, from which it can be restored.
    Trash,
}

/// Facts about a session's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileInfo {
    /// When the session was last used, if the file is readable and has the time.
    pub(crate) last_used: Option<Time>,
    /// The file's size in bytes, if the file is readable.
    pub(crate) bytes: Option<usize>,
    /// The file's etag, if the file is readable.
    pub(crate) etag: Option<Etag>,
}

impl FileInfo {
    /// Returns the facts of a file that was read.
    pub(crate) fn of(file: SessionFile<'_>) -> FileInfo {
        FileInfo {
            last_used: file.session().ok().and_then(|session| session.last_used),
            bytes: Some(file.bytes.len()),
            etag: Some(file.etag()),
        }
    }
}

/// The result of a requested removal of one session.
#[derive(Debug)]
pub(crate) enum RemoveOutcome {
    /// It is as expected and would be removed; nothing was done.
    Ready(FileInfo),
    /// It was removed. The error says why its artifacts directory was left, if it was.
    Removed(FileInfo, Option<Error>),
    /// It was moved to the trash. The error says why its artifacts directory was left, if it was.
    Trashed(FileInfo, Option<Error>),
    /// There is no such session.
    Missing,
    /// It is not as expected and was left.
    Changed(FileInfo),
    /// It is as expected, but a rule keeps it.
    Kept(FileInfo),
    /// It is as expected, but with `--atomic` another session of its batch was not.
    HeldBack(FileInfo),
    /// It could not be removed.
    Failed(Error),
    /// The work ended before this session.
    NotReached,
}

/// The result of a requested creation or change of one session. An etag is that of the file as it
/// is now.
#[derive(Debug)]
pub(crate) enum PutOutcome {
    /// It would be created; nothing was done.
    WouldCreate,
    /// Its file would be replaced; nothing was done.
    WouldReplace(Etag),
    /// It was created.
    Created(Etag),
    /// It was restored from the trash.
    Restored(Option<Etag>),
    /// Its file was replaced.
    Replaced(Etag),
    /// The file already has this content; nothing was written.
    Unchanged(Etag),
    /// It exists and was not to be replaced.
    Exists(Option<Etag>),
    /// It is not as expected and was left.
    Changed(Option<Etag>),
    /// There is no such session.
    Missing,
    /// It is invalid.
    Rejected(RejectReason),
    /// It could not be stored.
    Failed(Error),
    /// The work ended before this session.
    NotReached,
}
