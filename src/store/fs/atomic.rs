//! Atomic file writes: a reader sees a whole file or none.

use std::{
    ffi::OsStr,
    fs::File,
    io::{self, Read, Write as _},
    os::unix::ffi::OsStrExt as _,
    process,
};

use rustix::{
    fs::{AtFlags, Mode, OFlags},
    io::Errno,
};

use super::{
    dir::{Directory, io_error, retry},
    rename_noreplace::rename_at_once,
};
use crate::{
    error::Error,
    store::failpoints::{self, Failpoint},
};

/// The prefix of temporary file names, used by clinvk too.
pub(crate) const TEMPORARY: &str = ".tmp-";

/// Returns whether a file of this name is temporary.
pub(crate) fn is_temporary(name: &OsStr) -> bool {
    name.as_bytes().starts_with(TEMPORARY.as_bytes())
}

/// The time at which a new file is fsynced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncing {
    /// Before the file gets its name.
    First,
    /// Never. Until the system writes the file, a power cut may leave it empty or remove it.
    Never,
}

/// Replaces the file `name` atomically: writes a temporary file in the same directory, fsyncs it,
/// and renames it.
///
/// Calls `is_wanted` just before the rename. If writing fails or `is_wanted` returns false, the old
/// file is unchanged and the temporary file is removed. Returns whether the file was replaced. The
/// caller must fsync the directory, once per batch.
pub(crate) fn replace(
    directory: &Directory,
    name: &str,
    bytes: &[u8],
    is_wanted: impl FnOnce() -> bool,
) -> Result<bool, Error> {
    if failpoints::is_active(Failpoint::InPlace) {
        return write_in_place(directory, name, bytes);
    }
    let fill = |file: File| write(file, bytes, Syncing::First);
    put(directory, (directory, name), fill, |temporary| {
        let is_wanted = is_wanted();
        if is_wanted {
            retry(|| rustix::fs::renameat(directory, temporary, directory, name))?;
        }
        Ok(is_wanted)
    })
}

/// Creates the file `name` atomically, unless it exists. Returns whether it was created.
///
/// The caller must fsync the directory, once per batch.
pub(crate) fn create(
    directory: &Directory,
    name: &str,
    bytes: &[u8],
    sync: Syncing,
) -> Result<bool, Error> {
    let fill = |file: File| write(file, bytes, sync);
    let to = (directory, name);
    put(directory, to, fill, |temporary| rename(directory, temporary, to, false))
}

/// Writes the file `to` atomically with these permissions, and fsyncs it. Returns whether it was
/// written: one that exists is not, unless this `replaces` it.
///
/// The temporary file is in the directory `around`, where one that a killed process leaves is found.
/// The caller must fsync the directory of `to`. The content is not held in memory.
pub(crate) fn copy(
    around: &Directory,
    to: (&Directory, &str),
    content: &mut dyn Read,
    mode: Mode,
    replaces: bool,
) -> Result<bool, Error> {
    let fill = |mut file: File| {
        io::copy(content, &mut file)?;
        retry(|| rustix::fs::fchmod(&file, mode))?;
        file.sync_all()
    };
    put(around, to, fill, |temporary| rename(around, temporary, to, replaces))
}

/// Fsyncs the file `temporary` and gives it its name. Returns whether it did: one that exists is
/// kept, unless this `replaces` it.
pub(crate) fn finish(
    directory: &Directory,
    temporary: &str,
    name: &str,
    file: &File,
    replaces: bool,
) -> Result<bool, Error> {
    let finished = file
        .sync_all()
        .and_then(|()| Ok(rename(directory, temporary, (directory, name), replaces)?));
    finished.map_err(|error| io_error("write", &directory.path().join(name), error))
}

/// Renames `temporary` in `around` to the name `to`. Returns whether it did: a file that exists is
/// kept, unless this `replaces` it.
fn rename(
    around: &Directory,
    temporary: &str,
    to: (&Directory, &str),
    replaces: bool,
) -> rustix::io::Result<bool> {
    let (directory, name) = to;
    if replaces {
        return retry(|| rustix::fs::renameat(around, temporary, directory, name)).map(|()| true);
    }
    match rename_at_once(around, temporary.as_ref(), directory, name.as_ref()) {
        Some(Ok(())) => Ok(true),
        Some(Err(Errno::EXIST)) => Ok(false),
        Some(Err(errno)) => Err(errno),
        // A hard link replaces nothing either.
        None => link(around, temporary, to),
    }
}

/// Renames `temporary` in `around` to the name `to` by a hard link, unless that exists. Returns
/// false if it exists.
fn link(
    around: &Directory,
    temporary: &str,
    (directory, name): (&Directory, &str),
) -> rustix::io::Result<bool> {
    match retry(|| rustix::fs::linkat(around, temporary, directory, name, AtFlags::empty())) {
        Ok(()) => {}
        Err(Errno::EXIST) => return Ok(false),
        Err(errno) => return Err(errno),
    }
    // The file has its name, even if removing the temporary name fails.
    let _ = retry(|| rustix::fs::unlinkat(around, temporary, AtFlags::empty()));
    Ok(true)
}

