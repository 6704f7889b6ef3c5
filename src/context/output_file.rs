//! Writes a file that the user named.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::Context;
use crate::error::Error;

impl Context<'_> {
    /// Writes `bytes` to the file at `path`, which is whole or absent at any time. An existing regular
    /// file is replaced; anything else of that name is an error. A symlink is followed.
    pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let refused = |source| Error::Io { act: "write", path: path.to_owned(), source };
        let target = match path.canonicalize() {
            Ok(target) if target.is_file() => target,
            Ok(_) => {
                return Err(Error::Usage {
                    message: format!("cannot write {}: it is not a regular file", path.display()),
                    hint: "name a new file, or a regular file to replace".to_owned(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(refused(error)),
        };
        let Some(name) = target.file_name() else {
            return Err(refused(io::ErrorKind::NotFound.into()));
        };
        let mut beside = OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}.tmp", std::process::id()));
        replace(&target, &target.with_file_name(beside), bytes).map_err(refused)
    }
}

/// Writes `bytes` to the new file `beside`, and renames it to `target`.
#[expect(clippy::disallowed_methods, reason = "a file that the user named, outside of the store")]
fn replace(target: &Path, beside: &PathBuf, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(beside)?;
    let modes = fs::metadata(target).ok().map(|metadata| metadata.permissions());
    let written = file
        .write_all(bytes)
        .and_then(|()| modes.map_or(Ok(()), |modes| file.set_permissions(modes)))
        .and_then(|()| fs::rename(beside, target));
    if written.is_err() {
        let _ = fs::remove_file(beside);
    }
    written
}
