//! Writes artifacts into a directory.

use rustix::fs::Mode;

use super::{
    artifact_path::ArtifactPath,
    exists,
    tree::{Entry, Tree},
};
use crate::{
    error::Error,
    store::fs::{atomic, dir::Directory, remove_tree},
};

/// The treatment of a file that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It is an error.
    Refuse,
    /// The file is replaced. Files and directories that the tree does not have stay.
    Replace,
}

/// Writes `tree` into the directory `name` of `parent`, readable by the owner only. Each file is
/// written atomically and fsynced. Returns whether the directory was made.
///
/// If that fails, a directory that was made is removed again.
pub(crate) fn place(
    tree: &dyn Tree,
    parent: &Directory,
    name: &str,
    existing: Existing,
) -> Result<bool, Error> {
    let made = parent.make_directory(name)?;
    let is_made = made.is_some();
    let top = match made {
        Some(made) => made,
        None if existing == Existing::Refuse => return Err(exists("create", parent, name)),
        None => parent.open_directory(name)?,
    };
    let filled = fill(tree, parent, &top, existing);
    if filled.is_err() && is_made {
        let _ = remove_tree::remove(parent, name);
    }
    filled.map(|()| is_made)
}

/// Writes `tree` into `top`. Temporary files are in `around`.
fn fill(
    tree: &dyn Tree,
    around: &Directory,
    top: &Directory,
    existing: Existing,
) -> Result<(), Error> {
    let mut directories = Vec::new();
    tree.visit(&mut |path, entry| {
        let Some((parent, name)) = path.split() else { return Ok(()) };
        let parent = descend(top, &parent)?;
        match entry {
            Entry::Directory => {
                if parent.make_directory(name)?.is_none() {
                    parent.open_directory(name)?;
                }
                directories.push(path.clone());
            }
            Entry::File { mode, content } => {
                // The permissions of others, and set-user-ID, are not copied.
                let mode = Mode::from_raw_mode(mode) & Mode::RWXU;
                let replaces = existing == Existing::Replace;
                if !atomic::copy(around, (&parent, name), content, mode, replaces)? {
                    return Err(exists("create", &parent, name));
                }
            }
            Entry::Other(error) => return Err(error),
        }
        Ok(())
    })?;
    directories.iter().rev().try_for_each(|path| descend(top, path)?.sync())?;
    top.sync()
}

/// Opens the directory at `path` below `top`, without following a link.
fn descend(top: &Directory, path: &ArtifactPath) -> Result<Directory, Error> {
    let mut directory = top.open_directory(".")?;
    for name in path.names() {
        directory = directory.open_directory(name)?;
    }
    Ok(directory)
}