/// Calls `write_content` to fill a temporary file in `around`, and `place` to give it the name `to`.
/// Removes the file if `place` fails or returns false.
fn put(
    around: &Directory,
    (directory, name): (&Directory, &str),
    write_content: impl FnOnce(File) -> io::Result<()>,
    place: impl FnOnce(&str) -> rustix::io::Result<bool>,
) -> Result<bool, Error> {
    let (temporary, file) = create_temporary(around)?;
    let written = write_content(file);
    let written =
        if failpoints::is_active(Failpoint::WriteErrorIgnored) { Ok(()) } else { written };
    let result = written.and_then(|()| Ok(place(&temporary)?));
    if !matches!(result, Ok(true)) && !failpoints::is_active(Failpoint::TemporaryKept) {
        let _ = around.unlink(&temporary);
    }
    result.map_err(|error| io_error("write", &directory.path().join(name), error))
}

fn write(mut file: File, bytes: &[u8], sync: Syncing) -> io::Result<()> {
    // Restores permissions that the umask removed.
    retry(|| rustix::fs::fchmod(&file, Mode::RUSR | Mode::WUSR))?;
    file.write_all(bytes)?;
    if sync == Syncing::First { file.sync_all() } else { Ok(()) }
}

/// Creates a new temporary file, readable by its owner only.
pub(crate) fn create_temporary(directory: &Directory) -> Result<(String, File), Error> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    for number in 0_u32.. {
        let name = format!("{TEMPORARY}{}-{number}", process::id());
        match retry(|| rustix::fs::openat(directory, &*name, flags, Mode::RUSR | Mode::WUSR)) {
            Ok(fd) => return Ok((name, File::from(fd))),
            // Left over from an earlier process with the same ID.
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(directory.error("create", &name, errno)),
        }
    }
    Err(io_error("create", directory.path(), io::Error::from(io::ErrorKind::AlreadyExists)))
}

/// Writes a file in place, reporting all errors. Implements [`Failpoint::InPlace`].
fn write_in_place(directory: &Directory, name: &str, bytes: &[u8]) -> Result<bool, Error> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
    let open = || rustix::fs::openat(directory, name, flags, Mode::RUSR | Mode::WUSR);
    let mut file =
        retry(open).map(File::from).map_err(|errno| directory.error("open", name, errno))?;
    let written = file.write_all(bytes);
    written.map(|()| true).map_err(|error| io_error("write", &directory.path().join(name), error))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make and look at files as they need")]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Directory) {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let directory = Directory::open(folder.path()).expect("it opens").expect("it is there");
        std::fs::write(folder.path().join("a"), "old").expect("a file");
        (folder, directory)
    }

    fn names(folder: &tempfile::TempDir) -> usize {
        std::fs::read_dir(folder.path()).expect("a listing").count()
    }

    #[test]
    fn the_new_file_takes_the_place_of_the_old_one() {
        let (folder, directory) = store();
        assert!(matches!(replace(&directory, "a", b"new", || true), Ok(true)));
        assert_eq!(std::fs::read(folder.path().join("a")).expect("a file"), b"new");
        assert_eq!(names(&folder), 1);
    }

    #[test]
    fn a_file_that_is_not_wanted_any_more_leaves_the_old_one_and_no_trace() {
        let (folder, directory) = store();
        assert!(matches!(replace(&directory, "a", b"new", || false), Ok(false)));
        assert_eq!(std::fs::read(folder.path().join("a")).expect("a file"), b"old");
        assert_eq!(names(&folder), 1);
    }

    #[test]
    fn a_rename_that_fails_leaves_the_old_one_and_no_trace() {
        let (folder, directory) = store();
        std::fs::create_dir(folder.path().join("d")).expect("a directory");
        assert!(replace(&directory, "d", b"new", || true).is_err());
        assert_eq!(names(&folder), 2);
    }

    #[test]
    fn a_new_file_replaces_nothing() {
        let (folder, directory) = store();
        assert!(matches!(create(&directory, "a", b"new", Syncing::First), Ok(false)));
        assert!(matches!(create(&directory, "b", b"new", Syncing::Never), Ok(true)));
        assert!(matches!(link(&directory, "b", (&directory, "a")), Ok(false)));
        assert!(matches!(link(&directory, "b", (&directory, "c")), Ok(true)));
        assert_eq!(std::fs::read(folder.path().join("a")).expect("a file"), b"old");
        assert_eq!(std::fs::read(folder.path().join("c")).expect("a file"), b"new");
        assert_eq!(names(&folder), 2);
    }

    #[test]
    fn a_left_over_of_the_same_name_is_passed_by() {
        let (folder, directory) = store();
        let left = folder.path().join(format!(".tmp-{}-0", process::id()));
        std::fs::write(&left, "left").expect("a file");
        assert!(matches!(replace(&directory, "a", b"new", || true), Ok(true)));
        assert_eq!(std::fs::read(left).expect("a file"), b"left");
    }
}
