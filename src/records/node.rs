//! The `node` record.

use super::Record;
use crate::{query::lineage::Origin, session::value::Value};

/// A `node` record: a session in a tree of forks.
#[derive(Debug)]
pub(crate) struct NodeRecord<'a> {
    pub(crate) id: &'a str,
    /// The number of ancestors that are in the store.
    pub(crate) depth: usize,
    pub(crate) origin: Origin,
    /// Set if the session was asked for, and is not only an ancestor.
    pub(crate) is_selected: bool,
    /// The session as a `session` record.
    pub(crate) session: &'a [u8],
}

impl Record for NodeRecord<'_> {
    const TYPE: &'static str = "node";
    const FIELDS: &'static [&'static str] = &["id", "depth", "origin", "selected", "session"];

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'static str, Value<'a>)) {
        visit("id", Value::Text(self.id));
        visit("depth", Value::count(self.depth));
        let origin = match self.origin {
            Origin::Root => "root",
            Origin::Fork => "fork",
            Origin::Orphan => "orphan",
            Origin::Cycle => "cycle",
            Origin::Missing => "missing",
        };
        visit("origin", Value::Text(origin));
        visit("selected", Value::Flag(self.is_selected));
        visit("session", Value::Json(self.session));
    }
}
