//! `lost+found`: where repairs put what they take out of the store.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
};

use rustix::{
    fs::{AtFlags, Mode},
    io::Errno,
};

use super::directory::{Directory, io_error, retry};
use crate::error::Error;

/// The name of the directory, beside the store.
const NAME: &str = "lost+found";

/// Moves `name` from the store to `lost+found`, which is made if need be, and says where it went;
/// `None` if it was not there any more.
///
/// It keeps its name, with `-1`, `-2`, … after it where that is taken: nothing is replaced.
/// Whoever calls syncs the store.
pub(super) fn take(store: &Directory, name: &OsStr) -> Result<Option<String>, Error> {
    let lost = open(store)?;
    for number in 0_u32.. {
        let mut new = OsString::from(name);
        if number > 0 {
            new.push(format!("-{number}"));
        }
        match retry(|| rename(store, name, &lost, &new)) {
            Ok(()) => {
                lost.sync()?;
                let suffix =
                    if number > 0 { format!(" as {}", new.display()) } else { String::new() };
                return Ok(Some(format!("{NAME}{suffix}")));
            }
            Err(Errno::EXIST | Errno::NOTEMPTY) => {}
            Err(Errno::NOENT) => return Ok(None),
            Err(errno) => return Err(store.error("move", name, errno)),
        }
    }
    Ok(None)
}

/// Opens `lost+found` in the folder of the store; makes it, for the owner alone, if need be.
fn open(store: &Directory) -> Result<Directory, Error> {
    let parent = store.path().parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let missing = || io_error("open", parent, Errno::NOENT);
    let home = Directory::open(parent)?.ok_or_else(missing)?;
    let is_new = match retry(|| rustix::fs::mkdirat(&home, NAME, Mode::RWXU)) {
        Ok(()) => true,
        Err(Errno::EXIST) => false,
        Err(errno) => return Err(home.error("create", NAME, errno)),
    };
    let lost = home.open_directory(NAME)?;
    if is_new {
        // Whatever the umask took away.
        retry(|| rustix::fs::fchmod(&lost, Mode::RWXU))
            .map_err(|errno| home.error("change the mode of", NAME, errno))?;
        home.sync()?;
    }
    Ok(lost)
}

/// Moves a name without replacing anything.
fn rename(from: &Directory, old: &OsStr, to: &Directory, new: &OsStr) -> rustix::io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        let flags = rustix::fs::RenameFlags::NOREPLACE;
        match rustix::fs::renameat_with(from, old, to, new, flags) {
            // An old kernel, or a file system that cannot do it.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            result => return result,
        }
    }
    // Nobody but us, who hold the lock, puts anything there.
    match rustix::fs::statat(to, new, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(_) => Err(Errno::EXIST),
        Err(Errno::NOENT) => rustix::fs::renameat(from, old, to, new),
        Err(errno) => Err(errno),
    }
}
