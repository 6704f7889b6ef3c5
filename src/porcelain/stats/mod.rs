//! `sessions stats`: counts of sessions, tokens and bytes.

mod rules;
mod screen;

use std::path::PathBuf;

use clap::{Args, ValueHint, builder::PossibleValuesParser, builder::TypedValueParser as _};

use super::{find, list::Format, print_array, print_lines, print_separated};
use crate::{
    args::{budget::Budget, filter::FilterArgs},
    context::Context,
    error::{Error, Exit, plural},
    plumbing::{
        report_damaged,
        stats::{self, Stats as Counts},
    },
    query::{
        grouping::{By, Key},
        tally::Tally,
    },
    records::{self, StatsRecord},
    ui::{format::NOTHING, quantity::grouped, separated},
};

/// The most groups over the budget that are named.
const MOST_NAMED: usize = 10;

/// Count sessions, tokens and bytes
#[derive(Args, Clone, Debug)]
pub(crate) struct Stats {
    #[command(flatten)]
    filter: FilterArgs,

    #[arg(long, value_name = "KEY", value_parser = by_parser(), hide_possible_values = true)]
    #[arg(help = "Group by backend, model, tag, dir, day, month, …")]
    #[arg(long_help = "Group by backend (default), model, status, tag, dir (the working \
                       directory), or the day, week or month of the last use")]
    by: Option<By>,

    /// Fail if a group has more than N tokens (500k, 1M)
    ///
    /// Without --by, if all sessions together have more
    #[arg(long, value_name = "N")]
    budget: Option<Budget>,

    /// Write a JSON array of stats records
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_default_value = true)]
    #[arg(hide_possible_values = true, help = "Write table, json, jsonl, csv or tsv")]
    format: Format,

    /// Draw tokens over time into an SVG file
    ///
    /// - writes it to standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["json", "format", "by"])]
    chart: Option<PathBuf>,

    /// Only explain how each backend counts tokens
    #[arg(long, conflicts_with_all = ["json", "format", "by", "budget", "chart"])]
    explain: bool,
}

impl Stats {
    /// Counts the sessions and writes the counts. The exit status is a failure if a budget is
    /// exceeded.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.explain {
            ctx.print(rules::TEXT.as_bytes())?;
            return Ok(Exit::Success);
        }
        let format = if self.json { Format::Json } else { self.format };
        let width = ctx.terminal().width.filter(|_| format == Format::Table);
        let by = self.by.unwrap_or(By::Backend);
        let wants_days = width.is_some() || self.chart.is_some();
        let filter = find::filter(ctx, self.filter)?;
        let mut counts = stats::count(ctx, &filter, by, Context::calendar(), wants_days)?;
        report_damaged(ctx, &counts.damaged);
        let is_empty = counts.total.sessions == 0;
        if is_empty && !filter.is_everything() {
            find::report_nothing(ctx, &filter)?;
        } else if is_empty && format == Format::Table && self.chart.is_none() {
            ctx.status("No sessions found.\n");
        }
        sort(&mut counts.groups, by);
        if let Some(path) = &self.chart {
            screen::draw_chart(ctx, &counts, path)?;
        } else if format != Format::Table {
            write(ctx, &counts, by, format)?;
        } else if !is_empty {
            ctx.page();
            let lines = screen::lines(ctx, &counts, by, width);
            print_lines(ctx, lines.into_iter())?;
        }
        let budget = self
            .budget
            .map_or(Exit::Success, |budget| check_budget(ctx, &counts, self.by.is_some(), budget));
        Ok(budget)
    }
}

/// Parses `--by`.
fn by_parser() -> impl clap::builder::TypedValueParser<Value = By> {
    let find = |name: String| By::ALL.into_iter().find(|by| by.as_str() == name);
    PossibleValuesParser::new(By::ALL.map(By::as_str))
        .try_map(move |name| find(name).ok_or("no such key"))
}

/// Sorts periods by time, and other groups by tokens, the most first. The sessions of an unknown
/// period come last.
fn sort(groups: &mut [(Option<Key>, Tally)], by: By) {
    if by.is_period() {
        groups.sort_by_key(|(key, _)| key.is_none());
    } else {
        groups.sort_by_cached_key(|(_, tally)| std::cmp::Reverse(tally.tokens()));
    }
}

/// Returns the name of a group, as a person reads it.
fn name(key: Option<&Key>) -> String {
    key.map_or_else(|| NOTHING.to_owned(), Key::to_string)
}

/// Writes a record for each group, and one for all sessions.
fn write(ctx: &mut Context<'_>, counts: &Counts, by: By, format: Format) -> Result<(), Error> {
    let groups = counts.groups.iter();
    let groups = groups.map(|(key, tally)| StatsRecord::of_group(by, key.as_ref(), tally));
    let all: Vec<StatsRecord<'_>> = groups.chain([StatsRecord::of_all(&counts.total)]).collect();
    let object = |record: &StatsRecord<'_>| {
        let mut object = Vec::new();
        records::write_json(record, &mut object);
        object
    };
    let separated = match format {
        Format::Json => {
            let objects: Vec<Vec<u8>> = all.iter().map(object).collect();
            return print_array(ctx, objects.iter().map(Vec::as_slice));
        }
        Format::Csv => separated::csv,
        Format::Tsv => separated::tsv,
        Format::Jsonl | Format::Table => {
            let lines: Vec<Vec<u8>> = all.iter().map(object).collect();
            return ctx.print(&[lines.join(&b"\n"[..]), b"\n".to_vec()].concat());
        }
    };
    print_separated::<StatsRecord<'_>>(ctx, separated, all.iter().map(records::plain_fields))
}

/// Names the groups that exceed the budget, or the sum of all, on standard error.
fn check_budget(ctx: &mut Context<'_>, counts: &Counts, has_groups: bool, budget: Budget) -> Exit {
    let limit = i128::from(budget.0);
    let groups = counts.groups.iter().filter(|_| has_groups);
    let groups = groups.map(|(key, tally)| (format!("{}: ", name(key.as_ref())), tally.tokens()));
    let all = (String::new(), counts.total.tokens());
    let over: Vec<(String, i128)> =
        groups.chain((!has_groups).then_some(all)).filter(|(_, tokens)| *tokens > limit).collect();
    for (group, tokens) in over.iter().take(MOST_NAMED) {
        let (tokens, limit) = (grouped(*tokens), grouped(limit));
        let text = format_args!("{group}{tokens} tokens exceed the budget of {limit}");
        ctx.warn("over_budget", text);
    }
    if over.len() > MOST_NAMED {
        let more = plural(over.len() - MOST_NAMED, "more group");
        let verb = if over.len() == MOST_NAMED + 1 { "exceeds" } else { "exceed" };
        ctx.warn("over_budget", format_args!("{more} {verb} it too"));
    }
    if over.is_empty() { Exit::Success } else { Exit::Failure }
}
