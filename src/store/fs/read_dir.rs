//! Directory listings.

use std::ffi::CStr;

use rustix::fs::{AtFlags, FileType};
#[cfg(target_os = "linux")]
use rustix::{
    fs::{Mode, OFlags, RawDir},
    io::Errno,
};

use super::dir::{Directory, io_error, retry};
use crate::error::Error;
#[cfg(target_os = "linux")]
use crate::store::failpoints::{self, Failpoint};

/// A directory entry.
pub(crate) struct Entry {
    /// The name, which may not be UTF-8.
    pub(crate) name: Vec<u8>,
    /// The file type.
    pub(crate) kind: FileType,
}

impl Directory {
    /// Returns all entries except `.` and `..`, unordered.
    pub(crate) fn entries(&self) -> Result<Vec<Entry>, Error> {
        self.list(|name, kind| Some(Entry { name: name.to_owned(), kind }))
    }

    /// Applies `keep` to every entry except `.` and `..`, and collects the results.
    pub(crate) fn list<T>(
        &self,
        keep: impl Fn(&[u8], FileType) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        let list = || {
            let mut kept = Vec::new();
            self.pass(|name, kind| kept.extend(keep(name, kind)))?;
            Ok(kept)
        };
        retry(list).map_err(|errno| io_error("list", self.path(), errno))
    }

    /// Calls `visit` for every entry except `.` and `..` while listing. A name can occur twice.
    pub(crate) fn visit(&self, mut visit: impl FnMut(&[u8], FileType)) -> Result<(), Error> {
        retry(|| self.pass(&mut visit)).map_err(|errno| io_error("list", self.path(), errno))
    }

    /// Lists the directory once.
    fn pass(&self, mut visit: impl FnMut(&[u8], FileType)) -> rustix::io::Result<()> {
        self.each(|name, kind| {
            let bytes = name.to_bytes();
            if bytes != b"."
                && bytes != b".."
                && let Some(kind) = self.kind(name, kind)
            {
                visit(bytes, kind);
            }
        })
    }

    /// Calls `visit` for every raw entry.
    #[cfg(target_os = "linux")]
    fn each(&self, mut visit: impl FnMut(&CStr, FileType)) -> rustix::io::Result<()> {
        /// The size of the buffer for one system call: room for about five hundred sessions.
        const ROOM: usize = 1 << 15;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        // The position of a listing belongs to the descriptor, and ours is shared.
        let own = rustix::fs::openat(self, ".", flags, Mode::empty())?;
        let mut room = Vec::with_capacity(ROOM);
        let mut entries = RawDir::new(own, room.spare_capacity_mut());
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => visit(entry.file_name(), entry.file_type()),
                // The next call continues at the same position.
                Err(Errno::INTR) if !failpoints::is_active(Failpoint::InterruptionPassedOn) => {}
                // The directory was removed, so it is empty.
                Err(Errno::NOENT) => break,
                Err(errno) => return Err(errno),
            }
        }
        Ok(())
    }

    #[cfg(not(target_os = "linux"))]
    fn each(&self, mut visit: impl FnMut(&CStr, FileType)) -> rustix::io::Result<()> {
        for entry in rustix::fs::Dir::read_from(self)? {
            let entry = entry?;
            visit(entry.file_name(), entry.file_type());
        }
        Ok(())
    }

    /// Returns the file type of an entry. Some file systems do not report it, which takes a `stat`.
    /// Returns `None` if the entry no longer exists.
    fn kind(&self, name: &CStr, reported: FileType) -> Option<FileType> {
        if reported != FileType::Unknown {
            return Some(reported);
        }
        let ask = || rustix::fs::statat(self, name, AtFlags::SYMLINK_NOFOLLOW);
        retry(ask).ok().map(|stat| FileType::from_raw_mode(stat.st_mode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes and removes what it needs")]
    fn a_directory_that_was_removed_has_nothing_in_it_any_more() {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let path = folder.path().join("d");
        std::fs::create_dir(&path).expect("a directory");
        std::fs::write(path.join("a"), "").expect("a file");
        let directory = Directory::open(&path).expect("it opens").expect("it is there");
        assert_eq!(directory.entries().expect("a listing").len(), 1);
        std::fs::remove_dir_all(&path).expect("it goes");
        assert!(directory.entries().expect("a listing").is_empty());
    }
}
