//! One man page: what clap knows of a command, then what its [`Manual`] adds.

use clap::{Arg, Command, builder::PossibleValue};
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use super::{
    Page, source,
    text::{self, Block, Manual},
};

/// The section of the manual.
const SECTION: &str = "1";

/// The date in a page's footer: the year of its text. It is fixed, so that the same command tree
/// makes the same pages on every day.
const DATE: &str = "2026-01-01";

/// The page of one command, whose name clap has completed: `clinvk-sessions-list`.
pub(super) fn page(command: &Command) -> Page {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let man = Man::new(for_reading(command.clone()));
    let mut page = title(name, command.get_version().unwrap_or_default());
    clap_section(&mut page, |out| man.render_name_section(out));
    clap_section(&mut page, |out| man.render_synopsis_section(out));
    match text::of(command.get_name()) {
        Some(manual) => {
            section(&mut page, "DESCRIPTION", manual.description);
            aliases(&mut page, command);
            clap_sections(&mut page, &man, command);
            extra_sections(&mut page, manual);
        }
        None => clap_sections(&mut page, &man, command),
    }
    let text = source::tidy(&page);
    Page { path: format!("man/man{SECTION}/{name}.{SECTION}"), text }
}

/// The options, and of a group the commands.
fn clap_sections(page: &mut String, man: &Man, command: &Command) {
    if command.has_subcommands() {
        clap_section(page, |out| man.render_subcommands_section(out));
    }
    clap_section(page, |out| man.render_options_section(out));
}

/// The other names of the command, as a last paragraph of its description.
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

/// What clap cannot know.
fn extra_sections(page: &mut String, manual: &Manual) {
    for (heading, blocks) in manual.sections {
        section(page, heading, blocks);
    }
    section(page, "EXIT STATUS", manual.exit_status);
    section(page, "FILES", text::FILES);
    section(page, "ENVIRONMENT", text::ENVIRONMENT);
    section(page, "EXAMPLES", manual.examples);
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]);
    for (number, name) in manual.see_also.iter().enumerate() {
        let end = if number + 1 == manual.see_also.len() { "" } else { "," };
        roff.text([bold(*name), roman(format!("({SECTION}){end}"))]);
    }
    page.push_str(&roff.render());
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

/// Appends what clap's own manual renders.
fn clap_section(page: &mut String, render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = render(&mut bytes);
    page.push_str(&String::from_utf8_lossy(&bytes));
}

fn section(page: &mut String, heading: &str, blocks: &[Block]) {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
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
                roff.text([bold(*tag)]);
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

/// A sentence a line, as the language of manuals asks for.
fn sentences(roff: &mut Roff, text: &str) {
    for sentence in text.split_inclusive(". ") {
        roff.text([roman(sentence.trim_end())]);
    }
}

/// The command in the form in which a page shows it: its usage as `--help` has it, its arguments
/// under headings, what an argument may be in a sentence.
fn for_reading(mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    command.override_usage(usage).mut_args(|arg| {
        let heading = match arg.get_id().as_str() {
            _ if arg.is_positional() => "Arguments",
            "help" | "version" => "Global options",
            _ if arg.is_global_set() => "Global options",
            _ => "Options",
        };
        spell_out_values(arg).help_heading(heading)
    })
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
