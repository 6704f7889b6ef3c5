//! Who may change the store: its owner, and only where nobody else can.
//!
//! In a directory that somebody else may write to, any file can be exchanged between a look and an
//! act. Reading goes on there; whatever would change the store is refused, for root as well.

use rustix::fs::{Mode, Stat};

use super::directory::Directory;
use crate::error::{Danger, Error};

/// The modes of a directory in which others can exchange files.
const WRITABLE: Mode = Mode::WGRP.union(Mode::WOTH);

/// Which modes a change puts up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modes {
    /// Those in which nobody but the owner can write.
    Safe,
    /// Any: the change is to take them away.
    Any,
}

/// Refuses a store that is not this user's, or that others can change meanwhile.
pub(super) fn check(directory: &Directory, modes: Modes) -> Result<(), Error> {
    danger(&directory.own_stat()?, modes).map_or(Ok(()), |danger| {
        Err(Error::UnsafeStore { path: directory.path().to_owned(), danger })
    })
}

/// What stands against relying on the directory or file with this stat.
pub(super) fn danger(stat: &Stat, modes: Modes) -> Option<Danger> {
    let user = rustix::process::geteuid().as_raw();
    if stat.st_uid != user {
        return Some(Danger::Owner { owner: stat.st_uid, user });
    }
    let is_writable = Mode::from_raw_mode(stat.st_mode).intersects(WRITABLE);
    (modes == Modes::Safe && is_writable).then_some(Danger::Writable)
}
