//! The lineage of forks: a forest in which each session is below the one it was forked from.
//!
//! Nothing here recurses: a chain of forks can be as long as a store is large, and files can claim
//! anything, cycles among it.

mod links;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use crate::session::{id::SessionId, time::Time};
use links::Links;

/// A session of the store, as far as its lineage is concerned.
#[derive(Clone, Debug)]
pub(crate) struct Kin {
    pub(crate) id: SessionId,
    /// The parent that the file names. An empty one is none.
    pub(crate) parent: Option<Box<str>>,
    pub(crate) created_at: Option<Time>,
    pub(crate) last_used: Option<Time>,
    /// Set if the session is to be shown, and not only as an ancestor of another.
    pub(crate) is_selected: bool,
}

/// The sessions to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Selects the descendants of the selected sessions too.
    pub(crate) descendants: bool,
    /// Shows also the selected sessions that are no fork and have none.
    pub(crate) lone: bool,
}

/// The place of a session in the forest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It names no parent.
    Root,
    /// Its parent is above it.
    Fork,
    /// Its parent is not in the store.
    Orphan,
    /// Its ancestors lead back to it, so that it is put at the top.
    Cycle,
    /// It is not in the store, but its forks are.
    Missing,
}

/// A line of the forest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node<'k> {
    /// The index of the session; none for a missing one.
    pub(crate) kin: Option<usize>,
    /// The ID, or any text for a missing session.
    pub(crate) name: &'k str,
    pub(crate) origin: Origin,
    /// The number of lines above it that it descends from.
    pub(crate) depth: usize,
    /// The number of its ancestors in the store.
    pub(crate) ancestors: usize,
    /// Set if no sibling follows.
    pub(crate) is_last: bool,
    /// Set if it was selected, and is not only an ancestor.
    pub(crate) is_selected: bool,
}

/// The lines of a forest, and the number of selected sessions that have no lineage and are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forest<'k> {
    pub(crate) nodes: Vec<Node<'k>>,
    pub(crate) lone: usize,
}

/// Arranges `kin`, which must be sorted by ID and complete. The selected sessions are shown with their
/// ancestors: the tree that was used last comes first, and forks of one session in the order of their
/// creation.
pub(crate) fn arrange(kin: &[Kin], shown: Shown) -> Forest<'_> {
    let links = Links::of(kin);
    let down = links.top_down();
    let mut is_selected: Vec<bool> =
        (0..links.len()).map(|at| kin.get(at).is_some_and(|kin| kin.is_selected)).collect();
    if shown.descendants {
        for &at in &down {
            is_selected[at] |= links.parent(at).is_some_and(|parent| is_selected[parent]);
        }
    }
    let is_lone = |at: usize| {
        links.origin(at) == Origin::Root && links.children(at).is_empty() && is_selected[at]
    };
    let lone = (0..kin.len()).filter(|at| !shown.lone && is_lone(*at)).count();
    let mut is_visible: Vec<bool> =
        (0..links.len()).map(|at| is_selected[at] && (shown.lone || !is_lone(at))).collect();
    let mut newest: Vec<Option<Time>> =
        (0..links.len()).map(|at| kin.get(at).and_then(|kin| kin.last_used)).collect();
    for &at in down.iter().rev() {
        if let Some(parent) = links.parent(at).filter(|_| is_visible[at]) {
            is_visible[parent] = true;
            newest[parent] = newest[parent].max(newest[at]);
        }
    }
    let mut roots: Vec<usize> = links.roots().filter(|at| is_visible[*at]).collect();
    roots.sort_by_key(|at| (Reverse(newest[*at]), links.name(*at)));
    let mut nodes = Vec::new();
    // The last one of the stack is next.
    let mut stack: Vec<(usize, usize, bool)> =
        roots.into_iter().rev().map(|at| (at, 0, true)).collect();
    let mut is_below_missing = false;
    while let Some((at, depth, is_last)) = stack.pop() {
        if depth == 0 {
            is_below_missing = links.origin(at) == Origin::Missing;
        }
        nodes.push(Node {
            kin: (at < kin.len()).then_some(at),
            name: links.name(at),
            origin: links.origin(at),
            depth,
            ancestors: depth.saturating_sub(usize::from(is_below_missing)),
            is_last,
            is_selected: is_selected[at],
        });
        let children = links.children(at).iter().copied().filter(|at| is_visible[*at]);
        let last_first = children.collect::<Vec<_>>().into_iter().rev();
        stack.extend(last_first.enumerate().map(|(place, at)| (at, depth + 1, place == 0)));
    }
    Forest { nodes, lone }
}
