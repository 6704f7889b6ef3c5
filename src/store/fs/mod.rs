//! Files and directories of a store, relative to an open directory, without following symlinks.

pub(crate) mod atomic;
pub(crate) mod create;
pub(crate) mod dir;
pub(crate) mod guarantees;
pub(crate) mod home;
pub(crate) mod permissions;
pub(crate) mod read_dir;
pub(crate) mod remove_tree;
pub(crate) mod rename_noreplace;
pub(crate) mod stamp;
