//! `sessions ls-raw`: sessions as records.

mod by_id;

use clap::Args;

use super::{
    read, report_damaged,
    texts::{Span, Texts},
};
use crate::{
    args::{
        filter::{FilterArgs, FramingArgs, sort_parser},
        stdin::{Input, StdinArgs},
    },
    context::Context,
    error::{Error, Exit},
    query::{
        filter::Filter,
        order::{Order, SortKey, SortValue},
    },
    records::SessionRecord,
    session::{
        Session,
        file::{Damaged, SessionFile},
        id::SessionId,
    },
    store::Seen,
};

/// List sessions as records (plumbing)
#[derive(Args, Clone, Debug)]
pub(crate) struct LsRaw {
    /// Full session IDs (default: all sessions)
    #[arg(value_name = "ID", conflicts_with_all = ["stdin", "stdin0"])]
    ids: Vec<SessionId>,

    #[command(flatten)]
    stdin: StdinArgs,

    #[command(flatten)]
    filter: FilterArgs,

    /// Maximum number of sessions
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// Sort by this field, ascending
    #[arg(long, value_name = "FIELD", default_value_t, value_parser = sort_parser(&SortKey::ALL))]
    sort: SortKey,

    /// Reverse the sort order
    #[arg(long)]
    reverse: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl LsRaw {
    /// Writes one `session` record for each session; of those that are named, one `session` or
    /// `absent` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.stdin.is_given() || !self.ids.is_empty() {
            let is_narrowed = self.filter.is_given() || self.limit.is_some() || self.reverse;
            if is_narrowed || self.sort != SortKey::default() {
                return Err(Error::Usage {
                    message: "sessions that are named are neither filtered nor sorted".to_owned(),
                    hint: "leave out --backend, --status, --limit, --sort and --reverse".to_owned(),
                });
            }
            let framing = by_id::framing(self.framing)?;
            let input = Input::read(ctx, &self.ids, self.stdin)?;
            return by_id::run(ctx, &input, &framing);
        }
        let framing = self.framing.framing::<SessionRecord<'_>>()?;
        let query = Query {
            filter: self.filter.filter(),
            order: Order { key: self.sort, reverse: self.reverse },
            limit: self.limit,
        };
        let listing = select(ctx, &query, |out, stored, session| {
            let written = framing.write(&SessionRecord { stored, session }, out);
            // Boxed, because there is hardly ever one, and every session would pay for its room.
            written.err().map(|holds_nul| {
                out.clear();
                Box::new(Damaged::new(stored.id, holds_nul))
            })
        })?;
        let mut exit = report_damaged(ctx, &listing.damaged);
        for damaged in listing.found.iter().filter_map(|found| found.seen.as_deref()) {
            exit = exit.worst(ctx.report(&damaged.clone().into()));
        }
        ctx.print_all(listing.texts())?;
        Ok(exit)
    }
}

/// Which sessions to list, and how.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    /// Only these.
    pub(crate) filter: Filter,
    /// In this order.
    pub(crate) order: Order,
    /// The maximum number of sessions, from the front.
    pub(crate) limit: Option<usize>,
}

/// The answer to a query.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    /// What was made of each session, in the order of the query.
    pub(crate) found: Vec<Found<T>>,
    /// The sessions of the store that could not be read.
    pub(crate) damaged: Vec<Damaged>,
    /// The ids of all sessions of the store, sorted, whether the query chose them or not.
    pub(crate) ids: Vec<SessionId>,
    /// What was written of the sessions.
    texts: Vec<Texts>,
}

/// What was made of one session.
#[derive(Debug)]
pub(crate) struct Found<T> {
    /// What the caller made of it.
    pub(crate) seen: T,
    /// Where its id stands among all ids.
    pub(crate) place: u32,
    sort_value: SortValue,
    /// Which of the texts holds what was written of it.
    part: u32,
    /// Where in it.
    text: Span,
}

impl<T> Listing<T> {
    /// What the caller wrote of a session.
    pub(crate) fn text(&self, found: &Found<T>) -> &[u8] {
        self.texts[found.part as usize].at(found.text)
    }

    /// What the caller wrote of all sessions, in the order of the query.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.found.iter().map(|found| self.text(found))
    }
}

/// Reads the store and collects what `project` makes of the sessions that `query` chooses.
///
/// What it appends to the empty text it is given can be had back with [`Listing::text`].
pub(crate) fn select<T: Send>(
    ctx: &mut Context<'_>,
    query: &Query,
    project: impl Fn(&mut Vec<u8>, SessionFile<'_>, &Session<'_>) -> T + Sync,
) -> Result<Listing<T>, Error> {
    let visit = |texts: &mut Texts, stored: SessionFile<'_>, session: &Session<'_>| {
        query.filter.matches(session).then(|| {
            let sort_value = match query.order.key.text(session) {
                None => query.order.key.value(session, stored.bytes.len()),
                Some(text) => of_text(texts, text),
            };
            let (seen, span) = texts.write(|out| project(out, stored, session));
            (seen, sort_value, span)
        })
    };
    let scan = read(ctx, |snapshot| snapshot.scan(visit))?;
    let found = scan.found.into_iter().map(|Seen { place, part, value }| {
        let (seen, sort_value, text) = value;
        Found { seen, place, sort_value, part, text }
    });
    let mut found: Vec<Found<T>> = found.collect();
    if query.limit == Some(0) {
        found.clear();
    }
    let limit = query.limit.unwrap_or(0);
    if query.order.key.is_text() {
        let text = |found: &Found<T>| {
            scan.parts[found.part as usize].at(Span::of_numbers(found.sort_value.numbers()))
        };
        query.order.sort_and_limit_by_text(&mut found, limit, |found| (text(found), found.place));
    } else {
        query.order.sort_and_limit(&mut found, limit, |found| (found.sort_value, found.place));
    }
    Ok(Listing { found, damaged: scan.damaged, ids: scan.ids, texts: scan.parts })
}

/// Keeps a text to sort by, and gives where it is. One that is absent comes before an empty one.
fn of_text(texts: &mut Texts, text: Option<&str>) -> SortValue {
    let ((), span) = texts.write(|out| {
        if let Some(text) = text {
            out.push(b'=');
            out.extend_from_slice(text.as_bytes());
        }
    });
    let (place, end) = span.numbers();
    SortValue::of_numbers(place, end)
}
