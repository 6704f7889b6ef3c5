//! Reading the files of many sessions one after the other, on one of several threads.

use super::{
    directory::{Directory, LARGEST_FILE, Unread, read_to_end},
    found::Seen,
    identity::Moment,
};
use crate::model::{
    id::SessionId,
    session::Session,
    stored::{Damaged, Stored},
};

/// Files up to this size, which is nearly every session, are read with one call.
const USUAL_SIZE: usize = 1 << 16;

/// Reads files, and has `step` make something of each, or nothing.
pub(super) struct Worker<'s, F, W, T> {
    directory: &'s Directory,
    step: &'s F,
    name: String,
    bytes: Vec<u8>,
    /// What it did so far.
    pub(super) share: Share<W, T>,
}

/// What one thread did.
pub(super) struct Share<W, T> {
    /// What was found, each with its number for a place and of no part as yet.
    pub(super) found: Vec<Seen<T>>,
    /// What was gathered beside that.
    pub(super) gathered: W,
    /// The sessions whose files are damaged.
    pub(super) damaged: Vec<Damaged>,
}

impl<'s, F, W: Default, T> Worker<'s, F, W, T>
where
    F: Fn(&mut W, Turn<'_>) -> Result<Option<T>, Damaged>,
{
    pub(super) fn new(directory: &'s Directory, step: &'s F) -> Worker<'s, F, W, T> {
        let share = Share { found: Vec::new(), gathered: W::default(), damaged: Vec::new() };
        let (name, bytes) = (String::new(), Vec::with_capacity(USUAL_SIZE));
        Worker { directory, step, name, bytes, share }
    }

    /// Reads the files of `ids`, of which the first has the number `first`.
    pub(super) fn read(&mut self, first: u32, ids: &[SessionId]) {
        for (id, number) in ids.iter().zip(first..) {
            self.name.clear();
            self.name.push_str(id.as_str());
            self.name.push_str(SessionId::FILE_EXTENSION);
            let (directory, name, bytes) = (self.directory, &self.name[..], &mut self.bytes);
            let turn = Turn { directory, name, number, id, bytes };
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
pub(super) struct Turn<'a> {
    /// The directory that it is in.
    pub(super) directory: &'a Directory,
    /// The name under which it was listed.
    pub(super) name: &'a str,
    /// Its number in the listing.
    pub(super) number: u32,
    id: &'a SessionId,
    bytes: &'a mut Vec<u8>,
}

impl Turn<'_> {
    /// Reads the file and has `act` make something of it, or nothing; with a `moment` its identity
    /// is noted first.
    pub(super) fn read<T>(
        self,
        moment: Option<Moment>,
        act: impl FnOnce(Stored<'_>, &Session<'_>) -> Option<T>,
    ) -> Result<Option<T>, Damaged> {
        let Turn { directory, name, id, number, bytes } = self;
        // The listing has just said that it is regular, so it is not asked again: a FIFO that took
        // its place since reads as empty or fails, and does not block.
        let read = directory.open_file(name).and_then(|file| {
            let seen = moment.and_then(|moment| moment.identify(&file));
            read_to_end(&file, 0, LARGEST_FILE, bytes).map(|()| seen)
        });
        match read {
            Ok(seen) => {
                let stored = Stored { id, number, bytes, seen };
                let session = stored.session()?;
                Ok(act(stored, &session))
            }
            // Removed or replaced by something else since it was listed: no session any more.
            Err(Unread::Missing | Unread::NotRegular) => Ok(None),
            Err(unread) => Err(unread.of(id)),
        }
    }
}
