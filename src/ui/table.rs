//! Plain tables: a line of headings, and columns as wide as their content with two spaces between.

use super::format::{cut, width};

/// The number of spaces between two columns.
const GAP: usize = 2;

/// Lays out `rows` below `headings`, each with the minimum width of its column. The last column is
/// not padded. If `limit` is given, lines are cut to it.
///
/// All cells must be sanitised.
pub(crate) fn render(
    headings: &[(&str, usize)],
    rows: &[Vec<String>],
    limit: Option<usize>,
) -> String {
    let widths: Vec<usize> = (0..headings.len())
        .map(|column| {
            let (heading, least) = headings[column];
            let cells = rows.iter().map(|row| width(&row[column]));
            cells.fold(least.max(width(heading)), usize::max)
        })
        .collect();
    let mut text = String::new();
    append(&mut text, headings.iter().map(|heading| heading.0), &widths, limit);
    for row in rows {
        append(&mut text, row.iter().map(String::as_str), &widths, limit);
    }
    text
}

/// Appends one line.
fn append<'a>(
    text: &mut String,
    cells: impl Iterator<Item = &'a str>,
    widths: &[usize],
    limit: Option<usize>,
) {
    let start = text.len();
    for (number, cell) in cells.enumerate() {
        text.push_str(cell);
        if number + 1 < widths.len() {
            let padding = widths[number].saturating_sub(width(cell)) + GAP;
            text.extend(std::iter::repeat_n(' ', padding));
        }
    }
    if let Some(limit) = limit {
        let line = cut(&text[start..], limit).into_owned();
        text.replace_range(start.., &line);
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table([id, title]: [&str; 2], limit: Option<usize>) -> String {
        render(&[("ID", 4), ("TITLE", 0)], &[vec![id.to_owned(), title.to_owned()]], limit)
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
