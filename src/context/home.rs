//! Where the home is, and whether one that was named can be one.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::Context;
use crate::error::Error;

/// What a command does with its home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HomeUse {
    /// It looks for sessions, so a home that was named must be there.
    Needs,
    /// It makes the home where it is missing.
    Makes,
    /// It does without.
    Ignores,
}

impl Context<'_> {
    /// The folder that holds `config.yaml` and `sessions/`: `--home`, else `CLINVK_HOME`, else
    /// `.clinvk` below `HOME`. Never the current directory unasked.
    pub(crate) fn home(&self) -> Result<PathBuf, Error> {
        if let Some(home) = &self.options.home {
            return Ok(home.clone());
        }
        if let Some(home) = &self.environment.clinvk_home {
            return Ok(PathBuf::from(home));
        }
        let Some(home) = &self.environment.home else {
            return Err(Error::NoHome { reason: "HOME is not set" });
        };
        let home = Path::new(home);
        if home.is_relative() {
            return Err(Error::NoHome { reason: "HOME is not an absolute path" });
        }
        Ok(home.join(".clinvk"))
    }

    /// Checks that the home that `--home` or `CLINVK_HOME` names is a directory, as far as a
    /// command with this use for it needs one. That of `HOME` may be missing: clinvk makes it with
    /// the first session.
    pub(crate) fn check_home(&self, home_use: HomeUse) -> Result<(), Error> {
        let is_option = self.options.home.is_some();
        let is_named = is_option || self.environment.clinvk_home.is_some();
        // What was typed must be right; the environment is there for other commands too.
        if !is_named || (home_use == HomeUse::Ignores && !is_option) {
            return Ok(());
        }
        let path = self.home()?;
        let reason = match path.metadata() {
            Ok(metadata) if metadata.is_dir() => return Ok(()),
            Ok(_) => "it is not a directory",
            Err(error) => match error.kind() {
                // The file system that it leads to is not mounted, which the store reports.
                io::ErrorKind::NotFound if path.is_symlink() => return Ok(()),
                io::ErrorKind::NotADirectory => "it is not a directory",
                io::ErrorKind::NotFound if home_use == HomeUse::Makes => return Ok(()),
                io::ErrorKind::NotFound => "there is no such directory",
                // Whatever keeps us from looking keeps the command from working, and it says so.
                _ => return Ok(()),
            },
        };
        Err(Error::UnusableHome { path, reason, is_option })
    }
}
