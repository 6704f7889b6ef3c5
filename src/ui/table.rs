//! A plain table: a line of headings, columns as wide as their content, two spaces between them.

use super::format::{cut, width};

/// The number of spaces between two columns.
const GAP: usize = 2;

/// The cells of one row but the first. They are measured and kept in one text where they are made,
/// on one of several threads, because a table can have a hundred thousand rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    text: String,
    /// The end of each cell in `text`, and its width. No text of a row has 4 GiB.
    cells: Vec<(u32, u32)>,
}

impl Cells {
    /// Returns no cells, with room for `count` of them.
    pub(crate) fn with_capacity(count: usize) -> Cells {
        Cells { text: String::with_capacity(16 * count), cells: Vec::with_capacity(count) }
    }

    /// Appends a cell, which must be sanitised.
    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.cells.push((small(self.text.len()), small(width(cell))));
    }

    /// Appends the last cell, which must be sanitised. It is not measured, because it is not padded.
    pub(crate) fn push_last(&mut self, cell: &str) {
        self.text.reserve_exact(cell.len());
        self.text.push_str(cell);
        self.cells.push((small(self.text.len()), 0));
    }

    /// Returns each cell with its width.
    fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut start = 0;
        self.cells.iter().map(move |&(end, width)| {
            let cell = &self.text[start..end as usize];
            start = end as usize;
            (cell, width as usize)
        })
    }

    /// Returns the cells with `more` inserted before the last one.
    pub(crate) fn with(&self, more: &[&str]) -> Cells {
        let mut cells = Cells::default();
        for (number, (cell, _)) in self.iter().enumerate() {
            if number + 1 < self.cells.len() {
                cells.push(cell);
            } else {
                for cell in more {
                    cells.push(cell);
                }
                cells.push_last(cell);
            }
        }
        cells
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Lays out `rows` below `headings`, each with the least width of its column. The last column is not
/// padded. With `limit` no line is wider than that. Returns the lines, one at a time, because a table
/// can be large.
pub(crate) fn render<'r>(
    headings: &'r [(&'r str, usize)],
    rows: Vec<(&'r str, &'r Cells)>,
    limit: Option<usize>,
) -> impl Iterator<Item = String> + 'r {
    let mut widths: Vec<usize> =
        headings.iter().map(|(heading, least)| width(heading).max(*least)).collect();
    widths.pop();
    for (first, cells) in &rows {
        let cells = std::iter::once(width(first)).chain(cells.iter().map(|cell| cell.1));
        widths.iter_mut().zip(cells).for_each(|(widest, width)| *widest = width.max(*widest));
    }
    let header = headings.iter().map(|(text, _)| (*text, width(text)));
    let header = line(header, 0, &widths, limit);
    let lines = rows.into_iter().map(move |(first, cells)| {
        let line_cells = std::iter::once((first, width(first))).chain(cells.iter());
        line(line_cells, cells.text.len(), &widths, limit)
    });
    std::iter::once(header).chain(lines)
}

/// Lays out one line; a cell is padded to its width in `widths`, if it has one. The cells have
/// about `bytes` bytes.
fn line<'a>(
    cells: impl Iterator<Item = (&'a str, usize)>,
    bytes: usize,
    widths: &[usize],
    limit: Option<usize>,
) -> String {
    let padding: usize = widths.iter().map(|width| width + GAP).sum();
    let mut text = String::with_capacity(padding + bytes + 1);
    for (number, (cell, width)) in cells.enumerate() {
        text.push_str(cell);
        if let Some(widest) = widths.get(number) {
            text.extend(std::iter::repeat_n(' ', widest - width + GAP));
        }
    }
    if let Some(limit) = limit {
        text = cut(&text, limit).into_owned();
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table([id, title]: [&str; 2], limit: Option<usize>) -> String {
        let mut cells = Cells::default();
        cells.push_last(title);
        render(&[("ID", 4), ("TITLE", 0)], vec![(id, &cells)], limit).collect()
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
