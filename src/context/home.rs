//! Finds the home directory of clinvk, and checks one that was named.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{Context, Environment, Options};
use crate::error::Error;

/// A command's need for a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HomeUse {
    /// The command reads sessions, so a named home must exist.
    Needs,
    /// The command creates a missing home.
    Makes,
    /// The command does not use the home.
    Ignores,
}

impl Environment {
    /// Returns the directory that holds `config.yaml` and `sessions/`: `--home`, else
    /// `CLINVK_HOME`, else `.clinvk` in `HOME`. Never defaults to the current directory.
    pub(super) fn clinvk_home(&self, options: &Options) -> Result<PathBuf, Error> {
        if let Some(home) = &options.home {
            return Ok(home.clone());
        }
        if let Some(home) = &self.clinvk_home {
            return Ok(PathBuf::from(home));
        }
        let Some(home) = &self.home else {
            return Err(Error::NoHome { reason: "HOME is not set" });
        };
        let home = Path::new(home);
        if home.is_relative() {
            return Err(Error::NoHome { reason: "HOME is not an absolute path" });
        }
        Ok(home.join(".clinvk"))
    }
}

impl Context<'_> {
    /// Returns the directory that holds `config.yaml` and `sessions/`.
    pub(crate) fn home(&self) -> Result<PathBuf, Error> {
        self.environment.clinvk_home(&self.options)
    }

    /// Checks that the home named by `--home` or `CLINVK_HOME` is a directory, unless the command
    /// does not need one. The default home in `HOME` may be missing: clinvk creates it with the
    /// first session.
    pub(crate) fn check_home(&self, home_use: HomeUse) -> Result<(), Error> {
        let is_option = self.options.home.is_some();
        let is_named = is_option || self.environment.clinvk_home.is_some();
        // An option must always be right. The environment variable is also set for other commands.
        if !is_named || (home_use == HomeUse::Ignores && !is_option) {
            return Ok(());
        }
        let path = self.home()?;
        let reason = match path.metadata() {
            Ok(metadata) if metadata.is_dir() => return Ok(()),
            Ok(_) => "it is not a directory",
            Err(error) => match error.kind() {
                // The symlink leads to an unmounted file system. The store reports that.
                io::ErrorKind::NotFound if path.is_symlink() => return Ok(()),
                io::ErrorKind::NotADirectory => "it is not a directory",
                io::ErrorKind::NotFound if home_use == HomeUse::Makes => return Ok(()),
                io::ErrorKind::NotFound => "there is no such directory",
                // Any other error will also stop the command, which reports it.
                _ => return Ok(()),
            },
        };
        Err(Error::UnusableHome { path, reason, is_option })
    }
}
