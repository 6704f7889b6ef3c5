//! Forests of any links: each session once, below its parent, whatever the files say.

use super::*;
use proptest::prelude::*;

/// Returns a session that was created, and used, at this minute.
fn kin(id: &str, parent: &str, minute: u32) -> Kin {
    let time = crate::session::time::parse(&format!("2026-11-22T10:{minute:02}:00Z"));
    Kin {
        id: id.parse().expect("an id"),
        parent: Some(parent).filter(|parent| !parent.is_empty()).map(Into::into),
        created_at: time,
        last_used: time,
        is_selected: true,
    }
}

/// Returns the lines of a forest: the depth as dots, the name, and a mark for its origin.
fn lines(kin: &[Kin], shown: Shown) -> Vec<String> {
    let line = |node: &Node<'_>| {
        let mark = match node.origin {
            Origin::Root | Origin::Fork => "",
            Origin::Orphan => "?",
            Origin::Cycle => "@",
            Origin::Missing => "!",
        };
        let dim = if node.is_selected { "" } else { "~" };
        format!("{}{dim}{}{mark}", ".".repeat(node.depth), node.name)
    };
    arrange(kin, shown).nodes.iter().map(line).collect()
}

#[test]
fn the_tree_used_last_is_first_and_forks_are_in_the_order_of_creation() {
    let all = [
        kin("a", "", 1),
        kin("b", "a", 5),
        kin("c", "a", 4),
        kin("d", "b", 6),
        kin("e", "", 7),
        kin("f", "e", 2),
        kin("g", "", 50),
    ];
    assert_eq!(lines(&all, Shown::default()), ["e", ".f", "a", ".c", ".b", "..d"]);
    assert_eq!(arrange(&all, Shown::default()).lone, 1);
    let with_lone = Shown { lone: true, ..Shown::default() };
    assert_eq!(lines(&all, with_lone), ["g", "e", ".f", "a", ".c", ".b", "..d"]);
}

#[test]
fn forks_of_one_missing_parent_are_together() {
    let all = [kin("a", "x", 1), kin("b", "a", 2), kin("c", "x", 3), kin("d", "y", 4)];
    let expected = ["y!", ".d?", "x!", ".a?", "..b", ".c?"];
    let forest = lines(&all, Shown::default());
    assert_eq!(forest.iter().map(|line| line.replace('~', "")).collect::<Vec<_>>(), expected);
    let depths: Vec<_> =
        arrange(&all, Shown::default()).nodes.iter().map(|node| node.ancestors).collect();
    assert_eq!(depths, [0, 0, 0, 0, 1, 0]);
}

#[test]
fn a_cycle_is_cut_at_its_first_id() {
    let all =
        [kin("a", "b", 1), kin("b", "c", 2), kin("c", "a", 3), kin("d", "b", 4), kin("e", "e", 5)];
    assert_eq!(lines(&all, Shown::default()), ["e@", "a@", ".c", "..b", "...d"]);
}

#[test]
fn what_is_selected_is_shown_with_its_ancestors() {
    let mut all =
        [kin("a", "", 1), kin("b", "a", 2), kin("c", "b", 3), kin("d", "b", 4), kin("e", "d", 5)];
    for kin in &mut all {
        kin.is_selected = kin.id.as_str() == "d";
    }
    assert_eq!(lines(&all, Shown::default()), ["~a", ".~b", "..d"]);
    let descendants = Shown { descendants: true, ..Shown::default() };
    assert_eq!(lines(&all, descendants), ["~a", ".~b", "..d", "...e"]);
}

#[test]
fn a_chain_as_long_as_a_store_is_arranged() {
    let id = |number: usize| format!("s{number:06}");
    let chain: Vec<Kin> = (0..100_000)
        .map(|number: usize| {
            kin(&id(number), &number.checked_sub(1).map(id).unwrap_or_default(), 0)
        })
        .collect();
    let forest = arrange(&chain, Shown::default());
    assert_eq!(forest.nodes.last().map(|node| node.depth), Some(99_999));
    // The same chain, bitten into its own tail.
    let mut ring = chain;
    ring[0].parent = Some(id(99_999).into());
    assert_eq!(arrange(&ring, Shown::default()).nodes.len(), 100_000);
}

proptest! {
    #[test]
    fn every_session_is_there_once_and_below_its_parent(
        links in prop::collection::vec((0_usize..12, 0_u32..60, any::<bool>()), 1..10),
        descendants: bool,
    ) {
        let name = |number: usize| format!("s{number:02}");
        let kin: Vec<Kin> = links
            .iter()
            .enumerate()
            .map(|(number, (parent, minute, is_selected))| {
                // Those beyond the last are missing, and one number is no parent.
                let parent = if *parent == 11 { String::new() } else { name(*parent) };
                Kin { is_selected: *is_selected, ..self::kin(&name(number), &parent, *minute) }
            })
            .collect();
        let forest = arrange(&kin, Shown { descendants, lone: true });
        let mut path: Vec<&str> = Vec::new();
        let mut seen = Vec::new();
        for node in &forest.nodes {
            prop_assert!(node.depth <= path.len());
            path.truncate(node.depth);
            if let Some(at) = node.kin {
                prop_assert!(!seen.contains(&at));
                seen.push(at);
                if matches!(node.origin, Origin::Fork | Origin::Orphan) {
                    prop_assert_eq!(path.last().copied(), kin[at].parent.as_deref());
                }
            }
            path.push(node.name);
        }
        for (at, kin) in kin.iter().enumerate().filter(|(_, kin)| kin.is_selected) {
            prop_assert!(seen.contains(&at), "{}", kin.id);
        }
    }
}
