//! `sessions list`: the sessions, most recently used first.

use clap::{Args, ValueEnum};

use super::{find, print_array, print_lines, print_separated};
use crate::{
    args::{
        filter::FilterArgs,
        framing::sort_parser,
        table::{self, TableArgs},
    },
    context::Context,
    error::{Error, Exit},
    query::{
        Query,
        order::{Order, SortKey},
    },
    records::{self, listed::ListedRecord},
    session::file::ParsedFile,
    ui::{columns, separated, table::Screen},
};

/// List all sessions
#[derive(Args, Clone, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    filter: FilterArgs,

    #[arg(long, value_name = "FIELD", value_parser = sort_parser(SortKey::all()))]
    #[arg(help = "Sort by this field", hide_possible_values = true)]
    #[arg(long_help = "Sort by this field: texts from A to Z, times and numbers from the latest \
                       and largest (default: last_used)")]
    sort: Option<SortKey>,

    /// Reverse the sort order
    #[arg(long, hide_short_help = true)]
    reverse: bool,

    /// Maximum number of sessions (0 = all)
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,

    /// Skip the first N sessions
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(hide_short_help = true)]
    offset: usize,

    /// Write a JSON array, like --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_default_value = true)]
    format: Format,

    #[command(flatten)]
    table: TableArgs,
}

/// The output format of a list or of counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table for people (default)
    #[default]
    Table,
    /// A JSON array
    Json,
    /// JSON Lines: an object per line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values with a header
    Tsv,
}

impl List {
    /// Writes the list. Names damaged sessions on standard error.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.table.is_question() {
            ctx.print(table::help().as_bytes())?;
            return Ok(Exit::Success);
        }
        let key = self.sort.unwrap_or(SortKey::LAST_USED);
        let query = Query {
            filter: find::filter(ctx, self.filter)?,
            order: Order { reverse: key.is_largest_first() != self.reverse, key },
            offset: self.offset,
            limit: Some(self.limit).filter(|limit| *limit > 0),
        };
        ctx.page();
        let format = if self.json { Format::Json } else { self.format };
        if self.table.is_given() && format != Format::Table {
            return Err(Error::Usage {
                message: "the options of the table do not apply to another format".to_owned(),
                hint: "leave out --json or --format, or the options of the table".to_owned(),
            });
        }
        match format {
            Format::Table if self.table.quiet => {
                let (scan, _) = find::select(ctx, &query, |_| ())?;
                for row in scan.rows {
                    ctx.print(format!("{}\n", row.id).as_bytes())?;
                }
            }
            Format::Table => print_table(ctx, &query, &self.table)?,
            Format::Json => {
                let (scan, _) = find::select(ctx, &query, object)?;
                print_array(ctx, scan.rows.iter().map(|row| &row.value[..]))?;
            }
            Format::Jsonl => {
                let (scan, _) = find::select(ctx, &query, object)?;
                for row in scan.rows {
                    ctx.print(&row.value)?;
                    ctx.print(b"\n")?;
                }
            }
            Format::Csv => print_sessions(ctx, &query, separated::csv)?,
            Format::Tsv => print_sessions(ctx, &query, separated::tsv)?,
        }
        Ok(Exit::Success)
    }
}

fn object(parsed: ParsedFile<'_>) -> Vec<u8> {
    let mut object = Vec::with_capacity(2 * parsed.file.bytes.len());
    records::write_json(&ListedRecord(parsed), &mut object);
    object.shrink_to_fit();
    object
}

fn print_table(ctx: &mut Context<'_>, query: &Query, args: &TableArgs) -> Result<(), Error> {
    let screen = ctx.screen();
    let fields = args.columns(screen.room)?;
    let room = args.room(screen.room);
    let mut form = ctx.form(room);
    if args.is_explicit() {
        form.widest = form.last;
    }
    form.clock = args.absolute.then(Context::clock);
    let (scan, _) = find::select(ctx, query, |parsed| form.cells(&fields, parsed))?;
    if scan.rows.is_empty() {
        if query.filter.is_everything() {
            ctx.status("No sessions found.\n");
        }
        return Ok(());
    }
    let rows = scan.rows.iter().map(|row| (&row.id, &row.value));
    let columns = columns::of_fields(&fields);
    let screen = Screen { room, has_header: !args.no_header, ..screen };
    let table = columns::table(&columns, rows, &scan.ids, screen);
    print_lines(ctx, table)
}

/// Writes the sessions as separated values, below a header.
fn print_sessions(
    ctx: &mut Context<'_>,
    query: &Query,
    write: separated::Writer,
) -> Result<(), Error> {
    let row = |parsed: ParsedFile<'_>| records::plain_fields(&ListedRecord(parsed));
    let (scan, _) = find::select(ctx, query, row)?;
    print_separated::<ListedRecord<'_>>(ctx, write, scan.rows.into_iter().map(|row| row.value))
}
