//! Why a policy removes or keeps a session, in words that stay.

use std::fmt;

use super::{Keep, Rule, Size};

/// Why a policy removes or keeps a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'p> {
    /// Kept: it is pinned.
    Pinned,
    /// Kept: when it was last used is unknown, or was never set.
    UnknownTime,
    /// Kept: it was last used at a moment that is yet to come.
    Future,
    /// The rule by itself: removed by an age or by `--all`, kept by a retention of 0.
    Rule(&'p Rule),
    /// Kept: it is not as old as the rule asks for.
    Within(&'p Rule),
    /// Kept: this holds it.
    Keep(&'p Keep),
    /// Kept: it is the oldest of its group, and this still had a place for it.
    Oldest(&'p Keep),
    /// Removed: none of the keeps holds it.
    NotKept,
    /// Removed: with it the group would be too large.
    MaxTotal(Size),
    /// Kept: the group is not too large with it, and nothing else was asked for.
    WithinMaxTotal(Size),
}

impl fmt::Display for Reason<'_> {
    /// The words of a record's `reason`; they stay the same within a version of the contract.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Pinned => f.write_str("pinned"),
            Reason::UnknownTime => f.write_str("unknown-time"),
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
    fn reasons_are_words_that_stay() {
        let age = || "30".parse().expect("an age");
        let (older, retention) = (Rule::OlderThan(age()), Rule::Retention(age()));
        let count = |text: &str| text.parse().expect("a count");
        let tags = |text: &str| Keep::Tags(text.parse().expect("tags"));
        let size = "1K".parse().expect("a size");
        for (reason, words) in [
            (Reason::Pinned, "pinned"),
            (Reason::UnknownTime, "unknown-time"),
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
}
