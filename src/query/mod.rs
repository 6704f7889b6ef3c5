//! Queries: filters and sort orders of sessions.

pub(crate) mod filter;
pub(crate) mod grouping;
pub(crate) mod lineage;
pub(crate) mod order;
pub(crate) mod pattern;
pub(crate) mod place;
pub(crate) mod tally;
pub(crate) mod time_bound;

use filter::Filter;
use order::Order;

/// The sessions to list; the default is all of them, by ID.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    /// Selects the sessions.
    pub(crate) filter: Filter,
    /// The order of the rows.
    pub(crate) order: Order,
    /// The number of rows to skip, from the front.
    pub(crate) offset: usize,
    /// The maximum number of rows after those.
    pub(crate) limit: Option<usize>,
}
