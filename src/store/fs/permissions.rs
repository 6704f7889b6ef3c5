//! Who may change the store: its owner, and only where nobody else can.
//!
//! In a directory that somebody else may write to, any file can be exchanged between a look and an
//! act. Reading goes on there; whatever would change the store is refused, for root as well. The
//! same holds for the home around the store and for all that a change uses there: who can write to
//! one of them could take, plant or redirect what is moved. There, what is root's is safe too. A link
//! of another user is refused in the place of each.

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

/// The modes of a directory in which others can exchange files.
pub(crate) const WRITABLE: Mode = Mode::WGRP.union(Mode::WOTH);

/// Which modes a change puts up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PermissionCheck {
    /// Those in which nobody but the owner can write.
    Safe,
    /// Any: the change is to take them away.
    Any,
}

/// Opens the store at `path` to change it; `None` if there is none.
///
/// Refuses one that is not this user's or that others can change, and one with anything beside it
/// of which that is true: the home, the trash, each batch, `lost+found` and the journal.
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

/// Refuses a store that is not this user's, or that others can change meanwhile.
pub(crate) fn check(directory: &Directory, modes: PermissionCheck) -> Result<(), Error> {
    refuse(directory.path(), unsafe_reason(&directory.own_stat()?, modes))
}

/// Returns what stands against relying on the directory or file with this stat.
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

/// Returns what stands against relying on the directory or file with this stat beside the store.
pub(crate) fn danger_beside(stat: &Stat) -> Option<Danger> {
    Danger::beside(stat.st_uid, is_writable(stat))
}

/// Whether the file or directory with this stat belongs to neither this user nor root.
pub(crate) fn is_strangers(stat: &Stat) -> bool {
    is_stranger(stat.st_uid)
}

/// Returns what stands against the link with this stat, if it is one: that it is a stranger's.
pub(crate) fn danger_of_link(stat: &Stat) -> Option<Danger> {
    Danger::of_link(stat.st_uid, is_link(stat))
}

/// Refuses the link of another user that `name` in this directory may be.
pub(crate) fn check_no_link(directory: &Directory, name: &str) -> Result<(), Error> {
    let unsafe_reason = directory.stat(name)?.as_ref().and_then(danger_of_link);
    refuse(&directory.path().join(name), unsafe_reason)
}

/// Opens the folder around the store at `path` to change something in it.
pub(crate) fn home_to_change(path: &Path) -> Result<Directory, Error> {
    let home = Directory::around(path)?;
    check_home(&home, PermissionCheck::Safe)?;
    Ok(home)
}

impl Directory {
    /// This directory beside the store, unless others can change it.
    pub(crate) fn trusted(self) -> Result<Directory, Error> {
        refuse(self.path(), danger_beside(&self.own_stat()?))?;
        Ok(self)
    }
}

/// Refuses the session file or directory `name` of a batch that another user has put there.
pub(crate) fn check_owner(batch: &Directory, name: &str) -> Result<(), Error> {
    let stat = batch.stat(name)?.filter(is_strangers);
    let danger = stat.map(|stat| Danger::Stranger { owner: stat.st_uid });
    refuse(&batch.path().join(name), danger)
}

/// Refuses the journal with this stat, unless others can change it.
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

/// Refuses a store that is a link of another user.
fn check_link(home: &Directory, path: &Path) -> Result<(), Error> {
    let Some(name) = path.file_name() else { return Ok(()) };
    refuse(path, home.stat(name)?.as_ref().and_then(danger_of_link))
}

/// Refuses a home with something that others can change, or with a link of another user.
///
/// What is otherwise of another kind than it should be fails by itself when it is used.
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

/// Refuses `name` if it is of this kind and others can change it, or if it is a link of another user;
/// whether it is of this kind.
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

/// Whether it is a directory.
pub(crate) fn is_directory(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Directory
}

/// Whether it is a symbolic link.
pub(crate) fn is_link(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Symlink
}
