//! What stands beside the store: the folder around it, and directories of ours in that folder.

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

/// How a directory is opened in which names are only looked up.
#[cfg(target_os = "linux")]
const SEARCHED: OFlags = OFlags::PATH;
#[cfg(not(target_os = "linux"))]
const SEARCHED: OFlags = OFlags::RDONLY;

/// The path of the folder around the store at `path`.
pub(crate) fn folder_of(path: &Path) -> &Path {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// Refuses `path`, where nothing was found, if it or the folder around it is a link: then what it
/// leads to is missing, such as a disk that is not mounted, and the store is not empty but unknown.
pub(crate) fn refuse_link_to_nothing(path: &Path) -> Result<(), Error> {
    for link in [folder_of(path), path] {
        let is_link = |target| Error::LinkToNothing { path: link.to_owned(), target };
        match retry(|| rustix::fs::readlink(link, Vec::new())) {
            Ok(target) if create::is_missing(link) => {
                return Err(is_link(OsString::from_vec(target.into_bytes()).into()));
            }
            // It is none, or not there at all.
            Ok(_) | Err(Errno::INVAL | Errno::NOENT) => {}
            Err(errno) => return Err(io_error("examine", link, errno)),
        }
    }
    Ok(())
}

impl Directory {
    /// Opens the folder around the store at `path`.
    pub(crate) fn around(path: &Path) -> Result<Directory, Error> {
        let parent = folder_of(path);
        Directory::open(parent)?.ok_or_else(|| io_error("open", parent, Errno::NOENT))
    }

    /// Opens the folder around the store at `path` to look things up in it by name, for which the
    /// right to list it is not needed; `None` if there is none.
    pub(crate) fn home_of(path: &Path) -> Result<Option<Directory>, Error> {
        Directory::open_with(SEARCHED, folder_of(path))
    }

    /// Opens the store at `path`, which is in this folder; `None` if there is none. A link is
    /// followed.
    pub(crate) fn open_store(&self, path: &Path) -> Result<Option<Directory>, Error> {
        let Some(name) = path.file_name() else { return Ok(None) };
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        match retry(|| rustix::fs::openat(self, name, flags, Mode::empty())) {
            Ok(fd) => Ok(Some(Directory::new(fd, path))),
            Err(Errno::NOENT) => refuse_link_to_nothing(path).map(|()| None),
            Err(errno) => Err(io_error("open", path, errno)),
        }
    }

    /// What is at the path of this directory now; a link that leads to it is not followed.
    pub(crate) fn named_stat(&self) -> Result<Stat, Error> {
        // Without a `/` or `.` at its end, which would follow one.
        let path: PathBuf = self.path().components().collect();
        let stat = retry(|| rustix::fs::lstat(&path));
        stat.map_err(|errno| io_error("examine", self.path(), errno))
    }

    /// What `name` leads to if it is a link; `None` if that cannot be found out.
    pub(crate) fn stat_followed(&self, name: &str) -> Option<Stat> {
        retry(|| rustix::fs::statat(self, name, AtFlags::empty())).ok()
    }

    /// Opens the directory `name` in this one, if there is one; a link is not followed.
    pub(crate) fn find_directory(&self, name: &str) -> Result<Option<Directory>, Error> {
        match self.stat(name)? {
            None => Ok(None),
            Some(_) => self.open_directory(name).map(Some),
        }
    }

    /// Opens the directory `name` in this one; makes it, for the owner alone, if need be.
    pub(crate) fn ensure_directory(&self, name: &str) -> Result<Directory, Error> {
        match self.make_directory(name)? {
            Some(made) => self.sync().map(|()| made),
            None => self.open_directory(name),
        }
    }

    /// Makes the directory `name` in this one, for the owner alone; `None` if the name is taken.
    pub(crate) fn make_directory(&self, name: &str) -> Result<Option<Directory>, Error> {
        match retry(|| rustix::fs::mkdirat(self, name, Mode::RWXU)) {
            Ok(()) => {}
            Err(Errno::EXIST) => return Ok(None),
            Err(errno) => return Err(self.error("make", name, errno)),
        }
        // Whatever the umask took away, which may be so much that it could not be opened.
        let _ = retry(|| rustix::fs::chmodat(self, name, Mode::RWXU, AtFlags::empty()));
        self.open_directory(name).map(Some)
    }

    /// Removes the directory `name` of this one if nothing is in it.
    pub(crate) fn remove_directory(&self, name: &str) -> Result<(), Error> {
        match retry(|| rustix::fs::unlinkat(self, name, AtFlags::REMOVEDIR)) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(errno) => Err(self.error("remove", name, errno)),
        }
    }

    /// Opens the file `name` to add to its end, for the owner alone; makes it if need be.
    pub(crate) fn open_to_append(&self, name: &str) -> Result<std::fs::File, Error> {
        // To be read as well: a FIFO without a reader would otherwise be an error of its own.
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
