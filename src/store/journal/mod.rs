//! The journal, beside the store: every change of the store, one JSON record per line.
//!
//! It is written under the store's lock, so no two processes write at once. A line that a crash
//! has torn is kept: the next record starts on a new line.

pub(crate) mod entry;
pub(crate) mod intent_writer;
pub(crate) mod intents;

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, Write as _},
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
};

use rustix::fs::Stat;

use super::fs::{
    atomic,
    dir::{Directory, Unread, io_error, is_file, retry},
    permissions,
};
use crate::error::Error;
use entry::JournalEntry;

/// The name of the journal.
pub(crate) const JOURNAL: &str = "journal.jsonl";

/// The most that is read from the end of the journal: 4 MiB. A command that leaves a larger journal
/// drops its oldest entries.
const LARGEST: u64 = 4 << 20;

/// The bytes that are kept of a journal that became too large, less the line that they begin in: 2 MiB.
const KEPT: usize = 2 << 20;

/// The content of the journal.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    /// The changes, oldest first.
    pub(crate) changes: Vec<JournalEntry<'static>>,
    /// The number of lines that could not be read.
    pub(crate) damaged: usize,
}

/// Reads the end of the journal beside the store at `path`; a missing journal is empty.
///
/// The end is all of it, unless a command was killed in the middle of many changes.
pub(crate) fn read(path: &Path) -> Result<Journal, Error> {
    let home = match Directory::around(path) {
        Ok(home) => home,
        Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            return Ok(Journal::default());
        }
        Err(error) => return Err(error),
    };
    let bytes = match read_end(&home) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => return Ok(Journal::default()),
        Err(unread) => return Err(io_error("read", &home.path().join(JOURNAL), unread)),
    };
    let mut journal = Journal::default();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match JournalEntry::parse(line) {
            Some(change) => journal.changes.push(change),
            None => journal.damaged += 1,
        }
    }
    journal.changes = intents::without_answered(journal.changes);
    Ok(journal)
}

/// Reads the last lines of the journal in `home`, of [`LARGEST`] bytes at most.
fn read_end(home: &Directory) -> Result<Vec<u8>, Unread> {
    let mut file = File::from(home.open_file(JOURNAL)?);
    let stat = retry(|| rustix::fs::fstat(&file)).map_err(|errno| Unread::Refused(errno.into()))?;
    if !is_file(&stat) {
        return Err(Unread::NotRegular);
    }
    let size = u64::try_from(stat.st_size).unwrap_or(0);
    let forgotten = size.saturating_sub(LARGEST);
    let mut bytes = Vec::new();
    file.seek(io::SeekFrom::Start(forgotten))
        .and_then(|_| file.take(LARGEST).read_to_end(&mut bytes))
        .map_err(Unread::Refused)?;
    if forgotten > 0
        && let Some(end) = bytes.iter().position(|byte| *byte == b'\n')
    {
        // A line that is only partly read is dropped.
        bytes.drain(..=end);
    }
    Ok(bytes)
}

/// Appends `lines`, each a change, to the journal beside `store`, with one write.
///
/// The last lines of a command also shorten a journal that became too large. That takes an fsync.
/// An fsync can wait for every earlier change, so it is not done while more changes follow.
pub(crate) fn append(store: &Directory, lines: &[u8], are_last: bool) -> Result<(), Error> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut pen = Pen::new(store)?;
    pen.write(lines)?;
    let size = pen.size()?;
    if are_last && size > LARGEST { shorten(&pen.home, &pen.file, size) } else { Ok(()) }
}

/// The journal, opened for appending while the lock is held.
pub(crate) struct Pen {
    home: Directory,
    file: File,
    /// True if a crash has torn the last line.
    is_torn: bool,
}

impl Pen {
    /// Opens the journal beside `store`, and creates it if it is missing.
    pub(crate) fn new(store: &Directory) -> Result<Pen, Error> {
        let home = permissions::home_to_change(store.path())?;
        let file = home.open_to_append(JOURNAL)?;
        let mut pen = Pen { home, file, is_torn: false };
        let stat = pen.stat()?;
        permissions::check_journal(&pen.path(), &stat)?;
        let size = pen.size()?;
        let ends_line = size == 0 || ends_line(&pen.file, size).map_err(|error| pen.fail(error))?;
        pen.is_torn = !ends_line;
        Ok(pen)
    }

    /// Appends `lines`, each a change, with one write. After an error nothing more may be written.
    pub(crate) fn write(&mut self, lines: &[u8]) -> Result<(), Error> {
        let written = if std::mem::take(&mut self.is_torn) {
            self.file.write_all(&[b"\n", lines].concat())
        } else {
            self.file.write_all(lines)
        };
        written.map_err(|error| self.fail(error))
    }

    fn size(&self) -> Result<u64, Error> {
        Ok(u64::try_from(self.stat()?.st_size).unwrap_or(0))
    }

    fn stat(&self) -> Result<Stat, Error> {
        retry(|| rustix::fs::fstat(&self.file)).map_err(|errno| self.fail(errno.into()))
    }

    fn path(&self) -> PathBuf {
        self.home.path().join(JOURNAL)
    }

    fn fail(&self, error: io::Error) -> Error {
        io_error("write", &self.path(), error)
    }
}

/// Returns whether the last byte of a file of `size` bytes ends a line.
fn ends_line(file: &File, size: u64) -> io::Result<bool> {
    let mut last = [0];
    file.read_exact_at(&mut last, size - 1)?;
    Ok(last == *b"\n")
}

/// Drops the oldest changes, by replacing the journal with its newest lines.
fn shorten(home: &Directory, file: &File, size: u64) -> Result<(), Error> {
    let mut bytes = vec![0; KEPT];
    file.read_exact_at(&mut bytes, size - KEPT as u64)
        .map_err(|error| io_error("read", &home.path().join(JOURNAL), error))?;
    let line = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    atomic::replace(home, JOURNAL, &bytes[line..], || true)?;
    home.sync()
}
