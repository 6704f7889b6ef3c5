//! The journal, beside the store: every change that was made, a record a line.
//!
//! It is written under the store's lock, so no two processes write at once. A line that a crash
//! has torn is left as it is: the next one starts on a line of its own.

use std::{
    fs::File,
    io::{self, Write as _},
    os::unix::fs::FileExt as _,
};

use super::{
    access, atomic,
    directory::{Directory, Unread, io_error, retry},
    snapshot::Snapshot,
};
use crate::{error::Error, model::change::Change};

/// The name of the journal.
pub(super) const JOURNAL: &str = "journal.jsonl";

/// Beyond this size the oldest changes are forgotten at the end of a command: 4 MiB.
const LARGEST: u64 = 4 << 20;

/// What then is kept of it, in bytes, but for the line in which that begins: 2 MiB.
const KEPT: usize = 2 << 20;

/// What the journal says.
#[derive(Debug, Default)]
pub struct Journal {
    /// The changes, oldest first.
    pub changes: Vec<Change<'static>>,
    /// How many lines could not be read.
    pub damaged: usize,
}

impl Snapshot<'_> {
    /// Reads the journal; one that is not there is empty.
    pub fn journal(&self) -> Result<Journal, Error> {
        let home = match Directory::around(self.path()) {
            Ok(home) => home,
            Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok(Journal::default());
            }
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        match home.read(JOURNAL, u64::MAX, &mut bytes) {
            Ok(_) => {}
            Err(Unread::Missing) => return Ok(Journal::default()),
            Err(unread) => return Err(io_error("read", &home.path().join(JOURNAL), unread)),
        }
        let mut journal = Journal::default();
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match Change::parse(line) {
                Some(change) => journal.changes.push(change),
                None => journal.damaged += 1,
            }
        }
        Ok(journal)
    }
}

/// Adds `lines`, each a change, to the journal beside `store`, with one write.
///
/// Those that are the last of a command also keep it from growing without end. That takes a sync,
/// and with it whatever was changed before, so it is not done while others wait for more of them.
pub(super) fn append(store: &Directory, lines: &[u8], are_last: bool) -> Result<(), Error> {
    if lines.is_empty() {
        return Ok(());
    }
    let home = access::home_to_change(store.path())?;
    let mut file = home.open_to_append(JOURNAL)?;
    let fail = |error: io::Error| io_error("write", &home.path().join(JOURNAL), error);
    let stat = retry(|| rustix::fs::fstat(&file)).map_err(|errno| fail(errno.into()))?;
    access::check_journal(&home.path().join(JOURNAL), &stat)?;
    let size = u64::try_from(stat.st_size).unwrap_or(0);
    let torn = if size > 0 && !ends_line(&file, size).map_err(fail)? { &b"\n"[..] } else { b"" };
    let text = [torn, lines].concat();
    file.write_all(&text).map_err(fail)?;
    let size = size + text.len() as u64;
    if are_last && size > LARGEST { shorten(&home, &file, size) } else { Ok(()) }
}

/// Whether the last byte of a file of this size ends a line.
fn ends_line(file: &File, size: u64) -> io::Result<bool> {
    let mut last = [0];
    file.read_exact_at(&mut last, size - 1)?;
    Ok(last == *b"\n")
}

/// Forgets the oldest changes: the newest take the place of the whole.
fn shorten(home: &Directory, file: &File, size: u64) -> Result<(), Error> {
    let mut bytes = vec![0; KEPT];
    file.read_exact_at(&mut bytes, size - KEPT as u64)
        .map_err(|error| io_error("read", &home.path().join(JOURNAL), error))?;
    let line = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    atomic::replace(home, JOURNAL, &bytes[line..], || true)?;
    home.sync()
}
