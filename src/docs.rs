//! The manual's prose: its pages as Markdown, and the parts of them that `--help` shows.

use clap::{Command, builder::styling::Style};

/// Gives every command its long help: the first paragraph of its page and its examples. `pages` has
/// the page of each command by the command's name.
///
/// This is for showing help; other command lines are parsed without it.
pub(crate) fn explain(command: Command, pages: &[(&str, &str)]) -> Command {
    let header = *command.get_styles().get_header();
    explain_in(command, pages, header)
}

fn explain_in(command: Command, pages: &[(&str, &str)], header: Style) -> Command {
    let page = pages.iter().find(|page| page.0 == command.get_name());
    let command = match page {
        Some((_, page)) => {
            let examples = format!("{header}Examples:{header:#}\n{}", examples(page));
            command.long_about(summary(page)).after_long_help(examples)
        }
        None => command,
    };
    command.mut_subcommands(|command| explain_in(command, pages, header))
}

/// Returns the first paragraph of a page, as one line without markup.
pub fn summary(page: &str) -> String {
    let description = section(page, "DESCRIPTION");
    plain(description.split("\n\n").next().unwrap_or_default())
}

/// Returns the examples of a page: each purpose indented by two columns, its commands by six.
pub fn examples(page: &str) -> String {
    // Prose and code take turns; the first line of code is the language.
    let parts = section(page, "EXAMPLES").split("```").enumerate();
    let lines = parts.flat_map(|(number, part)| -> Vec<String> {
        if number % 2 == 0 {
            let paragraphs = part.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
            paragraphs.map(|paragraph| format!("  {}\n", plain(paragraph))).collect()
        } else {
            part.lines().skip(1).map(|line| format!("      {line}\n")).collect()
        }
    });
    lines.collect()
}

/// Returns the text of a page below the heading `name`.
fn section<'a>(page: &'a str, name: &str) -> &'a str {
    let mut sections = page.split("\n## ").filter_map(|section| section.split_once("\n\n"));
    sections.find(|section| section.0 == name).map_or("", |section| section.1)
}

/// Returns a paragraph as one line without markup.
fn plain(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "")
}
