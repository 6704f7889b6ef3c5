//! Sessions whose directory was moved.

use std::path::{Path, PathBuf};

/// A directory that was moved.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    /// The paths that led to it, absolute and without `.` and `..`.
    pub(crate) old: Vec<PathBuf>,
    pub(crate) new: PathBuf,
}

impl Move {
    /// Returns the path of `directory` after the move, or `None` if it was not moved.
    ///
    /// Paths are compared by their names: `/a/bc` is not below `/a/b`. A path with `..` is in no
    /// directory, because a symbolic link before it may lead anywhere.
    pub(crate) fn moved(&self, directory: &str) -> Option<String> {
        let path = Path::new(directory);
        if path.components().any(|part| part == std::path::Component::ParentDir) {
            return None;
        }
        let below = self.old.iter().find_map(|old| path.strip_prefix(old).ok())?;
        let is_top = below.as_os_str().is_empty();
        let moved = if is_top { self.new.clone() } else { self.new.join(below) };
        moved.into_os_string().into_string().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_moves_with_the_one_it_is_in() {
        let moving = Move { old: vec!["/a/b".into(), "/link".into()], new: "/new".into() };
        for (directory, expected) in [
            ("/a/b", Some("/new")),
            ("/a/b/", Some("/new")),
            ("/a/b/c/d", Some("/new/c/d")),
            ("/a//b/./c", Some("/new/c")),
            ("/link/x", Some("/new/x")),
            ("/a/bc", None),
            ("/a/b/../c", None),
            ("/a", None),
            ("a/b", None),
            ("", None),
            ("/x/a/b", None),
        ] {
            assert_eq!(moving.moved(directory).as_deref(), expected, "{directory}");
        }
    }
}
