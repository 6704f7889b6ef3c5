//! Decides how wide the columns of a table are, and which of them are shown.

use super::{
    column::{Column, Look},
    table::GAP,
};

/// Minimum width of titles on a terminal. Other columns make room for it.
const LEAST_TITLE: usize = 24;

/// The room for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// A pipe: the format of the reference page. Columns have minimum widths, and nothing is cut.
    Page,
    /// A terminal of this width. Columns are dropped and cells cut to fit.
    Within(usize),
    /// A terminal of this width, which lines may exceed if the columns do not fit: none is dropped.
    Around(usize),
    /// A terminal on which nothing is cut.
    Unlimited,
}

impl Room {
    /// Returns the width that a cell can have at most.
    pub(crate) fn widest(self) -> usize {
        match self {
            Room::Within(width) | Room::Around(width) => width,
            Room::Page | Room::Unlimited => usize::MAX,
        }
    }

    /// Returns whether strange values are cut, so that they do not widen every row.
    pub(super) fn is_cut(self) -> bool {
        matches!(self, Room::Within(_) | Room::Around(_))
    }
}

/// The widths of the columns.
#[derive(Debug)]
pub(super) struct Layout {
    /// The width of each column; `None` if it is dropped. That of the last one is not used.
    pub(super) widths: Vec<Option<usize>>,
    /// The maximum width of a line.
    pub(super) limit: usize,
}

impl Layout {
    /// Lays out `columns`, whose widest cells, headings included, have these widths.
    pub(super) fn new(columns: &[Column], widest: &[usize], room: Room) -> Layout {
        let natural = columns.iter().zip(widest);
        let (capped, limit) = match room {
            Room::Page => {
                let widths = natural.map(|(column, widest)| column.least.max(*widest));
                return Layout { widths: widths.map(Some).collect(), limit: usize::MAX };
            }
            Room::Unlimited => return Layout::natural(widest, usize::MAX),
            Room::Around(limit) if Layout::natural(widest, limit).is_fitting(columns) => {
                return Layout::natural(widest, limit);
            }
            Room::Within(limit) | Room::Around(limit) => {
                let capped = natural.map(|(column, widest)| column.most(limit).min(*widest));
                (capped.map(Some).collect::<Vec<_>>(), limit)
            }
        };
        let mut layout = Layout { widths: capped, limit };
        while !layout.is_fitting(columns) {
            let shown = layout.widths.iter().enumerate().filter(|(_, width)| width.is_some());
            let ranked = shown.filter_map(|(at, _)| Some((columns[at].dropped?, at)));
            match ranked.min() {
                Some((_, at)) if matches!(room, Room::Within(_)) => layout.widths[at] = None,
                _ => break,
            }
        }
        if matches!(room, Room::Around(_)) && !layout.is_fitting(columns) {
            layout.limit = usize::MAX;
        }
        layout
    }

    fn natural(widest: &[usize], limit: usize) -> Layout {
        Layout { widths: widest.iter().copied().map(Some).collect(), limit }
    }

    /// Returns whether the last column has enough room.
    fn is_fitting(&self, columns: &[Column]) -> bool {
        let (Some(last), [before @ .., _]) = (columns.last(), &self.widths[..]) else {
            return true;
        };
        let used: usize = before.iter().flatten().map(|width| width + GAP).sum();
        let needed = if last.look == Look::Title { LEAST_TITLE } else { last.least };
        used + needed <= self.limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 4] = [
        Column::new("ID", 8).looks(Look::Id),
        Column::new("BACKEND", 8).looks(Look::Word).dropped(2),
        Column::new("TOKENS", 11).looks(Look::Number).dropped(1),
        Column::new("TITLE", 0).looks(Look::Title),
    ];

    fn widths(widest: [usize; 4], room: Room) -> [Option<usize>; 3] {
        let layout = Layout::new(&COLUMNS, &widest, room);
        [layout.widths[0], layout.widths[1], layout.widths[2]]
    }

    #[test]
    fn in_a_pipe_columns_have_their_minimum_width_and_grow_without_limit() {
        assert_eq!(widths([5, 9, 6, 90], Room::Page), [Some(8), Some(9), Some(11)]);
    }

    #[test]
    fn on_a_terminal_columns_are_as_wide_as_their_content_up_to_a_limit() {
        assert_eq!(widths([8, 7, 6, 90], Room::Within(80)), [Some(8), Some(7), Some(6)]);
        assert_eq!(widths([8, 99, 6, 90], Room::Within(80)), [Some(8), Some(12), Some(6)]);
        assert_eq!(widths([99, 99, 6, 90], Room::Unlimited), [Some(99), Some(99), Some(6)]);
    }

    #[test]
    fn columns_are_dropped_in_their_order_until_a_title_fits() {
        assert_eq!(widths([8, 7, 6, 90], Room::Within(51)), [Some(8), Some(7), Some(6)]);
        assert_eq!(widths([8, 7, 6, 90], Room::Within(50)), [Some(8), Some(7), None]);
        assert_eq!(widths([8, 7, 6, 90], Room::Within(42)), [Some(8), None, None]);
        assert_eq!(widths([8, 7, 6, 90], Room::Within(5)), [Some(8), None, None]);
    }

    #[test]
    fn columns_that_a_person_named_are_not_dropped() {
        let layout = |width| Layout::new(&COLUMNS, &[8, 7, 6, 90], Room::Around(width));
        assert_eq!(layout(51).limit, 51);
        assert_eq!(layout(50).limit, usize::MAX);
        assert!(layout(50).widths.iter().all(Option::is_some));
    }
}
