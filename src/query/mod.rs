//! Which sessions a command lists, and in which order.

pub(crate) mod filter;
pub(crate) mod order;
