//! What becomes of a session that is to be stored.

use super::{etag::Etag, proposal::Invalid};
use crate::error::Error;

/// What became of one session that was to be created or changed. An etag is that of the file as it
/// is now.
#[derive(Debug)]
pub enum Storing {
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
    Invalid(Invalid),
    /// It could not be stored.
    Failed(Error),
    /// The work ended before it came to this one.
    NotReached,
}
