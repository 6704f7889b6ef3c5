//! A plain table: a line of headings, columns as wide as their content, two spaces between them.

use std::{borrow::Cow, fmt::Write as _};

use super::{
    cells::Cells,
    column::{Column, Look},
    format::{NOTHING, cut, cut_start, width},
    layout::{Layout, Room},
    style::{Role, Styles},
};
use crate::session::abbrev::ShortId;

/// The number of spaces between two columns.
pub(super) const GAP: usize = 2;

/// The width of an ID on a terminal from which it does not count for the width of its column.
const WIDEST_ID: usize = 16;

/// The mark of a pinned session, before its title. A pipe does not have it.
const PINNED: &str = "★";

/// The width of the mark and the space behind it.
const PINNED_WIDTH: usize = 2;

/// A row: the ID, which is the cell of the column that looks so, and the cells of the others.
pub(crate) type Row<'r> = (Option<ShortId<'r>>, &'r Cells);

/// The place where a table is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) room: Room,
    pub(crate) styles: Styles,
    /// Set if there is a line of headings.
    pub(crate) has_header: bool,
}

/// Lays out `rows` below the headings of `columns`. The last column is not padded. Returns the
/// lines, one at a time, because a table can be large.
pub(crate) fn render<'r>(
    columns: &'r [Column],
    rows: Vec<Row<'r>>,
    screen: Screen,
) -> impl Iterator<Item = String> + 'r {
    let mut widest: Vec<usize> = columns.iter().map(|column| width(column.heading)).collect();
    // One long ID must not widen every row, unless all are long.
    let has_short_id = rows.iter().any(|row| row.0.is_some_and(|id| id.text.len() <= WIDEST_ID));
    let widest_id = if screen.room.is_cut() && has_short_id { WIDEST_ID } else { usize::MAX };
    for row in &rows {
        for ((widest, cell), column) in widest.iter_mut().zip(cells(columns, *row)).zip(columns) {
            if column.look != Look::Id || cell.1 <= widest_id {
                *widest = cell.1.max(*widest);
            }
        }
    }
    let table = Table { columns, layout: Layout::new(columns, &widest, screen.room), screen };
    let header = screen.has_header.then(|| table.header());
    header.into_iter().chain(rows.into_iter().map(move |row| table.row(row)))
}

/// Returns the cells of a row in the order of `columns`, each with its width but the last.
fn cells<'r>(columns: &[Column], (id, cells): Row<'r>) -> impl Iterator<Item = (&'r str, usize)> {
    let mut others = cells.iter();
    columns.iter().filter_map(move |column| match id {
        Some(id) if column.look == Look::Id => Some((id.text, id.text.len())),
        _ => others.next(),
    })
}

/// A table whose columns are laid out.
struct Table<'r> {
    columns: &'r [Column],
    layout: Layout,
    screen: Screen,
}

impl Table<'_> {
    fn header(&self) -> String {
        let headings = self.columns.iter().map(|column| (column.heading, width(column.heading)));
        let mut line = Line::with_capacity(0);
        for (at, (heading, width)) in headings.enumerate() {
            self.push(&mut line, at, (heading, width), |text, line| {
                self.paint(Some(Role::Heading), text, line);
            });
        }
        line.end()
    }

    fn row(&self, row: Row<'_>) -> String {
        let (id, others) = row;
        let mut line = Line::with_capacity(others.bytes());
        for (at, cell) in cells(self.columns, row).enumerate() {
            let look = self.columns[at].look;
            if look == Look::Title && others.is_pinned && self.screen.room != Room::Page {
                self.push_mark(&mut line, at);
            }
            self.push(&mut line, at, cell, |text, line| match (look, id) {
                (Look::Id, Some(id)) if text != NOTHING => {
                    let (unique, rest) = text.split_at_checked(id.unique).unwrap_or((text, ""));
                    self.paint(Some(Role::Unique), unique, line);
                    self.paint(Some(Role::Rest), rest, line);
                }
                _ => self.paint(look.role(text), text, line),
            });
        }
        line.end()
    }

    /// Appends the mark of a pinned session, before the cell at `at`.
    fn push_mark(&self, line: &mut Line, at: usize) {
        if self.layout.widths[at].is_some() && line.room(self.layout.limit) > PINNED_WIDTH {
            line.pad();
            self.paint(Some(Role::Pinned), PINNED, &mut line.text);
            line.used += width(PINNED);
            line.pending = PINNED_WIDTH - width(PINNED);
        }
    }

    /// Appends a cell, of this width unless it is the last one, as `write` does.
    fn push(
        &self,
        line: &mut Line,
        at: usize,
        (cell, cell_width): (&str, usize),
        write: impl FnOnce(&str, &mut String),
    ) {
        let room = line.room(self.layout.limit);
        let Some(widest) = self.layout.widths[at].filter(|_| room > 0) else { return };
        let (look, is_last) = (self.columns[at].look, at + 1 == self.columns.len());
        let room = if is_last || look == Look::Id { room } else { room.min(widest) };
        let shown = if look == Look::Path { cut_start(cell, room) } else { cut(cell, room) };
        // The cell is measured again only if it was cut.
        let shown_width = match &shown {
            _ if is_last => 0,
            Cow::Borrowed(_) => cell_width,
            Cow::Owned(cut) => width(cut),
        };
        // A row with a long ID is aligned again as soon as its cells leave room for it.
        let padding = if is_last { 0 } else { widest.saturating_sub(shown_width) };
        let caught_up = padding.min(line.ahead);
        line.ahead = line.ahead - caught_up + shown_width.saturating_sub(widest);
        let padding = padding - caught_up;
        let is_right = look == Look::Number && !is_last && self.screen.room != Room::Page;
        if is_right {
            line.pending += padding.min(room - shown_width);
        }
        line.pad();
        write(&shown, &mut line.text);
        line.used += shown_width;
        line.pending = GAP + if is_right { 0 } else { padding };
    }

    fn paint(&self, role: Option<Role>, text: &str, line: &mut String) {
        match role.filter(|_| self.screen.styles.is_coloured) {
            // Writing to memory cannot fail.
            Some(role) => drop(write!(line, "{}", self.screen.styles.paint(role, text))),
            None => line.push_str(text),
        }
    }
}

