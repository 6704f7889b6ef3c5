//! Emoji that consist of several characters, invisible ones among them (UTS #51).

use unicode_segmentation::UnicodeSegmentation as _;

/// What joins emoji to one.
const JOINER: char = '\u{200d}';

/// The flags that are written with tags, all that Unicode recommends: England, Scotland, Wales. Any
/// others would be shown as a black flag, with whatever their tags say hidden behind it.
const FLAGS: [&str; 3] = [
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// Returns whether a grapheme is an emoji, or several that are joined, and nothing else.
pub(crate) fn is_sequence(grapheme: &str) -> bool {
    let keycap = grapheme.strip_suffix("\u{fe0f}\u{20e3}");
    keycap.is_some_and(|key| matches!(key.as_bytes(), [b'0'..=b'9' | b'#' | b'*']))
        || FLAGS.contains(&grapheme)
        || grapheme.split(JOINER).all(is_emoji)
}

/// Returns whether `text` is one pictograph, perhaps with a choice of its form and a skin tone.
fn is_emoji(text: &str) -> bool {
    let mut chars = text.chars();
    let is_pictograph = chars.next().is_some_and(is_pictograph);
    let rest = chars.as_str();
    let rest = rest.strip_prefix(['\u{fe0e}', '\u{fe0f}']).unwrap_or(rest);
    let is_tone = |c| ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
    is_pictograph && rest.strip_prefix(is_tone).unwrap_or(rest).is_empty()
}

/// Returns whether `c` is `Extended_Pictographic`: exactly these are joined with an emoji after them
/// (rule GB11 of UAX #29), so the tables of the segmentation know.
fn is_pictograph(c: char) -> bool {
    String::from_iter([c, JOINER, '🚚']).graphemes(true).count() == 1
}
