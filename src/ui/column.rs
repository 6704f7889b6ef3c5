//! The columns of a table.

use super::{format::NOTHING, style::Role};

/// The kind of a column, which determines its style, its side and how it is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Text,
    /// A text of one short word, such as the name of a backend.
    Word,
    /// An abbreviated ID, which is never cut: a long one moves the rest of its own line.
    Id,
    Status,
    /// A number, which a terminal shows on the right side of its column.
    Number,
    /// Something less important, such as an age.
    Dim,
    /// A path, which is cut at its start.
    Path,
    /// A title, with the mark of a pinned session.
    Title,
}

impl Look {
    /// Returns the role of a cell.
    pub(super) fn role(self, text: &str) -> Option<Role> {
        match self {
            _ if text == NOTHING => Some(Role::Dim),
            Look::Status => Role::of_status(text),
            Look::Dim | Look::Path => Some(Role::Dim),
            Look::Text | Look::Word | Look::Id | Look::Number | Look::Title => None,
        }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) heading: &'static str,
    /// The minimum width in a pipe.
    pub(crate) least: usize,
    pub(crate) look: Look,
    /// The place in the order in which a terminal drops columns; `None` if it is always shown.
    pub(crate) dropped: Option<u8>,
}

impl Column {
    /// Returns a column of texts that is always shown.
    pub(crate) const fn new(heading: &'static str, least: usize) -> Column {
        Column { heading, least, look: Look::Text, dropped: None }
    }

    pub(crate) const fn looks(self, look: Look) -> Column {
        Column { look, ..self }
    }

    pub(crate) const fn dropped(self, place: u8) -> Column {
        Column { dropped: Some(place), ..self }
    }

    /// Returns the maximum width on a terminal of this width: a strange value must not widen every
    /// row.
    pub(super) fn most(&self, width: usize) -> usize {
        match self.look {
            Look::Path => width / 4,
            Look::Title => width / 2,
            Look::Id => usize::MAX,
            Look::Word | Look::Status => 12,
            Look::Text | Look::Number | Look::Dim => 24,
        }
        .max(self.heading.len())
    }
}
