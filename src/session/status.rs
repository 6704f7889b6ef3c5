//! The status of a session.

use std::{fmt, str::FromStr};

/// The four statuses of the reference page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// The session can be resumed.
    Active,
    /// The session ended normally.
    Completed,
    /// The session ended with an error.
    Error,
    /// The session is not currently active.
    Paused,
}

impl Status {
    /// All statuses, in the order of the page.
    pub(crate) const ALL: [Status; 4] =
        [Status::Active, Status::Completed, Status::Error, Status::Paused];

    /// Returns the word in the file.
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
