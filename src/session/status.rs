//! A session's status.

use std::{fmt, str::FromStr};

/// The four states of the reference page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It can be resumed.
    Active,
    /// It ended normally.
    Completed,
    /// It ended with an error.
    Error,
    /// It is not currently active.
    Paused,
}

impl Status {
    /// All of them, in the page's order.
    pub(crate) const ALL: [Status; 4] =
        [Status::Active, Status::Completed, Status::Error, Status::Paused];

    /// The word that stands in the file.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Status::Active => "active",
            Status::Completed => "completed",
            Status::Error => "error",
            Status::Paused => "paused",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Status {
    type Err = crate::error::Error;

    fn from_str(text: &str) -> Result<Status, Self::Err> {
        let known = Status::ALL.into_iter().find(|status| status.as_str() == text);
        known.ok_or_else(|| Self::Err::InvalidStatusFilter { value: text.to_owned() })
    }
}
