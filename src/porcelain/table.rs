//! A plain table: a header, columns as wide as their content, two spaces between them.

use std::borrow::Cow;

use super::text::{cut, width};
use crate::error::Error;

/// What stands between two columns.
const GAP: usize = 2;

/// The cells of one line, each safe to look at.
pub(super) type Cells<'a, const N: usize> = [Cow<'a, str>; N];

/// Lays out a header and `rows`, and hands `emit` one line after the other.
///
/// `columns` names the columns and their least widths; with `limit` no line is wider than that.
/// The rows are gone over twice, first to measure, so that no second copy of them is made.
pub(super) fn layout<'a, const N: usize>(
    columns: [(&'static str, usize); N],
    rows: impl Iterator<Item = Cells<'a, N>> + Clone,
    limit: Option<usize>,
    mut emit: impl FnMut(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    let header = std::iter::once(columns.map(|column| Cow::Borrowed(column.0)));
    let lines = header.chain(rows);
    let mut widths = columns.map(|column| column.1);
    for cells in lines.clone() {
        // Nothing follows the last column, so its width does not matter.
        for (widest, cell) in widths.iter_mut().zip(&cells[..N - 1]) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut line = String::new();
    for cells in lines {
        line.clear();
        for (cell, widest) in cells[..N - 1].iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest - width(cell) + GAP));
        }
        line.push_str(&cells[N - 1]);
        if let Some(limit) = limit
            && let Cow::Owned(shorter) = cut(&line, limit)
        {
            line = shorter;
        }
        line.push('\n');
        emit(&line)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(row: [&str; 2], limit: Option<usize>) -> String {
        let mut text = String::new();
        let rows = std::iter::once(row.map(Cow::Borrowed));
        let _ = layout([("ID", 4), ("TITLE", 0)], rows, limit, |line| {
            text.push_str(line);
            Ok(())
        });
        text
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
