//! An open directory, and system calls relative to its descriptor.
//!
//! Everything is opened by name below the descriptor, without following symlinks and without
//! blocking. So neither a renamed home nor a planted symlink or FIFO leads elsewhere.

use std::{
    ffi::OsStr,
    fs::File,
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    path::{Path, PathBuf},
};

use rustix::{
    buffer::spare_capacity,
    fs::{AtFlags, FileType, Mode, OFlags, Stat},
    io::Errno,
};

use crate::{
    error::{Cause, Error},
    session::{Session, file::Damaged, id::SessionId},
    store::failpoints::{self, Failpoint},
};

/// Maximum size of a session file to read, 16 MiB.
pub(crate) const LARGEST_FILE: u64 = Session::LARGEST_FILE as u64;

/// An open directory, with the path by which the user knows it.
#[derive(Debug)]
pub(crate) struct Directory {
    fd: OwnedFd,
    path: PathBuf,
}

/// The reason why a file could not be read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The file does not exist.
    Missing,
    /// The file is a symlink, a FIFO, a directory or something else that is not a regular file.
    NotRegular,
    /// The file is larger than any session.
    TooLarge,
    /// The system failed to read the file.
    Refused(io::Error),
}

impl Unread {
    /// Converts this to a damaged session with this ID.
    pub(crate) fn of(self, id: &SessionId) -> Damaged {
        let is_unread = matches!(self, Unread::Refused(_));
        Damaged { is_unread, ..Damaged::new(id, Cause(&self.into())) }
    }
}

impl From<Unread> for io::Error {
    fn from(unread: Unread) -> io::Error {
        match unread {
            Unread::Missing => io::ErrorKind::NotFound.into(),
            Unread::NotRegular => {
                io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")
            }
            Unread::TooLarge => {
                io::Error::new(io::ErrorKind::InvalidData, "the file is larger than 16 MiB")
            }
            Unread::Refused(error) => error,
        }
    }
}

impl Directory {
    pub(crate) fn new(fd: OwnedFd, path: &Path) -> Directory {
        Directory { fd, path: path.to_owned() }
    }

    /// Opens the directory at `path`. Returns `None` if it does not exist.
    pub(crate) fn open(path: &Path) -> Result<Option<Directory>, Error> {
        Directory::open_with(OFlags::RDONLY, path)
    }

    /// Opens the directory at `path` with these flags. Returns `None` if it does not exist.
    pub(crate) fn open_with(way: OFlags, path: &Path) -> Result<Option<Directory>, Error> {
        let flags = way | OFlags::DIRECTORY | OFlags::CLOEXEC;
        match retry(|| rustix::fs::open(path, flags, Mode::empty())) {
            Ok(fd) => Ok(Some(Directory::new(fd, path))),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(io_error("open", path, errno)),
        }
    }

    /// Opens the subdirectory `name`, without following a symlink.
    pub(crate) fn open_directory(&self, name: &str) -> Result<Directory, Error> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match retry(|| rustix::fs::openat(&self.fd, name, flags, Mode::empty())) {
            Ok(fd) => Ok(Directory { fd, path: self.path.join(name) }),
            Err(errno) => Err(self.error("open", name, errno)),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns another handle of the same open directory, for locking.
    pub(crate) fn to_file(&self) -> Result<File, Error> {
        let copy = retry(|| rustix::io::fcntl_dupfd_cloexec(&self.fd, 0));
        copy.map(File::from).map_err(|errno| io_error("open", &self.path, errno))
    }

    /// Reads the regular file `name` of at most `limit` bytes into `buffer`, replacing its content.
    pub(crate) fn read(
        &self,
        name: &str,
        limit: u64,
        buffer: &mut Vec<u8>,
    ) -> Result<Stat, Unread> {
        let fd = self.open_file(name)?;
        let stat = retry(|| rustix::fs::fstat(&fd)).map_err(|e| Unread::Refused(e.into()))?;
        if !is_file(&stat) {
            return Err(Unread::NotRegular);
        }
        let size = u64::try_from(stat.st_size).unwrap_or(u64::MAX);
        if size > limit {
            return Err(Unread::TooLarge);
        }
        read_to_end(&fd, usize::try_from(size).unwrap_or(0), limit, buffer)?;
        Ok(stat)
    }

    /// Opens `name` for reading, without following a symlink and without waiting for a writer.
    pub(crate) fn open_file(&self, name: &str) -> Result<OwnedFd, Unread> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = retry(|| rustix::fs::openat(&self.fd, name, flags, Mode::empty()));
        fd.map_err(|errno| match errno {
            Errno::NOENT => Unread::Missing,
            // A symlink, or a socket or device without a driver.
            Errno::LOOP | Errno::NXIO | Errno::NODEV => Unread::NotRegular,
            errno => Unread::Refused(errno.into()),
        })
    }

