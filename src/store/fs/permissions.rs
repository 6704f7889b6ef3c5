//! Checks that nobody but its owner can change the store.
//!
//! If others may write to a directory, they can replace any file between a check and its use.
//! Reading such a store is allowed; every change is refused, for root as well. The same applies to
//! the home around the store and to everything there that a change uses: whoever can write to it
//! could steal, plant or redirect moved files. There, root's files are safe too. A symlink that
//! belongs to another user is refused everywhere.

use std::path::Path;

use rustix::fs::{FileType, Mode, Stat};

use super::{
    dir::{Directory, is_file},
    home::refuse_link_to_nothing,
};
use crate::{
    error::{Danger, Error, is_stranger, user},
    store::{fsck::lost_found, journal::JOURNAL, trash},
};

/// The permissions with which others can replace files in a directory.
pub(crate) const WRITABLE: Mode = Mode::WGRP.union(Mode::WOTH);

/// The check of a store before a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PermissionCheck {
    /// Refuses a store that others can write to.
    Safe,
    /// Accepts any permissions, for a change that restricts them.
    Any,
}

/// Opens the store at `path` for a change. Returns `None` if it does not exist.
///
/// Refuses a store that belongs to another user or that others can write to. The same applies to
/// everything beside it: the home, the trash, each batch, `lost+found` and the journal.
pub(crate) fn open(path: &Path, modes: PermissionCheck) -> Result<Option<Directory>, Error> {
    let Some(home) = Directory::home_of(path)? else {
        return refuse_link_to_nothing(path).map(|()| None);
    };
    check_home(&home, modes)?;
    check_link(&home, path)?;
    let store = home.open_store(path)?;
    if let Some(store) = &store {
        check(store, modes)?;
    }
    if modes == PermissionCheck::Safe {
        check_beside(&home)?;
    }
    Ok(store)
}

/// Refuses a store that belongs to another user or that others can write to.
pub(crate) fn check(directory: &Directory, modes: PermissionCheck) -> Result<(), Error> {
    refuse(directory.path(), unsafe_reason(&directory.own_stat()?, modes))
}

/// Returns why a directory or file with this stat is not safe, if it is not.
pub(crate) fn unsafe_reason(stat: &Stat, modes: PermissionCheck) -> Option<Danger> {
    let user = user();
    if stat.st_uid != user {
        return Some(Danger::Owner { owner: stat.st_uid, user });
    }
    (modes == PermissionCheck::Safe && is_writable(stat)).then_some(Danger::Writable)
}

fn is_writable(stat: &Stat) -> bool {
    Mode::from_raw_mode(stat.st_mode).intersects(WRITABLE)
}

/// Returns why a directory or file beside the store is not safe, if it is not.
pub(crate) fn danger_beside(stat: &Stat) -> Option<Danger> {
    Danger::beside(stat.st_uid, is_writable(stat))
}

/// Returns whether the file or directory belongs to neither this user nor root.
pub(crate) fn is_strangers(stat: &Stat) -> bool {
    is_stranger(stat.st_uid)
}

/// Returns the danger if this is a symlink that belongs to another user.
pub(crate) fn danger_of_link(stat: &Stat) -> Option<Danger> {
    Danger::of_link(stat.st_uid, is_link(stat))
}

/// Refuses `name` in this directory if it is a symlink that belongs to another user.
pub(crate) fn check_no_link(directory: &Directory, name: &str) -> Result<(), Error> {
    let unsafe_reason = directory.stat(name)?.as_ref().and_then(danger_of_link);
    refuse(&directory.path().join(name), unsafe_reason)
}

/// Opens the home around the store at `path` for a change.
pub(crate) fn home_to_change(path: &Path) -> Result<Directory, Error> {
    let home = Directory::around(path)?;
    check_home(&home, PermissionCheck::Safe)?;
    Ok(home)
}

impl Directory {
    /// Returns this directory beside the store, unless others can write to it.
    pub(crate) fn trusted(self) -> Result<Directory, Error> {
        refuse(self.path(), danger_beside(&self.own_stat()?))?;
        Ok(self)
    }
}

/// Refuses a session file or directory in a batch if it belongs to another user.
pub(crate) fn check_owner(batch: &Directory, name: &str) -> Result<(), Error> {
    let stat = batch.stat(name)?.filter(is_strangers);
    let danger = stat.map(|stat| Danger::Stranger { owner: stat.st_uid });
    refuse(&batch.path().join(name), danger)
}

/// Refuses a journal that others can write to.
pub(crate) fn check_journal(path: &Path, stat: &Stat) -> Result<(), Error> {
    refuse(path, danger_beside(stat))
}

fn refuse(path: &Path, danger: Option<Danger>) -> Result<(), Error> {
    danger.map_or(Ok(()), |danger| Err(Error::UnsafeStore { path: path.to_owned(), danger }))
}

fn check_home(home: &Directory, modes: PermissionCheck) -> Result<(), Error> {
    refuse(home.path(), danger_of_link(&home.named_stat()?))?;
    let unsafe_reason = match danger_beside(&home.own_stat()?) {
        Some(Danger::Stranger { owner }) => Some(Danger::Owner { owner, user: user() }),
        Some(Danger::Writable) if modes == PermissionCheck::Any => None,
        unsafe_reason => unsafe_reason,
    };
    refuse(home.path(), unsafe_reason)
}

/// Refuses a store that is a symlink of another user.
fn check_link(home: &Directory, path: &Path) -> Result<(), Error> {
    let Some(name) = path.file_name() else { return Ok(()) };
    refuse(path, home.stat(name)?.as_ref().and_then(danger_of_link))
}

/// Refuses a home that contains something that others can write to, or a symlink of another user.
///
/// Anything else of the wrong file type fails when it is used.
fn check_beside(home: &Directory) -> Result<(), Error> {
    check_name(home, JOURNAL, is_file)?;
    check_name(home, lost_found::NAME, is_directory)?;
    if check_name(home, trash::TRASH, is_directory)? {
        let trash = home.open_directory(trash::TRASH)?;
        for batch in trash::batches_and_links(&trash)? {
            check_name(&trash, batch.as_str(), is_directory)?;
        }
    }
    Ok(())
}

/// Refuses `name` if it has this file type and others can write to it, or if it is a symlink of
/// another user. Returns whether it has this file type.
fn check_name(
    directory: &Directory,
    name: &str,
    is_kind: impl Fn(&Stat) -> bool,
) -> Result<bool, Error> {
    let Some(stat) = directory.stat(name)? else { return Ok(false) };
    let is_kind = is_kind(&stat);
    let unsafe_reason = if is_kind { danger_beside(&stat) } else { danger_of_link(&stat) };
    refuse(&directory.path().join(name), unsafe_reason)?;
    Ok(is_kind)
}

pub(crate) fn is_directory(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Directory
}

pub(crate) fn is_link(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Symlink
}
