//! Reads the lineage of all sessions, for `tree`.

use super::ls_raw;
use crate::{
    context::Context,
    error::Error,
    query::{Query, filter::Filter, lineage::Kin},
    session::{
        file::{Damaged, ParsedFile},
        id::SessionId,
    },
};

/// Every session of the store.
#[derive(Debug)]
pub(crate) struct Lineage<T> {
    /// The sessions, by ID. Those that the filter matches are selected.
    pub(crate) kin: Vec<Kin>,
    /// The value of each of them.
    pub(crate) values: Vec<T>,
    /// The IDs of all sessions, damaged or not, sorted.
    pub(crate) ids: Vec<SessionId>,
    pub(crate) damaged: Vec<Damaged>,
}

/// Reads every session, because any can be an ancestor, with the value that `make` returns.
pub(crate) fn read<T: Send>(
    ctx: &mut Context<'_>,
    filter: &Filter,
    make: impl Fn(ParsedFile<'_>) -> T + Sync,
) -> Result<Lineage<T>, Error> {
    let scan = ls_raw::select(ctx, &Query::default(), |parsed| {
        let session = parsed.session;
        let parent = session.parent_id.as_deref().filter(|parent| !parent.is_empty());
        let kin = Kin {
            id: parsed.file.id.clone(),
            parent: parent.map(Into::into),
            created_at: session.created_at,
            last_used: session.last_used,
            is_selected: filter.matches(session),
        };
        (kin, make(parsed))
    })?;
    let (kin, values) = scan.rows.into_iter().map(|row| row.value).unzip();
    Ok(Lineage { kin, values, ids: scan.ids, damaged: scan.damaged })
}