    /// Returns the stat of `name`, without following a symlink. Returns `None` if it does not
    /// exist.
    pub(crate) fn stat(&self, name: impl AsRef<Path>) -> Result<Option<Stat>, Error> {
        let name = name.as_ref();
        match retry(|| rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW)) {
            Ok(stat) => Ok(Some(stat)),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(self.error("examine", name, errno)),
        }
    }

    /// Returns the stat of the directory itself.
    pub(crate) fn own_stat(&self) -> Result<Stat, Error> {
        let stat = retry(|| rustix::fs::fstat(&self.fd));
        stat.map_err(|errno| io_error("examine", &self.path, errno))
    }

    /// Returns whether `name` is a regular file. Uses `statat`: a listing can miss a file that is
    /// being replaced.
    pub(crate) fn has_file(&self, name: &str) -> Result<bool, Error> {
        Ok(self.stat(name)?.is_some_and(|stat| is_file(&stat)))
    }

    /// Returns whether a session file with this stem exists. A symlink counts, because clinvk
    /// follows it.
    ///
    /// Checks by name, because a listing can miss a file that is being replaced.
    pub(crate) fn is_claimed(&self, stem: impl AsRef<OsStr>) -> Result<bool, Error> {
        let mut name = stem.as_ref().to_owned();
        name.push(SessionId::FILE_EXTENSION);
        let stat = self.stat(name)?;
        let is_link = |stat: &Stat| FileType::from_raw_mode(stat.st_mode) == FileType::Symlink;
        Ok(stat.is_some_and(|stat| is_file(&stat) || is_link(&stat)))
    }

    /// Returns whether the symlink `name` leads to something other than a file or directory. Reading
    /// that could block.
    pub(crate) fn leads_to_stream(&self, name: &[u8]) -> bool {
        let stat = retry(|| rustix::fs::statat(&self.fd, name, AtFlags::empty()));
        stat.is_ok_and(|stat| {
            let kind = FileType::from_raw_mode(stat.st_mode);
            !matches!(kind, FileType::RegularFile | FileType::Directory)
        })
    }

    /// Removes the file `name`. Returns whether it existed.
    pub(crate) fn unlink(&self, name: &str) -> Result<bool, Error> {
        match retry(|| rustix::fs::unlinkat(&self.fd, name, AtFlags::empty())) {
            Ok(()) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(_) if failpoints::is_active(Failpoint::UnlinkErrorIgnored) => Ok(true),
            Err(errno) => Err(self.error("remove", name, errno)),
        }
    }

    /// Fsyncs the directory, so that removals and renames survive a power cut.
    pub(crate) fn sync(&self) -> Result<(), Error> {
        retry(|| rustix::fs::fsync(&self.fd)).map_err(|errno| io_error("sync", &self.path, errno))
    }

    /// Creates an error about `name` in this directory.
    pub(crate) fn error(&self, act: &'static str, name: impl AsRef<Path>, errno: Errno) -> Error {
        io_error(act, &self.path.join(name), errno)
    }
}

impl AsFd for Directory {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// Reads a file with an expected size of `size` bytes. Uses a single call if that is right or the
/// buffer has room. A growing file is read only until it exceeds `limit`.
pub(crate) fn read_to_end(
    fd: &OwnedFd,
    size: usize,
    limit: u64,
    buffer: &mut Vec<u8>,
) -> Result<(), Unread> {
    buffer.clear();
    loop {
        // Room for one more byte: a read that leaves room has reached the end of the file.
        buffer.reserve((size + 1).saturating_sub(buffer.len()).max(1));
        let room = buffer.capacity() - buffer.len();
        let got = retry(|| rustix::io::read(fd, spare_capacity(buffer)))
            .map_err(|errno| Unread::Refused(errno.into()))?;
        if buffer.len() as u64 > limit {
            return Err(Unread::TooLarge);
        }
        if got == 0 || (got < room && buffer.len() >= size) {
            return Ok(());
        }
    }
}

/// Returns whether this is a regular file. Anything else is neither a session nor a lock file.
pub(crate) fn is_file(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile
}

/// Repeats a system call while signals interrupt it.
pub(crate) fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) if !failpoints::is_active(Failpoint::InterruptionPassedOn) => {}
            result => return result,
        }
    }
}

/// Creates an error about an action on a path.
pub(crate) fn io_error(act: &'static str, path: &Path, source: impl Into<io::Error>) -> Error {
    Error::Io { act, path: path.to_owned(), source: source.into() }
}
