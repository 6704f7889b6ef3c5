//! The names in a directory.

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

/// One name of a directory.
pub(crate) struct Entry {
    /// The name's bytes, which need not be UTF-8.
    pub(crate) name: Vec<u8>,
    /// What it names.
    pub(crate) kind: FileType,
}

impl Directory {
    /// Every name in the directory but `.` and `..`, in no order.
    pub(crate) fn entries(&self) -> Result<Vec<Entry>, Error> {
        self.list(|name, kind| Some(Entry { name: name.to_owned(), kind }))
    }

    /// What `keep` makes of every name in the directory but `.` and `..`, and of what it names.
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

    /// Hands every name in the directory but `.` and `..`, and what it names, to `visit` while the
    /// listing goes on. A name can come twice.
    pub(crate) fn visit(&self, mut visit: impl FnMut(&[u8], FileType)) -> Result<(), Error> {
        retry(|| self.pass(&mut visit)).map_err(|errno| io_error("list", self.path(), errno))
    }

    /// One pass over the directory.
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

    /// Hands every entry to `visit` as the system tells it.
    #[cfg(target_os = "linux")]
    fn each(&self, mut visit: impl FnMut(&CStr, FileType)) -> rustix::io::Result<()> {
        /// Room for what the system tells with one call: about five hundred sessions.
        const ROOM: usize = 1 << 15;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        // How far a listing has come belongs to the descriptor, and ours is used by others.
        let own = rustix::fs::openat(self, ".", flags, Mode::empty())?;
        let mut room = Vec::with_capacity(ROOM);
        let mut entries = RawDir::new(own, room.spare_capacity_mut());
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => visit(entry.file_name(), entry.file_type()),
                // It goes on where it was.
                Err(Errno::INTR) if !failpoints::is_active(Failpoint::InterruptionPassedOn) => {}
                // The directory was removed: there is nothing more in it.
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

    /// What an entry names. Some file systems leave it to us to ask; what has gone by now is none.
    fn kind(&self, name: &CStr, told: FileType) -> Option<FileType> {
        if told != FileType::Unknown {
            return Some(told);
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
