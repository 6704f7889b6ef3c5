//! The home directory around the store, and the directories we keep in it.

use std::{
    ffi::OsString,
    os::unix::ffi::OsStringExt as _,
    path::{Path, PathBuf},
};

use rustix::{
    fs::{AtFlags, Mode, OFlags, Stat},
    io::Errno,
};

use super::{
    create,
    dir::{Directory, io_error, retry},
};
use crate::error::Error;

/// The flags to open a directory only for looking up names.
#[cfg(target_os = "linux")]
const SEARCHED: OFlags = OFlags::PATH;
#[cfg(not(target_os = "linux"))]
const SEARCHED: OFlags = OFlags::RDONLY;

/// Returns the path of the home around the store at `path`.
pub(crate) fn folder_of(path: &Path) -> &Path {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// Refuses the missing path `path` if it or its parent is a dangling symlink. Then its target is
/// missing, such as an unmounted disk, and the store is not empty but unknown.
pub(crate) fn refuse_link_to_nothing(path: &Path) -> Result<(), Error> {
    for link in [folder_of(path), path] {
        let is_link = |target| Error::LinkToNothing { path: link.to_owned(), target };
        match retry(|| rustix::fs::readlink(link, Vec::new())) {
            Ok(target) if create::is_missing(link) => {
                return Err(is_link(OsString::from_vec(target.into_bytes()).into()));
            }
            // Not a symlink, or missing.
            Ok(_) | Err(Errno::INVAL | Errno::NOENT) => {}
            Err(errno) => return Err(io_error("examine", link, errno)),
        }
    }
    Ok(())
}

impl Directory {
    /// Opens the home around the store at `path`.
    pub(crate) fn around(path: &Path) -> Result<Directory, Error> {
        let parent = folder_of(path);
        Directory::open(parent)?.ok_or_else(|| io_error("open", parent, Errno::NOENT))
    }

    /// Opens the home around the store at `path` for looking up names. Does not need the permission
    /// to list it. Returns `None` if it does not exist.
    pub(crate) fn home_of(path: &Path) -> Result<Option<Directory>, Error> {
        Directory::open_with(SEARCHED, folder_of(path))
    }

    /// Opens the store at `path` in this home, following a symlink. Returns `None` if it does not
    /// exist.
    pub(crate) fn open_store(&self, path: &Path) -> Result<Option<Directory>, Error> {
        let Some(name) = path.file_name() else { return Ok(None) };
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        match retry(|| rustix::fs::openat(self, name, flags, Mode::empty())) {
            Ok(fd) => Ok(Some(Directory::new(fd, path))),
            Err(Errno::NOENT) => refuse_link_to_nothing(path).map(|()| None),
            Err(errno) => Err(io_error("open", path, errno)),
        }
    }

    /// Returns the stat of this directory's path, without following a symlink.
    pub(crate) fn named_stat(&self) -> Result<Stat, Error> {
        // Drops a trailing `/` or `.`, which would follow a symlink.
        let path: PathBuf = self.path().components().collect();
        let stat = retry(|| rustix::fs::lstat(&path));
        stat.map_err(|errno| io_error("examine", self.path(), errno))
    }

    /// Returns the stat of `name`, following a symlink, or `None` if that fails.
    pub(crate) fn stat_followed(&self, name: &str) -> Option<Stat> {
        retry(|| rustix::fs::statat(self, name, AtFlags::empty())).ok()
    }

    /// Opens the subdirectory `name` if it exists, without following a symlink.
    pub(crate) fn find_directory(&self, name: &str) -> Result<Option<Directory>, Error> {
        match self.stat(name)? {
            None => Ok(None),
            Some(_) => self.open_directory(name).map(Some),
        }
    }

    /// Opens the subdirectory `name`. Creates it if necessary, accessible by the owner only.
    pub(crate) fn ensure_directory(&self, name: &str) -> Result<Directory, Error> {
        match self.make_directory(name)? {
            Some(made) => self.sync().map(|()| made),
            None => self.open_directory(name),
        }
    }

    /// Creates the subdirectory `name`, accessible by the owner only. Returns `None` if the name
    /// exists.
    pub(crate) fn make_directory(&self, name: &str) -> Result<Option<Directory>, Error> {
        match retry(|| rustix::fs::mkdirat(self, name, Mode::RWXU)) {
            Ok(()) => {}
            Err(Errno::EXIST) => return Ok(None),
            Err(errno) => return Err(self.error("make", name, errno)),
        }
        // Restores permissions that the umask removed: without them it might not open.
        let _ = retry(|| rustix::fs::chmodat(self, name, Mode::RWXU, AtFlags::empty()));
        self.open_directory(name).map(Some)
    }

    /// Removes the subdirectory `name` if it is empty.
    pub(crate) fn remove_directory(&self, name: &str) -> Result<(), Error> {
        match retry(|| rustix::fs::unlinkat(self, name, AtFlags::REMOVEDIR)) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(errno) => Err(self.error("remove", name, errno)),
        }
    }

    /// Opens the file `name` for appending, accessible by the owner only. Creates it if necessary.
    pub(crate) fn open_to_append(&self, name: &str) -> Result<std::fs::File, Error> {
        // Read access is needed too: opening a FIFO without a reader would otherwise fail with
        // another error.
        let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE;
        let careful = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let own = Mode::RUSR | Mode::WUSR;
        let fd = retry(|| rustix::fs::openat(self, name, flags | careful, own));
        let fail = |errno| self.error("write", name, errno);
        let file = std::fs::File::from(fd.map_err(fail)?);
        let stat = retry(|| rustix::fs::fstat(&file)).map_err(fail)?;
        if !super::dir::is_file(&stat) {
            let error = std::io::Error::from(super::dir::Unread::NotRegular);
            return Err(io_error("write", &self.path().join(name), error));
        }
        if Mode::from_raw_mode(stat.st_mode) != own {
            retry(|| rustix::fs::fchmod(&file, own)).map_err(fail)?;
        }
        Ok(file)
    }
}
