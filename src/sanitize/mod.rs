//! Sanitises text from sessions, files and arguments before it is displayed.
//!
//! A title may contain escape sequences, a prompt may reverse the reading direction, and both may
//! contain invisible text. All displayed text passes through [`sanitize`] exactly once. Records
//! stay exact and never do.

mod emoji;

use std::{borrow::Cow, fmt::Write as _};

use unicode_segmentation::UnicodeSegmentation as _;

/// Returns whether `c` could move the cursor, change the terminal or reorder the text around it.
///
/// These are the C0, DEL and C1 controls, the bidirectional controls of UAX #9, and the line and
/// paragraph separators.
pub(crate) fn needs_escape(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Returns whether `c` is one of the bidirectional controls of UAX #9.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether `byte` can start a hostile character in UTF-8. Few other characters start with
/// these bytes.
pub(crate) fn may_start_hostile(byte: u8) -> bool {
    byte < 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xd8 || byte == 0xe2
}

/// Returns whether `c` has no visible form, so that it can hide text.
///
/// Covers `Default_Ignorable_Code_Point` in Unicode's DerivedCoreProperties.txt (zero-width
/// characters, variation selectors and tags among them), and the interlinear annotations.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns whether `byte` can start an invisible character in UTF-8 and is not covered by
/// [`may_start_hostile`]: 0xcd, 0xe1, 0xe3, 0xef, 0xf0 and 0xf3. The comparisons vectorise.
fn may_start_invisible(byte: u8) -> bool {
    byte == 0xcd || byte & 0xfd == 0xe1 || byte >= 0xef
}

/// Returns whether `text` has a byte that [`may_start_invisible`] accepts.
pub(crate) fn may_hide(text: &str) -> bool {
    text.bytes().fold(0, |found, byte| found | u8::from(may_start_invisible(byte))) != 0
}

fn is_escaped(c: char) -> bool {
    needs_escape(c) || is_invisible(c)
}

/// Replaces every hostile or invisible character by an escape such as `\n` or `\u{1b}`. Keeps the
/// invisible characters within an emoji sequence, because their effect is visible.
///
/// Returns text without such characters unchanged, without a copy.
pub(crate) fn sanitize(text: &str) -> Cow<'_, str> {
    // A branchless pass over the bytes suffices for nearly every text.
    if text.bytes().fold(true, |is_plain, byte| is_plain & (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let suspect = |found, byte| found | u8::from(may_start_hostile(byte));
    let may_be_hostile = text.bytes().fold(0, suspect) != 0;
    if !may_be_hostile && !may_hide(text) || !text.chars().any(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for grapheme in text.graphemes(true) {
        if !grapheme.chars().any(is_escaped) || emoji::is_sequence(grapheme) {
            shown.push_str(grapheme);
        } else {
            grapheme.chars().for_each(|c| escape(c, &mut shown));
        }
    }
    Cow::Owned(shown)
}

/// Appends `c` to `shown`, escaped if necessary.
fn escape(c: char, shown: &mut String) {
    match c {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        c if is_escaped(c) => {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        }
        c => shown.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Emoji sequences of each kind, from Unicode's emoji-test.txt.
    const EMOJI: [&str; 13] = [
        "🚚",
        "❤\u{fe0f}",
        "☎\u{fe0e}",
        "©\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "#\u{fe0f}\u{20e3}",
        "👍🏽",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦",
        "🏳\u{fe0f}\u{200d}🌈",
        "🕵🏽\u{200d}♂\u{fe0f}",
        "❤\u{fe0f}\u{200d}🔥",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "🇯🇵",
    ];

    #[test]
    fn escape_sequences_newlines_and_bidi_controls_become_visible() {
        assert_eq!(sanitize("a\u{1b}[31mb\nc\td\r"), "a\\u{1b}[31mb\\nc\\td\\r");
        assert_eq!(sanitize("a\r\nb"), "a\\r\\nb");
        assert_eq!(
            sanitize("\u{202e}cod\u{2069}\u{9b}\u{7f}"),
            "\\u{202e}cod\\u{2069}\\u{9b}\\u{7f}"
        );
        assert_eq!(sanitize("状態 🚚 naïve"), "状態 🚚 naïve");
    }

    #[test]
    fn what_nobody_sees_becomes_visible() {
        for c in [
            '\u{ad}',
            '\u{34f}',
            '\u{115f}',
            '\u{1160}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{2060}',
            '\u{2064}',
            '\u{3164}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{fffb}',
            '\u{e0000}',
            '\u{e0041}',
            '\u{e007f}',
            '\u{e0100}',
            '\u{e01ef}',
        ] {
            let escaped = format!("\\u{{{:x}}}", u32::from(c));
            for (start, end) in [("", ""), ("a", "b"), ("葛", "é"), ("", "🚚")] {
                assert_eq!(sanitize(&format!("{start}{c}{end}")), format!("{start}{escaped}{end}"));
            }
        }
    }

    #[test]
    fn invisible_characters_that_make_no_emoji_become_visible_behind_one_too() {
        for (text, shown) in [
            ("🚚\u{200d}", "🚚\\u{200d}"),
            ("🚚\u{200d}a", "🚚\\u{200d}a"),
            ("❤\u{fe0f}\u{fe0f}", "❤\\u{fe0f}\\u{fe0f}"),
            ("❤\u{fe01}", "❤\\u{fe01}"),
            ("🚚\u{200b}🚚", "🚚\\u{200b}🚚"),
            ("🚚\u{e0100}", "🚚\\u{e0100}"),
            ("🚚\u{200d}\u{200d}🚚", "🚚\\u{200d}\\u{200d}🚚"),
            // Tags could spell anything: only the flags that exist are kept.
            ("🏴\u{e0068}\u{e0069}\u{e007f}", "🏴\\u{e0068}\\u{e0069}\\u{e007f}"),
            ("1\u{fe0f}", "1\\u{fe0f}"),
            ("क\u{94d}\u{200d}ष", "क\u{94d}\\u{200d}ष"),
        ] {
            assert_eq!(sanitize(text), shown);
        }
    }

    #[test]
    fn every_character_that_is_escaped_starts_with_a_suspect_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_escaped(*c)) {
            let byte = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(
                may_start_hostile(byte) || !needs_escape(c) && may_start_invisible(byte),
                "{c:?}"
            );
        }
    }

    /// Generates text that contains invisible characters and parts of emoji sequences more often
    /// than random text.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(&EMOJI[..]).prop_map(str::to_owned),
            prop::sample::select(vec![
                '\u{200d}',
                '\u{fe0f}',
                '\u{e0067}',
                '\u{e007f}',
                '\u{200b}',
                '1',
                '🏽'
            ])
            .prop_map(String::from),
        ];
        prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn no_hostile_character_of_any_text_survives(text in ".*") {
            prop_assert!(!sanitize(&text).chars().any(needs_escape));
        }

        #[test]
        fn an_invisible_character_survives_only_in_an_emoji(text in text()) {
            let shown = sanitize(&text);
            let mut before = ' ';
            for (at, c) in shown.char_indices() {
                let after = shown[at..].chars().nth(1).unwrap_or(' ');
                let is_seen = match c {
                    '\u{200d}' => !before.is_ascii() && !is_invisible(after) && !after.is_ascii(),
                    '\u{fe0e}' | '\u{fe0f}' => !before.is_ascii() || after == '\u{20e3}',
                    '\u{e0020}'..='\u{e007f}' => before == '🏴' || ('\u{e0061}'..='\u{e007a}').contains(&before),
                    c => !is_escaped(c),
                };
                prop_assert!(is_seen, "{shown:?}");
                before = c;
            }
        }

        #[test]
        fn emoji_stay_as_they_are_in_any_text(
            start in "[a-z 状é]{0,5}",
            emoji in prop::collection::vec(prop::sample::select(&EMOJI[..]), 0..6),
            end in "[a-z 状\n]{0,5}",
        ) {
            let emoji = emoji.concat();
            let shown = sanitize(&format!("{start}{emoji}{end}")).into_owned();
            prop_assert_eq!(shown, format!("{start}{emoji}{}", end.replace('\n', "\\n")));
        }

        #[test]
        fn what_is_visible_stays_as_it_is(text in text()) {
            let shown = sanitize(&text).into_owned();
            prop_assert_eq!(&sanitize(&shown), &shown);
        }
    }
}
