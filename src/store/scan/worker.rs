//! Reading the files of many sessions one after the other, on one of several threads.

use super::result::Seen;
use crate::{
    session::{
        Session,
        file::{Damaged, SessionFile},
        id::SessionId,
    },
    store::fs::{
        dir::{Directory, LARGEST_FILE, Unread, read_to_end},
        stamp::Clock,
    },
};

/// Files up to this size, which is nearly every session, are read with one call.
const USUAL_SIZE: usize = 1 << 16;

/// Reads files, and has `step` make something of each, or nothing.
pub(crate) struct Worker<'s, F, W, T> {
    directory: &'s Directory,
    step: &'s F,
    name: String,
    bytes: Vec<u8>,
    /// What it did so far.
    pub(crate) share: WorkerResult<W, T>,
}

/// What one thread did.
pub(crate) struct WorkerResult<W, T> {
    /// What was found, each with its number for a place and of no part as yet.
    pub(crate) found: Vec<Seen<T>>,
    /// What was gathered beside that.
    pub(crate) gathered: W,
    /// The sessions whose files are damaged.
    pub(crate) damaged: Vec<Damaged>,
}

impl<'s, F, W: Default, T> Worker<'s, F, W, T>
where
    F: Fn(&mut W, FileJob<'_>) -> Result<Option<T>, Damaged>,
{
    pub(crate) fn new(directory: &'s Directory, step: &'s F) -> Worker<'s, F, W, T> {
        let share = WorkerResult { found: Vec::new(), gathered: W::default(), damaged: Vec::new() };
        let (name, bytes) = (String::new(), Vec::with_capacity(USUAL_SIZE));
        Worker { directory, step, name, bytes, share }
    }

    /// Reads the files of `ids`, of which the first has the number `first`.
    pub(crate) fn read(&mut self, first: u32, ids: &[SessionId]) {
        for (id, number) in ids.iter().zip(first..) {
            self.name.clear();
            self.name.push_str(id.as_str());
            self.name.push_str(SessionId::FILE_EXTENSION);
            let (directory, name, bytes) = (self.directory, &self.name[..], &mut self.bytes);
            let turn = FileJob { directory, name, number, id, bytes };
            match (self.step)(&mut self.share.gathered, turn) {
                Ok(value) => {
                    let seen = value.map(|value| Seen { place: number, part: 0, value });
                    self.share.found.extend(seen);
                }
                Err(damaged) => self.share.damaged.push(damaged),
            }
        }
    }
}

/// The file whose turn it is.
pub(crate) struct FileJob<'a> {
    /// The directory that it is in.
    pub(crate) directory: &'a Directory,
    /// The name under which it was listed.
    pub(crate) name: &'a str,
    /// Its number in the listing.
    pub(crate) number: u32,
    id: &'a SessionId,
    bytes: &'a mut Vec<u8>,
}

impl FileJob<'_> {
    /// Reads the file and has `act` make something of it, or nothing; with a `moment` its identity
    /// is noted first.
    pub(crate) fn read<T>(
        self,
        moment: Option<Clock>,
        act: impl FnOnce(SessionFile<'_>, &Session<'_>) -> Option<T>,
    ) -> Result<Option<T>, Damaged> {
        let FileJob { directory, name, id, number, bytes } = self;
        // The listing has just said that it is regular, so it is not asked again: a FIFO that took
        // its place since reads as empty or fails, and does not block.
        let read = directory.open_file(name).and_then(|file| {
            let seen = moment.and_then(|moment| moment.identify(&file));
            read_to_end(&file, 0, LARGEST_FILE, bytes).map(|()| seen)
        });
        match read {
            Ok(seen) => {
                let stored = SessionFile { id, number, bytes, seen };
                let session = stored.session()?;
                Ok(act(stored, &session))
            }
            // Removed or replaced by something else since it was listed: no session any more.
            Err(Unread::Missing | Unread::NotRegular) => Ok(None),
            Err(unread) => Err(unread.of(id)),
        }
    }
}
