//! Reading every session, on all cores.

use super::{found::Scan, identity::Moment, snapshot::Snapshot, walk};
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
        self.scan_since(None, visit)
    }

    /// Does what [`Snapshot::scan`] does, and notes the identity of each file, for
    /// [`Transaction::remove`].
    ///
    /// [`Transaction::remove`]: super::Transaction::remove
    pub fn scan_to_remove<W: Default + Send, T: Send>(
        &self,
        visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<W, T>, Error> {
        self.scan_since(Some(Moment::now()), visit)
    }

    fn scan_since<W: Default + Send, T: Send>(
        &self,
        moment: Option<Moment>,
        visit: impl Fn(&mut W, Stored<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<Scan<W, T>, Error> {
        let Some(directory) = self.directory() else { return Ok(Scan::default()) };
        walk::walk(directory, |gathered, turn| {
            turn.read(moment, |stored, session| visit(gathered, stored, session))
        })
    }
}
