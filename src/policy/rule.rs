//! The rule by which sessions go, as far as nothing holds them back.

use std::fmt;

use crate::session::age::Age;

/// The rule by which sessions go, as far as nothing holds them back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The age that the person gave with `--older-than`.
    OlderThan(Age),
    /// The age that `session.retention_days` configures.
    Retention(Age),
    /// `session.retention_days: 0`: everything is kept for ever.
    KeepForEver,
    /// `--all`: everything goes.
    All,
}

impl Rule {
    /// The age beyond which this rule removes, if it goes by age.
    pub(crate) fn age(&self) -> Option<&Age> {
        match self {
            Rule::OlderThan(age) | Rule::Retention(age) => Some(age),
            Rule::KeepForEver | Rule::All => None,
        }
    }

    /// Returns the rule as a record names it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Rule::OlderThan(_) => "older_than",
            Rule::Retention(_) | Rule::KeepForEver => "retention",
            Rule::All => "all",
        }
    }

    /// Returns the rule's argument, if it has one.
    pub(crate) fn value(&self) -> Option<String> {
        match self {
            Rule::OlderThan(age) | Rule::Retention(age) => Some(age.to_string()),
            Rule::KeepForEver => Some("0".to_owned()),
            Rule::All => None,
        }
    }
}

impl fmt::Display for Rule {
    /// Writes the words of a record's `reason`, for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::OlderThan(age) => write!(f, "older-than {age}"),
            Rule::Retention(age) => write!(f, "retention {age}"),
            Rule::KeepForEver => f.write_str("retention 0"),
            Rule::All => f.write_str("all"),
        }
    }
}
