//! Finds the directories that `--dir`, `--here` and `--gone` mean.

use std::{
    io::ErrorKind,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use super::{Context, git};
use crate::{error::Error, query::place::normal};

impl Context<'_> {
    /// Returns the absolute paths that lead to `path`, which need not exist: without symbolic links,
    /// and as it is spelled. A relative path starts at the current directory.
    pub(crate) fn spellings(&self, path: &Path) -> Result<Vec<PathBuf>, Error> {
        let starts = if path.is_absolute() { vec![PathBuf::new()] } else { self.current_dirs()? };
        Ok(all_spellings(starts.iter().map(|start| start.join(path))))
    }

    /// Returns the absolute path of `path`, as it is spelled and without `.` and `..`.
    pub(crate) fn absolute(&self, path: &Path) -> Result<PathBuf, Error> {
        let start = if path.is_absolute() { None } else { self.current_dirs()?.pop() };
        Ok(normal(&start.unwrap_or_default().join(path)).into_owned())
    }

    /// Returns whether there is a directory at `path`.
    pub(crate) fn is_directory(path: &Path) -> bool {
        path.is_dir()
    }

    /// Returns the directories of the git repository that the current directory is in, with all of
    /// its worktrees; outside of a repository the current directory.
    pub(crate) fn repository(&self) -> Result<Vec<PathBuf>, Error> {
        let starts = self.current_dirs()?;
        let mut found = Vec::new();
        for start in &starts {
            found.extend(git::worktrees(start)?);
        }
        let is_outside = found.is_empty();
        Ok(all_spellings(if is_outside { starts } else { found }.into_iter()))
    }

    /// Returns whether the directory at `path`, which is absolute, no longer exists.
    ///
    /// Anything else that is wrong with it leaves it unknown, and so does a symbolic link that leads
    /// nowhere: its target may be on a disk that is not mounted.
    pub(crate) fn is_gone(path: &Path) -> bool {
        let Err(error) = path.metadata() else { return false };
        let is_missing = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        let nearest = path.ancestors().find_map(|path| path.symlink_metadata().ok());
        is_missing && nearest.is_some_and(|nearest| !nearest.is_symlink())
    }

    /// Returns the current directory: without symbolic links and, if it is right, as `PWD` spells
    /// it, which is the spelling that clinvk stores.
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment enters")]
    fn current_dirs(&self) -> Result<Vec<PathBuf>, Error> {
        let fail = |source| Error::Io { act: "find", path: PathBuf::from("."), source };
        let current = std::env::current_dir().map_err(fail)?;
        let identity = |path: &Path| path.metadata().ok().map(|data| (data.dev(), data.ino()));
        let spelled = self.environment.pwd.as_ref().map(PathBuf::from).filter(|path| {
            let is_plain = path.is_absolute() && *normal(path) == **path;
            is_plain && *path != current && identity(path) == identity(&current)
        });
        Ok([Some(current), spelled].into_iter().flatten().collect())
    }
}

/// Returns each path without symbolic links and as it is spelled, if both are the same directory.
fn all_spellings(paths: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = Vec::new();
    for path in paths {
        let (spelled, real) = (normal(&path).into_owned(), path.canonicalize().ok());
        // `link/..` is not the directory that holds the link.
        let is_same = real.is_none() || spelled.canonicalize().ok() == real;
        all.extend(is_same.then_some(spelled));
        all.extend(real);
    }
    all.sort();
    all.dedup();
    all
}
