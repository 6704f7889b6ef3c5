//! Artifacts in memory, as a record carries them.

use std::{
    collections::HashSet,
    io::{self, Read as _},
    path::Path,
};

use super::{
    artifact_path::ArtifactPath,
    tree::{Entry, Tree, Visit},
};
use crate::{error::Error, store::fs::dir::io_error};

/// The most bytes of artifacts that a record can carry: 256 MiB.
const LARGEST: u64 = 256 << 20;

/// An artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Artifact {
    pub(crate) path: ArtifactPath,
    pub(crate) kind: Kind,
}

/// The kind of an artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Directory,
    /// A file, with its permissions.
    File {
        mode: u32,
        bytes: Vec<u8>,
    },
}

/// An artifacts directory with everything in it. The top is the first, and a directory comes before
/// its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Artifacts(Vec<Artifact>);

/// The error of a list that is not such a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct InvalidTree(&'static str);

impl Artifacts {
    /// Checks a list of artifacts.
    pub(crate) fn new(list: Vec<Artifact>) -> Result<Artifacts, InvalidTree> {
        let (mut directories, mut paths) = (HashSet::new(), HashSet::new());
        for Artifact { path, kind } in &list {
            let parent = path.split().map(|(parent, _)| parent);
            if parent.is_some_and(|parent| !directories.contains(&parent)) {
                return Err(InvalidTree("an artifact comes before its directory"));
            }
            if !paths.insert(path) {
                return Err(InvalidTree("an artifact is listed twice"));
            }
            match kind {
                Kind::Directory => {
                    directories.insert(path.clone());
                }
                Kind::File { .. } if path.is_top() => {
                    return Err(InvalidTree("the artifacts are not in a directory"));
                }
                Kind::File { .. } => {}
            }
        }
        Ok(Artifacts(list))
    }

    /// Reads `tree`, whose path is `path`, into memory.
    pub(crate) fn read(tree: &dyn Tree, path: &Path) -> Result<Artifacts, Error> {
        let (mut list, mut room) = (Vec::new(), LARGEST);
        tree.visit(&mut |inner, entry| {
            let kind = match entry {
                Entry::Directory => Kind::Directory,
                Entry::File { mode, content } => {
                    let place = path.join(inner.as_str());
                    let mut bytes = Vec::new();
                    let read = content.take(room + 1).read_to_end(&mut bytes);
                    let size = read.map_err(|error| io_error("read", &place, error))? as u64;
                    room = room.checked_sub(size).ok_or_else(|| {
                        let reason = "the artifacts of a session are larger than 256 MiB, which \
                                      only an export to a directory can hold";
                        io_error(
                            "export",
                            path,
                            io::Error::new(io::ErrorKind::FileTooLarge, reason),
                        )
                    })?;
                    Kind::File { mode, bytes }
                }
                Entry::Other(error) => return Err(error),
            };
            list.push(Artifact { path: inner.clone(), kind });
            Ok(())
        })?;
        Ok(Artifacts(list))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Artifact> {
        self.0.iter()
    }
}

impl Tree for Artifacts {
    fn visit(&self, visit: &mut Visit<'_>) -> Result<(), Error> {
        self.0.iter().try_for_each(|Artifact { path, kind }| match kind {
            Kind::Directory => visit(path, Entry::Directory),
            Kind::File { mode, bytes } => {
                visit(path, Entry::File { mode: *mode, content: &mut &bytes[..] })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_no_tree_is_refused() {
        let of = |list: &[&str]| {
            let artifact = |text: &&str| {
                let (text, kind) = match text.strip_prefix('=') {
                    Some(file) => (file, Kind::File { mode: 0o600, bytes: Vec::new() }),
                    None => (*text, Kind::Directory),
                };
                Artifact { path: text.parse().expect("a path"), kind }
            };
            Artifacts::new(list.iter().map(artifact).collect()).map_err(|error| error.0)
        };
        assert!(of(&[".", "a", "=a/b", "=c"]).is_ok());
        assert_eq!(of(&["a"]), Err("an artifact comes before its directory"));
        assert_eq!(of(&[".", "=a", "=a/b"]), Err("an artifact comes before its directory"));
        assert_eq!(of(&[".", "=a", "a"]), Err("an artifact is listed twice"));
        assert_eq!(of(&["=."]), Err("the artifacts are not in a directory"));
    }
}
