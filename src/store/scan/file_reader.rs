//! Reads many session files one after the other.

use crate::{
    session::{
        file::{Damaged, SessionFile},
        id::SessionId,
        stamp::FileStamp,
    },
    store::fs::{
        dir::{Directory, LARGEST_FILE, Unread, read_to_end},
        stamp::Clock,
    },
};

/// The size up to which a file, as nearly every session, is read with one call.
const USUAL_SIZE: usize = 1 << 16;

/// A reader whose buffers serve for one file after the other.
pub(crate) struct FileReader<'d> {
    directory: &'d Directory,
    name: String,
    bytes: Vec<u8>,
}

impl<'d> FileReader<'d> {
    pub(crate) fn new(directory: &'d Directory) -> FileReader<'d> {
        FileReader { directory, name: String::new(), bytes: Vec::with_capacity(USUAL_SIZE) }
    }

    /// Reads the file of the session `id`; `None` if it is no regular file any more. With a `clock`
    /// the file's stat data are taken first.
    pub(crate) fn read<'r>(
        &'r mut self,
        id: &'r SessionId,
        clock: Option<Clock>,
    ) -> Result<Option<(SessionFile<'r>, Option<FileStamp>)>, Damaged> {
        self.name.clear();
        self.name.extend([id.as_str(), SessionId::FILE_EXTENSION]);
        // The listing has just reported a regular file, so there is no need to ask again: a FIFO
        // that has replaced it reads as empty or fails, and does not block.
        let read = self.directory.open_file(&self.name).and_then(|file| {
            let stamp = clock.and_then(|clock| clock.identify(&file));
            read_to_end(&file, 0, LARGEST_FILE, &mut self.bytes).map(|()| stamp)
        });
        match read {
            Ok(stamp) => Ok(Some((SessionFile { id, bytes: &self.bytes }, stamp))),
            Err(Unread::Missing | Unread::NotRegular) => Ok(None),
            Err(unread) => Err(unread.of(id)),
        }
    }
}
