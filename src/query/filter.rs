//! Filters of sessions.

use super::{
    pattern::Pattern,
    place::{Directories, Gone},
    time_bound::TimeRange,
};
use crate::{
    edit::pin,
    session::{Session, status::Status},
};

/// A filter by properties; the default matches every session. A session must meet every condition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// The exact names of the backends, any of which matches; empty for all.
    pub(crate) backends: Vec<String>,
    /// The statuses, any of which matches; empty for all.
    pub(crate) statuses: Vec<Status>,
    /// The tags that a session must all have.
    pub(crate) tags: Vec<String>,
    /// The exact name of the model.
    pub(crate) model: Option<String>,
    /// The full ID of the session from which a session was forked.
    pub(crate) parent: Option<String>,
    pub(crate) is_pinned: bool,
    /// Matches sessions that clinvk can resume; see [`Session::is_resumable`].
    pub(crate) is_resumable: bool,
    pub(crate) last_used: TimeRange,
    pub(crate) created_at: TimeRange,
    /// The places of the working directory.
    pub(crate) directories: Option<Directories>,
    /// The patterns, each of which some text of the session must match.
    pub(crate) patterns: Vec<Pattern>,
    /// Matches sessions whose working directory no longer exists.
    pub(crate) gone: Option<Gone>,
    /// The filter as one would type it.
    pub(crate) text: String,
}

impl Filter {
    /// Returns whether the filter has no condition.
    pub(crate) fn is_everything(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns whether the session passes the filter. The conditions that cost least come first.
    pub(crate) fn matches(&self, session: &Session<'_>) -> bool {
        let is = |wanted: Option<&str>, actual: Option<&str>| wanted.is_none() || wanted == actual;
        let has_tag = |tag: &String| session.tags.iter().any(|its| its == tag);
        let backend = session.backend.as_deref();
        let status = session.status.as_deref();
        let working_dir = session.working_dir.as_deref().unwrap_or_default();
        (self.backends.is_empty() || self.backends.iter().any(|one| Some(&**one) == backend))
            && (self.statuses.is_empty()
                || self.statuses.iter().any(|one| Some(one.as_str()) == status))
            && is(self.model.as_deref(), session.model.as_deref())
            && is(self.parent.as_deref(), session.parent_id.as_deref())
            && self.last_used.contains(session.last_used)
            && self.created_at.contains(session.created_at)
            && (!self.is_resumable || session.is_resumable())
            && (!self.is_pinned || pin::is_pinned(session))
            && self.tags.iter().all(has_tag)
            && self.directories.as_ref().is_none_or(|places| places.contain(working_dir))
            && self.patterns.iter().all(|pattern| pattern.matches(session))
            && self.gone.as_ref().is_none_or(|gone| gone.contains(working_dir))
    }
}

#[cfg(test)]
mod tests;
