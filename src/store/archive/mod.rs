//! Copies of sessions outside the store, as `export` writes and `import` reads them.
//!
//! A copy is the session's file, byte for byte, and its artifacts. It is a record, or a directory
//! that is laid out as the store is. Names in it are hostile: a link is never followed, and nothing
//! is placed outside of the directory of its session.

pub(crate) mod artifact_path;
pub(crate) mod artifacts;
pub(crate) mod import;
pub(crate) mod output;
mod place;
pub(crate) mod source;
pub(crate) mod tree;

pub(crate) use place::{Existing, place};

use rustix::io::Errno;

use super::fs::dir::Directory;
use crate::error::Error;

/// Returns the error that `name` in `directory` exists already.
pub(crate) fn exists(act: &'static str, directory: &Directory, name: &str) -> Error {
    directory.error(act, name, Errno::EXIST)
}
