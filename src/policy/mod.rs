//! Retention policies: which sessions a prune removes, and why.
//!
//! A rule selects sessions to remove, keeps protect some of them, and a size limit removes the
//! oldest of the rest. The keeps have the semantics of restic.

pub(crate) mod evaluate;
mod group;
mod keep;
mod reason;
mod rule;
mod size;
#[cfg(test)]
mod tests;

pub(crate) use evaluate::Verdict;
pub(crate) use group::{Group, GroupBy};
pub(crate) use keep::{Count, Keep, Tags};
pub(crate) use reason::Reason;
pub(crate) use rule::Rule;
pub(crate) use size::{Size, amount};

use crate::{
    edit::pin,
    query::filter::Filter,
    session::{
        Session,
        age::Age,
        time::{Calendar, Time},
    },
};

/// A complete retention policy.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// Selects the sessions that the policy applies to. All others are kept.
    pub(crate) filter: Filter,
    /// The rule that selects sessions to remove. Without one, the policy removes every session that
    /// no keep protects, or nothing if there are no keeps either.
    pub(crate) rule: Option<Rule>,
    /// The keeps, each evaluated on its own.
    pub(crate) keeps: Vec<Keep>,
    /// The maximum total size of the sessions kept in a group.
    pub(crate) max_total: Option<Size>,
    pub(crate) group_by: GroupBy,
    /// Set if keeps and the size limit may remove every session of a group.
    pub(crate) may_keep_nothing: bool,
    /// The time from which ages are counted.
    pub(crate) now: Time,
    /// Maps a time to its day.
    pub(crate) calendar: Calendar,
}

/// The properties of a session that policies use.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) last_used: Option<Time>,
    /// The size of the session file.
    pub(crate) bytes: usize,
    /// Set for pinned sessions, which no policy removes.
    pub(crate) is_pinned: bool,
    /// The session's tags, if the policy uses tags.
    pub(crate) tags: Vec<String>,
    pub(crate) group: Group,
}

impl Policy {
    /// Returns the age limit, if age alone decides.
    pub(crate) fn age(&self) -> Option<&Age> {
        self.rule.as_ref().filter(|_| self.max_total.is_none()).and_then(Rule::age)
    }

    /// Returns whether the verdict on a session never depends on other sessions.
    pub(crate) fn is_simple(&self) -> bool {
        self.keeps.is_empty() && self.max_total.is_none()
    }

    /// Returns the properties of a session that the policy uses. `bytes` is the size of its file.
    pub(crate) fn candidate(&self, session: &Session<'_>, bytes: usize) -> Candidate {
        let needs_tags = self.keeps.iter().any(|keep| matches!(keep, Keep::Tags(_)));
        let tags = if needs_tags { &session.tags[..] } else { &[] };
        Candidate {
            last_used: session.last_used,
            bytes,
            is_pinned: pin::is_pinned(session),
            tags: tags.iter().map(|tag| tag.clone().into_owned()).collect(),
            group: self.group_by.group(session),
        }
    }
}
