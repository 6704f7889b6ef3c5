//! Wraps text to the width of a terminal.

use unicode_segmentation::UnicodeSegmentation as _;

use super::format::width;

/// The least width that text is wrapped to, however narrow the terminal is.
const NARROWEST: usize = 20;

/// Wraps `text`, which must be sanitised, to lines of at most `columns` columns, and of at least 20.
///
/// A line ends where the text has a newline, or else at a space. A word that is too long for a line
/// is broken between two characters. Spaces at the beginning of a line are kept, because they
/// indent code.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    text.split('\n').flat_map(|line| wrap_line(line, columns)).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut current, mut used) = (String::new(), 0);
    for word in line.split_inclusive(' ') {
        // The space at the end of a word may stand beyond the margin: it is not shown there.
        if used + width(word.trim_end_matches(' ')) > columns && !current.trim().is_empty() {
            lines.push(std::mem::take(&mut current));
            used = 0;
        }
        for grapheme in word.graphemes(true) {
            let more = width(grapheme);
            if used + more > columns && grapheme != " " {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            current.push_str(grapheme);
            used += more;
        }
    }
    lines.push(current);
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_at_newlines_and_spaces() {
        assert_eq!(wrap("fix the bug in the parser", 20), ["fix the bug in the", "parser"]);
        assert_eq!(wrap("a\n\n  b  c", 20), ["a", "", "  b  c"]);
        assert_eq!(wrap("", 20), [""]);
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_between_characters() {
        let long = "状".repeat(11);
        assert_eq!(wrap(&format!("a {long}"), 20), ["a".to_owned(), "状".repeat(10), "状".into()]);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_nothing_but_spaces_is_lost(
            text in "[a-z状é\u{1f600} \n]{0,200}",
            columns in 20_usize..60,
        ) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
            let solid = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
        }
    }
}
