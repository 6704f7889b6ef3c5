//! A plain table: a header, columns as wide as their content, two spaces between them.

use super::text::{cut, width};
use crate::error::Error;

/// What stands between two columns.
const GAP: usize = 2;

/// One line: cells in columns, then a last one of any length. All are safe to look at.
///
/// Bytes of text: a text of a hundred thousand is not looked at once more to know that it is one.
pub(super) type Line<'a, const N: usize> = ([&'a [u8]; N], &'a [u8]);

/// Lays out a header and `lines`, and hands `emit` one after the other.
///
/// `columns` names the columns and their least widths, `last` the last one; with `limit` no line
/// is wider than that. The lines are gone over twice, first to measure, so that no second copy of
/// them is made.
pub(super) fn layout<'a, const N: usize>(
    columns: [(&'static str, usize); N],
    last: &'static str,
    lines: impl Iterator<Item = Line<'a, N>> + Clone,
    limit: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let widths = lines.clone().map(|(cells, _)| cells.map(width_of));
    Table::of(columns, last, widths).print(lines, limit, emit)
}

/// A table whose columns are measured.
pub(super) struct Table<const N: usize> {
    header: [&'static str; N],
    last: &'static str,
    widths: [usize; N],
}

impl<const N: usize> Table<N> {
    /// A table of these columns, whose cells have these `widths`, line by line.
    pub(super) fn of(
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

    /// Lays out the header and `lines`, and hands `emit` one after the other; with `limit` no line
    /// is wider than that.
    pub(super) fn print<'a>(
        &self,
        lines: impl Iterator<Item = Line<'a, N>>,
        limit: Option<usize>,
        mut emit: impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let header = (self.header.map(str::as_bytes), self.last.as_bytes());
        let mut line = Vec::new();
        for (cells, last) in std::iter::once(header).chain(lines) {
            line.clear();
            for (cell, widest) in cells.into_iter().zip(self.widths) {
                line.extend_from_slice(cell);
                line.resize(line.len() + widest.saturating_sub(width_of(cell)) + GAP, b' ');
            }
            line.extend_from_slice(last);
            if let Some(limit) = limit {
                // Only text was put together, so nothing is lost here.
                let shorter = cut(&String::from_utf8_lossy(&line), limit).into_owned();
                line = shorter.into_bytes();
            }
            line.push(b'\n');
            emit(&line)?;
        }
        Ok(())
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
        let lines = std::iter::once(([id.as_bytes()], title.as_bytes()));
        let _ = layout([("ID", 4)], "TITLE", lines, limit, |line| {
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
