//! One line of the journal: what a command changed, and never a word of a session's content.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    id::SessionId,
    time::{self, Time},
};

/// A change of the store that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When the command that made it was started.
    pub time: Time,
    /// The command's name, as it is typed.
    pub command: String,
    /// The session, if it was about one.
    pub id: Option<SessionId>,
    /// What became of it: `removed`, `trashed`, `restored`, `created`, `replaced` or `repaired`.
    pub outcome: String,
    /// The rule that chose it, or the code of the problem, where there is one.
    pub reason: Option<String>,
}

/// The record as it stands in the journal.
#[derive(Deserialize, Serialize)]
struct Line<'a> {
    v: u64,
    r#type: &'a str,
    time: Cow<'a, str>,
    command: Cow<'a, str>,
    id: Option<Cow<'a, str>>,
    outcome: Cow<'a, str>,
    reason: Option<Cow<'a, str>>,
}

impl Change {
    /// The `type` of the record.
    pub const TYPE: &'static str = "change";

    /// The record as one line, with its end.
    pub fn to_line(&self) -> String {
        let line = Line {
            v: 1,
            r#type: Change::TYPE,
            time: time::exact(self.time).into(),
            command: self.command.as_str().into(),
            id: self.id.as_ref().map(|id| id.as_str().into()),
            outcome: self.outcome.as_str().into(),
            reason: self.reason.as_deref().map(Cow::Borrowed),
        };
        // Texts and a number cannot fail to be written.
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    }

    /// Reads a line of the journal; `None` if it was torn or is of another version.
    pub fn parse(line: &[u8]) -> Option<Change> {
        let line: Line<'_> = serde_json::from_slice(line).ok()?;
        if (line.v, line.r#type) != (1, Change::TYPE) {
            return None;
        }
        let id = line.id.map(|id| id.parse()).transpose().ok()?;
        let Line { command, outcome, reason, .. } = line;
        let (command, outcome) = (command.into_owned(), outcome.into_owned());
        let reason = reason.map(Cow::into_owned);
        Some(Change { time: time::parse(&line.time)?, command, id, outcome, reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn change(reason: &str) -> Change {
        Change {
            time: time::parse("2026-11-22T12:00:00Z").expect("a valid time"),
            command: "rm-id".to_owned(),
            id: Some("abc".parse().expect("a valid id")),
            outcome: "removed".to_owned(),
            reason: Some(reason.to_owned()),
        }
    }

    #[test]
    fn a_change_is_one_line_with_its_keys_in_order() {
        assert_eq!(
            change("id").to_line(),
            "{\"v\":1,\"type\":\"change\",\"time\":\"2026-11-22T12:00:00.000000000Z\",\
             \"command\":\"rm-id\",\"id\":\"abc\",\"outcome\":\"removed\",\"reason\":\"id\"}\n"
        );
    }

    #[test]
    fn what_is_torn_or_of_another_version_is_no_change() {
        let line = change("id").to_line();
        for (right, wrong) in [
            ("\"v\":1", "\"v\":2"),
            ("change", "changes"),
            ("2026", "next"),
            ("\"abc\"", "\"../x\""),
            ("}", ""),
        ] {
            assert_eq!(Change::parse(line.replace(right, wrong).as_bytes()), None, "{wrong}");
        }
        let more = line.replace('}', ",\"more\":0}");
        assert_eq!(Change::parse(more.as_bytes()), Some(change("id")));
    }

    proptest! {
        #[test]
        fn any_change_is_one_line_that_reads_back_as_itself(reason: String) {
            let line = change(&reason).to_line();
            prop_assert_eq!(line.matches('\n').count(), 1);
            prop_assert_eq!(Change::parse(line.as_bytes()), Some(change(&reason)));
        }

        #[test]
        fn any_bytes_are_a_change_or_none_and_never_a_panic(bytes: Vec<u8>) {
            let _ = Change::parse(&bytes);
        }
    }
}
