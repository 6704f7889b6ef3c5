//! What is found on the way through the store.

use crate::session::{file::Damaged, id::SessionId};

/// What a scan found.
#[derive(Debug)]
pub(crate) struct ScanResult<W, T> {
    /// What was made of the sessions, each once, in no order.
    pub(crate) found: Vec<Seen<T>>,
    /// What each thread gathered beside that.
    pub(crate) parts: Vec<W>,
    /// The sessions whose files are damaged, by id.
    pub(crate) damaged: Vec<Damaged>,
    /// The ids of all sessions, damaged or not, sorted.
    pub(crate) ids: Vec<SessionId>,
    /// Whether anything may have had a session's name without its extension, as a session's
    /// artifacts directory has.
    pub(crate) may_have_artifacts: bool,
}

/// What was made of one session.
#[derive(Debug)]
pub(crate) struct Seen<T> {
    /// Where its id stands among all.
    pub(crate) place: u32,
    /// Which part holds what was gathered of it.
    pub(crate) part: u32,
    /// What the visitor returned.
    pub(crate) value: T,
}

impl<W, T> Default for ScanResult<W, T> {
    /// That of a store without sessions.
    fn default() -> ScanResult<W, T> {
        let (found, parts, damaged, ids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        ScanResult { found, parts, damaged, ids, may_have_artifacts: false }
    }
}
