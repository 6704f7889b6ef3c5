//! Finds the worktrees of a git repository by its files, without running git.

use std::{
    ffi::OsStr,
    fs::File,
    io::{self, ErrorKind, Read as _},
    os::unix::{
        ffi::OsStrExt as _,
        fs::{FileTypeExt as _, MetadataExt as _, OpenOptionsExt as _},
    },
    path::{Path, PathBuf},
};

use rustix::fs::OFlags;

use crate::error::{Error, is_stranger};

/// The most bytes of a file that holds a path.
const LONGEST: u64 = 1 << 16;

/// Returns the directories of the main worktree and of every linked one of the repository that
/// `start` is in; none outside of a repository.
///
/// A repository whose files cannot be read is an error: its worktrees are then unknown. So is one of
/// another user, who could name any directory as a worktree.
pub(crate) fn worktrees(start: &Path) -> Result<Vec<PathBuf>, Error> {
    for directory in start.ancestors() {
        let git_dir = match git_dir_of(directory)? {
            Some(git_dir) => git_dir,
            None if is_git_dir(directory) => directory.to_owned(),
            None => continue,
        };
        return of_repository(directory, &git_dir);
    }
    Ok(Vec::new())
}

/// Returns the directory of the repository that `directory` is a worktree of; `None` if it is none.
fn git_dir_of(directory: &Path) -> Result<Option<PathBuf>, Error> {
    let dot_git = directory.join(".git");
    if is_git_dir(&dot_git) {
        return Ok(Some(dot_git));
    }
    if !dot_git.is_file() {
        return Ok(None);
    }
    let text = read(&dot_git)?;
    Ok(text.strip_prefix(b"gitdir:").map(|path| directory.join(path_of(path))))
}

/// Returns the worktrees of the repository that `git_dir` belongs to, one of which is `directory`.
fn of_repository(directory: &Path, git_dir: &Path) -> Result<Vec<PathBuf>, Error> {
    // It is missing if the repository was moved or removed.
    let data = git_dir.metadata().map_err(|error| failure(git_dir, error))?;
    let dot_git = directory.join(".git").symlink_metadata();
    let owners = [Some(data.uid()), dot_git.ok().map(|data| data.uid())];
    if owners.into_iter().flatten().any(is_stranger) {
        return Err(Error::Usage {
            message: format!("the git repository {} belongs to another user", git_dir.display()),
            hint: "name the directory with --dir".to_owned(),
        });
    }
    let common = match read(&git_dir.join("commondir")) {
        Ok(path) => git_dir.join(path_of(&path)),
        Err(Error::Io { source, .. }) if source.kind() == ErrorKind::NotFound => git_dir.to_owned(),
        Err(error) => return Err(error),
    };
    // `.git/worktrees/NAME/../..` without its `..`.
    let common = common.canonicalize().map_err(|error| failure(&common, error))?;
    let mut found = vec![directory.to_owned()];
    // The main worktree is around the repository; a bare one may stand in for it.
    if let Some(around) = common.parent()
        && let Some(its) = git_dir_of(around)?
        && its.canonicalize().is_ok_and(|its| its == common)
    {
        found.push(around.to_owned());
    }
    let linked = common.join("worktrees");
    let entries = match linked.read_dir() {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(failure(&linked, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| failure(&linked, error))?.path();
        match read(&entry.join("gitdir")) {
            // The path of the file `.git` in the worktree, which may have been removed.
            Ok(path) => found.extend(entry.join(path_of(&path)).parent().map(Path::to_owned)),
            Err(Error::Io { source, .. }) if is_missing(&source) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Returns whether `path` is the directory of a repository, by the rule of git.
fn is_git_dir(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir()
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Returns the path in a line of one of git's files.
fn path_of(line: &[u8]) -> PathBuf {
    let line = line.trim_ascii_start();
    let end = line.iter().rposition(|byte| !b"\r\n".contains(byte)).map_or(0, |last| last + 1);
    PathBuf::from(OsStr::from_bytes(&line[..end]))
}

/// Reads a small regular file. Nothing else in its place can block.
fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || {
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        let file = File::options().read(true).custom_flags(flags).open(path)?;
        if file.metadata()?.file_type().is_fifo() {
            return Err(io::Error::from(ErrorKind::InvalidData));
        }
        let mut bytes = Vec::new();
        file.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| failure(path, error))
}

fn failure(path: &Path, source: io::Error) -> Error {
    Error::Io { act: "read", path: path.to_owned(), source }
}
