//! Parses sizes such as `1000000`, `500K` and `2GiB`. Trailing text is an error.

use std::{fmt, str::FromStr};

/// A number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size(pub(crate) u64);

/// The error for an invalid size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidSize {
    /// Not a whole number with a known unit.
    #[error(
        "a size is a whole number of bytes, as in 1000 or 1000B, or of K or KiB (1024 bytes), \
         M or MiB, G or GiB"
    )]
    Malformed,
    /// More than 64 bits can hold.
    #[error("the size is too large")]
    TooLarge,
}

impl FromStr for Size {
    type Err = InvalidSize;

    fn from_str(text: &str) -> Result<Size, InvalidSize> {
        let factor = |unit: &str| match unit {
            "" | "B" => Some(1),
            "K" | "KiB" => Some(1 << 10),
            "M" | "MiB" => Some(1 << 20),
            "G" | "GiB" => Some(1 << 30),
            _ => None,
        };
        amount(text, factor, [InvalidSize::Malformed, InvalidSize::TooLarge]).map(Size)
    }
}

/// Parses digits and a unit, of which `factor` returns the size. The errors are for any other text,
/// and for more than 64 bits can hold.
pub(crate) fn amount<E>(
    text: &str,
    factor: impl Fn(&str) -> Option<u64>,
    [malformed, too_large]: [E; 2],
) -> Result<u64, E> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let Some(factor) = factor(unit).filter(|_| !digits.is_empty()) else { return Err(malformed) };
    let number: Option<u64> = digits.parse().ok();
    number.and_then(|number| number.checked_mul(factor)).ok_or(too_large)
}

impl fmt::Display for Size {
    /// Writes the number of bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_unit_is_exact() {
        for (text, bytes) in [
            ("0", 0),
            ("1000000", 1_000_000),
            ("7B", 7),
            ("3K", 3_072),
            ("3KiB", 3_072),
            ("2M", 2_097_152),
            ("2MiB", 2_097_152),
            ("1G", 1_073_741_824),
            ("17179869183GiB", 18_446_744_072_635_809_792),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(text.parse(), Ok(Size(bytes)), "{text}");
        }
    }

    #[test]
    fn what_does_not_parse_whole_is_no_size() {
        for text in ["", "K", "1.5G", "-1", "+1", "1 K", " 1", "1k", "1KB", "1T", "1e3", "٣", "1BB"]
        {
            assert_eq!(text.parse::<Size>(), Err(InvalidSize::Malformed), "{text:?}");
        }
        for text in ["17179869184G", "18446744073709551616"] {
            assert_eq!(text.parse::<Size>(), Err(InvalidSize::TooLarge), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_number_of_bytes_reads_back_as_itself(bytes: u64) {
            prop_assert_eq!(Size(bytes).to_string().parse(), Ok(Size(bytes)));
        }
    }
}
