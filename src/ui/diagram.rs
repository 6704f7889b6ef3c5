//! Diagrams of block characters: bars and sparklines.

/// Parts of a column, from one eighth to the whole.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// Heights in a line, from one eighth to the whole.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The place of a value that is not positive.
const EMPTY: char = '·';

/// Returns a bar for `value`, where `most` has a bar of `columns`. A positive value has a bar, however
/// small it is.
pub(crate) fn bar(value: i128, most: i128, columns: usize) -> String {
    let eighths = share(value, most, columns * 8);
    let mut bar = "█".repeat(eighths / 8);
    bar.extend(eighths.checked_rem(8).filter(|rest| *rest > 0).map(|rest| EIGHTHS[rest - 1]));
    bar
}

/// Returns a line with one character for each value.
pub(crate) fn sparkline(values: &[i128]) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    let height = |value: &i128| match share(*value, most, HEIGHTS.len()) {
        0 => EMPTY,
        height => HEIGHTS[height - 1],
    };
    values.iter().map(height).collect()
}

/// Returns the part of `whole` that `value` is of `most`, rounded, and at least 1 if it is positive.
fn share(value: i128, most: i128, whole: usize) -> usize {
    let (Ok(value), Ok(most)) = (u128::try_from(value), u128::try_from(most)) else { return 0 };
    if value == 0 || most == 0 || whole == 0 {
        return 0;
    }
    // The lowest bits of the largest numbers make no difference, but would overflow.
    let shift = 32_u32.saturating_sub(most.leading_zeros());
    let (value, most, wide) = (value.min(most) >> shift, most >> shift, whole as u128);
    usize::try_from((value * wide + most / 2) / most).map_or(whole, |part| part.clamp(1, whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bar_is_exact_to_an_eighth_of_a_column() {
        for (value, expected) in
            [(0, ""), (-5, ""), (1, "▏"), (50, "██"), (59, "██▍"), (100, "████"), (200, "████")]
        {
            assert_eq!(bar(value, 100, 4), expected, "{value}");
        }
        assert_eq!(bar(5, 100, 0), "");
        assert_eq!(bar(5, 0, 4), "");
    }

    #[test]
    fn a_sparkline_has_a_place_for_each_value() {
        assert_eq!(sparkline(&[0, 1, 4, 8, -3]), "·▁▄█·");
        assert_eq!(sparkline(&[0, 0]), "··");
        assert_eq!(sparkline(&[]), "");
    }

    proptest! {
        #[test]
        fn no_number_leaves_the_columns(value: i128, most: i128, columns in 0_usize..50) {
            prop_assert!(bar(value, most, columns).chars().count() <= columns);
            prop_assert_eq!(sparkline(&[value, most]).chars().count(), 2);
        }
    }
}
