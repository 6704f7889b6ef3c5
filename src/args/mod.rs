//! Arguments that several commands share, and input from standard input.

pub(crate) mod budget;
pub(crate) mod common;
pub(crate) mod filter;
pub(crate) mod framing;
pub(crate) mod json_stream;
pub(crate) mod policy;
pub(crate) mod stdin;
pub(crate) mod table;
