//! The artifacts of a session, wherever they are.

use std::{
    cell::RefCell,
    ffi::OsStr,
    fs::File,
    io::{self, Read},
    os::unix::ffi::OsStrExt as _,
    path::Path,
};

use rustix::fs::FileType;

use super::artifact_path::ArtifactPath;
use crate::{
    error::Error,
    store::fs::dir::{Directory, Unread, io_error, is_file, retry},
};

/// An entry of a tree.
pub(crate) enum Entry<'a> {
    Directory,
    /// A file, with its permissions.
    File {
        mode: u32,
        content: &'a mut dyn Read,
    },
    /// An entry that cannot be copied, such as a link, and the reason.
    Other(Error),
}

/// A visitor of a tree.
pub(crate) type Visit<'v> = dyn FnMut(&ArtifactPath, Entry<'_>) -> Result<(), Error> + 'v;

/// An artifacts directory with everything in it.
pub(crate) trait Tree {
    /// Calls `visit` for the top, which is a directory, and everything in it. A directory comes
    /// before its contents.
    fn visit(&self, visit: &mut Visit<'_>) -> Result<(), Error>;
}

/// A tree in the file system. Links are not followed.
impl Tree for Directory {
    fn visit(&self, visit: &mut Visit<'_>) -> Result<(), Error> {
        visit(&ArtifactPath::top(), Entry::Directory)?;
        walk(self, &ArtifactPath::top(), visit)
    }
}

/// Visits what is in `directory`, in the order of the names. The length of a path bounds the
/// recursion.
fn walk(directory: &Directory, path: &ArtifactPath, visit: &mut Visit<'_>) -> Result<(), Error> {
    let mut entries = directory.entries()?;
    entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    entries.dedup_by(|one, other| one.name == other.name);
    for entry in entries {
        let place = directory.path().join(OsStr::from_bytes(&entry.name));
        let Some(name) = str::from_utf8(&entry.name).ok() else {
            visit(path, Entry::Other(refused(&place, "its name is not UTF-8")))?;
            continue;
        };
        let Ok(inner) = path.join(name) else {
            visit(path, Entry::Other(refused(&place, "it is nested too deeply")))?;
            continue;
        };
        match entry.kind {
            FileType::Directory => match directory.open_directory(name) {
                Ok(directory) => {
                    visit(&inner, Entry::Directory)?;
                    walk(&directory, &inner, visit)?;
                }
                Err(error) => visit(&inner, Entry::Other(error))?,
            },
            FileType::RegularFile => match open(directory, name) {
                Ok((mode, mut file)) => visit(&inner, Entry::File { mode, content: &mut file })?,
                Err(unread) => visit(&inner, Entry::Other(io_error("copy", &place, unread)))?,
            },
            _ => visit(&inner, Entry::Other(io_error("copy", &place, Unread::NotRegular)))?,
        }
    }
    Ok(())
}

/// Opens the regular file `name`, and returns its permissions with it.
fn open(directory: &Directory, name: &str) -> Result<(u32, File), Unread> {
    let fd = directory.open_file(name)?;
    let stat = retry(|| rustix::fs::fstat(&fd)).map_err(|errno| Unread::Refused(errno.into()))?;
    if !is_file(&stat) {
        return Err(Unread::NotRegular);
    }
    Ok((stat.st_mode & 0o7777, File::from(fd)))
}

fn refused(path: &Path, reason: &'static str) -> Error {
    io_error("copy", path, io::Error::new(io::ErrorKind::InvalidInput, reason))
}

/// A tree without the entries that cannot be copied.
pub(crate) struct Copyable<'t> {
    tree: &'t dyn Tree,
    left: RefCell<Vec<Error>>,
}

impl<'t> Copyable<'t> {
    pub(crate) fn of(tree: &'t dyn Tree) -> Copyable<'t> {
        Copyable { tree, left: RefCell::default() }
    }

    /// Returns why entries were left out, after a visit.
    pub(crate) fn into_left(self) -> Vec<Error> {
        self.left.into_inner()
    }
}

impl Tree for Copyable<'_> {
    fn visit(&self, visit: &mut Visit<'_>) -> Result<(), Error> {
        self.tree.visit(&mut |path, entry| match entry {
            Entry::Other(error) => {
                self.left.borrow_mut().push(error);
                Ok(())
            }
            entry => visit(path, entry),
        })
    }
}
