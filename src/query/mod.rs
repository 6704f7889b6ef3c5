//! Queries: filters and sort orders of sessions.

pub(crate) mod filter;
pub(crate) mod order;

use filter::Filter;
use order::Order;

/// The sessions to list; the default is all of them, by ID.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    /// Selects the sessions.
    pub(crate) filter: Filter,
    /// The order of the rows.
    pub(crate) order: Order,
    /// The maximum number of rows, from the front.
    pub(crate) limit: Option<usize>,
}
