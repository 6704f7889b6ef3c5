//! What a prune removes, and why.

use std::fmt;

use super::{age::Age, filter::Filter, session::Session, time::Time};

/// The rule by which sessions are too old to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The age that the person gave with `--older-than`.
    OlderThan(Age),
    /// The age that `session.retention_days` configures.
    Retention(Age),
    /// `session.retention_days: 0`: everything is kept for ever.
    KeepForEver,
}

/// A prune's whole policy: what it looks at, and what of that it removes.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Only these are looked at; the others are kept.
    pub filter: Filter,
    /// What of those goes.
    pub rule: Rule,
    /// The moment from which ages are counted.
    pub now: Time,
}

impl Policy {
    /// Whether the policy removes this session.
    pub fn removes(&self, session: &Session<'_>) -> bool {
        let is_old = |age: &Age| age.is_exceeded(session.last_used, self.now);
        self.filter.matches(session) && self.rule.age().is_some_and(is_old)
    }
}

impl Rule {
    /// The age beyond which this rule removes; `None` if it removes nothing.
    pub fn age(&self) -> Option<&Age> {
        match self {
            Rule::OlderThan(age) | Rule::Retention(age) => Some(age),
            Rule::KeepForEver => None,
        }
    }
}

impl fmt::Display for Rule {
    /// The words of a record's `reason`; they stay the same within a version of the contract.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::OlderThan(age) => write!(f, "older-than {age}"),
            Rule::Retention(age) => write!(f, "retention {age}"),
            Rule::KeepForEver => f.write_str("retention 0"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(rule: Rule) -> Policy {
        let now = crate::model::time::parse("2026-11-22T12:00:00Z").expect("a valid time");
        Policy { filter: Filter { backend: Some("codex".to_owned()), status: None }, rule, now }
    }

    fn removes(policy: &Policy, json: &str) -> bool {
        policy.removes(&Session::parse(json.as_bytes()).expect("a session"))
    }

    #[test]
    fn only_old_sessions_of_the_selection_go() {
        let policy = policy(Rule::OlderThan("30d".parse().expect("an age")));
        assert!(removes(&policy, r#"{"backend":"codex","last_used":"2026-10-01T00:00:00Z"}"#));
        assert!(!removes(&policy, r#"{"backend":"codex","last_used":"2026-11-01T00:00:00Z"}"#));
        assert!(!removes(&policy, r#"{"backend":"claude","last_used":"2026-10-01T00:00:00Z"}"#));
    }

    #[test]
    fn a_session_whose_last_use_is_unknown_or_in_the_future_is_never_old() {
        let policy = policy(Rule::Retention(Age::days(1).expect("an age")));
        for time in ["0001-01-01T00:00:00Z", "whenever", "2999-01-01T00:00:00Z"] {
            assert!(!removes(&policy, &format!(r#"{{"backend":"codex","last_used":"{time}"}}"#)));
        }
        assert!(!removes(&policy, r#"{"backend":"codex"}"#));
    }

    #[test]
    fn keeping_for_ever_removes_nothing() {
        let policy = policy(Rule::KeepForEver);
        assert!(!removes(&policy, r#"{"backend":"codex","last_used":"1970-01-01T00:00:00Z"}"#));
    }

    #[test]
    fn reasons_are_words_that_stay() {
        let age = || "30".parse::<Age>().expect("an age");
        assert_eq!(Rule::OlderThan(age()).to_string(), "older-than 30d");
        assert_eq!(Rule::Retention(age()).to_string(), "retention 30d");
    }
}
