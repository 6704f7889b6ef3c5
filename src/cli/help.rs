//! Accepts `help` as a word: `clinvk help`, `clinvk sessions help list` and `clinvk help sessions
//! list` show the same as `--help` after the command.

use std::ffi::{OsStr, OsString};

use clap::builder::styling::{AnsiColor, Style, Styles};

use super::words;

/// The styles of help: headings as those of tables, words to type as in hints.
pub(super) const STYLES: Styles = Styles::plain()
    .header(Style::new().bold())
    .usage(Style::new().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::BrightBlack.on_default());

/// Rewrites a command line that uses the word `help` to one that uses `--help`. Returns any other
/// command line unchanged.
pub(crate) fn as_option(arguments: &[OsString]) -> Vec<OsString> {
    let names: Vec<&OsStr> =
        words::places(arguments).into_iter().map(|place| arguments[place].as_os_str()).collect();
    let is_asked = matches!(&names[..], [first, ..] if *first == "help")
        || matches!(&names[..], [first, second, ..] if *first == "sessions" && *second == "help");
    if !is_asked {
        return arguments.to_vec();
    }
    let mut line = vec![OsString::from("clinvk")];
    let is_prefix = |name: &&OsStr| *name == "sessions" || *name == "help";
    // The help of a command is available without the group's name.
    let command = names.iter().find(|name| !is_prefix(name));
    if command.is_some() || names.iter().any(|name| *name == "sessions") {
        line.push("sessions".into());
    }
    line.extend(command.map(|command| (*command).to_owned()));
    line.push("--help".into());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_becomes_an_option_behind_the_command() {
        let becomes = |line: &str| {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let line = as_option(&arguments);
            line.iter().map(|word| word.to_str().expect("ASCII")).collect::<Vec<_>>().join(" ")
        };
        for (line, expected) in [
            ("clinvk help", "clinvk --help"),
            ("clinvk help help", "clinvk --help"),
            ("clinvk help sessions", "clinvk sessions --help"),
            ("clinvk sessions help", "clinvk sessions --help"),
            ("clinvk sessions help help", "clinvk sessions --help"),
            ("clinvk help list", "clinvk sessions list --help"),
            ("x --home h sessions help list --json y", "clinvk sessions list --help"),
            ("clinvk help sessions list", "clinvk sessions list --help"),
            ("clinvk sessions show help", "clinvk sessions show help"),
            ("clinvk sessions list", "clinvk sessions list"),
        ] {
            assert_eq!(becomes(line), expected, "{line}");
        }
    }
}
