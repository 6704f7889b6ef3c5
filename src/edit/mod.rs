//! Edits of a session: the requested change, and the resulting file.

pub(crate) mod content;
pub(crate) mod fork;
pub(crate) mod incoming;
pub(crate) mod key_path;
pub(crate) mod merge;
pub(crate) mod patch;
pub(crate) mod pin;
pub(crate) mod relocate;
