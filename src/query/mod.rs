//! Queries: filters and sort orders of sessions.

pub(crate) mod filter;
pub(crate) mod order;
