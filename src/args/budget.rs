//! Numbers of tokens as typed: `1000000`, `1M`, `500k`.

use std::{fmt, str::FromStr};

use crate::policy::amount;

/// The most tokens that a group of sessions may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget(pub(crate) u64);

/// The error for an invalid budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidBudget {
    /// Not a whole number with a known unit.
    #[error("a budget is a whole number of tokens, as in 1000000, 500k, 1M or 2G")]
    Malformed,
    /// More than 64 bits can hold.
    #[error("the budget is too large")]
    TooLarge,
}

impl FromStr for Budget {
    type Err = InvalidBudget;

    fn from_str(text: &str) -> Result<Budget, InvalidBudget> {
        let factor = |unit: &str| match unit {
            "" => Some(1),
            "k" | "K" => Some(1_000),
            "M" => Some(1_000_000),
            "G" => Some(1_000_000_000),
            _ => None,
        };
        amount(text, factor, [InvalidBudget::Malformed, InvalidBudget::TooLarge]).map(Budget)
    }
}

impl fmt::Display for Budget {
    /// Writes the number of tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_unit_is_a_power_of_a_thousand() {
        for (text, tokens) in [
            ("0", 0),
            ("1000000", 1_000_000),
            ("500k", 500_000),
            ("500K", 500_000),
            ("1M", 1_000_000),
            ("2G", 2_000_000_000),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(text.parse(), Ok(Budget(tokens)), "{text}");
        }
    }

    #[test]
    fn what_does_not_parse_whole_is_no_budget() {
        for text in ["", "k", "1.5M", "-1", "+1", "1 M", "1m", "1kB", "1e6", "1,000", "٣"] {
            assert_eq!(text.parse::<Budget>(), Err(InvalidBudget::Malformed), "{text:?}");
        }
        for text in ["18446744073709551616", "18446744074G"] {
            assert_eq!(text.parse::<Budget>(), Err(InvalidBudget::TooLarge), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_number_of_tokens_reads_back_as_itself(tokens: u64) {
            prop_assert_eq!(Budget(tokens).to_string().parse(), Ok(Budget(tokens)));
        }
    }
}
