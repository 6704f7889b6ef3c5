//! Reading every session, on all cores.

pub(crate) mod parallel;
pub(crate) mod result;
pub(crate) mod worker;

use super::{fs::stamp::Clock, reader::Reader};
use crate::{
    error::Error,
    session::{Session, file::SessionFile},
};
use result::ScanResult;

impl Reader<'_> {
    /// Reads every session and has `visit` make something of it, or nothing.
    ///
    /// `visit` runs on several threads at once, each of which has a `W` of its own to gather into,
    /// and sees each session at least once. A damaged one does not end the scan.
    pub(crate) fn scan<W: Default + Send, T: Send>(
        &self,
        visit: impl Fn(&mut W, SessionFile<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<ScanResult<W, T>, Error> {
        self.scan_since(None, visit)
    }

    /// Does what [`Reader::scan`] does, and notes the identity of each file, for
    /// [`Transaction::remove`].
    ///
    /// [`Transaction::remove`]: super::Writer::remove
    pub(crate) fn scan_to_remove<W: Default + Send, T: Send>(
        &self,
        visit: impl Fn(&mut W, SessionFile<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<ScanResult<W, T>, Error> {
        self.scan_since(Some(Clock::now()), visit)
    }

    fn scan_since<W: Default + Send, T: Send>(
        &self,
        moment: Option<Clock>,
        visit: impl Fn(&mut W, SessionFile<'_>, &Session<'_>) -> Option<T> + Sync,
    ) -> Result<ScanResult<W, T>, Error> {
        let Some(directory) = self.directory() else { return Ok(ScanResult::default()) };
        parallel::walk(directory, |gathered, turn| {
            turn.read(moment, |stored, session| visit(gathered, stored, session))
        })
    }
}
