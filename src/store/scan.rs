//! Reading every session, on all cores.

use super::{snapshot::Snapshot, walk};
use crate::{
    error::Error,
    model::{
        id::SessionId,
        session::Session,
        stored::{Damaged, Stored},
    },
};

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
}

/// What was made of one session.
#[derive(Debug)]
pub struct Seen<T> {
    /// Where its id stands among all.
    pub place: usize,
    /// Which part holds what was gathered of it.
    pub part: usize,
    /// What the visitor returned.
    pub value: T,
}

impl Snapshot<'_> {
    /// Reads every session and has `visit` make something of it, or nothing.
    ///
    /// `visit` runs on several threads at once, each of which has a `W` of its own to gather into,
    /// and sees each session at least once. A damaged one does not end the scan.
    pub fn scan<W: Default + Send, T: Send>(
        &self,
        visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<W, T>, Error> {
        let Some(directory) = self.directory() else { return Ok(Scan::default()) };
        walk::walk(directory, |gathered, turn| {
            turn.read(self.moment(), |stored, session| visit(gathered, stored, session))
        })
    }
}

impl<W, T> Default for Scan<W, T> {
    /// That of a store without sessions.
    fn default() -> Scan<W, T> {
        Scan { found: Vec::new(), parts: Vec::new(), damaged: Vec::new(), ids: Vec::new() }
    }
}
