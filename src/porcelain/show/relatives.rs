//! The parents and the forks of sessions.

use std::{borrow::Cow, collections::HashSet};

use crate::{
    context::Context,
    error::Error,
    plumbing::{cat_raw, ls_raw},
    query::{Query, order::Order},
    session::{fields, file::ParsedFile, id::SessionId, time::Time},
    ui::{columns, format},
};

/// The most columns of a relative's title.
const WIDEST_TITLE: usize = 50;

/// A session that another one was forked from or to.
#[derive(Clone, Debug)]
pub(crate) struct Relative {
    id: SessionId,
    parent: String,
    last_used: Option<Time>,
    /// The title or the first line of the prompt, sanitised.
    heading: String,
}

/// The parents and the forks of some sessions.
#[derive(Clone, Debug)]
pub(crate) struct Relatives(Vec<Relative>);

impl Relatives {
    /// Reads the parents and the forks of the sessions `ids`. Reads every session.
    pub(crate) fn of(ctx: &mut Context<'_>, ids: &[SessionId]) -> Result<Relatives, Error> {
        let parents = cat_raw::load(ctx, ids, |file| {
            file.session().ok().and_then(|session| session.parent_id.map(Cow::into_owned))
        })?;
        let parents: HashSet<String> = parents.into_iter().flatten().flatten().collect();
        let ids: HashSet<&str> = ids.iter().map(SessionId::as_str).collect();
        let now = ctx.now();
        let query = Query { order: Order::NEWEST_FIRST, ..Query::default() };
        let scan = ls_raw::select(ctx, &query, |parsed| {
            let parent = parsed.session.parent_id.as_deref().unwrap_or_default();
            let is_relative = ids.contains(parent) || parents.contains(parsed.file.id.as_str());
            is_relative.then(|| Relative::new(parsed, parent, now))
        })?;
        Ok(Relatives(scan.rows.into_iter().filter_map(|row| row.value).collect()))
    }

    /// Returns the session `id`, if it is one of them.
    pub(crate) fn find(&self, id: &str) -> Option<&Relative> {
        self.0.iter().find(|relative| relative.id.as_str() == id)
    }

    /// Returns the forks of the session `id`, most recently used first.
    pub(crate) fn forks(&self, id: &str) -> impl Iterator<Item = &Relative> {
        self.0.iter().filter(move |relative| relative.parent == id)
    }
}

impl Relative {
    fn new(parsed: ParsedFile<'_>, parent: &str, now: Time) -> Relative {
        let heading = const { fields::named("heading") };
        Relative {
            id: parsed.file.id.clone(),
            parent: parent.to_owned(),
            last_used: parsed.session.last_used,
            heading: columns::cell(heading, parsed, now, WIDEST_TITLE).into_owned(),
        }
    }

    /// Describes the session on a line: ID, age, title.
    pub(crate) fn line(&self, now: Time) -> String {
        format!("{}  {}  {}", self.id, format::time_ago(self.last_used, now), self.heading)
    }
}
