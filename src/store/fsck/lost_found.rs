//! `lost+found`: the destination of files that a repair moves out of the store.

use std::ffi::{OsStr, OsString};

use rustix::io::Errno;

use crate::{
    error::Error,
    store::fs::{
        dir::{Directory, io_error},
        permissions,
        rename_noreplace::rename,
    },
};

/// The name of the directory, beside the store.
pub(crate) const NAME: &str = "lost+found";

/// Moves `name` from `from`, which is the store or the home, to `lost+found`, created if necessary.
/// Returns its new path for the message, or `None` if it no longer existed.
///
/// Nothing is replaced: if the name is taken, the file becomes `name-1`, `name-2`, … The caller
/// must fsync `from`.
pub(crate) fn take(
    store: &Directory,
    from: &Directory,
    name: &OsStr,
) -> Result<Option<String>, Error> {
    let home = permissions::home_to_change(store.path())?;
    permissions::check_no_link(&home, NAME)?;
    let lost = home.ensure_directory(NAME)?.trusted()?;
    for number in 0_u32.. {
        let mut new = OsString::from(name);
        if number > 0 {
            new.push(format!("-{number}"));
        }
        match rename(from, name, &lost, &new) {
            Ok(()) => {
                lost.sync()?;
                let suffix =
                    if number > 0 { format!(" as {}", new.display()) } else { String::new() };
                return Ok(Some(format!("{NAME}{suffix}")));
            }
            Err(Errno::EXIST | Errno::NOTEMPTY) => {}
            Err(Errno::NOENT) => return Ok(None),
            Err(errno) => return Err(from.error("move", name, errno)),
        }
    }
    Err(io_error("move", &from.path().join(name), Errno::EXIST))
}
