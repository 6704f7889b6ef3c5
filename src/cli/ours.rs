//! Tells our command lines from those of the clinvk that runs prompts.

use std::ffi::OsString;

use super::words;
use crate::error::Name;

/// The first words of a command line that is ours. Any other one is handed to the next clinvk on
/// the PATH, if there is one.
const WORDS: [&str; 2] = ["sessions", "help"];

/// The options that make a command line ours without any word.
const OPTIONS: [&str; 4] = ["--help", "-h", "--version", "-V"];

/// Returns whether a command line is ours: its first argument that is not a global option with its
/// value is one of our words, or asks for help or the version.
pub(crate) fn is_ours(arguments: &[OsString]) -> bool {
    let first = words::after_options(arguments);
    first.is_some_and(|first| WORDS.iter().chain(&OPTIONS).any(|word| first == *word))
}

/// Returns the command line `arguments` of the program `name` as one of `clinvk`: that of
/// `clinvk-sessions list` is `clinvk sessions list`.
pub(crate) fn with_group(name: Name, mut arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(program) = arguments.first_mut().filter(|_| name == Name::ClinvkSessions) else {
        return arguments;
    };
    // The parser shows it in a usage.
    *program = "clinvk".into();
    let is_complete = words::after_options(&arguments).is_some_and(|first| {
        let is_command = WORDS.iter().any(|word| first == *word) && first != "help";
        is_command || first == "--version" || first == "-V"
    });
    if !is_complete {
        arguments.insert(1, "sessions".into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_name_is_a_command_line_with_the_group() {
        let with_group = |name: Name, line: &str| {
            let line = with_group(name, line.split(' ').map(OsString::from).collect());
            line.join(" ".as_ref()).into_string().expect("text")
        };
        for (line, expected) in [
            ("clinvk-sessions", "clinvk sessions"),
            ("/bin/clinvk-sessions list -n 1", "clinvk sessions list -n 1"),
            ("clinvk-sessions --home h list", "clinvk sessions --home h list"),
            ("clinvk-sessions sessions list", "clinvk sessions list"),
            ("clinvk-sessions help list", "clinvk sessions help list"),
            ("clinvk-sessions --help", "clinvk sessions --help"),
            ("clinvk-sessions -V", "clinvk -V"),
            ("clinvk-sessions fix it", "clinvk sessions fix it"),
        ] {
            assert_eq!(with_group(Name::ClinvkSessions, line), expected);
            assert!(super::is_ours(&expected.split(' ').map(OsString::from).collect::<Vec<_>>()));
        }
        assert_eq!(with_group(Name::Clinvk, "x list"), "x list");
    }

    fn is_ours(line: &str) -> bool {
        super::is_ours(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_line_is_ours_by_its_first_word() {
        for line in [
            "clinvk sessions",
            "clinvk sessions resume --lost",
            "clinvk help resume",
            "clinvk --help",
            "clinvk -V x",
            "clinvk --home sessions sessions list",
            "clinvk --home=x --no-pager --color never --lock-timeout 3 --config c sessions",
        ] {
            assert!(is_ours(line), "{line}");
        }
        for line in [
            "clinvk",
            "clinvk list",
            "clinvk resume --help",
            "clinvk -b codex sessions list",
            "clinvk -- sessions",
            "clinvk --home sessions",
            "clinvk --home",
            "clinvk --homes x sessions",
            "clinvk Sessions",
        ] {
            assert!(!is_ours(line), "{line}");
        }
    }

    #[test]
    fn every_command_beside_sessions_is_one_of_our_words() {
        let tree = crate::cli::command();
        let mut names: Vec<&str> = tree.get_subcommands().map(clap::Command::get_name).collect();
        names.push("help");
        names.sort_unstable();
        let mut words = WORDS;
        words.sort_unstable();
        assert_eq!(names, words);
    }

    #[test]
    fn every_global_option_may_come_first() {
        let tree = crate::cli::command();
        for option in tree.get_arguments().filter_map(|arg| Some((arg.get_long()?, arg))) {
            let value = if option.1.get_action().takes_values() { " never" } else { "" };
            assert!(is_ours(&format!("clinvk --{}{value} sessions", option.0)), "{}", option.0);
        }
    }
}
