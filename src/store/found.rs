//! What is found on the way through the store.

use crate::model::{id::SessionId, stored::Damaged};

/// What a scan found.
#[derive(Debug)]
pub struct Scan<W, T> {
    /// What was made of the sessions, each once, in no order.
    pub found: Vec<Seen<T>>,
    /// What each thread gathered beside that.
    pub parts: Vec<W>,
    /// The sessions whose files are damaged, by id.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions, damaged or not, sorted.
    pub ids: Vec<SessionId>,
    /// Whether anything may have had a session's name without its extension, as a session's
    /// artifacts directory has.
    pub may_have_artifacts: bool,
}

/// What was made of one session.
#[derive(Debug)]
pub struct Seen<T> {
    /// Where its id stands among all.
    pub place: u32,
    /// Which part holds what was gathered of it.
    pub part: u32,
    /// What the visitor returned.
    pub value: T,
}

impl<W, T> Default for Scan<W, T> {
    /// That of a store without sessions.
    fn default() -> Scan<W, T> {
        let (found, parts, damaged, ids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Scan { found, parts, damaged, ids, may_have_artifacts: false }
    }
}