/// A line in the making.
struct Line {
    text: String,
    /// The columns of `text`.
    used: usize,
    /// The spaces before the next cell.
    pending: usize,
    /// The columns by which the next cell would begin too far to the right.
    ahead: usize,
}

impl Line {
    /// Returns an empty line for cells of about `bytes` bytes.
    fn with_capacity(bytes: usize) -> Line {
        Line { text: String::with_capacity(bytes + 80), used: 0, pending: 0, ahead: 0 }
    }

    /// Returns the columns that are left for the next cell.
    fn room(&self, limit: usize) -> usize {
        limit.saturating_sub(self.used + self.pending)
    }

    /// Writes the pending spaces.
    fn pad(&mut self) {
        self.text.extend(std::iter::repeat_n(' ', self.pending));
        self.used += std::mem::take(&mut self.pending);
    }

    fn end(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: [Column; 3] = [
        Column::new("ID", 4).looks(Look::Id),
        Column::new("TURNS", 7).looks(Look::Number),
        Column::new("TITLE", 0).looks(Look::Title),
    ];

    fn table([id, turns, title]: [&str; 3], room: Room, is_coloured: bool) -> String {
        let mut cells = Cells::default();
        cells.is_pinned = true;
        cells.push(turns);
        cells.push_last(title);
        let id = ShortId { text: id, unique: 2 };
        let screen = Screen { room, styles: Styles { is_coloured }, has_header: true };
        render(&COLUMNS, vec![(Some(id), &cells)], screen).collect()
    }

    #[test]
    fn in_a_pipe_the_format_is_that_of_the_reference_page() {
        let row = ["abc", "7", "x"];
        assert_eq!(table(row, Room::Page, false), "ID    TURNS    TITLE\nabc   7        x\n");
    }

    #[test]
    fn a_terminal_has_numbers_on_the_right_and_marks_what_is_pinned() {
        let row = ["abcd", "7", "fix the bug"];
        assert_eq!(
            table(row, Room::Unlimited, false),
            "ID    TURNS  TITLE\nabcd      7  ★ fix the bug\n"
        );
        assert_eq!(
            table(row, Room::Within(21), false),
            "ID    TURNS  TITLE\nabcd      7  ★ fix t…\n"
        );
    }

    #[test]
    fn colours_surround_the_text_and_never_the_space() {
        assert_eq!(
            table(["abcd", "-", "状態"], Room::Unlimited, true),
            "\u{1b}[1mID\u{1b}[0m    \u{1b}[1mTURNS\u{1b}[0m  \u{1b}[1mTITLE\u{1b}[0m\n\
             \u{1b}[1m\u{1b}[35mab\u{1b}[0m\u{1b}[90mcd\u{1b}[0m      \u{1b}[90m-\u{1b}[0m  \
             \u{1b}[33m★\u{1b}[0m 状態\n"
        );
    }

    #[test]
    fn a_long_id_moves_its_own_line_only() {
        let mut cells = Cells::default();
        cells.push("1");
        cells.push_last("title");
        let long = ShortId { text: "abcdefghijklmnopqrst", unique: 20 };
        let rows = vec![(Some(ShortId { text: "ab", unique: 2 }), &cells), (Some(long), &cells)];
        let screen =
            Screen { room: Room::Within(60), styles: Styles::default(), has_header: false };
        assert_eq!(
            render(&COLUMNS, rows, screen).collect::<String>(),
            "ab      1  title\nabcdefghijklmnopqrst  1  title\n"
        );
    }

    proptest! {
        #[test]
        fn every_line_fits_the_columns(
            id in "[a-z]{0,30}",
            turns in "[^\\p{C}]{0,9}",
            title in "\\PC{0,60}",
            columns in 1_usize..80,
        ) {
            let table = table([&id, &turns, &title], Room::Within(columns), false);
            prop_assert!(table.lines().all(|line| width(line) <= columns), "{table}");
        }

        #[test]
        fn colours_change_nothing_but_the_colours(
            id in "[a-z]{0,9}",
            turns in "[0-9-]{0,3}",
            title in "[^\\p{C}]{0,30}",
            columns in 1_usize..50,
        ) {
            let plain = table([&id, &turns, &title], Room::Within(columns), false);
            let coloured = table([&id, &turns, &title], Room::Within(columns), true);
            let pieces = coloured.split('\u{1b}').enumerate().map(|(number, piece)| match number {
                0 => piece,
                _ => piece.split_once('m').map_or("", |piece| piece.1),
            });
            prop_assert_eq!(pieces.collect::<String>(), plain);
        }
    }
}
