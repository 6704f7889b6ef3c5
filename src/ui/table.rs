//! A plain table: a header, columns as wide as their content, two spaces between them.

use std::{sync::mpsc, thread};

use super::format::{cut, width};
use crate::error::Error;

/// What stands between two columns.
const GAP: usize = 2;

/// How many lines a thread lays out at a time: enough that handing them over costs nothing beside
/// that. A table of no more is laid out without a thread.
const PIECE: usize = 512;

/// One line: cells in columns, then a last one of any length. All are safe to look at.
///
/// Bytes of text: a text of a hundred thousand is not looked at once more to know that it is one.
pub(crate) type Line<'a, const N: usize> = ([&'a [u8]; N], &'a [u8]);

/// Lays out a header and `lines`, and hands `emit` some at a time.
///
/// `columns` names the columns and their least widths, `last` the last one; with `limit` no line
/// is wider than that.
pub(crate) fn layout<const N: usize>(
    columns: [(&'static str, usize); N],
    last: &'static str,
    lines: &[Line<'_, N>],
    limit: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let widths = lines.iter().map(|(cells, _)| cells.map(width_of));
    Table::of(columns, last, widths).print(lines, |line| *line, limit, emit)
}

/// A table whose columns are measured.
pub(crate) struct Table<const N: usize> {
    header: [&'static str; N],
    last: &'static str,
    widths: [usize; N],
}

impl<const N: usize> Table<N> {
    /// A table of these columns, whose cells have these `widths`, line by line.
    pub(crate) fn of(
        columns: [(&'static str, usize); N],
        last: &'static str,
        widths: impl Iterator<Item = [usize; N]>,
    ) -> Table<N> {
        let header = columns.map(|column| column.0);
        let mut widest = columns.map(|column| column.1.max(column.0.len()));
        for line in widths {
            for (widest, width) in widest.iter_mut().zip(line) {
                *widest = width.max(*widest);
            }
        }
        Table { header, last, widths: widest }
    }

    /// Lays out the header and the `line` of each of `rows`, and hands `emit` some at a time; with
    /// `limit` no line is wider than that.
    ///
    /// A long table is laid out on all cores: most of the time goes into waiting for rows that lie
    /// all over the memory.
    pub(crate) fn print<'a, R: Sync>(
        &self,
        rows: &'a [R],
        line: impl Fn(&'a R) -> Line<'a, N> + Sync,
        limit: Option<usize>,
        mut emit: impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let compose = |piece: &'a [R]| {
            let mut text = Vec::new();
            for row in piece {
                self.append(&mut text, line(row), limit);
            }
            text
        };
        let mut header = Vec::new();
        self.append(&mut header, (self.header.map(str::as_bytes), self.last.as_bytes()), limit);
        emit(&header)?;
        if rows.len() <= PIECE {
            return emit(&compose(rows));
        }
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = rows.len().div_ceil(PIECE).min(cores);
        thread::scope(|scope| {
            // Each thread lays out every so-many-th piece, and is at most two ahead.
            let queues: Vec<_> = (0..threads)
                .map(|number| {
                    let (sender, queue) = mpsc::sync_channel(1);
                    let pieces = rows.chunks(PIECE).skip(number).step_by(threads);
                    let work = move || pieces.map(compose).try_for_each(|text| sender.send(text));
                    // The queue of a thread that cannot be had is closed.
                    let _ = thread::Builder::new().spawn_scoped(scope, work);
                    queue
                })
                .collect();
            rows.chunks(PIECE).zip(queues.iter().cycle()).try_for_each(|(piece, queue)| {
                emit(&queue.recv().unwrap_or_else(|_| compose(piece)))
            })
        })
    }

    /// Appends one line.
    fn append(&self, text: &mut Vec<u8>, (cells, last): Line<'_, N>, limit: Option<usize>) {
        let start = text.len();
        for (cell, widest) in cells.into_iter().zip(self.widths) {
            text.extend_from_slice(cell);
            text.resize(text.len() + widest.saturating_sub(width_of(cell)) + GAP, b' ');
        }
        text.extend_from_slice(last);
        if let Some(limit) = limit {
            // Only text was put together, so nothing is lost here.
            let line = cut(&String::from_utf8_lossy(&text[start..]), limit).into_owned();
            text.truncate(start);
            text.extend_from_slice(line.as_bytes());
        }
        text.push(b'\n');
    }
}

/// The columns that a cell takes on a terminal.
fn width_of(cell: &[u8]) -> usize {
    // Of ASCII that is safe to look at, each byte takes one.
    if cell.is_ascii() { cell.len() } else { width(&String::from_utf8_lossy(cell)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table([id, title]: [&str; 2], limit: Option<usize>) -> String {
        let mut text = Vec::new();
        let lines = [([id.as_bytes()], title.as_bytes())];
        let _ = layout([("ID", 4)], "TITLE", &lines, limit, |line| {
            text.extend_from_slice(line);
            Ok(())
        });
        String::from_utf8(text).expect("lines are text")
    }

    #[test]
    fn columns_grow_with_their_content_and_the_last_is_not_padded() {
        assert_eq!(table(["a", "x"], None), "ID    TITLE\na     x\n");
        assert_eq!(table(["状態状", "x"], None), "ID      TITLE\n状態状  x\n");
    }

    #[test]
    fn a_line_is_cut_to_the_columns_there_are() {
        assert_eq!(table(["a", "fix the bug"], Some(12)), "ID    TITLE\na     fix t…\n");
    }

    #[test]
    fn a_long_table_is_laid_out_in_the_order_of_its_rows() {
        for count in [0, 1, PIECE, PIECE + 1, 5 * PIECE + 7] {
            let rows: Vec<String> = (0..count).map(|number| number.to_string()).collect();
            let lines: Vec<Line<'_, 1>> =
                rows.iter().map(|row| ([row.as_bytes()], row.as_bytes())).collect();
            let mut text = Vec::new();
            let _ = layout([("ID", 5)], "TITLE", &lines, None, |lines| {
                text.extend_from_slice(lines);
                Ok(())
            });
            let expected: Vec<_> = rows.iter().map(|row| format!("{row:5}  {row}\n")).collect();
            let expected = expected.concat();
            assert_eq!(String::from_utf8_lossy(&text), format!("ID     TITLE\n{expected}"));
        }
    }

    proptest! {
        #[test]
        fn every_line_fits_the_columns(
            id in "[^\\p{C}]{0,9}",
            title in "\\PC{0,60}",
            columns in 1_usize..80,
        ) {
            let table = table([&id, &title], Some(columns));
            prop_assert!(table.lines().all(|line| width(line) <= columns));
        }
    }
}
