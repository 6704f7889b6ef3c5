//! The floors of changing a store: the system calls that a change cannot do without.

use std::{
    ffi::CString,
    fs, io,
    os::fd::OwnedFd,
    path::Path,
    str::FromStr,
    time::{Duration, Instant},
};

use rustix::fs::{AtFlags, CWD, Mode, OFlags};

/// The folder beside the sessions into which [`Change::Rename`] moves them.
const MOVED: &str = "moved";

/// A change to many files, one after the other. The folder is synced once, at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Unlinks them.
    Unlink,
    /// Renames them into another folder, which is synced too.
    Rename,
    /// Writes each to a temporary file, syncs that, and renames it.
    Write,
    /// The same without any sync.
    WriteUnsynced,
}

impl Change {
    const ALL: [Change; 4] = [Change::Unlink, Change::Rename, Change::Write, Change::WriteUnsynced];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Change::Unlink => "unlink",
            Change::Rename => "rename",
            Change::Write => "write",
            Change::WriteUnsynced => "write-unsynced",
        }
    }

    /// Changes the folder `dir`, and returns the time that took without any preparation.
    ///
    /// `source` is a file of NUL-terminated IDs, or for files that are written a folder with their
    /// names and contents.
    pub(crate) fn run(self, dir: &Path, source: &Path) -> io::Result<Duration> {
        let folder = open(dir)?;
        match self {
            Change::Unlink => {
                let names = listed(source)?;
                let started = Instant::now();
                for name in &names {
                    rustix::fs::unlinkat(&folder, name, AtFlags::empty())?;
                }
                rustix::fs::fsync(&folder)?;
                Ok(started.elapsed())
            }
            Change::Rename => {
                let names = listed(source)?;
                let moved = dir.with_file_name(MOVED);
                fs::create_dir(&moved)?;
                let moved = open(&moved)?;
                let started = Instant::now();
                for name in &names {
                    rustix::fs::renameat(&folder, name, &moved, name)?;
                }
                rustix::fs::fsync(&folder)?;
                rustix::fs::fsync(&moved)?;
                Ok(started.elapsed())
            }
            Change::Write | Change::WriteUnsynced => write(&folder, source, self),
        }
    }
}

impl FromStr for Change {
    type Err = String;

    fn from_str(text: &str) -> Result<Change, String> {
        let known = Change::ALL.into_iter().find(|change| change.as_str() == text);
        known.ok_or_else(|| format!("no change is called '{text}'"))
    }
}

fn write(folder: &OwnedFd, source: &Path, change: Change) -> io::Result<Duration> {
    let mut files = Vec::new();
    for entry in fs::read_dir(source)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().ends_with(b".json") {
            files.push((name, fs::read(entry.path())?));
        }
    }
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
    let started = Instant::now();
    for (name, bytes) in &files {
        let file = rustix::fs::openat(folder, ".tmp-floor", flags, Mode::RUSR | Mode::WUSR)?;
        if rustix::io::write(&file, bytes)? != bytes.len() {
            return Err(io::Error::other("a short write"));
        }
        if change == Change::Write {
            rustix::fs::fsync(&file)?;
        }
        rustix::fs::renameat(folder, ".tmp-floor", folder, name)?;
    }
    if change == Change::Write {
        rustix::fs::fsync(folder)?;
    }
    Ok(started.elapsed())
}

/// The names of the files whose ids are in the file `list`.
fn listed(list: &Path) -> io::Result<Vec<CString>> {
    let list = fs::read_to_string(list)?;
    let ids = list.split_terminator('\0');
    ids.map(|id| CString::new(format!("{id}.json")).map_err(io::Error::other)).collect()
}

fn open(dir: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(CWD, dir, flags, Mode::empty())?)
}
