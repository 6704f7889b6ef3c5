//! The cells of one row of a table.

use super::format::width;

/// The cells of one row but that of its ID. They are measured and kept in one text where they are
/// made, on one of several threads, because a table can have a hundred thousand rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    text: String,
    /// The end of each cell in `text`, and its width. No text of a row has 4 GiB.
    ends: Vec<(u32, u32)>,
    /// Set if the row is that of a pinned session.
    pub(crate) is_pinned: bool,
}

impl Cells {
    /// Returns no cells, with room for `count` of them.
    pub(crate) fn with_capacity(count: usize) -> Cells {
        let text = String::with_capacity(16 * count);
        Cells { text, ends: Vec::with_capacity(count), is_pinned: false }
    }

    /// Appends a cell, which must be sanitised.
    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push((small(self.text.len()), small(width(cell))));
    }

    /// Appends the last cell, which must be sanitised. It is not measured, because it is not padded.
    pub(crate) fn push_last(&mut self, cell: &str) {
        self.text.reserve_exact(cell.len());
        self.text.push_str(cell);
        self.ends.push((small(self.text.len()), 0));
    }

    /// Returns each cell with its width.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, width)| {
            let cell = &self.text[start..end as usize];
            start = end as usize;
            (cell, width as usize)
        })
    }

    /// Returns the number of bytes in all cells.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Returns the cells with `more` inserted before the last one.
    pub(crate) fn with(&self, more: &[&str]) -> Cells {
        let mut cells = Cells { is_pinned: self.is_pinned, ..Cells::default() };
        for (number, (cell, _)) in self.iter().enumerate() {
            if number + 1 < self.ends.len() {
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
