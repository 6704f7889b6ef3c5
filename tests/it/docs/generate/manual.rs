//! A man page: the sections that clap knows, and those of the command's Markdown.

use clap::{Arg, Command, builder::PossibleValue};
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};
use clinvk_sessions::testing;

use super::{
    Page,
    markdown::{self, Block, Section},
    roff,
};

/// The section of the manual.
const SECTION: &str = "1";

/// The date in a page's footer: the year of its text. It is fixed, so that the same command tree
/// makes the same pages on every day.
const DATE: &str = "2026-01-01";

/// The last paragraph of OPTIONS, on every page but the one that it refers to.
const SHARED: &str = "The global options `--home`, `--config` and `--lock-timeout`, the files and \
                      the environment variables are described in `clinvk-sessions`(1).";

/// Returns the page of a command, whose name clap has completed: `clinvk-sessions-list`.
pub(super) fn page(command: &Command) -> Page {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let markdown = testing::PAGES.iter().find(|page| page.0 == command.get_name());
    let markdown = markdown.unwrap_or_else(|| panic!("man/src has no page for {name}")).1;
    let sections = markdown::sections(markdown);
    let (description, others) = sections.split_first().expect("a description");
    assert_eq!(description.heading, "DESCRIPTION", "the first section of {name}");

    let man = Man::new(for_reading(command.clone()));
    let mut page = title(name, command.get_version().unwrap_or_default());
    clap_section(&mut page, |out| man.render_name_section(out));
    clap_section(&mut page, |out| man.render_synopsis_section(out));
    section(&mut page, description);
    aliases(&mut page, command);
    if command.has_subcommands() {
        subcommands(&mut page, command);
        clap_section(&mut page, |out| man.render_options_section(out));
    } else {
        options(&mut page, &man);
    }
    for other in others {
        section(&mut page, other);
    }
    let text = roff::tidy(&page);
    Page { path: format!("man/man{SECTION}/{name}.{SECTION}"), text }
}

/// Appends the commands of a group of commands, in their groups.
fn subcommands(page: &mut String, command: &Command) {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for (group, names) in testing::GROUPS {
        roff.control("SS", [group]);
        for command in names.iter().filter_map(|name| command.find_subcommand(name)) {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name());
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            roff.control("TP", []);
            roff.text([bold(name), roman("(1)")]);
            roff.text([roman(about.trim_end_matches(" (plumbing)"))]);
        }
    }
    page.push_str(&roff.render());
}

/// Appends the options of a command that is no group, and where to find those that all have.
fn options(page: &mut String, man: &Man) {
    let start = page.len();
    clap_section(page, |out| man.render_options_section(out));
    let has_options = page[start..].contains(".SH OPTIONS");
    let mut roff = Roff::new();
    if has_options {
        roff.control("PP", []);
    } else {
        roff.control("SH", ["OPTIONS"]);
    }
    roff.text([roman(SHARED)]);
    page.push_str(&roff.render());
}

/// Appends the other names of the command, as a last paragraph of its description.
fn aliases(page: &mut String, command: &Command) {
    let aliases: Vec<String> =
        command.get_visible_aliases().map(|alias| format!("`{alias}`")).collect();
    if !aliases.is_empty() {
        let mut roff = Roff::new();
        roff.control("PP", []);
        roff.text([roman(format!("The command is also called {}.", aliases.join(", ")))]);
        page.push_str(&roff.render());
    }
}

fn title(name: &str, version: &str) -> String {
    let program = name.split('-').next().unwrap_or(name);
    let (title, source) = (name.to_uppercase(), format!("{program} {version}"));
    let mut roff = Roff::new();
    roff.control("TH", [&title, SECTION, DATE, &source, "clinvk sessions manual"]);
    // Options and names are for copying: no hyphens in them, no gaps between them.
    roff.control("nh", []).control("ad", ["l"]);
    roff.render()
}

/// Appends a section that clap's own manual renders.
fn clap_section(page: &mut String, render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = render(&mut bytes);
    page.push_str(&String::from_utf8_lossy(&bytes));
}

fn section(page: &mut String, Section { heading, blocks }: &Section) {
    let mut roff = Roff::new();
    roff.control("SH", [heading.as_str()]);
    for (number, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(text) => {
                if number > 0 {
                    roff.control("PP", []);
                }
                sentences(&mut roff, text);
            }
            Block::Item(tag, text) => {
                roff.control("TP", []);
                roff.text([bold(tag)]);
                sentences(&mut roff, text);
            }
            Block::Code(code) => {
                roff.control("PP", []).control("RS", ["4"]).control("EX", []);
                for line in code.lines() {
                    roff.text([roman(line)]);
                }
                // The end of an example turns hyphens on again.
                roff.control("EE", []).control("nh", []).control("RE", []);
            }
        }
    }
    page.push_str(&roff.render());
}

/// Writes one sentence per line, as is usual in man pages.
fn sentences(roff: &mut Roff, text: &str) {
    for sentence in text.split_inclusive(". ") {
        roff.text([roman(sentence.trim_end())]);
    }
}

/// Returns the command as a page shows it: with the usage of `--help`, the arguments under headings,
/// and the values of each in its text.
fn for_reading(mut command: Command) -> Command {
    let is_group = command.has_subcommands();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    command.override_usage(usage).mut_args(|arg| {
        let heading = match arg.get_id().as_str() {
            _ if arg.is_positional() => "Arguments",
            _ if is_shared(&arg) => "Global options",
            _ => "Options",
        };
        let arg = in_sentences(arg);
        let is_elsewhere = !is_group && is_shared(&arg);
        spell_out_values(arg).help_heading(heading).hide(is_elsewhere).hide_short_help(false)
    })
}

/// Returns whether every command has this option.
pub(in super::super) fn is_shared(arg: &Arg) -> bool {
    arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str())
}

/// Makes the paragraphs of a long help one.
fn in_sentences(arg: Arg) -> Arg {
    let Some(long) = arg.get_long_help().map(ToString::to_string) else { return arg };
    arg.long_help(None::<&str>).help(long.replace("\n\n", ". "))
}

fn spell_out_values(arg: Arg) -> Arg {
    let values = arg.get_possible_values();
    if values.is_empty() || arg.is_hide_possible_values_set() || !arg.get_action().takes_values() {
        return arg;
    }
    let is_explained = values.iter().any(|value| value.get_help().is_some());
    let spell = |value: &PossibleValue| match value.get_help() {
        Some(help) => format!("`{}`: {help}.", value.get_name()),
        None => format!("`{}`", value.get_name()),
    };
    let values: Vec<String> = values.iter().map(spell).collect();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let help = if is_explained {
        format!("{help}. {}", values.join(" "))
    } else {
        format!("{help}: {}", values.join(", "))
    };
    arg.help(help).hide_possible_values(true)
}
