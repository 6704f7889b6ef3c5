//! The table, the sparkline and the chart of `stats`.

use std::{collections::BTreeMap, path::Path};

use chrono::{Days, NaiveDate};

use super::name;
use crate::{
    context::Context,
    error::{Error, plural},
    plumbing::stats::Stats,
    query::grouping::By,
    sanitize::sanitize,
    ui::{
        chart::Chart,
        diagram::sparkline,
        format::cut,
        quantity::compact,
        style::{Role, Styles},
        tally_table::TallyTable,
    },
};

/// The number of days of the sparkline.
const DAYS: u64 = 30;

/// Lays out the counts: on a terminal with this width with bars and a sparkline, else exactly.
pub(crate) fn lines(
    ctx: &Context<'_>,
    counts: &Stats,
    by: By,
    width: Option<usize>,
) -> Vec<String> {
    let heading = match by {
        By::Dir => "DIRECTORY".to_owned(),
        by => by.as_str().to_uppercase(),
    };
    let groups = counts.groups.iter();
    let groups = groups.map(|(key, tally)| (sanitize(&name(key.as_ref())).into_owned(), tally));
    let table = TallyTable {
        heading: &heading,
        groups: groups.collect(),
        total: &counts.total,
        calendar: Context::calendar(),
    };
    let Some(width) = width else { return table.plain() };
    let styles = ctx.styles();
    let mut lines = table.fitted(width, styles);
    lines.extend(recent(counts, Context::calendar()(ctx.now()), width, styles));
    lines
}

/// Returns a sparkline of the tokens of the last 30 days, below a line that explains it.
fn recent(counts: &Stats, today: NaiveDate, width: usize, styles: Styles) -> Vec<String> {
    let day = |back: u64| today.checked_sub_days(Days::new(back));
    let sum = |day: Option<NaiveDate>| {
        let backends = counts.days.iter().filter(|((at, _), _)| Some(*at) == day);
        backends.map(|(_, tokens)| *tokens).sum::<i128>()
    };
    let tokens: Vec<i128> = (0..DAYS).rev().map(|back| sum(day(back))).collect();
    let most = tokens.iter().copied().max().unwrap_or(0);
    let at = |day: Option<NaiveDate>| {
        day.map(|day| day.format("%b %-d").to_string()).unwrap_or_default()
    };
    let caption = format!(
        "Tokens by day of last use, {} to {} (at most {})",
        at(day(DAYS - 1)),
        at(Some(today)),
        compact(most.max(0))
    );
    let line = sparkline(&tokens);
    let line = cut(&line, width);
    let caption = cut(&caption, width);
    vec![
        "\n".to_owned(),
        format!("{}\n", styles.paint(Role::Dim, &caption)),
        format!("{}\n", styles.paint(Role::Bar, &line)),
    ]
}

/// Draws the tokens over time into the file at `path`, or writes the picture to standard output.
pub(crate) fn draw_chart(ctx: &mut Context<'_>, counts: &Stats, path: &Path) -> Result<(), Error> {
    let mut sums: BTreeMap<(NaiveDate, String), i128> = BTreeMap::new();
    for ((day, backend), tokens) in &counts.days {
        let name = sanitize(&name(backend.as_ref())).into_owned();
        *sums.entry((*day, name)).or_default() += tokens;
    }
    let days = sums.iter().map(|((day, name), tokens)| (*day, &**name, *tokens)).collect();
    let today = Context::calendar()(ctx.now());
    let svg = Chart { sessions: counts.total.sessions, days, today }.svg();
    if path == Path::new("-") {
        return ctx.print(svg.as_bytes());
    }
    Context::write_file(path, svg.as_bytes())?;
    if ctx.terminal().error_width.is_some() {
        let count = plural(usize::try_from(counts.total.sessions).unwrap_or(usize::MAX), "session");
        let path = path.to_string_lossy();
        ctx.status(&format!("Drew {count} into {}.\n", sanitize(&path)));
    }
    Ok(())
}
