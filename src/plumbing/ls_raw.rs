//! `sessions ls-raw`: every session as a record.

use std::ops::Range;

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

    /// The sessions in the trash; of several with one id the newest
    #[arg(long)]
    trash: bool,

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
            place: if self.trash { Place::Trash } else { Place::Store },
        };
        let listing = select(ctx, &query, |out, stored, session| {
            let start = out.len();
            let written = framing.write(&SessionRecord { stored, session }, out);
            written.map_err(|holds_nul| {
                out.truncate(start);
                Error::from(Damaged::new(stored.id, holds_nul))
            })
        })?;
        let mut exit = report_damaged(ctx, &listing.damaged);
        for error in listing.found.iter().filter_map(|found| found.seen.as_ref().err()) {
            exit = exit.worst(ctx.report(error));
        }
        listing.pieces().try_for_each(|piece| ctx.print(piece))?;
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
    /// From here.
    pub place: Place,
}

/// Where sessions are listed from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The store.
    #[default]
    Store,
    /// The trash.
    Trash,
}

/// The answer to a query.
#[derive(Debug)]
pub struct Listing<T> {
    /// What was made of each session, in the order of the query.
    pub found: Vec<Found<T>>,
    /// The sessions of the store that could not be read.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions of the store, sorted, whether the query chose them or not.
    pub ids: Vec<SessionId>,
    /// What was written of the sessions, in a few large pieces.
    texts: Vec<Vec<u8>>,
}

/// What was made of one session.
#[derive(Debug)]
pub struct Found<T> {
    /// What the caller made of it.
    pub seen: T,
    sort_value: SortValue,
    /// In which of the texts, and where in it.
    text: (usize, Range<usize>),
}

impl<T> Listing<T> {
    /// What the caller wrote of a session.
    pub fn text(&self, found: &Found<T>) -> &[u8] {
        self.piece(&found.text)
    }

    /// What the caller wrote of all sessions, in the order of the query, in as few pieces as there
    /// can be: in the order of the ids they are the texts themselves.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
        for Found { text: (number, range), .. } in &self.found {
            match pieces.last_mut() {
                Some(last) if last.0 == *number && last.1.end == range.start => {
                    last.1.end = range.end;
                }
                _ => pieces.push((*number, range.clone())),
            }
        }
        pieces.into_iter().map(|piece| self.piece(&piece))
    }

    fn piece(&self, (number, range): &(usize, Range<usize>)) -> &[u8] {
        self.texts.get(*number).and_then(|text| text.get(range.clone())).unwrap_or_default()
    }
}

/// Reads the store and collects what `project` makes of the sessions that `query` chooses.
///
/// What it appends to the text it is given can be had back with [`Listing::text`]: a hundred
/// thousand sessions then cost a few hundred allocations.
pub fn select<T: Send>(
    ctx: &mut Context<'_>,
    query: &Query,
    project: impl Fn(&mut Vec<u8>, Stored<'_>, &Session<'_>) -> T + Sync,
) -> Result<Listing<T>, Error> {
    type Part<T> = (Vec<u8>, Vec<Found<T>>);
    let visit = |(text, found): &mut Part<T>, stored: Stored<'_>, session: &Session<'_>| {
        if query.filter.matches(session) {
            let sort_value = query.order.key.value(session, stored.bytes.len());
            let start = text.len();
            let seen = project(text, stored, session);
            found.push(Found { seen, sort_value, text: (0, start..text.len()) });
        }
    };
    let scan = read(ctx, |snapshot| match query.place {
        Place::Store => snapshot.scan(visit),
        Place::Trash => snapshot.scan_trash(visit),
    })?;
    let mut listing =
        Listing { found: Vec::new(), damaged: scan.damaged, ids: scan.ids, texts: Vec::new() };
    for (number, (text, found)) in scan.parts.into_iter().enumerate() {
        listing.texts.push(text);
        listing
            .found
            .extend(found.into_iter().map(|found| Found { text: (number, found.text.1), ..found }));
    }
    query.order.sort(&mut listing.found, |found| found.sort_value);
    if query.limit > 0 {
        listing.found.truncate(query.limit);
    }
    Ok(listing)
}
