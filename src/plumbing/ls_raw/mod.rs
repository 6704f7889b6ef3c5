//! `sessions ls-raw`: sessions as records.

mod by_id;

use clap::Args;

use super::{read, report_damaged};
use crate::{
    args::{
        filter::FilterArgs,
        framing::{FramingArgs, sort_help, sort_parser},
        stdin::{Input, StdinArgs},
    },
    context::Context,
    error::{Error, Exit},
    query::{
        Query,
        order::{Order, SortKey},
    },
    records::SessionRecord,
    session::{
        file::{Damaged, ParsedFile},
        id::SessionId,
        time,
    },
    store::Scan,
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

    /// Skip the first N sessions
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(hide_short_help = true)]
    offset: usize,

    #[arg(long, value_name = "FIELD", default_value_t, value_parser = sort_parser(SortKey::all()))]
    #[arg(help = "Sort by this field, ascending", long_help = sort_help())]
    #[arg(hide_possible_values = true)]
    sort: SortKey,

    /// Reverse the sort order
    #[arg(long, hide_short_help = true)]
    reverse: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl LsRaw {
    /// Writes one `session` record for each session; of those that are named, one `session` or
    /// `absent` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.stdin.is_given() || !self.ids.is_empty() {
            let is_narrowed = self.filter.is_given() || self.limit.is_some() || self.offset > 0;
            if is_narrowed || self.reverse || self.sort != SortKey::default() {
                return Err(Error::Usage {
                    message: "sessions that are named are neither filtered nor sorted".to_owned(),
                    hint: "leave out the filters, --limit, --offset, --sort and --reverse"
                        .to_owned(),
                });
            }
            let framing = by_id::framing(self.framing)?;
            let input = Input::read(ctx, &self.ids, self.stdin)?;
            return by_id::run(ctx, &input, &framing);
        }
        let framing = self.framing.framing::<SessionRecord<'_>>()?;
        let query = Query {
            filter: self.filter.filter(ctx, time::utc_day)?,
            order: Order { key: self.sort, reverse: self.reverse },
            offset: self.offset,
            limit: self.limit,
        };
        let scan = select(ctx, &query, |parsed| {
            let mut record = Vec::with_capacity(2 * parsed.file.bytes.len());
            let written = framing.write(&SessionRecord(parsed), &mut record);
            record.shrink_to_fit();
            written.map(|()| record).map_err(|nul| Damaged::new(parsed.file.id, nul))
        })?;
        let mut exit = report_damaged(ctx, &scan.damaged);
        for row in &scan.rows {
            match &row.value {
                Ok(record) => ctx.print(record)?,
                Err(damaged) => exit = exit.worst(ctx.report(&damaged.clone().into())),
            }
        }
        Ok(exit)
    }
}

/// Reads the sessions that `query` selects, each as the value that `make` returns.
pub(crate) fn select<T: Send>(
    ctx: &mut Context<'_>,
    query: &Query,
    make: impl Fn(ParsedFile<'_>) -> T + Sync,
) -> Result<Scan<T>, Error> {
    read(ctx, |reader| reader.scan(query, |parsed| Some(make(parsed))))
}
