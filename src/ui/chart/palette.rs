//! The colours of the chart: readable on a white page and on a dark one, because the background is
//! transparent.

use plotters::style::RGBColor;

/// The colour of text and lines.
pub(crate) const INK: RGBColor = RGBColor(0x73, 0x7d, 0x88);

/// The colours of the backends that clinvk has, which they keep in every chart.
const OF_BACKENDS: [(&str, RGBColor); 3] = [
    ("claude", RGBColor(0xd9, 0x66, 0x3f)),
    ("codex", RGBColor(0x1a, 0x9a, 0x77)),
    ("gemini", RGBColor(0x42, 0x85, 0xf4)),
];

/// The colours of other backends, in the order in which they are drawn.
const OF_OTHERS: [RGBColor; 5] = [
    RGBColor(0x9b, 0x6b, 0xdf),
    RGBColor(0xa8, 0x87, 0x1f),
    RGBColor(0xd1, 0x58, 0x9a),
    RGBColor(0x5b, 0x8c, 0x2a),
    RGBColor(0x2f, 0x8f, 0xb3),
];

/// Returns the colour of each of `names`; what has no colour of its own is grey.
pub(crate) fn colors(names: &[&str]) -> Vec<RGBColor> {
    let mut others = OF_OTHERS.into_iter();
    let color = |name: &&str| {
        let known = OF_BACKENDS.iter().find(|(backend, _)| backend == name);
        known.map_or_else(|| others.next().unwrap_or(INK), |(_, color)| *color)
    };
    names.iter().map(color).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the relative luminance of a colour, as WCAG 2 defines it.
    fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.039_28 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_colour_shows_on_white_and_on_a_dark_page() {
        let pages = [RGBColor(255, 255, 255), RGBColor(0x0d, 0x11, 0x17)];
        let bars = OF_BACKENDS.iter().map(|(_, color)| *color).chain(OF_OTHERS);
        for (color, least) in bars.map(|color| (color, 3.0)).chain([(INK, 4.0)]) {
            for page in pages {
                assert!(contrast(color, page) > least, "{color:?} {}", contrast(color, page));
            }
        }
    }

    #[test]
    fn a_backend_keeps_its_colour_and_no_two_share_one() {
        let names = ["x", "gemini", "y", "claude", "codex"];
        let colors = colors(&names);
        assert_eq!(colors[3], OF_BACKENDS[0].1);
        assert!((0..5).all(|at| !colors[..at].contains(&colors[at])));
    }
}
