//! The table of `stats`: exact in a pipe; on a terminal short numbers, bars, and as many columns as
//! fit.

use chrono::NaiveDate;

use super::{
    diagram::bar,
    format::{NOTHING, cut, width},
    quantity::{bytes, compact, grouped},
    style::{Role, Styles},
};
use crate::{query::tally::Tally, session::time::Calendar};

/// The number of spaces between two columns.
const GAP: usize = 2;

/// The least and the greatest width of a bar.
const BAR: (usize, usize) = (10, 40);

/// Writes one of the counts.
type Form = fn(&Tally, Calendar) -> String;

/// A column of numbers or dates.
struct Column {
    heading: &'static str,
    /// The rank in which columns are dropped where not all fit, from 1; 0 stays.
    drop_rank: usize,
    exact: Form,
    short: Form,
}

/// All columns but the first, which names the group.
#[rustfmt::skip] // One line per column.
const COLUMNS: [Column; 10] = [
    column("SESSIONS", 9, |t, _| t.sessions.to_string(), |t, _| grouped(t.sessions)),
    column("TURNS", 4, |t, _| t.turns.to_string(), |t, _| grouped(t.turns)),
    column("INPUT", 6, |t, _| t.input.to_string(), |t, _| compact(t.input)),
    column("OUTPUT", 6, |t, _| t.output.to_string(), |t, _| compact(t.output)),
    column("CACHED", 3, |t, _| t.cached.to_string(), |t, _| compact(t.cached)),
    column("REASONING", 1, |t, _| t.reasoning.to_string(), |t, _| compact(t.reasoning)),
    column("TOKENS", 0, |t, _| t.tokens().to_string(), |t, _| compact(t.tokens())),
    column("BYTES", 5, |t, _| t.bytes.to_string(), |t, _| bytes(t.bytes)),
    column("OLDEST", 2, |t, c| date(t.oldest.map(c)), |t, c| date(t.oldest.map(c))),
    column("NEWEST", 8, |t, c| date(t.newest.map(c)), |t, c| date(t.newest.map(c))),
];

const fn column(heading: &'static str, drop_rank: usize, exact: Form, short: Form) -> Column {
    Column { heading, drop_rank, exact, short }
}

fn date(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| NOTHING.to_owned(), |day| day.format("%Y-%m-%d").to_string())
}

/// The rows of a table: the heading of the first column, the sanitised name of each group with its
/// counts, and the counts of all.
pub(crate) struct TallyTable<'a> {
    pub(crate) heading: &'a str,
    pub(crate) groups: Vec<(String, &'a Tally)>,
    pub(crate) total: &'a Tally,
    pub(crate) calendar: Calendar,
}

