//! Names and records of trash batches, and the sessions in them.

use std::{
    fmt::{self, Write as _},
    str::FromStr,
};

use crate::session::{
    id::SessionId,
    time::{self, Time},
};

/// The command that trashed a batch, and its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BatchInfo {
    /// The command's name, as it is typed; empty if it is unknown.
    pub(crate) command: String,
    /// The rule that chose the first of the sessions; empty if it is unknown.
    pub(crate) rule: String,
}

/// The name of a batch, which holds the sessions that one run of a command moved to the trash.
///
/// `2026-11-22T12-00-00.000000000Z-4711`: the time, the process ID, and a number if that name is
/// taken. Names sort by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BatchName {
    text: Box<str>,
    at: Time,
}

/// The error of a text that is not a batch name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name of a batch is a time, a process and perhaps a number")]
pub(crate) struct InvalidName;

/// The length of the time in a name: RFC 3339 with `-` for `:`.
const TIME_LENGTH: usize = 30;

impl BatchName {
    /// Returns the name of the batch that `process` begins at `at`; `number` makes it unique.
    pub(crate) fn new(at: Time, process: u32, number: u32) -> BatchName {
        let mut text = format!("{}-{process}", time::exact(at).replace(':', "-"));
        if number > 0 {
            // Writing to memory cannot fail.
            let _ = write!(text, "-{number}");
        }
        BatchName { text: text.into(), at }
    }

    /// Returns when the sessions were moved to the trash.
    pub(crate) fn at(&self) -> Time {
        self.at
    }

    /// Returns the name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for BatchName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<BatchName, InvalidName> {
        let (time, rest) = text.split_at_checked(TIME_LENGTH).ok_or(InvalidName)?;
        let (date, time) = time.split_once('T').ok_or(InvalidName)?;
        let at = time::parse(&format!("{date}T{}", time.replace('-', ":"))).ok_or(InvalidName)?;
        let numbers: Option<Vec<u32>> = rest
            .strip_prefix('-')
            .and_then(|rest| rest.split('-').map(|number| number.parse().ok()).collect());
        // Only the exact form that we write is a name.
        let again = match numbers.as_deref() {
            Some([process]) => BatchName::new(at, *process, 0),
            Some([process, number]) => BatchName::new(at, *process, *number),
            _ => return Err(InvalidName),
        };
        if *again.text == *text { Ok(again) } else { Err(InvalidName) }
    }
}

impl fmt::Display for BatchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// A session in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrashEntry {
    /// The batch that holds it.
    pub(crate) batch: BatchName,
    /// The session's ID.
    pub(crate) id: SessionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        time::parse(text).expect("a valid time")
    }

    #[test]
    fn a_name_reads_back_as_itself_and_nothing_else_reads_as_one() {
        let now = at("2026-11-22T12:00:00.5Z");
        for (number, text) in [
            (0, "2026-11-22T12-00-00.500000000Z-4711"),
            (2, "2026-11-22T12-00-00.500000000Z-4711-2"),
        ] {
            let name = BatchName::new(now, 4711, number);
            assert_eq!(name.as_str(), text);
            assert_eq!(text.parse().as_ref().map(BatchName::at), Ok(now));
            assert_eq!(text.parse(), Ok(name));
        }
        for bad in [
            "",
            "2026-11-22T12-00-00.500000000Z",
            "2026-11-22T12-00-00.500000000Z-",
            "2026-11-22T12-00-00.500000000Z-x",
            "2026-11-22T12-00-00.500000000Z-04711",
            "2026-11-22T12-00-00.500000000Z-1-0",
            "2026-11-22T12:00:00.500000000Z-4711",
            "2026-13-22T12-00-00.500000000Z-4711",
            "2026-11-22T12-00-00.5Z-4711-1-12345",
            ".tmp-4711-0",
            "状態状態状態状態状態状態",
        ] {
            assert_eq!(bad.parse::<BatchName>(), Err(InvalidName), "{bad}");
        }
    }
}
