//! A journal entry: one change by one command, without any session content.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::session::{
    id::SessionId,
    time::{self, Time},
};

/// A change of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JournalEntry<'a> {
    /// When the command was started.
    pub(crate) time: Time,
    /// The command's name, as it is typed.
    pub(crate) command: Cow<'a, str>,
    /// The session, if the change was to one.
    pub(crate) id: Option<Cow<'a, SessionId>>,
    /// `removed`, `trashed`, `restored`, `created`, `replaced` or `repaired`; of a permanent removal
    /// also `removing`, before it is made, and then `failed` or `missing` if it was not.
    pub(crate) outcome: Cow<'a, str>,
    /// The rule that chose the session, or the code of the problem, if there is one.
    pub(crate) rule: Option<Cow<'a, str>>,
    /// The rule's argument, if it has one.
    pub(crate) rule_value: Option<Cow<'a, str>>,
}

/// The JSON record of an entry.
#[derive(Deserialize, Serialize)]
struct Line<'a> {
    v: u64,
    r#type: &'a str,
    time: Cow<'a, str>,
    command: Cow<'a, str>,
    id: Option<Cow<'a, str>>,
    outcome: Cow<'a, str>,
    rule: Option<Cow<'a, str>>,
    rule_value: Option<Cow<'a, str>>,
}

impl JournalEntry<'_> {
    /// The `type` of the record.
    pub(crate) const TYPE: &'static str = "change";

    /// Appends the record as one line.
    pub(crate) fn write(&self, lines: &mut Vec<u8>) {
        let line = Line {
            v: 1,
            r#type: JournalEntry::TYPE,
            time: time::exact(self.time).into(),
            command: (*self.command).into(),
            id: self.id.as_ref().map(|id| id.as_str().into()),
            outcome: (*self.outcome).into(),
            rule: self.rule.as_deref().map(Cow::Borrowed),
            rule_value: self.rule_value.as_deref().map(Cow::Borrowed),
        };
        // Writing texts and a number to memory cannot fail.
        let _ = serde_json::to_writer(&mut *lines, &line);
        lines.push(b'\n');
    }

    /// Parses a line of the journal. Returns `None` if it is torn, is of another version, or has an
    /// outcome or a rule that is not a machine word.
    pub(crate) fn parse(line: &[u8]) -> Option<JournalEntry<'static>> {
        let line: Line<'_> = serde_json::from_slice(line).ok()?;
        let are_words = is_word(&line.outcome) && line.rule.as_deref().is_none_or(is_word);
        if (line.v, line.r#type) != (1, JournalEntry::TYPE) || !are_words {
            return None;
        }
        let id = line.id.map(|id| id.parse().map(Cow::Owned)).transpose().ok()?;
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let (command, outcome) = (owned(line.command), owned(line.outcome));
        let (rule, rule_value) = (line.rule.map(owned), line.rule_value.map(owned));
        Some(JournalEntry {
            time: time::parse(&line.time)?,
            command,
            id,
            outcome,
            rule,
            rule_value,
        })
    }
}

/// Returns whether `text` is a machine word, in `snake_case`.
fn is_word(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('_').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(change: &JournalEntry<'_>) -> String {
        let mut line = Vec::new();
        change.write(&mut line);
        String::from_utf8(line).expect("a line is text")
    }

    fn change(value: &str) -> JournalEntry<'_> {
        JournalEntry {
            time: time::parse("2026-11-22T12:00:00Z").expect("a valid time"),
            command: "rm-id".into(),
            id: Some(Cow::Owned("abc".parse().expect("a valid id"))),
            outcome: "removed".into(),
            rule: Some("older_than".into()),
            rule_value: Some(value.into()),
        }
    }

    #[test]
    fn a_change_is_one_line_with_its_keys_in_order() {
        assert_eq!(
            line(&change("30d")),
            "{\"v\":1,\"type\":\"change\",\"time\":\"2026-11-22T12:00:00.000000000Z\",\
             \"command\":\"rm-id\",\"id\":\"abc\",\"outcome\":\"removed\",\"rule\":\"older_than\",\
             \"rule_value\":\"30d\"}\n"
        );
    }

    #[test]
    fn what_is_torn_or_of_another_version_is_no_change() {
        let line = line(&change("30d"));
        for (right, wrong) in [
            ("\"v\":1", "\"v\":2"),
            ("change", "changes"),
            ("2026", "next"),
            ("\"abc\"", "\"../x\""),
            ("\"removed\"", "\"Removed now\""),
            ("older_than", "older-than"),
            ("}", ""),
        ] {
            assert_eq!(JournalEntry::parse(line.replace(right, wrong).as_bytes()), None, "{wrong}");
        }
        let more = line.replace('}', ",\"more\":0}");
        assert_eq!(JournalEntry::parse(more.as_bytes()), Some(change("30d")));
    }

    proptest! {
        #[test]
        fn any_change_is_one_line_that_reads_back_as_itself(value: String) {
            let line = line(&change(&value));
            prop_assert_eq!(line.matches('\n').count(), 1);
            prop_assert_eq!(JournalEntry::parse(line.as_bytes()), Some(change(&value)));
        }

        #[test]
        fn any_bytes_are_a_change_or_none_and_never_a_panic(bytes: Vec<u8>) {
            let _ = JournalEntry::parse(&bytes);
        }
    }
}
