//! The directory of the store, and system calls relative to its descriptor.
//!
//! Everything is opened by name below the descriptor, without following links and without
//! blocking, so neither a renamed home nor a planted link or FIFO leads anywhere else.

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

/// A session file larger than this is not read: 16 MiB.
pub(crate) const LARGEST_FILE: u64 = Session::LARGEST_FILE as u64;

/// An open directory, and the path under which a person knows it.
#[derive(Debug)]
pub(crate) struct Directory {
    fd: OwnedFd,
    path: PathBuf,
}

/// Why a file could not be read whole.
#[derive(Debug)]
pub(crate) enum Unread {
    /// Nothing has this name.
    Missing,
    /// It is a link, a FIFO, a directory or something else that is no regular file.
    NotRegular,
    /// It has more bytes than any session.
    TooLarge,
    /// The system refused.
    Refused(io::Error),
}

impl Unread {
    /// The session `id` as one whose file could not be read whole.
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

    /// Opens the directory at `path`; `None` if there is none.
    pub(crate) fn open(path: &Path) -> Result<Option<Directory>, Error> {
        Directory::open_with(OFlags::RDONLY, path)
    }

    /// Opens the directory at `path` in this way; `None` if there is none.
    pub(crate) fn open_with(way: OFlags, path: &Path) -> Result<Option<Directory>, Error> {
        let flags = way | OFlags::DIRECTORY | OFlags::CLOEXEC;
        match retry(|| rustix::fs::open(path, flags, Mode::empty())) {
            Ok(fd) => Ok(Some(Directory::new(fd, path))),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(io_error("open", path, errno)),
        }
    }

    /// Opens the directory `name` in this one; a link is not followed.
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

    /// Another handle on the same open directory, for locking it.
    pub(crate) fn to_file(&self) -> Result<File, Error> {
        let copy = retry(|| rustix::io::fcntl_dupfd_cloexec(&self.fd, 0));
        copy.map(File::from).map_err(|errno| io_error("open", &self.path, errno))
    }

    /// Reads the regular file `name` of at most `limit` bytes into `buffer`, which is emptied first.
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

    /// Opens `name` to read it, without following a link and without waiting for a writer.
    pub(crate) fn open_file(&self, name: &str) -> Result<OwnedFd, Unread> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = retry(|| rustix::fs::openat(&self.fd, name, flags, Mode::empty()));
        fd.map_err(|errno| match errno {
            Errno::NOENT => Unread::Missing,
            // A link, and a socket or a device without a driver.
            Errno::LOOP | Errno::NXIO | Errno::NODEV => Unread::NotRegular,
            errno => Unread::Refused(errno.into()),
        })
    }

    /// What `name` is now, without following a link; `None` if it is not there.
    pub(crate) fn stat(&self, name: impl AsRef<Path>) -> Result<Option<Stat>, Error> {
        let name = name.as_ref();
        match retry(|| rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW)) {
            Ok(stat) => Ok(Some(stat)),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(self.error("examine", name, errno)),
        }
    }

    /// What the directory itself is now.
    pub(crate) fn own_stat(&self) -> Result<Stat, Error> {
        let stat = retry(|| rustix::fs::fstat(&self.fd));
        stat.map_err(|errno| io_error("examine", &self.path, errno))
    }

    /// Whether `name` is a regular file now; asked by name, which a listing cannot gainsay.
    pub(crate) fn has_file(&self, name: &str) -> Result<bool, Error> {
        Ok(self.stat(name)?.is_some_and(|stat| is_file(&stat)))
    }

    /// Whether there is a session's file of this stem, asked by name; a link, which clinvk follows,
    /// counts as one.
    ///
    /// For what a listing lacks, because a listing can miss a file that is being replaced.
    pub(crate) fn is_claimed(&self, stem: impl AsRef<OsStr>) -> Result<bool, Error> {
        let mut name = stem.as_ref().to_owned();
        name.push(SessionId::FILE_EXTENSION);
        let stat = self.stat(name)?;
        let is_link = |stat: &Stat| FileType::from_raw_mode(stat.st_mode) == FileType::Symlink;
        Ok(stat.is_some_and(|stat| is_file(&stat) || is_link(&stat)))
    }

    /// Whether the link `name` leads to something that is neither a file nor a directory, and on
    /// which a reader might hang.
    pub(crate) fn leads_to_stream(&self, name: &[u8]) -> bool {
        let stat = retry(|| rustix::fs::statat(&self.fd, name, AtFlags::empty()));
        stat.is_ok_and(|stat| {
            let kind = FileType::from_raw_mode(stat.st_mode);
            !matches!(kind, FileType::RegularFile | FileType::Directory)
        })
    }

    /// Removes the file `name`; whether it was there.
    pub(crate) fn unlink(&self, name: &str) -> Result<bool, Error> {
        match retry(|| rustix::fs::unlinkat(&self.fd, name, AtFlags::empty())) {
            Ok(()) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(_) if failpoints::is_active(Failpoint::UnlinkErrorIgnored) => Ok(true),
            Err(errno) => Err(self.error("remove", name, errno)),
        }
    }

    /// Makes removals and renames survive a power cut.
    pub(crate) fn sync(&self) -> Result<(), Error> {
        retry(|| rustix::fs::fsync(&self.fd)).map_err(|errno| io_error("sync", &self.path, errno))
    }

    /// An error about `name` in this directory.
    pub(crate) fn error(&self, act: &'static str, name: impl AsRef<Path>, errno: Errno) -> Error {
        io_error(act, &self.path.join(name), errno)
    }
}

impl AsFd for Directory {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// Reads a file that is expected to have `size` bytes, with one call where that is so, or where
/// the buffer has room for more; one that grows meanwhile only until it is beyond `limit`.
pub(crate) fn read_to_end(
    fd: &OwnedFd,
    size: usize,
    limit: u64,
    buffer: &mut Vec<u8>,
) -> Result<(), Unread> {
    buffer.clear();
    loop {
        // Room for one byte more than expected: a read that leaves room has met the end.
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

/// Whether it is a regular file: anything else is no session, and no lock either.
pub(crate) fn is_file(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile
}

/// Repeats a system call for as long as a signal interrupts it.
pub(crate) fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) if !failpoints::is_active(Failpoint::InterruptionPassedOn) => {}
            result => return result,
        }
    }
}

/// A failed act on a path.
pub(crate) fn io_error(act: &'static str, path: &Path, source: impl Into<io::Error>) -> Error {
    Error::Io { act, path: path.to_owned(), source: source.into() }
}
