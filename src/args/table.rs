//! The options of a table of sessions, and the names of its columns.

use clap::{ArgAction, Args};

use crate::{
    error::{Error, suggest},
    session::fields::{self, FIELDS, Field},
    ui::{format, layout::Room},
};

/// The columns of a table of sessions, as on the reference page.
pub(crate) const COLUMNS: &[&Field] =
    &fields::all_named(["id", "backend", "status", "last_used", "tokens", "heading"]);

/// The columns on a wide terminal.
const WITH_DIRECTORY: &[&Field] = &fields::all_named([
    "id",
    "backend",
    "status",
    "last_used",
    "tokens",
    "working_dir",
    "heading",
]);

/// The columns of `--verbose`.
const VERBOSE: &[&Field] = &fields::all_named([
    "id",
    "backend",
    "model",
    "status",
    "created_at",
    "last_used",
    "turn_count",
    "tokens",
    "bytes",
    "tags",
    "working_dir",
    "heading",
]);

/// The width from which a terminal shows the directory.
const WIDE: usize = 120;

/// The options of a table.
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct TableArgs {
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', action = ArgAction::Set)]
    #[arg(help = "Show these columns, in this order (help lists them)")]
    columns: Option<Vec<String>>,

    /// Leave out the line of headings
    #[arg(long, hide_short_help = true)]
    pub(crate) no_header: bool,

    /// Show every value in full, however wide the lines are
    #[arg(long, hide_short_help = true)]
    wide: bool,

    /// Show more columns
    #[arg(short, long, conflicts_with = "columns")]
    verbose: bool,

    /// Show times, in the local time zone, and not their age
    #[arg(long, hide_short_help = true)]
    pub(crate) absolute: bool,

    /// Show full IDs only, one per line
    #[arg(short, long, conflicts_with_all = ["columns", "no_header", "wide", "verbose", "absolute"])]
    pub(crate) quiet: bool,
}

impl TableArgs {
    /// Returns whether any of the options was given.
    pub(crate) fn is_given(&self) -> bool {
        self.columns.is_some()
            || self.no_header
            || self.wide
            || self.verbose
            || self.absolute
            || self.quiet
    }

    /// Returns whether the person asked for the names of the columns.
    pub(crate) fn is_question(&self) -> bool {
        self.columns.as_ref().is_some_and(|names| names.iter().any(|name| name == "help"))
    }

    /// Returns whether the person chose the columns, or wants all of each.
    pub(crate) fn is_explicit(&self) -> bool {
        self.columns.is_some() || self.verbose || self.wide
    }

    /// Returns the columns for a table in this room.
    pub(crate) fn columns(&self, room: Room) -> Result<Vec<&'static Field>, Error> {
        Ok(match &self.columns {
            Some(names) => names.iter().map(|name| named(name)).collect::<Result<_, _>>()?,
            None if self.verbose => VERBOSE.to_vec(),
            None if self.wide => WITH_DIRECTORY.to_vec(),
            None if matches!(room, Room::Within(width) if width >= WIDE) => WITH_DIRECTORY.to_vec(),
            None => COLUMNS.to_vec(),
        })
    }

    /// Returns the room for the table where there is `room`.
    pub(crate) fn room(&self, room: Room) -> Room {
        match room {
            Room::Within(_) if self.wide => Room::Unlimited,
            Room::Within(width) if self.is_explicit() => Room::Around(width),
            room => room,
        }
    }
}

/// Returns the field of the column `name`, which may be an alias. The case does not matter.
fn named(name: &str) -> Result<&'static Field, Error> {
    let name = name.trim().to_ascii_lowercase().replace('-', "_");
    let exact = FIELDS.iter().find(|field| field.name == name);
    let field = exact.or_else(|| FIELDS.iter().find(|field| field.aliases.contains(&&*name)));
    field.ok_or_else(|| {
        let names = FIELDS
            .iter()
            .flat_map(|field| std::iter::once(field.name).chain(field.aliases.iter().copied()));
        let hint = match suggest::nearest(&name, names) {
            Some(near) => format!("the nearest is {near}; --columns help lists all"),
            None => "--columns help lists all".to_owned(),
        };
        Error::Usage { message: format!("a table has no column '{name}'"), hint }
    })
}

/// Returns the names of all columns, each with its heading and its aliases.
pub(crate) fn help() -> String {
    let name_width = FIELDS.iter().map(|field| field.name.len()).max().unwrap_or_default();
    let label_width = FIELDS.iter().map(|field| format::width(field.label)).max();
    let label_width = label_width.unwrap_or_default();
    let lines = FIELDS.iter().map(|field| {
        let line = format!(
            "{:name_width$}  {:label_width$}  {}",
            field.name,
            field.label,
            field.aliases.join(", ")
        );
        [line.trim_end(), "\n"].concat()
    });
    format!("{:name_width$}  {:label_width$}  ALSO CALLED\n", "COLUMN", "HEADING")
        + &lines.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_name_of_its_field_and_aliases_and_any_case() {
        let name = |text| named(text).map(|field| field.name).ok();
        for (text, expected) in [
            ("id", Some("id")),
            ("age", Some("last_used")),
            ("dir", Some("working_dir")),
            ("Working-Dir", Some("working_dir")),
            ("size", Some("bytes")),
            ("title", Some("title")),
            ("subject", Some("heading")),
            ("token_usage", Some("token_usage")),
            ("total", Some("tokens")),
            ("", None),
            ("colour", None),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }

    #[test]
    fn no_alias_means_two_columns() {
        let mut names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        let aliases = FIELDS.iter().flat_map(|field| field.aliases.iter().copied());
        names.extend(aliases.filter(|alias| *alias != "token_usage"));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
