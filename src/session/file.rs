//! A session's file, as it was read.

use super::{Session, etag::Etag, id::SessionId, stamp::FileStamp};
use crate::error::Error;

/// One session's file, read whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionFile<'a> {
    /// The session's id: the file's name, whatever the content claims.
    pub(crate) id: &'a SessionId,
    /// The number under which a scan found it; 0 if it was asked for by name.
    pub(crate) number: u32,
    /// The file's bytes.
    pub(crate) bytes: &'a [u8],
    /// The file's identity, if that was asked for and can be relied on.
    pub(crate) seen: Option<FileStamp>,
}

impl<'a> SessionFile<'a> {
    /// The digest of the file.
    pub(crate) fn etag(&self) -> Etag {
        Etag::of(self.bytes)
    }

    /// What the file says, or why it cannot be read as a session.
    pub(crate) fn session(&self) -> Result<Session<'a>, Damaged> {
        Session::parse(self.bytes).map_err(|damage| Damaged::new(self.id, damage))
    }
}

/// A session whose file cannot be read, or not as a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Damaged {
    /// Which session.
    pub(crate) id: SessionId,
    /// Why; never content.
    pub(crate) reason: String,
    /// Whether the system failed to read the file, so that its content is unknown.
    pub(crate) is_unread: bool,
}

impl Damaged {
    /// Says why the content of the session `id` is of no use.
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
