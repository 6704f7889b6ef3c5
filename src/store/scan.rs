//! Reading every session, on all cores.

use super::{found::Scan, snapshot::Snapshot, walk};
use crate::{
    error::Error,
    model::{session::Session, stored::Stored},
};

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
