//! What a prune removes, and why.
//!
//! A rule says what goes by itself, keeps hold some of that back, a limit on the size takes the
//! oldest of what is left. The meaning of the keeps is that of restic.

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
pub(crate) use size::Size;

use crate::{
    edit::pin,
    query::filter::Filter,
    session::{
        Session,
        age::Age,
        time::{Calendar, Time},
    },
};

/// A prune's whole policy: what it looks at, and what of that it removes.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// Only these are looked at; the others are kept.
    pub(crate) filter: Filter,
    /// What of those goes unless a keep holds it; `None`: all, if there are keeps, else nothing.
    pub(crate) rule: Option<Rule>,
    /// What is held back, each by itself.
    pub(crate) keeps: Vec<Keep>,
    /// How large what is kept of a group may be; the oldest of it goes.
    pub(crate) max_total: Option<Size>,
    /// How the sessions are divided before keeps and the limit are applied to each group.
    pub(crate) group_by: GroupBy,
    /// Whether keeps and the limit may leave nothing of a group.
    pub(crate) may_keep_nothing: bool,
    /// The moment from which ages are counted.
    pub(crate) now: Time,
    /// On which day a moment is.
    pub(crate) calendar: Calendar,
}

/// What a policy needs to know of a session.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// When it was last used.
    pub(crate) last_used: Option<Time>,
    /// The size of its file.
    pub(crate) bytes: usize,
    /// Whether it is pinned, and so never removed.
    pub(crate) is_pinned: bool,
    /// Its tags, if the policy asks for any.
    pub(crate) tags: Vec<String>,
    /// Which group it is in.
    pub(crate) group: Group,
}

impl Policy {
    /// The age that every session has exceeded which this removes, where there is one.
    pub(crate) fn age(&self) -> Option<&Age> {
        self.rule.as_ref().filter(|_| self.max_total.is_none()).and_then(Rule::age)
    }

    /// Whether each session is judged without a look at the others.
    pub(crate) fn is_simple(&self) -> bool {
        self.keeps.is_empty() && self.max_total.is_none()
    }

    /// What the policy needs to know of a session whose file has this size; `None` if it does not
    /// look at the session.
    pub(crate) fn candidate(&self, session: &Session<'_>, bytes: usize) -> Option<Candidate> {
        if !self.filter.matches(session) {
            return None;
        }
        let asks_for_tags = self.keeps.iter().any(|keep| matches!(keep, Keep::Tags(_)));
        let tags = if asks_for_tags { &session.tags[..] } else { &[] };
        Some(Candidate {
            last_used: session.last_used,
            bytes,
            is_pinned: pin::is_pinned(session),
            tags: tags.iter().map(|tag| tag.clone().into_owned()).collect(),
            group: self.group_by.group(session),
        })
    }
}
