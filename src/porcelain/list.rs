//! `sessions list`: the sessions, most recently used first.

use clap::{Args, ValueEnum};

use super::print_array;
use crate::{
    args::filter::FilterArgs,
    context::Context,
    error::{Error, Exit},
    plumbing::{
        ls_raw::{self, Listing, Query},
        report_damaged,
    },
    query::order::Order,
    records::{
        Record as _,
        listed::{self, ListedRecord},
    },
    session::{Session, file::SessionFile},
    ui::{columns, separated},
};

/// List all sessions
#[derive(Args, Clone, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    filter: FilterArgs,

    /// Max sessions to show (0: all)
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,

    /// Write a JSON array; the same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// How to write the list
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_default_value = true)]
    format: Format,
}

/// The output format of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table to read (the default)
    #[default]
    Table,
    /// A JSON array
    Json,
    /// A JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values with a header
    Tsv,
}

impl List {
    /// Writes the list. Names damaged sessions on standard error.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let query = Query {
            filter: self.filter.filter(),
            order: Order::NEWEST_FIRST,
            limit: Some(self.limit).filter(|limit| *limit > 0),
        };
        match if self.json { Format::Json } else { self.format } {
            Format::Table => table(ctx, &query)?,
            Format::Json => {
                let listing = select(ctx, &query, listed::write)?;
                print_array(ctx, listing.texts())?;
            }
            Format::Jsonl => {
                let listing = select(ctx, &query, |out, file, session| {
                    listed::write(out, file, session);
                    out.push(b'\n');
                })?;
                ctx.print_all(listing.texts())?;
            }
            Format::Csv => separated(ctx, &query, separated::csv)?,
            Format::Tsv => separated(ctx, &query, separated::tsv)?,
        }
        Ok(Exit::Success)
    }
}

/// Reads the store and names damaged sessions on standard error.
fn select<T: Send>(
    ctx: &mut Context<'_>,
    query: &Query,
    project: impl Fn(&mut Vec<u8>, SessionFile<'_>, &Session<'_>) -> T + Sync,
) -> Result<Listing<T>, Error> {
    let listing = ls_raw::select(ctx, query, project)?;
    report_damaged(ctx, &listing.damaged);
    Ok(listing)
}

fn table(ctx: &mut Context<'_>, query: &Query) -> Result<(), Error> {
    let now = ctx.now();
    let listing = select(ctx, query, |text, _, session| columns::write(text, session, now))?;
    if listing.found.is_empty() {
        ctx.status("No sessions found.\n");
        return Ok(());
    }
    columns::layout(
        &listing.found,
        |found| (found.place, found.seen, listing.text(found)),
        &listing.ids,
        ctx.terminal().width,
        |lines| ctx.print(lines),
    )
}

/// Writes the sessions as separated values, below a header.
fn separated(ctx: &mut Context<'_>, query: &Query, write: separated::Writer) -> Result<(), Error> {
    let rows = select(ctx, query, |_, file, session| {
        let mut fields = Vec::with_capacity(ListedRecord::FIELDS.len());
        ListedRecord::new(file, session).each(&mut |_, value| {
            let mut text = Vec::new();
            value.write_plain(&mut text);
            fields.push(text);
        });
        fields
    })?;
    let header = ListedRecord::FIELDS.iter().map(|name| name.as_bytes().to_vec()).collect();
    let mut rows = std::iter::once(header).chain(rows.found.into_iter().map(|found| found.seen));
    let is_terminal = ctx.terminal().width.is_some();
    ctx.print(&write(&mut rows, is_terminal))
}
