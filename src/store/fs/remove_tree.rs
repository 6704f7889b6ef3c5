//! Removes a session's artifacts directory, by descriptor.

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

/// Maximum number of directories that an error names: a tree can be deeper than the longest path.
const NAMED: usize = 16;

/// Removes the directory `name` of the store with its contents. A missing directory is not an
/// error.
///
/// If `name` is a symlink, it is kept and reported. Symlinks inside are removed, not followed.
/// Mount points are not entered.
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

/// A running removal of a directory's contents.
///
/// Uses at most three open descriptors and no recursion, however deep the tree is.
struct Removal<'a> {
    /// The path of the top directory.
    path: &'a Path,
    /// The directory being emptied.
    fd: OwnedFd,
    /// The directories from the top to the one being emptied.
    levels: Vec<Level>,
}

/// A directory of which only the subdirectories are left.
struct Level {
    /// Its device and inode, to recognise it on the way up.
    identity: (i128, i128),
    /// The names of its subdirectories. The last one is the next level.
    directories: Vec<Vec<u8>>,
}

impl Removal<'_> {
    /// Descends into one directory after another, and removes them on the way up.
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
                // It was removed by another process.
                None => drop(self.levels.last_mut().and_then(|level| level.directories.pop())),
            }
        }
        Ok(())
    }

    /// Removes everything but subdirectories from the entered directory, and records its
    /// subdirectories.
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

    /// Returns to the parent of the now empty directory, and removes that directory.
    fn leave(&mut self) -> Result<(), Error> {
        self.levels.pop();
        let path = place(self.path, &self.levels);
        let Some(level) = self.levels.last_mut() else { return Ok(()) };
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let around = retry(|| rustix::fs::openat(&self.fd, "..", flags, Mode::empty()));
        let around = around.map_err(|errno| io_error("leave", &path, errno))?;
        let identity = identity(&around).map_err(|errno| io_error("leave", &path, errno))?;
        if identity != level.identity {
            return Err(refused(&path, "it was moved in the meantime"));
        }
        self.fd = around;
        let name = level.directories.pop().unwrap_or_default();
        unlink(self.fd.as_fd(), &name, &path, AtFlags::REMOVEDIR)
    }
}

/// Returns the path of the current directory, below `path`.
fn place(path: &Path, levels: &[Level]) -> PathBuf {
    let names = levels.iter().filter_map(|level| level.directories.last());
    let mut place = path.to_owned();
    place.extend(names.take(NAMED).map(|name| OsStr::from_bytes(name)));
    if levels.len() > NAMED {
        place.push("…");
    }
    place
}

/// Returns the device and inode of an open directory.
fn identity(directory: impl AsFd) -> rustix::io::Result<(i128, i128)> {
    let stat = retry(|| rustix::fs::fstat(&directory))?;
    Ok((i128::from(stat.st_dev), i128::from(stat.st_ino)))
}

/// Opens the directory `name` in `parent`, which has the path `path`. Returns `None` if it does not
/// exist.
fn enter(parent: BorrowedFd<'_>, name: &[u8], path: &Path) -> Result<Option<OwnedFd>, Error> {
    match retry(|| open(parent, name)) {
        Ok(fd) => Ok(Some(fd)),
        Err(Errno::NOENT) => Ok(None),
        Err(Errno::XDEV) => Err(refused(path, "another file system is mounted there")),
        Err(errno) => Err(io_error("open", path, errno)),
    }
}

/// Opens the directory `name` in `parent`. Fails with `EXDEV` if it is a mount point.
fn open(parent: BorrowedFd<'_>, name: &[u8]) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::DIRECTORY | OFlags::CLOEXEC;
    #[cfg(target_os = "linux")]
    {
        // Asks the kernel: nothing else detects a bind mount of the same file system.
        use rustix::fs::ResolveFlags;
        let resolve = ResolveFlags::NO_XDEV | ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH;
        match rustix::fs::openat2(parent, name, flags, Mode::empty(), resolve) {
            // An old kernel, or a sandbox that blocks the call.
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
