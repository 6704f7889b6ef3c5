//! `sessions ls-raw`: every session as a record.

use clap::Args;

use super::{
    arguments::{FilterArgs, FramingArgs, sort_parser},
    read,
    record::SessionRecord,
    report_damaged,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        filter::Filter,
        id::SessionId,
        order::{Order, SortKey, SortValue},
        session::Session,
        stored::{Damaged, Stored},
    },
};

/// List sessions as records (plumbing)
#[derive(Args, Clone, Debug)]
pub struct LsRaw {
    #[command(flatten)]
    filter: FilterArgs,

    /// Max sessions to emit (0: all)
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,

    /// Sort by this key, ascending
    #[arg(long, value_name = "KEY", default_value_t, value_parser = sort_parser())]
    sort: SortKey,

    /// Reverse the order of the sort
    #[arg(long)]
    reverse: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl LsRaw {
    /// Writes one `session` record for each session.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<SessionRecord<'_>>()?;
        let query = Query {
            filter: self.filter.filter(),
            order: Order { key: self.sort, reverse: self.reverse },
            limit: self.limit,
        };
        let listing = select(ctx, &query, |stored, session| {
            // A record is about as long as the file it tells of.
            let mut record = Vec::with_capacity(stored.bytes.len() + 256);
            let written = framing.write(&SessionRecord { stored, session }, &mut record);
            let written = written.map_err(|holds_nul| Damaged::new(stored.id, holds_nul).into());
            written.map(|()| record.into_boxed_slice())
        })?;
        let mut exit = report_damaged(ctx, listing.damaged);
        for record in listing.found {
            match record {
                Ok(record) => ctx.print(&record)?,
                Err(error) => exit = exit.worst(ctx.report(&error)),
            }
        }
        Ok(exit)
    }
}

/// Which sessions to list, and how.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Only these.
    pub filter: Filter,
    /// In this order.
    pub order: Order,
    /// At most so many of them, from the front; 0 is all.
    pub limit: usize,
}

/// The answer to a query.
#[derive(Debug)]
pub struct Listing<T> {
    /// What was made of each session, in the order of the query.
    pub found: Vec<T>,
    /// The sessions of the store that could not be read.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions of the store, sorted, whether the query chose them or not.
    pub ids: Vec<SessionId>,
}

/// Reads the store and collects what `project` makes of the sessions that `query` chooses.
pub fn select<T: Send>(
    ctx: &mut Context<'_>,
    query: &Query,
    project: impl Fn(Stored<'_>, &Session<'_>) -> T + Sync,
) -> Result<Listing<T>, Error> {
    let visit = |stored: Stored<'_>, session: &Session<'_>| {
        let value = || query.order.key.value(session, stored.bytes.len());
        query.filter.matches(session).then(|| (value(), project(stored, session)))
    };
    let scan = read(ctx, |snapshot| snapshot.scan(visit))?;
    let mut found: Vec<(SortValue, T)> = scan.found;
    query.order.sort(&mut found, |item| item.0);
    if query.limit > 0 {
        found.truncate(query.limit);
    }
    let found = found.into_iter().map(|item| item.1).collect();
    Ok(Listing { found, damaged: scan.damaged, ids: scan.ids })
}
