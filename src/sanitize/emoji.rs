//! Emoji sequences of several characters, some of them invisible (UTS #51).

use unicode_segmentation::UnicodeSegmentation as _;

/// The zero-width joiner, which joins emoji into one.
const JOINER: char = '\u{200d}';

/// The flags written with tags that Unicode recommends: England, Scotland, Wales. Any other
/// sequence would be displayed as a black flag, and its tags could hide text.
const FLAGS: [&str; 3] = [
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// Returns whether a grapheme consists only of one emoji, or of several joined ones.
pub(crate) fn is_sequence(grapheme: &str) -> bool {
    let keycap = grapheme.strip_suffix("\u{fe0f}\u{20e3}");
    keycap.is_some_and(|key| matches!(key.as_bytes(), [b'0'..=b'9' | b'#' | b'*']))
        || FLAGS.contains(&grapheme)
        || grapheme.split(JOINER).all(is_emoji)
}

/// Returns whether `text` is one pictograph, optionally with a variation selector and a skin tone.
fn is_emoji(text: &str) -> bool {
    let mut chars = text.chars();
    let is_pictograph = chars.next().is_some_and(is_pictograph);
    let rest = chars.as_str();
    let rest = rest.strip_prefix(['\u{fe0e}', '\u{fe0f}']).unwrap_or(rest);
    let is_tone = |c| ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
    is_pictograph && rest.strip_prefix(is_tone).unwrap_or(rest).is_empty()
}

/// Returns whether `c` is `Extended_Pictographic`. Exactly these characters are joined with a
/// following emoji (rule GB11 of UAX #29), so the segmentation tables give the answer.
fn is_pictograph(c: char) -> bool {
    String::from_iter([c, JOINER, '🚚']).graphemes(true).count() == 1
}
