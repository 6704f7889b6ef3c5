//! Text from sessions, files and arguments, made visible and harmless for a person to see.
//!
//! A title may hold escape sequences, a prompt may turn the reading direction round. Whatever a
//! person sees passes through [`visible`] once; records stay exact and never do.

use std::{borrow::Cow, fmt::Write as _};

/// Whether `c` could move the cursor, change the terminal or reorder the text around it.
///
/// C0, DEL and C1 controls, the bidirectional controls of UAX #9, and the line and paragraph
/// separators.
pub fn is_hostile(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether `c` is one of the bidirectional controls of UAX #9.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `byte` can start a hostile character in UTF-8; few other characters start so.
pub fn may_start_hostile(byte: u8) -> bool {
    byte < 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xd8 || byte == 0xe2
}

/// Returns `text` with every hostile character replaced by an escape such as `\n` or `\u{1b}`.
///
/// Text without one is returned as it is, without a copy.
pub fn visible(text: &str) -> Cow<'_, str> {
    // A look at the bytes, with no branch among them, settles it for nearly every text.
    let suspect = |found, byte| found | u8::from(may_start_hostile(byte));
    if text.bytes().fold(0, suspect) == 0 || !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_hostile(c) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_newlines_and_bidi_controls_become_visible() {
        assert_eq!(visible("a\u{1b}[31mb\nc\td\r"), "a\\u{1b}[31mb\\nc\\td\\r");
        assert_eq!(
            visible("\u{202e}cod\u{2069}\u{9b}\u{7f}"),
            "\\u{202e}cod\\u{2069}\\u{9b}\\u{7f}"
        );
        assert_eq!(visible("状態 🚚 naïve"), "状態 🚚 naïve");
    }

    #[test]
    fn every_hostile_character_starts_with_a_suspect_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_hostile(*c)) {
            assert!(may_start_hostile(c.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn no_hostile_character_of_any_text_survives(text in ".*") {
            prop_assert!(!visible(&text).chars().any(is_hostile));
        }
    }
}
