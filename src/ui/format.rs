//! Formats texts and times for people.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::{
    sanitize::sanitize,
    session::time::{self, Time},
};

/// The placeholder for an absent value.
pub(crate) const NOTHING: &str = "-";

/// Returns the width of `text` on a terminal, in columns.
pub(crate) fn width(text: &str) -> usize {
    // In sanitised ASCII text, every byte is one column.
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Cuts `text` to at most `columns`, with a `…` at its end, and never within a character.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns || width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        // Leaves a column for the mark.
        if used >= columns {
            break;
        }
        shown.push_str(grapheme);
    }
    if columns > 0 {
        shown.push('…');
    }
    Cow::Owned(shown)
}

/// Cuts `text` to at most `columns` at its start, with a `…` there, and never within a character.
pub(crate) fn cut_start(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns || width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let (mut start, mut used) = (text.len(), 0);
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        // Leaves a column for the mark.
        if used >= columns {
            break;
        }
        start = at;
    }
    Cow::Owned(if columns > 0 { ["…", &text[start..]].concat() } else { String::new() })
}

/// Returns the sanitised text, or `-` if it is absent or empty.
pub(crate) fn display_or_dash(text: Option<&Cow<'_, str>>) -> String {
    non_empty(text).map_or_else(|| NOTHING.to_owned(), |text| sanitize(text).into_owned())
}

/// Returns the text, unless it is absent or empty.
pub(crate) fn non_empty<'a>(text: Option<&'a Cow<'_, str>>) -> Option<&'a str> {
    text.map(|text| &**text).filter(|text| !text.is_empty())
}

/// Formats the time since `time`: `just now`, `5 minutes ago`, `1 day ago`. A future time is shown
/// as a date.
pub(crate) fn time_ago(time: Option<Time>, now: Time) -> String {
    let Some(time) = time else { return NOTHING.to_owned() };
    let seconds = now.signed_duration_since(time).num_seconds();
    let (count, unit) = match seconds {
        // Allows a small difference between the clocks of two machines.
        -59..60 => return "just now".to_owned(),
        ..-59 => return time.format("%Y-%m-%d").to_string(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        86_400.. => (seconds / 86_400, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    [itoa::Buffer::new().format(count), " ", unit, plural, " ago"].concat()
}

/// Formats a time for `show`: RFC 3339 in UTC, whole seconds; `-` if it is unknown.
pub(crate) fn moment(time: Option<Time>) -> String {
    time.map_or_else(|| NOTHING.to_owned(), time::seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(text: &str) -> Time {
        time::parse(text).expect("a valid time")
    }

    #[test]
    fn times_are_told_in_the_words_of_the_reference_page() {
        let now = time("2026-11-22T12:00:00Z");
        for (text, words) in [
            ("2026-11-22T12:00:30Z", "just now"),
            ("2026-11-22T11:59:01Z", "just now"),
            ("2026-11-22T11:59:00Z", "1 minute ago"),
            ("2026-11-22T11:55:00Z", "5 minutes ago"),
            ("2026-11-22T10:00:00Z", "2 hours ago"),
            ("2026-11-21T12:00:00Z", "1 day ago"),
            ("2023-11-22T12:00:00Z", "1096 days ago"),
            ("2026-11-22T12:01:00Z", "2026-11-22"),
            ("9999-01-01T00:00:00Z", "9999-01-01"),
        ] {
            assert_eq!(time_ago(Some(time(text)), now), words, "{text}");
        }
        assert_eq!(time_ago(None, now), "-");
    }

    #[test]
    fn text_is_cut_by_columns_and_never_within_a_character() {
        assert_eq!(cut("fix the bug", 11), "fix the bug");
        assert_eq!(cut("fix the bug", 10), "fix the b…");
        assert_eq!(cut("状態ファイル", 7), "状態フ…");
        assert_eq!(cut("状態ファイル", 8), "状態フ…");
        assert_eq!(cut("a\u{301}e\u{301}o\u{301}", 2), "a\u{301}…");
        assert_eq!(cut("abc", 1), "…");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(cut_start("~/src/payments", 14), "~/src/payments");
        assert_eq!(cut_start("~/src/payments", 10), "…/payments");
        assert_eq!(cut_start("状態ファイル", 8), "…ァイル");
        assert_eq!(cut_start("abc", 1), "…");
        assert_eq!(cut_start("abc", 0), "");
    }

    proptest! {
        #[test]
        fn any_text_fits_the_columns_it_is_cut_to(text: String, columns in 0_usize..40) {
            let safe = sanitize(&text);
            prop_assert!(width(&cut(&safe, columns)) <= columns);
            prop_assert!(width(&cut_start(&safe, columns)) <= columns);
        }
    }
}
