//! Tests of charts, with any counts.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn svg(days: &[(&str, &str, i128)]) -> String {
    let days: Vec<_> = days.iter().map(|(at, name, tokens)| (day(at), *name, *tokens)).collect();
    Chart { sessions: days.len() as i128, days, today: day("2026-11-22") }.svg()
}

/// Returns the text elements of a picture, in order.
fn texts(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text ").skip(1).filter_map(|rest| rest.split_once(">\n"));
    texts.filter_map(|(_, rest)| rest.split_once("\n</text>")).map(|(text, _)| text).collect()
}

#[test]
fn a_chart_has_a_title_a_legend_and_both_axes() {
    let svg = svg(&[
        ("2026-11-20", "claude", 1_200),
        ("2026-11-22", "codex", 5_000),
        ("2026-11-22", "claude", 700),
    ]);
    assert_eq!(
        texts(&svg),
        [
            "Tokens by day of last use",
            "6.9k tokens in 3 sessions, 2026-11-20 to 2026-11-22",
            "codex 5k",
            "claude 1.9k",
            "0",
            "2k",
            "4k",
            "6k",
            "Nov 16",
            "2026",
            "Nov 17",
            "Nov 18",
            "Nov 19",
            "Nov 20",
            "Nov 21",
            "Nov 22",
        ]
    );
    assert!(svg.starts_with("<svg width=\"960\" height=\"480\" viewBox=\"0 0 960 480\""));
    assert!(svg.contains(" role=\"img\">\n<title>Tokens by day of last use</title>\n"));
}

#[test]
fn an_empty_chart_says_so() {
    let shown = svg(&[]);
    let texts = texts(&shown);
    assert_eq!(texts[..2], ["Tokens by day of last use", "0 tokens in 0 sessions"]);
    assert_eq!(texts.last(), Some(&"No tokens"));
}

#[test]
fn steps_are_round_and_few() {
    for (most, expected) in [
        (0, 1),
        (5, 1),
        (6, 2),
        (10, 2),
        (11, 5),
        (25, 5),
        (26, 10),
        (51, 20),
        (4_100_000, 1_000_000),
    ] {
        assert_eq!(step(most), expected, "{most}");
    }
}

#[test]
fn a_name_cannot_leave_its_element() {
    let svg = svg(&[("2026-11-22", "</text><script>\"&\u{ffff}", 1)]);
    assert!(!svg.contains("<script"), "{svg}");
    assert!(svg.contains("&lt;/text&gt;&lt;script"), "{svg}");
    assert!(!svg.contains('\u{ffff}'));
}

#[test]
fn the_smallest_backends_are_one_sum() {
    let days: Vec<_> = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        .into_iter()
        .zip(1..)
        .map(|(name, tokens)| ("2026-11-22", name, tokens))
        .collect();
    let shown = svg(&days);
    let legend: Vec<_> = texts(&shown).into_iter().skip(2).take(7).collect();
    assert_eq!(legend, ["i 9", "h 8", "g 7", "f 6", "e 5", "d 4", "others 6"]);
}

proptest! {
    #[test]
    fn every_bar_is_inside_whatever_the_numbers(
        days in prop::collection::vec(
            (0_i64..3_652_000, "[a-c]", -1_i128 << 80..1_i128 << 80), 0..40),
    ) {
        let at = |days| day("0000-01-01") + chrono::TimeDelta::days(days);
        let days = days.iter().map(|(days, name, tokens)| (at(*days), &**name, *tokens)).collect();
        let svg = Chart { sessions: 1, days, today: day("2026-11-22") }.svg();
        let number = |element: &str, name: &str| {
            let rest = element.split_once(&format!(" {name}=\"")).expect("an attribute").1;
            rest.split_once('"').expect("its end").0.parse::<i32>().expect("a number")
        };
        for rect in svg.split("<rect").skip(1) {
            let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(rect, name));
            prop_assert!(x >= PLOT.0 && x + width <= PLOT.2 && width > 0, "{rect}");
            prop_assert!(y >= 72 && y + height <= PLOT.3 + 5 && height > 0, "{rect}");
        }
    }
}
