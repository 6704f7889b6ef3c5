//! Comma-separated and tab-separated values.

use std::borrow::Cow;

use crate::sanitize::sanitize;

/// The values of a row. All rows have the same number.
pub(crate) type Row = Vec<Vec<u8>>;

/// Writes rows in some format, with or without escapes for a terminal.
pub(crate) type Writer = fn(&mut dyn Iterator<Item = Row>, bool) -> Vec<u8>;

/// Writes comma-separated values as in RFC 4180: exact, and quoted where necessary. On a terminal,
/// unsafe characters are escaped.
pub(crate) fn csv(rows: &mut dyn Iterator<Item = Row>, is_terminal: bool) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let row = row.iter().map(|value| shown(String::from_utf8_lossy(value), is_terminal));
        // All rows have the same length, and writing to memory cannot fail.
        let _ = writer.write_record(row.map(|value| value.into_owned().into_bytes()));
    }
    writer.into_inner().unwrap_or_default()
}

/// Writes tab-separated values, one row per line, escaped like jq's `@tsv`.
pub(crate) fn tsv(rows: &mut dyn Iterator<Item = Row>, is_terminal: bool) -> Vec<u8> {
    let mut lines = String::new();
    for row in rows {
        for (number, value) in row.iter().enumerate() {
            lines.push_str(if number == 0 { "" } else { "\t" });
            let value = escaped(&String::from_utf8_lossy(value));
            lines.push_str(&shown(value.into(), is_terminal));
        }
        lines.push('\n');
    }
    lines.into_bytes()
}

fn shown(value: Cow<'_, str>, is_terminal: bool) -> Cow<'_, str> {
    if is_terminal { Cow::Owned(sanitize(&value).into_owned()) } else { value }
}

/// Escapes each tab, line feed, carriage return, backslash and NUL with a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\\' => escaped.push_str("\\\\"),
            '\0' => escaped.push_str("\\0"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: Writer, is_terminal: bool) -> String {
        let row = ["a\tb\n\"c\"", "\\n,\r", "\0", "\u{1b}\u{2028}é"];
        let row = row.iter().map(|value| value.as_bytes().to_vec()).collect();
        String::from_utf8(write(&mut std::iter::once(row), is_terminal)).expect("text")
    }

    #[test]
    fn values_are_exact_in_csv_and_one_line_in_tsv() {
        assert_eq!(written(csv, false), "\"a\tb\n\"\"c\"\"\",\"\\n,\r\",\0,\u{1b}\u{2028}é\n");
        assert_eq!(written(tsv, false), "a\\tb\\n\"c\"\t\\\\n,\\r\t\\0\t\u{1b}\u{2028}é\n");
    }

    #[test]
    fn nothing_in_a_value_reaches_a_terminal_as_it_is() {
        assert_eq!(
            written(csv, true),
            "\"a\\tb\\n\"\"c\"\"\",\"\\n,\\r\",\\u{0},\\u{1b}\\u{2028}é\n"
        );
        assert_eq!(written(tsv, true), "a\\tb\\n\"c\"\t\\\\n,\\r\t\\0\t\\u{1b}\\u{2028}é\n");
    }
}
