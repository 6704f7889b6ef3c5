//! Finds the known word that was probably meant.

/// Returns the word in `known` that `text` is a typo of or a part of: `titel` gives `title`, and
/// `prompt` gives `initial_prompt`. Of several equally near words, returns the first.
pub(crate) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().filter_map(|word| {
        let is_part = word.split('_').any(|part| part == text);
        let distance = if is_part { 1 } else { distance(text, word) };
        (distance <= (word.len() / 3).max(1)).then_some((distance, word))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// Returns the optimal string alignment distance: the number of characters to insert, delete,
/// replace, or swap with the next one, to turn `one` into `other`.
pub(crate) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // The matrix has a row per character of `one`; each row needs only the two before it.
    let (mut above, mut two_above) = ((0..=other.len()).collect::<Vec<_>>(), Vec::new());
    for (y, a) in one.iter().enumerate() {
        let mut row = vec![y + 1];
        for (x, b) in other.iter().enumerate() {
            let replaced = above[x] + usize::from(a != b);
            let mut least = replaced.min(above[x + 1] + 1).min(row[x] + 1);
            if x > 0 && y > 0 && *a == other[x - 1] && one[y - 1] == *b {
                least = least.min(two_above[x - 1] + 1);
            }
            row.push(least);
        }
        two_above = std::mem::replace(&mut above, row);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KNOWN: [&str; 5] = ["title", "tags", "token_usage", "initial_prompt", "turn_count"];

    #[test]
    fn a_slip_of_the_fingers_is_near_and_another_word_is_not() {
        for (text, expected) in [
            ("titel", Some("title")),
            ("titl", Some("title")),
            ("ttle", Some("title")),
            ("tag", Some("tags")),
            ("tagss", Some("tags")),
            ("tokenusage", Some("token_usage")),
            ("token-usage", Some("token_usage")),
            ("prompt", Some("initial_prompt")),
            ("turns_count", Some("turn_count")),
            ("later", None),
            ("table", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, KNOWN), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_a_metric_and_at_most_the_longer_length(a in ".{0,9}", b in ".{0,9}") {
            let (length_a, length_b) = (a.chars().count(), b.chars().count());
            let between = distance(&a, &b);
            prop_assert_eq!(between == 0, a == b);
            prop_assert_eq!(between, distance(&b, &a));
            prop_assert!((length_a.abs_diff(length_b)..=length_a.max(length_b)).contains(&between));
        }
    }
}
