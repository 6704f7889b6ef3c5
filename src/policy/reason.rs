//! The reason why a session is removed or kept: a stable word for programs, and a text for people.

use std::fmt;

use super::{Keep, Rule, Size};
use crate::session::age::Age;

/// The reason why a session is removed or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason<'p> {
    /// Removed: its ID was given.
    Id,
    /// Kept: with `--atomic`, another session of the batch could not be removed.
    Atomic,
    /// Removed from the trash: it was there longer than `session.trash_days`.
    TrashDays(&'p Age),
    /// Kept: it is pinned.
    Pinned,
    /// Kept: the time of last use is unknown or was never set.
    UnknownTime,
    /// Kept: the time of last use is in the future.
    Future,
    /// Removed by an age or by `--all`, or kept by a retention of 0.
    Rule(&'p Rule),
    /// Kept: it has not reached the age limit.
    Within(&'p Rule),
    /// Kept: this keep protects it.
    Keep(&'p Keep),
    /// Kept: it is the oldest of its group, and the keep had slots left.
    Oldest(&'p Keep),
    /// Removed: no keep protects it.
    NotKept,
    /// Removed: with it, the group would exceed the size limit.
    MaxTotal(Size),
    /// Kept: the group is within the size limit, and the policy has no other condition.
    WithinMaxTotal(Size),
}

impl Reason<'_> {
    /// Returns the `rule` of a record: a `snake_case` word, stable within a version of the wire
    /// format.
    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Reason::Id => "id",
            Reason::Atomic => "atomic",
            Reason::TrashDays(_) => "trash_days",
            Reason::Pinned => "pinned",
            Reason::UnknownTime => "unknown_time",
            Reason::Future => "future",
            Reason::Rule(rule) | Reason::Within(rule) => rule.name(),
            Reason::Keep(keep) | Reason::Oldest(keep) => keep.name(),
            Reason::NotKept => "not_kept",
            Reason::MaxTotal(_) | Reason::WithinMaxTotal(_) => "max_total_bytes",
        }
    }

    /// Returns the `rule_value` of a record: the rule's argument, if any.
    pub(crate) fn value(&self) -> Option<String> {
        match self {
            Reason::TrashDays(age) => Some(age.to_string()),
            Reason::Rule(rule) | Reason::Within(rule) => rule.value(),
            Reason::Keep(keep) | Reason::Oldest(keep) => Some(keep.value()),
            Reason::MaxTotal(size) | Reason::WithinMaxTotal(size) => Some(size.to_string()),
            Reason::Id
            | Reason::Atomic
            | Reason::Pinned
            | Reason::UnknownTime
            | Reason::Future
            | Reason::NotKept => None,
        }
    }
}

impl fmt::Display for Reason<'_> {
    /// Writes the `reason` of a record, for people. The text is not part of the wire format.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Id => f.write_str("named by id"),
            Reason::Atomic => f.write_str("another session of the batch cannot be removed"),
            Reason::TrashDays(age) => write!(f, "in the trash for more than {age}"),
            Reason::Pinned => f.write_str("pinned"),
            Reason::UnknownTime => f.write_str("unknown time"),
            Reason::Future => f.write_str("future"),
            Reason::Rule(rule) => write!(f, "{rule}"),
            Reason::Within(rule @ Rule::OlderThan(_)) => write!(f, "not {rule}"),
            Reason::Within(rule) => write!(f, "within {rule}"),
            Reason::Keep(keep) => write!(f, "{keep}"),
            Reason::Oldest(keep) => write!(f, "{keep} oldest"),
            Reason::NotKept => f.write_str("not kept"),
            Reason::MaxTotal(size) => write!(f, "max-total-bytes {size}"),
            Reason::WithinMaxTotal(size) => write!(f, "within max-total-bytes {size}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_the_option_as_it_is_typed() {
        let age = || "30".parse().expect("an age");
        let (older, retention) = (Rule::OlderThan(age()), Rule::Retention(age()));
        let count = |text: &str| text.parse().expect("a count");
        let tags = |text: &str| Keep::Tags(text.parse().expect("tags"));
        let size = "1K".parse().expect("a size");
        for (reason, words) in [
            (Reason::Id, "named by id"),
            (Reason::Pinned, "pinned"),
            (Reason::UnknownTime, "unknown time"),
            (Reason::Future, "future"),
            (Reason::Rule(&older), "older-than 30d"),
            (Reason::Rule(&retention), "retention 30d"),
            (Reason::Rule(&Rule::KeepForEver), "retention 0"),
            (Reason::Rule(&Rule::All), "all"),
            (Reason::Within(&older), "not older-than 30d"),
            (Reason::Within(&retention), "within retention 30d"),
            (Reason::Keep(&Keep::Last(count("5"))), "keep-last 5"),
            (Reason::Keep(&Keep::Within(age())), "keep-within 30d"),
            (Reason::Keep(&Keep::Daily(count("unlimited"))), "keep-daily unlimited"),
            (Reason::Keep(&Keep::Weekly(count("04"))), "keep-weekly 4"),
            (Reason::Oldest(&Keep::Monthly(count("6"))), "keep-monthly 6 oldest"),
            (Reason::Keep(&tags("a,b")), "keep-tag a,b"),
            (Reason::Keep(&tags("")), "keep-tag ''"),
            (Reason::NotKept, "not kept"),
            (Reason::MaxTotal(size), "max-total-bytes 1024"),
            (Reason::WithinMaxTotal(size), "within max-total-bytes 1024"),
        ] {
            assert_eq!(reason.to_string(), words);
        }
    }

    #[test]
    fn a_rule_is_a_snake_case_word_and_its_value_the_argument() {
        let age = || "30".parse().expect("an age");
        let (older, retention) = (Rule::OlderThan(age()), Rule::Retention(age()));
        let last = Keep::Last("5".parse().expect("a count"));
        let monthly = Keep::Monthly("unlimited".parse().expect("a count"));
        let tags = |text: &str| Keep::Tags(text.parse().expect("tags"));
        let size = "1K".parse().expect("a size");
        for (reason, rule, value) in [
            (Reason::Id, "id", None),
            (Reason::Atomic, "atomic", None),
            (Reason::TrashDays(&age()), "trash_days", Some("30d")),
            (Reason::Pinned, "pinned", None),
            (Reason::UnknownTime, "unknown_time", None),
            (Reason::Future, "future", None),
            (Reason::Rule(&older), "older_than", Some("30d")),
            (Reason::Within(&older), "older_than", Some("30d")),
            (Reason::Within(&retention), "retention", Some("30d")),
            (Reason::Rule(&Rule::KeepForEver), "retention", Some("0")),
            (Reason::Rule(&Rule::All), "all", None),
            (Reason::Keep(&last), "keep_last", Some("5")),
            (Reason::Keep(&Keep::Within(age())), "keep_within", Some("30d")),
            (Reason::Oldest(&monthly), "keep_monthly", Some("unlimited")),
            (Reason::Keep(&tags("a,b")), "keep_tag", Some("a,b")),
            (Reason::Keep(&tags("")), "keep_tag", Some("")),
            (Reason::NotKept, "not_kept", None),
            (Reason::MaxTotal(size), "max_total_bytes", Some("1024")),
            (Reason::WithinMaxTotal(size), "max_total_bytes", Some("1024")),
        ] {
            assert_eq!((reason.rule(), reason.value().as_deref()), (rule, value));
        }
    }
}
