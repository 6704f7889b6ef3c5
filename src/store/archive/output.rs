//! A file outside the store that an export fills.

use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
};

use super::exists;
use crate::{
    error::Error,
    store::fs::{
        atomic,
        dir::{Directory, io_error, is_file},
    },
};

/// A file that appears under its name only when it is complete.
pub(crate) struct OutputFile {
    directory: Directory,
    name: String,
    temporary: String,
    file: File,
    replaces: bool,
    is_finished: bool,
}

impl OutputFile {
    /// Begins the file at `path`, readable by its owner only. A regular file that exists there is an
    /// error, unless it `replaces` it; anything else that exists always is.
    pub(crate) fn begin(path: &Path, replaces: bool) -> Result<OutputFile, Error> {
        let fail = |reason: &str| {
            io_error("write", path, io::Error::new(io::ErrorKind::InvalidInput, reason))
        };
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| fail("it is not the name of a file"))?.to_owned();
        let around = path.parent().filter(|around| !around.as_os_str().is_empty());
        let around = around.unwrap_or(Path::new("."));
        let directory = Directory::open(around)?;
        let missing = || io_error("open", around, io::Error::from(io::ErrorKind::NotFound));
        let directory = directory.ok_or_else(missing)?;
        match directory.stat(&name)? {
            Some(stat) if !is_file(&stat) => return Err(fail("it is not a regular file")),
            Some(_) if !replaces => return Err(exists("write", &directory, &name)),
            _ => {}
        }
        let (temporary, file) = atomic::create_temporary(&directory)?;
        let is_finished = false;
        Ok(OutputFile { directory, name, temporary, file, replaces, is_finished })
    }

    /// Appends `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let path = || self.directory.path().join(&self.name);
        self.file.write_all(bytes).map_err(|error| io_error("write", &path(), error))
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        let Self { directory, name, temporary, file, replaces, .. } = &self;
        let placed = atomic::finish(directory, temporary, name, file, *replaces)?;
        if !placed {
            return Err(exists("write", directory, name));
        }
        directory.sync()?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if !self.is_finished {
            let _ = self.directory.unlink(&self.temporary);
        }
    }
}