impl TallyTable<'_> {
    /// Returns the lines of the table in a pipe: every column, and exact numbers.
    pub(crate) fn plain(&self) -> Vec<String> {
        let columns: Vec<&Column> = COLUMNS.iter().collect();
        self.lines(&columns, |column| column.exact, usize::MAX, |_, cell, _| cell.to_owned())
            .into_iter()
            .map(|(line, _)| line + "\n")
            .collect()
    }

    /// Returns the lines of the table on a terminal with this many columns.
    pub(crate) fn fitted(&self, limit: usize, styles: Styles) -> Vec<String> {
        let paint = |role, cell: &str, is_painted: bool| {
            if is_painted { styles.paint(role, cell).to_string() } else { cell.to_owned() }
        };
        let widest_name = (limit / 3).max(12);
        let has_value = |column: &&Column| {
            column.drop_rank > 3 || column.drop_rank == 0 || {
                let short = |tally| (column.short)(tally, self.calendar);
                self.groups.iter().any(|(_, tally)| !["0", NOTHING].contains(&&*short(tally)))
            }
        };
        let mut columns: Vec<&Column> = COLUMNS.iter().filter(has_value).collect();
        let measure = |columns: &[&Column], needed: usize| {
            let lines = self.lines(columns, |column| column.short, widest_name, paint);
            let widest = lines.iter().map(|(_, width)| *width).max().unwrap_or(0);
            (widest + needed <= limit).then_some((lines, widest))
        };
        loop {
            let has_bars = columns.len() > 1;
            let needed = if has_bars { GAP + BAR.0 } else { 0 };
            if let Some((lines, widest)) = measure(&columns, needed) {
                let room = limit.saturating_sub(widest + GAP);
                let room = if room < BAR.0 { 0 } else { room.min(BAR.1) };
                return self.with_bars(lines, widest, room, styles);
            }
            let rank = columns.iter().map(|column| column.drop_rank).filter(|rank| *rank > 0).min();
            let Some(rank) = rank else { break };
            columns.retain(|column| column.drop_rank != rank);
        }
        let lines =
            self.lines(&columns, |column| column.short, widest_name, |_, cell, _| cell.into());
        lines.into_iter().map(|(line, _)| cut(&line, limit).into_owned() + "\n").collect()
    }

    /// Lays out each line, and returns it with its width. `paint` returns a cell in the style of a
    /// role, if the cell is to be painted.
    fn lines(
        &self,
        columns: &[&Column],
        form: fn(&Column) -> Form,
        widest_name: usize,
        paint: impl Fn(Role, &str, bool) -> String,
    ) -> Vec<(String, usize)> {
        let row = |name: &str, tally: &Tally| {
            let cells = columns.iter().map(|column| form(column)(tally, self.calendar));
            std::iter::once(cut(name, widest_name).into_owned()).chain(cells).collect()
        };
        let headings = columns.iter().map(|column| column.heading.to_owned());
        let mut rows: Vec<Vec<String>> =
            vec![std::iter::once(self.heading.to_owned()).chain(headings).collect()];
        rows.extend(self.groups.iter().map(|(name, tally)| row(name, tally)));
        rows.push(row("Total", self.total));
        let widest = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
        let widths: Vec<usize> = (0..=columns.len()).map(widest).collect();
        let last = rows.len() - 1;
        let line = |(number, row): (usize, &Vec<String>)| {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let padding = " ".repeat(widths[at] - width(cell));
                let is_bold = number == 0 || number == last;
                let role = if is_bold { Role::Heading } else { Role::Dim };
                let is_empty = cell == "0" || cell == NOTHING;
                let painted = paint(role, cell, is_bold || is_empty);
                match at {
                    0 => line.extend([&*painted, &padding]),
                    _ => line.extend(["  ", &padding, &painted]),
                }
            }
            (line, widths.iter().sum::<usize>() + GAP * columns.len())
        };
        rows.iter().enumerate().map(line).collect()
    }

    /// Appends a bar of at most `room` columns to the line of each group, by its tokens.
    fn with_bars(
        &self,
        lines: Vec<(String, usize)>,
        widest: usize,
        room: usize,
        styles: Styles,
    ) -> Vec<String> {
        let most = self.groups.iter().map(|(_, tally)| tally.tokens()).max().unwrap_or(0);
        let bars = self.groups.iter().map(|(_, tally)| bar(tally.tokens(), most, room));
        let bars = std::iter::once(String::new()).chain(bars).chain([String::new()]);
        let line = |((line, width), bar): ((String, usize), String)| {
            let gap = if bar.is_empty() { 0 } else { widest - width + GAP };
            format!("{line}{}{}\n", " ".repeat(gap), styles.paint(Role::Bar, &bar))
        };
        lines.into_iter().zip(bars).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::time::utc_day;
    use proptest::prelude::*;

    fn table<'a>(groups: &'a [(String, Tally)], total: &'a Tally) -> TallyTable<'a> {
        let groups = groups.iter().map(|(name, tally)| (name.clone(), tally)).collect();
        TallyTable { heading: "BACKEND", groups, total, calendar: utc_day }
    }

    fn tally(sessions: i128, input: i128, output: i128) -> Tally {
        Tally { sessions, input, output, bytes: 700 * sessions, ..Tally::default() }
    }

    #[test]
    fn a_narrow_table_keeps_the_tokens_and_a_bar() {
        let groups = [
            ("claude".to_owned(), tally(12, 9_000, 3_000)),
            ("codex".to_owned(), tally(3, 2_000, 0)),
        ];
        let total = tally(15, 11_000, 3_000);
        let lines = table(&groups, &total).fitted(40, Styles::default());
        assert_eq!(
            lines.concat(),
            "BACKEND  SESSIONS  TOKENS\n\
             claude         12     12k  █████████████\n\
             codex           3      2k  ██▏\n\
             Total          15     14k\n"
        );
    }

    proptest! {
        #[test]
        fn every_line_fits_whatever_the_numbers(
            numbers in prop::collection::vec(("\\PC{0,30}", any::<i64>(), any::<i64>()), 0..5),
            limit in 1_usize..150,
        ) {
            let groups: Vec<_> = numbers
                .into_iter()
                .map(|(name, input, output)| (name, tally(1, input.into(), output.into())))
                .collect();
            let total = tally(5, 0, 0);
            for line in table(&groups, &total).fitted(limit, Styles::default()) {
                prop_assert!(width(line.trim_end_matches('\n')) <= limit, "{line}");
            }
        }
    }
}
