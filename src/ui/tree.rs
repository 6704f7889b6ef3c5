//! Lays out a tree: lines that connect parents and children, aligned cells, and a title.

use super::{
    format::{cut, width},
    style::{Role, Styles},
};

/// The number of levels that are drawn. Those of a deeper line are left out after the first ones,
/// so that a long chain has no longer lines than a short one.
const MOST_LEVELS: usize = 20;

/// The least width of the title, for which cells are left out.
const LEAST_TITLE: usize = 24;

/// The spaces between two cells.
const GAP: &str = "  ";

/// A line of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Branch<'a> {
    /// The number of levels above it.
    pub(crate) depth: usize,
    /// Set if no sibling follows.
    pub(crate) is_last: bool,
    /// The name and the number of its first bytes that are its own.
    pub(crate) name: (&'a str, usize),
    /// Cells, each with its style; on a narrow terminal the first ones are left out.
    pub(crate) cells: Vec<(&'a str, Option<Role>)>,
    pub(crate) title: &'a str,
    /// Set if the title is not what was asked for.
    pub(crate) is_dim: bool,
}

/// Lays out `branches`, each after its parent. With `limit` no line is wider than that. All texts must
/// be sanitised.
pub(crate) fn render<'a>(
    branches: &'a [Branch<'a>],
    limit: Option<usize>,
    styles: Styles,
) -> impl Iterator<Item = String> + 'a {
    let levels = limit.map_or(MOST_LEVELS, |limit| (limit / 10).clamp(1, MOST_LEVELS));
    let guides = guides(branches, levels);
    let names = branches.iter().zip(&guides);
    let name_widths = names.map(|(branch, guide)| width(guide) + width(branch.name.0));
    let widest_name =
        name_widths.max().unwrap_or(0).min(limit.map_or(usize::MAX, |limit| limit / 2));
    let count = branches.first().map_or(0, |branch| branch.cells.len());
    let widest = |at: usize| branches.iter().map(|branch| width(branch.cells[at].0)).max();
    let widths: Vec<usize> = (0..count).map(|at| widest(at).unwrap_or(0)).collect();
    let needed = |from: usize| {
        widest_name + widths[from..].iter().map(|width| width + GAP.len()).sum::<usize>()
    };
    let fits =
        |from: &usize| limit.is_none_or(|limit| needed(*from) + GAP.len() + LEAST_TITLE <= limit);
    let from = (0..count).find(fits).unwrap_or(count);
    branches.iter().zip(guides).map(move |(branch, guide)| {
        let mut line = Line { text: String::new(), room: limit.unwrap_or(usize::MAX), styles };
        line.push(Some(Role::Dim), &guide);
        let (own, rest) =
            branch.name.0.split_at_checked(branch.name.1).unwrap_or((branch.name.0, ""));
        line.push(Some(Role::Unique), own);
        line.push(Some(Role::Rest), rest);
        line.pad(widest_name.saturating_sub(width(&guide) + width(branch.name.0)));
        for ((cell, role), width) in branch.cells.iter().zip(&widths).skip(from) {
            line.push(None, GAP);
            line.push(*role, cell);
            line.pad(width - self::width(cell));
        }
        line.push(None, GAP);
        line.push(branch.is_dim.then_some(Role::Dim), branch.title);
        line.text.truncate(line.text.trim_end_matches(' ').len());
        line.text.push('\n');
        line.text
    })
}

/// Returns the lines before the name of each branch, of at most this many levels.
fn guides(branches: &[Branch<'_>], levels: usize) -> Vec<String> {
    // For each level down to the branch, whether the path there ends at a last sibling.
    let mut path: Vec<bool> = Vec::new();
    let guide = |branch: &Branch<'_>| {
        path.truncate(branch.depth);
        path.push(branch.is_last);
        // The root has no guide.
        let mut guide = String::new();
        let first = path.len().saturating_sub(levels).max(1);
        if first > 1 {
            guide = format!("…{} ", first - 1);
        }
        for (at, is_last) in path.iter().enumerate().skip(first) {
            guide.push_str(match (at == branch.depth, is_last) {
                (true, true) => "└─ ",
                (true, false) => "├─ ",
                (false, true) => "   ",
                (false, false) => "│  ",
            });
        }
        guide
    };
    branches.iter().map(guide).collect()
}

/// A line in the making, which is cut where no room is left.
struct Line {
    text: String,
    room: usize,
    styles: Styles,
}

impl Line {
    fn push(&mut self, role: Option<Role>, text: &str) {
        let shown = cut(text, self.room);
        self.room -= width(&shown).min(self.room);
        match role {
            Some(role) => self.text.push_str(&self.styles.paint(role, &shown).to_string()),
            None => self.text.push_str(&shown),
        }
    }

    fn pad(&mut self, columns: usize) {
        let columns = columns.min(self.room);
        self.room -= columns;
        self.text.extend(std::iter::repeat_n(' ', columns));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn branch(depth: usize, is_last: bool, title: &str) -> Branch<'_> {
        let cells = vec![("claude", None), ("2 hours ago", None)];
        Branch { depth, is_last, name: ("abcd", 2), cells, title, is_dim: false }
    }

    fn tree(branches: &[Branch<'_>], limit: Option<usize>) -> String {
        render(branches, limit, Styles::default()).collect()
    }

    #[test]
    fn lines_connect_parents_and_children() {
        let branches = [
            branch(0, true, "root"),
            branch(1, false, "first"),
            branch(2, true, "deep"),
            branch(1, true, "last"),
            branch(2, true, "deep"),
        ];
        assert_eq!(
            tree(&branches, None),
            "abcd        claude  2 hours ago  root\n\
             ├─ abcd     claude  2 hours ago  first\n\
             │  └─ abcd  claude  2 hours ago  deep\n\
             └─ abcd     claude  2 hours ago  last\n   \
                └─ abcd  claude  2 hours ago  deep\n"
        );
    }

    #[test]
    fn a_narrow_tree_leaves_out_cells_before_the_title() {
        let branches = [branch(0, true, "a title of some length, and more"), branch(1, true, "b")];
        assert_eq!(
            tree(&branches, Some(46)),
            "abcd     2 hours ago  a title of some length,…\n└─ abcd  2 hours ago  b\n"
        );
        assert_eq!(tree(&branches, Some(20)), "abcd     a title of…\n└─ abcd  b\n");
    }

    #[test]
    fn a_deep_branch_says_how_many_levels_are_left_out() {
        let branches: Vec<_> = (0..30).map(|depth| branch(depth, true, "t")).collect();
        let shown = tree(&branches, None);
        assert!(shown.lines().all(|line| width(line) < 105), "{shown}");
        assert!(shown.lines().last().is_some_and(|line| line.starts_with("…9  ")), "{shown}");
    }

    proptest! {
        #[test]
        fn every_line_fits_whatever_the_tree(
            steps in prop::collection::vec((0_usize..40, any::<bool>(), "\\PC{0,40}"), 1..20),
            limit in 1_usize..120,
        ) {
            let mut depth = 0;
            let branches: Vec<_> = steps
                .iter()
                .map(|(step, is_last, title)| {
                    depth = if *step > depth { depth + 1 } else { *step };
                    branch(depth, *is_last, title)
                })
                .collect();
            for line in render(&branches, Some(limit), Styles::default()) {
                prop_assert!(width(line.trim_end_matches('\n')) <= limit, "{line}");
            }
        }
    }
}
