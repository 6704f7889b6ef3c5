//! The names in a directory.

use rustix::fs::{AtFlags, Dir, DirEntry, FileType};

use super::directory::{Directory, io_error, retry};
use crate::error::Error;

/// One name of a directory.
pub(super) struct Entry {
    /// The name's bytes, which need not be UTF-8.
    pub(super) name: Vec<u8>,
    /// What it names.
    pub(super) kind: FileType,
}

impl Directory {
    /// Every name in the directory but `.` and `..`, in no order.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, Error> {
        self.list(|name, kind| Some(Entry { name: name.to_owned(), kind }))
    }

    /// What `keep` makes of every name in the directory but `.` and `..`, and of what it names.
    pub(super) fn list<T>(
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
    pub(super) fn visit(&self, mut visit: impl FnMut(&[u8], FileType)) -> Result<(), Error> {
        retry(|| self.pass(&mut visit)).map_err(|errno| io_error("list", self.path(), errno))
    }

    /// One pass over the directory.
    fn pass(&self, mut visit: impl FnMut(&[u8], FileType)) -> rustix::io::Result<()> {
        for entry in Dir::read_from(self)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name != b"."
                && name != b".."
                && let Some(kind) = self.kind(&entry)
            {
                visit(name, kind);
            }
        }
        Ok(())
    }

    /// What an entry names. Some file systems leave it to us to ask; what has gone by now is none.
    fn kind(&self, entry: &DirEntry) -> Option<FileType> {
        let kind = entry.file_type();
        if kind != FileType::Unknown {
            return Some(kind);
        }
        let ask = || rustix::fs::statat(self, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW);
        retry(ask).ok().map(|stat| FileType::from_raw_mode(stat.st_mode))
    }
}
