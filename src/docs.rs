//! The manual's prose: its pages as Markdown, and the parts of them that `--help` shows.

use clap::Command;

/// The page of each command, by the command's name.
pub const PAGES: [(&str, &str); 24] = [
    ("sessions", include_str!("../man/src/clinvk-sessions.md")),
    ("list", include_str!("../man/src/list.md")),
    ("show", include_str!("../man/src/show.md")),
    ("delete", include_str!("../man/src/delete.md")),
    ("clean", include_str!("../man/src/clean.md")),
    ("trash", include_str!("../man/src/trash.md")),
    ("restore", include_str!("../man/src/restore.md")),
    ("empty-trash", include_str!("../man/src/empty-trash.md")),
    ("log", include_str!("../man/src/log.md")),
    ("pin", include_str!("../man/src/pin.md")),
    ("unpin", include_str!("../man/src/unpin.md")),
    ("ls-raw", include_str!("../man/src/ls-raw.md")),
    ("cat-raw", include_str!("../man/src/cat-raw.md")),
    ("resolve-id", include_str!("../man/src/resolve-id.md")),
    ("rm-id", include_str!("../man/src/rm-id.md")),
    ("put-raw", include_str!("../man/src/put-raw.md")),
    ("set-raw", include_str!("../man/src/set-raw.md")),
    ("ls-trash", include_str!("../man/src/ls-trash.md")),
    ("restore-id", include_str!("../man/src/restore-id.md")),
    ("rm-trash", include_str!("../man/src/rm-trash.md")),
    ("ls-journal", include_str!("../man/src/ls-journal.md")),
    ("prune", include_str!("../man/src/prune.md")),
    ("fsck", include_str!("../man/src/fsck.md")),
    ("schema", include_str!("../man/src/schema.md")),
];

/// Gives every command its long help: the first paragraph of its page and its examples.
///
/// This is for showing help; other command lines are parsed without it.
pub fn explain(command: Command) -> Command {
    let page = PAGES.iter().find(|page| page.0 == command.get_name());
    let command = match page {
        Some((_, page)) => {
            let header = command.get_styles().get_header();
            let examples = format!("{header}Examples:{header:#}\n{}", examples(page));
            command.long_about(summary(page)).after_long_help(examples)
        }
        None => command,
    };
    command.mut_subcommands(explain)
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
