//! Removing a session's artifacts directory, by descriptor.

use std::{
    ffi::OsStr,
    io,
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::ffi::OsStrExt as _,
    },
    path::{Path, PathBuf},
};

use rustix::{
    fs::{AtFlags, Dir, FileType, Mode, OFlags},
    io::Errno,
};

use super::dir::{Directory, io_error, retry};
use crate::error::Error;

/// How many directories on the way to a place an error names: a tree can be deeper than any path may
/// be long.
const NAMED: usize = 16;

/// Removes the directory `name` of the store with all that is in it; one that is not there is fine.
///
/// A link in its place is left and reported, links inside are removed and not followed, and what
/// is mounted there is not entered.
pub(crate) fn remove(store: &Directory, name: &str) -> Result<(), Error> {
    let path = store.path().join(name);
    match store.stat(name)? {
        None => return Ok(()),
        Some(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::Directory => {}
        Some(_) => return Err(refused(&path, "it is not a directory")),
    }
    let name = name.as_bytes();
    if let Some(fd) = enter(store.as_fd(), name, &path)? {
        Removal { path: &path, fd, levels: Vec::new() }.run()?;
    }
    unlink(store.as_fd(), name, &path, AtFlags::REMOVEDIR)
}

/// The removal of everything in a directory.
///
/// However deep the tree is, at most three descriptors are open at a time and nothing recurs.
struct Removal<'a> {
    /// The path of the directory in which it began.
    path: &'a Path,
    /// The directory that is being emptied.
    fd: OwnedFd,
    /// The directories from that in which it began to that which is being emptied.
    levels: Vec<Level>,
}

/// A directory of which only the directories in it are left.
struct Level {
    /// Its device and its inode, by which it is known again on the way up.
    identity: (i128, i128),
    /// The names of the directories in it; the last one is the next level.
    directories: Vec<Vec<u8>>,
}

impl Removal<'_> {
    /// Goes down into one directory after the other, and on the way up removes them.
    fn run(mut self) -> Result<(), Error> {
        self.begin_level()?;
        while let Some(level) = self.levels.last() {
            let Some(name) = level.directories.last() else {
                self.leave()?;
                continue;
            };
            let inner = enter(self.fd.as_fd(), name, &place(self.path, &self.levels))?;
            match inner {
                Some(inner) => {
                    self.fd = inner;
                    self.begin_level()?;
                }
                // It has gone meanwhile.
                None => drop(self.levels.last_mut().and_then(|level| level.directories.pop())),
            }
        }
        Ok(())
    }

    /// Removes what is no directory from the one that was entered, and notes its directories.
    fn begin_level(&mut self) -> Result<(), Error> {
        let path = place(self.path, &self.levels);
        let fail = |errno| io_error("list", &path, errno);
        let identity = identity(&self.fd).map_err(fail)?;
        let mut directories = Vec::new();
        for entry in retry(|| Dir::read_from(&self.fd)).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name().to_bytes();
            if name == b"." || name == b".." {
                continue;
            }
            let stat = retry(|| rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW));
            let path = || path.join(OsStr::from_bytes(name));
            let stat = stat.map_err(|errno| io_error("examine", &path(), errno))?;
            if FileType::from_raw_mode(stat.st_mode) == FileType::Directory {
                directories.push(name.to_owned());
            } else {
                unlink(self.fd.as_fd(), name, &path(), AtFlags::empty())?;
            }
        }
        self.levels.push(Level { identity, directories });
        Ok(())
    }

    /// Goes back to the directory around the one that is empty now, and removes that.
    fn leave(&mut self) -> Result<(), Error> {
        self.levels.pop();
        let path = place(self.path, &self.levels);
        let Some(level) = self.levels.last_mut() else { return Ok(()) };
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let around = retry(|| rustix::fs::openat(&self.fd, "..", flags, Mode::empty()));
        let around = around.map_err(|errno| io_error("leave", &path, errno))?;
        let identity = identity(&around).map_err(|errno| io_error("leave", &path, errno))?;
        if identity != level.identity {
            return Err(refused(&path, "it was moved meanwhile"));
        }
        self.fd = around;
        let name = level.directories.pop().unwrap_or_default();
        unlink(self.fd.as_fd(), &name, &path, AtFlags::REMOVEDIR)
    }
}

/// The path of the directory that is being entered or left, below `path`.
fn place(path: &Path, levels: &[Level]) -> PathBuf {
    let names = levels.iter().filter_map(|level| level.directories.last());
    let mut place = path.to_owned();
    place.extend(names.take(NAMED).map(|name| OsStr::from_bytes(name)));
    if levels.len() > NAMED {
        place.push("…");
    }
    place
}

/// The device and the inode of an open directory.
fn identity(directory: impl AsFd) -> rustix::io::Result<(i128, i128)> {
    let stat = retry(|| rustix::fs::fstat(&directory))?;
    Ok((i128::from(stat.st_dev), i128::from(stat.st_ino)))
}

/// Opens the directory `name` of `parent`, which has the path `path`; `None` if it is not there.
fn enter(parent: BorrowedFd<'_>, name: &[u8], path: &Path) -> Result<Option<OwnedFd>, Error> {
    match retry(|| open(parent, name)) {
        Ok(fd) => Ok(Some(fd)),
        Err(Errno::NOENT) => Ok(None),
        Err(Errno::XDEV) => Err(refused(path, "another file system is mounted there")),
        Err(errno) => Err(io_error("open", path, errno)),
    }
}

/// Opens the directory `name` of `parent`; `EXDEV` if something is mounted there.
fn open(parent: BorrowedFd<'_>, name: &[u8]) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::DIRECTORY | OFlags::CLOEXEC;
    #[cfg(target_os = "linux")]
    {
        // Only the kernel knows a directory of the same file system that is mounted here.
        use rustix::fs::ResolveFlags;
        let resolve = ResolveFlags::NO_XDEV | ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH;
        match rustix::fs::openat2(parent, name, flags, Mode::empty(), resolve) {
            // An old kernel, or a sandbox that does not know the call.
            Err(Errno::NOSYS | Errno::PERM) => {}
            result => return result,
        }
    }
    let fd = rustix::fs::openat(parent, name, flags, Mode::empty())?;
    let is_same = rustix::fs::fstat(&fd)?.st_dev == rustix::fs::fstat(parent)?.st_dev;
    if is_same { Ok(fd) } else { Err(Errno::XDEV) }
}

fn unlink(fd: BorrowedFd<'_>, name: &[u8], path: &Path, flags: AtFlags) -> Result<(), Error> {
    match retry(|| rustix::fs::unlinkat(fd, name, flags)) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(errno) => Err(io_error("remove", path, errno)),
    }
}

fn refused(path: &Path, reason: &'static str) -> Error {
    io_error("remove", path, io::Error::new(io::ErrorKind::InvalidInput, reason))
}
