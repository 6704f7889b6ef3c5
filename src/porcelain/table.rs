//! A plain table: a header, columns as wide as their content, two spaces between them.

use std::borrow::Cow;

use super::text::{cut, width};
use crate::error::Error;

/// What stands between two columns.
const GAP: usize = 2;

/// One line: cells in columns, then a last one of any length. All are safe to look at.
pub(super) type Line<'a, const N: usize> = ([Cow<'a, str>; N], &'a [u8]);

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
    mut emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let header = columns.map(|column| Cow::Borrowed(column.0));
    let lines = std::iter::once((header, last.as_bytes())).chain(lines);
    let mut widths = columns.map(|column| column.1);
    for (cells, _) in lines.clone() {
        for (widest, cell) in widths.iter_mut().zip(&cells) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut line = Vec::new();
    for (cells, last) in lines {
        line.clear();
        for (cell, widest) in cells.iter().zip(widths) {
            line.extend_from_slice(cell.as_bytes());
            line.resize(line.len() + widest - width(cell) + GAP, b' ');
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table([id, title]: [&str; 2], limit: Option<usize>) -> String {
        let mut text = Vec::new();
        let lines = std::iter::once(([Cow::Borrowed(id)], title.as_bytes()));
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
