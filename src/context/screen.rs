//! The places where a command shows tables: standard output and standard error.

use super::Context;
use crate::ui::{columns::Form, layout::Room, style::Styles, table::Screen};

impl Context<'_> {
    /// Returns standard output as the place of a table.
    pub(crate) fn screen(&self) -> Screen {
        screen(self.terminal.width, self.styles())
    }

    /// Returns standard error as the place of a table.
    pub(crate) fn error_screen(&self) -> Screen {
        screen(self.terminal.error_width, self.error_styles())
    }

    /// Returns the form of the cells of a table of sessions with this room.
    pub(crate) fn form(&self, room: Room) -> Form {
        // In a pipe paths are exact.
        let home = self.environment.home.as_ref().filter(|_| room != Room::Page);
        let home = home.and_then(|home| home.to_str()).map(|home| home.trim_end_matches('/'));
        let home = home.filter(|home| !home.is_empty()).map(str::to_owned);
        let mut form = Form::new(self.now, room);
        form.home = home;
        form
    }
}

fn screen(width: Option<usize>, styles: Styles) -> Screen {
    Screen { room: width.map_or(Room::Page, Room::Within), styles, has_header: true }
}
