//! Removing a session's artifacts directory, by descriptor.

use std::{
    ffi::OsStr,
    io,
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::ffi::OsStrExt as _,
    },
    path::Path,
};

use rustix::{
    fs::{AtFlags, Dir, FileType, Mode, OFlags},
    io::Errno,
};

use super::directory::{Directory, io_error, retry};
use crate::error::Error;

/// How deep a tree may be; each level holds a descriptor open.
const DEEPEST: usize = 64;

/// Removes the directory `name` of the store with all that is in it; one that is not there is fine.
///
/// A link in its place is left and reported, links inside are removed and not followed, and what
/// is mounted there is not entered.
pub(super) fn remove(store: &Directory, name: &str) -> Result<(), Error> {
    let path = store.path().join(name);
    match store.stat(name)? {
        None => return Ok(()),
        Some(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::Directory => {}
        Some(_) => return Err(refused(&path, "it is not a directory")),
    }
    empty(store.as_fd(), name.as_bytes(), &path, DEEPEST)?;
    unlink(store.as_fd(), name.as_bytes(), &path, AtFlags::REMOVEDIR)
}

/// Removes everything in the directory `name` of `parent`.
fn empty(parent: BorrowedFd<'_>, name: &[u8], path: &Path, depth_left: usize) -> Result<(), Error> {
    if depth_left == 0 {
        return Err(refused(path, "it is nested too deeply"));
    }
    let fd = match retry(|| open(parent, name)) {
        Ok(fd) => fd,
        Err(Errno::NOENT) => return Ok(()),
        Err(Errno::XDEV) => return Err(refused(path, "another file system is mounted there")),
        Err(errno) => return Err(io_error("open", path, errno)),
    };
    let fail = |errno| io_error("list", path, errno);
    for entry in retry(|| Dir::read_from(&fd)).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_bytes();
        if name == b"." || name == b".." {
            continue;
        }
        let path = path.join(OsStr::from_bytes(name));
        let stat = retry(|| rustix::fs::statat(&fd, name, AtFlags::SYMLINK_NOFOLLOW))
            .map_err(|errno| io_error("examine", &path, errno))?;
        if FileType::from_raw_mode(stat.st_mode) == FileType::Directory {
            empty(fd.as_fd(), name, &path, depth_left - 1)?;
            unlink(fd.as_fd(), name, &path, AtFlags::REMOVEDIR)?;
        } else {
            unlink(fd.as_fd(), name, &path, AtFlags::empty())?;
        }
    }
    Ok(())
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
