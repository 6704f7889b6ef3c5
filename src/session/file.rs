//! A session file as read from the store.

use super::{Session, etag::Etag, id::SessionId, stamp::FileStamp};
use crate::error::Error;

/// The bytes of a session file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionFile<'a> {
    /// The session ID from the file name. The `id` in the content is ignored.
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

    /// Returns the file as one that was parsed as `session`, without stat data.
    pub(crate) fn parsed(self, session: &'a Session<'a>) -> ParsedFile<'a> {
        ParsedFile { file: self, session, stamp: None }
    }
}

/// A parsed session file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParsedFile<'a> {
    pub(crate) file: SessionFile<'a>,
    pub(crate) session: &'a Session<'a>,
    /// The stat data of the file, if a scan was asked for it and it is not racy.
    pub(crate) stamp: Option<FileStamp>,
}

/// A session whose file cannot be read or parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Damaged {
    pub(crate) id: SessionId,
    /// The reason. Never contains session content.
    pub(crate) reason: String,
    /// Set if reading the file failed, so that its content is unknown.
    pub(crate) is_unread: bool,
}

impl Damaged {
    /// Returns a damaged session `id`, with the reason.
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
