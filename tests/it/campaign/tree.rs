//! A snapshot of everything in a home.

use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt as _, path::Path};

use crate::sandbox::Sandbox;

/// A file or directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) mode: u32,
    /// `None` for a directory.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// The entries by their paths in the home.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree(pub(crate) BTreeMap<String, Node>);

impl Tree {
    pub(crate) fn of(sandbox: &Sandbox) -> Tree {
        let mut tree = Tree::default();
        tree.add(sandbox.home(), "");
        tree
    }

    fn add(&mut self, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = format!("{prefix}{}", without_random_ids(&name));
            let metadata = entry.metadata().unwrap();
            let mode = metadata.permissions().mode() & 0o7777;
            let bytes = metadata.is_file().then(|| fs::read(entry.path()).unwrap());
            let bytes = bytes.map(|bytes| match String::from_utf8(bytes) {
                Ok(text) => without_random_ids(&text).into_bytes(),
                Err(error) => error.into_bytes(),
            });
            self.0.insert(path.clone(), Node { mode, bytes });
            if metadata.is_dir() {
                self.add(&entry.path(), &format!("{path}/"));
            }
        }
    }

    /// Returns the bytes of the file at `path`.
    pub(crate) fn file(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path)?.bytes.as_deref()
    }

    /// Returns whether a file with these bytes is anywhere in this directory.
    pub(crate) fn holds(&self, folder: &str, bytes: &[u8]) -> bool {
        let inside = self.0.iter().filter(|(path, _)| is_inside(path, folder));
        inside.into_iter().any(|(_, node)| node.bytes.as_deref() == Some(bytes))
    }

    /// Returns the files of sessions in the store, including artifacts. Excludes the index, the
    /// lock and temporary files.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files =
            self.0.iter().filter_map(|(path, node)| Some((&**path, node.bytes.as_deref()?)));
        files.filter(|(path, _)| {
            let name = path.strip_prefix("sessions/").unwrap_or(".tmp-");
            !["index.json", "store.lock"].contains(&name) && !name.starts_with(".tmp-")
        })
    }

    /// Returns all temporary files.
    pub(crate) fn temporaries(&self) -> impl Iterator<Item = &str> {
        let paths = self.0.keys().filter(|path| !is_inside(path, "lost+found"));
        paths.filter(|path| path.rsplit('/').next().unwrap().starts_with(".tmp-")).map(|p| &**p)
    }
}

/// Replaces each random ID in `text`, which differs in every run, by `RANDOM`.
pub(crate) fn without_random_ids(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
    let mut rest = text;
    let mut result = String::new();
    while !rest.is_empty() {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        result.push_str(if length == 32 { "RANDOM" } else { word });
        let other = after.chars().next().map_or(0, char::len_utf8);
        result.push_str(&after[..other]);
        rest = &after[other..];
    }
    result
}

fn is_inside(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Returns the ID of the session to which a file of the store belongs.
pub(crate) fn id_of(path: &str) -> &str {
    let name = path.strip_prefix("sessions/").unwrap_or(path);
    let first = name.split('/').next().unwrap();
    first.strip_suffix(".json").unwrap_or(first)
}
