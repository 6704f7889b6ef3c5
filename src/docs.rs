//! The man pages and the shell completions, rendered from the command tree.
//!
//! Nothing here writes a file: [`pages`] gives every generated file as text, and a test keeps those
//! in the repository equal to it. What can be typed comes from clap's tree; what clap cannot know,
//! such as exit codes and examples, stands in `text`, one file for each command.

mod completions;
mod manual;
mod source;
mod text;

use clap::Command;

/// One generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it belongs, relative to the root of the repository.
    pub path: String,
    /// All that is in it.
    pub text: String,
}

/// Every generated file for the program whose command tree is `command`: completions for three
/// shells, a man page for `sessions` and one for each of its commands.
pub fn pages(mut command: Command) -> Vec<Page> {
    // Gives every command its full name, its share of the global options and its `--help`.
    command.build();
    let mut pages = completions::scripts(&command);
    let Some(group) = command.find_subcommand("sessions") else { return pages };
    let visible = group.get_subcommands().filter(|command| !command.is_hide_set());
    pages.extend(std::iter::once(group).chain(visible).map(manual::page));
    pages
}
