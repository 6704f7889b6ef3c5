//! Counts sessions in groups, for `stats`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ls_raw;
use crate::{
    context::Context,
    error::Error,
    query::{
        Query,
        filter::Filter,
        grouping::{By, Key},
        tally::Tally,
    },
    session::{file::Damaged, time::Calendar},
};

/// The counts of the sessions that a filter selects.
#[derive(Debug)]
pub(crate) struct Stats {
    /// Each group with its counts, in the order of the keys; the sessions without a value first.
    pub(crate) groups: Vec<(Option<Key>, Tally)>,
    /// The counts of all, each session once.
    pub(crate) total: Tally,
    /// The tokens of each backend by day of last use, if they were asked for.
    pub(crate) days: BTreeMap<(NaiveDate, Option<Key>), i128>,
    pub(crate) damaged: Vec<Damaged>,
}

/// Counts the sessions that `filter` selects, in the groups of `by`. One scan of the store.
pub(crate) fn count(
    ctx: &mut Context<'_>,
    filter: &Filter,
    by: By,
    calendar: Calendar,
    wants_days: bool,
) -> Result<Stats, Error> {
    let query = Query { filter: filter.clone(), ..Query::default() };
    let scan = ls_raw::select(ctx, &query, |parsed| {
        let session = parsed.session;
        let day = session.last_used.filter(|_| wants_days).map(|time| {
            let backend = By::Backend.keys(session, calendar).pop().flatten();
            (calendar(time), backend)
        });
        (by.keys(session, calendar), Tally::of(parsed), day)
    })?;
    let mut groups: BTreeMap<Option<Key>, Tally> = BTreeMap::new();
    let mut total = Tally::default();
    let mut days = BTreeMap::new();
    for row in scan.rows {
        let (keys, tally, day) = row.value;
        total.add(&tally);
        if let Some(day) = day {
            *days.entry(day).or_default() += tally.tokens();
        }
        for key in keys {
            groups.entry(key).or_default().add(&tally);
        }
    }
    Ok(Stats { groups: groups.into_iter().collect(), total, days, damaged: scan.damaged })
}
