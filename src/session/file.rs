//! A session's file, as it was read.

use super::{Session, etag::Etag, id::SessionId, stamp::FileStamp};
use crate::error::Error;

/// The bytes of one session's file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionFile<'a> {
    /// The session's ID: the name of the file, whatever the content claims.
    pub(crate) id: &'a SessionId,
    pub(crate) bytes: &'a [u8],
}

impl<'a> SessionFile<'a> {
    /// Returns the digest of the file.
    pub(crate) fn etag(&self) -> Etag {
        Etag::of(self.bytes)
    }

    /// Parses the file.
    pub(crate) fn session(&self) -> Result<Session<'a>, Damaged> {
        Session::parse(self.bytes).map_err(|damage| Damaged::new(self.id, damage))
    }
}

/// A session file that was parsed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParsedFile<'a> {
    pub(crate) file: SessionFile<'a>,
    pub(crate) session: &'a Session<'a>,
    /// The stat data of the file, if a scan was to take it and can rely on it.
    pub(crate) stamp: Option<FileStamp>,
}

/// A session whose file cannot be read, or not as a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Damaged {
    pub(crate) id: SessionId,
    /// The reason, without content of the file.
    pub(crate) reason: String,
    /// The system failed to read the file, so that its content is unknown.
    pub(crate) is_unread: bool,
}

impl Damaged {
    /// Returns the session `id` as damaged, for this reason.
    pub(crate) fn new(id: &SessionId, reason: impl std::fmt::Display) -> Damaged {
        Damaged { id: id.clone(), reason: reason.to_string(), is_unread: false }
    }
}

impl From<Damaged> for Error {
    fn from(damaged: Damaged) -> Error {
        let Damaged { id, reason, is_unread } = damaged;
        Error::Damaged { id: id.to_string(), reason, is_unread }
    }
}
