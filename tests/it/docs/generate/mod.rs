//! The generator of the man pages and the shell completions: every generated file as text.
//!
//! The command tree and the Markdown of `man/src` go in; nothing here writes a file.

mod completions;
mod manual;
mod markdown;
mod roff;

pub(super) use manual::is_shared;

use clap::Command;

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its path, relative to the root of the repository.
    pub(super) path: String,
    /// Its content.
    pub(super) text: String,
}

/// Returns every generated file for the program whose command tree is `command`: completions for
/// three shells, a man page for `sessions` and one for each of its commands.
pub(super) fn pages(mut command: Command) -> Vec<Page> {
    // Gives every command its full name, its share of the global options and its `--help`.
    command.build();
    let mut pages = completions::scripts(&command);
    let group = command.find_subcommand("sessions").expect("the group");
    let visible = group.get_subcommands().filter(|command| !command.is_hide_set());
    pages.extend(std::iter::once(group).chain(visible).map(manual::page));
    pages
}
