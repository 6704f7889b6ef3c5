//! Colours for people: roles and their styles. A command names a role and never asks whether there
//! is a terminal; plain styles write the text alone.

use std::fmt;

use anstyle::{AnsiColor, Style};

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless the environment or the configuration says otherwise.
    #[default]
    Auto,
    /// Also in a pipe.
    Always,
    Never,
}

/// The meaning of a text, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The status of a session that can be resumed.
    Active,
    Completed,
    /// The status of a session that ended with an error.
    Failed,
    Paused,
    /// The part of an ID that is unique in the store.
    Unique,
    /// The rest of an ID.
    Rest,
    /// The mark of a pinned session.
    Pinned,
    Error,
    Warning,
    Hint,
    /// A heading, such as the first line of a table.
    Heading,
    /// Something that can be skipped.
    Dim,
    /// A bar or line of a diagram.
    #[allow(dead_code, reason = "for diagrams")]
    Bar,
}

impl Role {
    /// Returns the role of a status, if it is one of the four.
    pub(crate) fn of_status(status: &str) -> Option<Role> {
        match status {
            "active" => Some(Role::Active),
            "completed" => Some(Role::Completed),
            "error" => Some(Role::Failed),
            "paused" => Some(Role::Paused),
            _ => None,
        }
    }

    fn style(self) -> Style {
        let fg = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Role::Active => fg(AnsiColor::Green),
            Role::Completed | Role::Hint | Role::Bar => fg(AnsiColor::Cyan),
            Role::Failed => fg(AnsiColor::Red),
            Role::Paused | Role::Pinned => fg(AnsiColor::Yellow),
            Role::Unique => fg(AnsiColor::Magenta).bold(),
            // Unlike the dimmed attribute, every terminal shows it, and themes keep it readable.
            Role::Rest | Role::Dim => fg(AnsiColor::BrightBlack),
            Role::Error => fg(AnsiColor::Red).bold(),
            Role::Warning => fg(AnsiColor::Yellow).bold(),
            Role::Heading => Style::new().bold(),
        }
    }
}

/// The styles of an output stream: coloured or plain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Styles {
    /// Set if the stream is coloured.
    pub(crate) is_coloured: bool,
}

impl Styles {
    /// Returns `text`, which must be sanitised, in the style of `role`.
    pub(crate) fn paint(self, role: Role, text: &str) -> Painted<'_> {
        Painted { style: if self.is_coloured { role.style() } else { Style::new() }, text }
    }
}

/// A text in its style. Displays the text alone if it is empty or the style is plain.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Painted<'t> {
    style: Style,
    text: &'t str,
}

impl fmt::Display for Painted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = if self.text.is_empty() { Style::new() } else { self.style };
        write!(f, "{style}{}{style:#}", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_styles_write_the_text_alone() {
        for role in [Role::Active, Role::Unique, Role::Heading, Role::Bar] {
            assert_eq!(Styles::default().paint(role, "a").to_string(), "a");
        }
    }

    #[test]
    fn a_coloured_text_ends_its_style_and_an_empty_one_has_none() {
        let styles = Styles { is_coloured: true };
        assert_eq!(styles.paint(Role::Active, "a").to_string(), "\u{1b}[32ma\u{1b}[0m");
        assert_eq!(styles.paint(Role::Active, "").to_string(), "");
    }
}
