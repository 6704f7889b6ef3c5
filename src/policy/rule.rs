//! Rules: the first step of a policy, which selects sessions to remove.

use std::fmt;

use crate::session::age::Age;

/// A rule that selects sessions to remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The age given with `--older-than`.
    OlderThan(Age),
    /// The age configured with `session.retention_days`.
    Retention(Age),
    /// `session.retention_days: 0`: keeps everything forever.
    KeepForEver,
    /// `--all`: removes everything.
    All,
}

impl Rule {
    /// Returns the age limit, if the rule has one.
    pub(crate) fn age(&self) -> Option<&Age> {
        match self {
            Rule::OlderThan(age) | Rule::Retention(age) => Some(age),
            Rule::KeepForEver | Rule::All => None,
        }
    }

    /// Returns the rule's name in records.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Rule::OlderThan(_) => "older_than",
            Rule::Retention(_) | Rule::KeepForEver => "retention",
            Rule::All => "all",
        }
    }

    /// Returns the rule's argument, if any.
    pub(crate) fn value(&self) -> Option<String> {
        match self {
            Rule::OlderThan(age) | Rule::Retention(age) => Some(age.to_string()),
            Rule::KeepForEver => Some("0".to_owned()),
            Rule::All => None,
        }
    }
}

impl fmt::Display for Rule {
    /// Writes the rule for the `reason` of a record.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::OlderThan(age) => write!(f, "older-than {age}"),
            Rule::Retention(age) => write!(f, "retention {age}"),
            Rule::KeepForEver => f.write_str("retention 0"),
            Rule::All => f.write_str("all"),
        }
    }
}
