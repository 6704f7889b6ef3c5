//! Places of working directories: below a directory, or gone.

use std::{
    borrow::Cow,
    collections::HashMap,
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// Directories, each with everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directories(Vec<PathBuf>);

impl Directories {
    /// Creates a set of directories from absolute paths without `.` and `..`.
    pub(crate) fn new(paths: Vec<PathBuf>) -> Directories {
        Directories(paths)
    }

    /// Returns whether `working_dir` is one of the directories or below one. Compares whole names,
    /// without looking at any file. A relative path is in no directory.
    pub(crate) fn contain(&self, working_dir: &str) -> bool {
        let path = Path::new(working_dir);
        let path = if working_dir.contains("..") { normal(path) } else { Cow::Borrowed(path) };
        self.0.iter().any(|directory| path.starts_with(directory))
    }
}

/// Returns `path` without `.` and `..`, as if no part of it were a symbolic link.
pub(crate) fn normal(path: &Path) -> Cow<'_, Path> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    Cow::Owned(normal)
}

/// The working directories that no longer exist. Each is looked up once.
#[derive(Clone, Debug)]
pub(crate) struct Gone {
    is_gone: fn(&Path) -> bool,
    known: Arc<Mutex<HashMap<Box<str>, bool>>>,
}

impl Gone {
    /// Creates a set whose members `is_gone` decides.
    pub(crate) fn new(is_gone: fn(&Path) -> bool) -> Gone {
        Gone { is_gone, known: Arc::default() }
    }

    /// Returns whether `working_dir` no longer exists. Of a path that is not absolute nothing is
    /// known.
    pub(crate) fn contains(&self, working_dir: &str) -> bool {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(is_gone) = known().get(working_dir) {
            return *is_gone;
        }
        let path = Path::new(working_dir);
        let is_gone = path.is_absolute() && (self.is_gone)(path);
        known().insert(working_dir.into(), is_gone);
        is_gone
    }
}
