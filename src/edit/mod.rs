//! Changes to a session: what a command was given, and the file that results.

pub(crate) mod content;
pub(crate) mod incoming;
pub(crate) mod key_path;
pub(crate) mod merge;
pub(crate) mod patch;
pub(crate) mod pin;
