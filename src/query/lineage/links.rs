//! Who was forked from whom, without cycles.

use std::collections::BTreeSet;

use super::{Kin, Origin};

/// The links between sessions. Those in the store come first, by their index, and then the parents
/// that are missing.
pub(super) struct Links<'k> {
    kin: &'k [Kin],
    missing: Vec<&'k str>,
    parents: Vec<Option<usize>>,
    origins: Vec<Origin>,
    /// The children of all, those of one parent together and in the order of their creation.
    children: Vec<usize>,
    /// The start of the children of each, and at the end the end of the last ones.
    starts: Vec<usize>,
}

impl<'k> Links<'k> {
    /// Finds the parent of each of `kin`, which must be sorted by ID.
    pub(super) fn of(kin: &'k [Kin]) -> Links<'k> {
        let find = |name: &str| kin.binary_search_by(|kin| kin.id.as_str().cmp(name)).ok();
        let named = kin.iter().filter_map(|kin| kin.parent.as_deref());
        let missing: BTreeSet<&str> = named.filter(|name| find(name).is_none()).collect();
        let missing: Vec<&str> = missing.into_iter().collect();
        let link = |one: &Kin| {
            let Some(name) = one.parent.as_deref() else { return (None, Origin::Root) };
            match (find(name), missing.binary_search(&name)) {
                (Some(parent), _) => (Some(parent), Origin::Fork),
                (None, place) => (place.ok().map(|place| kin.len() + place), Origin::Orphan),
            }
        };
        let no_parent = missing.iter().map(|_| (None, Origin::Missing));
        let (mut parents, mut origins): (Vec<_>, Vec<_>) =
            kin.iter().map(link).chain(no_parent).unzip();
        for at in cycles(&parents) {
            (parents[at], origins[at]) = (None, Origin::Cycle);
        }
        let mut children: Vec<usize> =
            (0..parents.len()).filter(|at| parents[*at].is_some()).collect();
        // An unknown time comes last; equal ones stay in the order of IDs.
        children.sort_by_key(|at| {
            let created_at = kin[*at].created_at;
            (parents[*at], created_at.is_none(), created_at)
        });
        let start = |at| children.partition_point(|child| parents[*child] < Some(at));
        let starts = (0..=parents.len()).map(start).collect();
        Links { kin, missing, parents, origins, children, starts }
    }

    /// Returns the number of sessions, with the missing ones.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        self.parents[at]
    }

    pub(super) fn origin(&self, at: usize) -> Origin {
        self.origins[at]
    }

    pub(super) fn name(&self, at: usize) -> &'k str {
        match self.kin.get(at) {
            Some(kin) => kin.id.as_str(),
            None => self.missing[at - self.kin.len()],
        }
    }

    pub(super) fn children(&self, at: usize) -> &[usize] {
        &self.children[self.starts[at]..self.starts[at + 1]]
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|at| self.parents[*at].is_none())
    }

    /// Returns all, each after its parent.
    pub(super) fn top_down(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.roots().collect();
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            all.extend_from_slice(self.children(at));
            next += 1;
        }
        all
    }
}

/// Returns the member with the first ID of each cycle.
fn cycles(parents: &[Option<usize>]) -> Vec<usize> {
    /// The state of a session that was not visited yet.
    const NEW: usize = usize::MAX;
    // The start of the walk that visited it.
    let mut visited = vec![NEW; parents.len()];
    let mut cycles = Vec::new();
    for start in 0..parents.len() {
        let mut at = start;
        while visited[at] == NEW {
            visited[at] = start;
            match parents[at] {
                Some(parent) => at = parent,
                None => break,
            }
        }
        // The walk came back to itself: `at` is in a cycle.
        if visited[at] == start && parents[at].is_some() {
            let (mut first, end) = (at, at);
            while let Some(parent) = parents[at].filter(|parent| *parent != end) {
                at = parent;
                first = first.min(at);
            }
            cycles.push(first);
        }
    }
    cycles
}
