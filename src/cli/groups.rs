//! The groups in which the help and the manual show the commands.

use std::fmt::Write as _;

use clap::{Command, builder::Styles};

/// The commands of each group, in the order in which they are shown.
pub(crate) const GROUPS: [(&str, &[&str]); 4] = [
    ("Look", &["list", "show", "resume", "tree", "stats", "tags", "log", "trash"]),
    (
        "Organise",
        &["tag", "untag", "rename", "pin", "unpin", "fork", "relocate", "export", "import"],
    ),
    ("Clean up", &["clean", "delete", "restore", "empty-trash"]),
    (
        "Plumbing",
        &[
            "ls-raw",
            "cat-raw",
            "resolve-id",
            "rm-id",
            "put-raw",
            "set-raw",
            "ls-trash",
            "restore-id",
            "rm-trash",
            "ls-journal",
            "prune",
            "fsck",
            "schema",
        ],
    ),
];

/// The end of the summary of a command in the last group, which its heading says already.
const PLUMBING: &str = " (plumbing)";

/// The width of the summary's names of groups, with the space after them.
const NAME: usize = 11;

/// The width of a line of names.
const WIDTH: usize = 76;

/// Gives the command `sessions` help with its commands in groups: their names after `-h`, and a line
/// for each after `--help`.
pub(super) fn arrange(command: Command) -> Command {
    let styles = command.get_styles().clone();
    command.mut_subcommand("sessions", |sessions| {
        let (names, lines) = (names(&sessions, &styles), lines(&sessions, &styles));
        let header = styles.get_header();
        let template = format!(
            "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{{before-help}}\
             {header}Options:{header:#}\n{{options}}{{after-help}}"
        );
        sessions.help_template(template).before_help(names).before_long_help(lines)
    })
}

/// Returns each group with the names of its commands, on as few lines as they need.
///
/// Line feeds are inside the styles, because clap, when it wraps lines, takes a line feed before a
/// style for the middle of a line.
fn names(sessions: &Command, styles: &Styles) -> String {
    let header = styles.get_header();
    let mut text = String::new();
    for (group, commands) in of(sessions) {
        let (start, heading) = (if text.is_empty() { "" } else { "\n" }, format!("{group}:"));
        // Writing to memory cannot fail.
        let _ = write!(text, "{header}{start}{heading:NAME$}{header:#}");
        let mut used = NAME;
        for (at, command) in commands.iter().enumerate() {
            let comma = if at + 1 < commands.len() { "," } else { "" };
            let name = [command.get_name(), comma].concat();
            if used + name.len() > WIDTH {
                let _ = write!(text, "\n{:NAME$}", "");
                used = NAME;
            }
            let space = if used == NAME { "" } else { " " };
            let _ = write!(text, "{space}{name}");
            used += space.len() + name.len();
        }
    }
    text.push_str("\n\nSee 'clinvk sessions help COMMAND' for one of them");
    text
}

/// Returns each group with a line for each of its commands.
fn lines(sessions: &Command, styles: &Styles) -> String {
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let width = sessions.get_subcommands().map(|command| command.get_name().len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for (group, commands) in of(sessions) {
        let start = if text.is_empty() { "" } else { "\n\n" };
        let _ = write!(text, "{header}{start}{group}:{header:#}");
        for command in commands {
            let (name, about) = (command.get_name(), summary(command));
            let _ = write!(text, "{literal}\n  {name:width$}{literal:#}  {about}");
        }
    }
    text
}

/// Returns what a command does, and its other names.
fn summary(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let about = about.trim_end_matches(PLUMBING);
    let aliases: Vec<&str> = command.get_visible_aliases().collect();
    if aliases.is_empty() {
        about.to_owned()
    } else {
        format!("{about} [alias: {}]", aliases.join(", "))
    }
}

/// Returns the commands of each group.
fn of(sessions: &Command) -> impl Iterator<Item = (&'static str, Vec<&Command>)> {
    GROUPS.into_iter().map(|(group, names)| {
        (group, names.iter().filter_map(|name| sessions.find_subcommand(name)).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_in_one_group() {
        let command = crate::cli::command();
        let sessions = command.find_subcommand("sessions").expect("the group");
        let names: Vec<&str> = sessions.get_subcommands().map(Command::get_name).collect();
        let grouped: Vec<&str> =
            of(sessions).flat_map(|group| group.1.into_iter().map(Command::get_name)).collect();
        assert_eq!(names.len(), grouped.len());
        assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), grouped.into_iter().collect());
    }
}
