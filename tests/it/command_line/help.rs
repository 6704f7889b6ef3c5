//! `help` as a word, and the version on every level.

use super::bare;

fn stdout(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (stdout, stderr, code) = bare(&words, &[]);
    assert_eq!((stderr.as_str(), code), ("", Some(0)), "{line}");
    stdout
}

#[test]
fn help_is_a_word_too() {
    for (word, option) in [
        ("help", "--help"),
        ("help sessions", "sessions --help"),
        ("sessions help", "sessions --help"),
        ("sessions help help", "sessions --help"),
        ("sessions help list", "sessions list --help"),
        ("sessions help ls", "sessions list --help"),
        ("sessions help prune", "sessions prune --help"),
        ("help sessions list", "sessions list --help"),
        ("help list", "sessions list --help"),
        ("--home /nowhere sessions help show", "sessions show --help"),
    ] {
        let help = stdout(word);
        assert!(help.contains("Usage: clinvk"), "{word}: {help}");
        assert_eq!(help, stdout(option), "{word}");
    }
}

#[test]
fn help_on_what_is_no_command_is_an_error() {
    for line in [&["help", "title"][..], &["sessions", "help", "title"]] {
        let (stdout, stderr, code) = bare(line, &[]);
        assert_eq!((stdout.as_str(), code), ("", Some(1)));
        assert_eq!(
            stderr,
            "clinvk: unrecognized subcommand 'title'\n\
             hint: give a session a title with `clinvk sessions rename ID TITLE`\n"
        );
    }
}

#[test]
fn the_version_is_the_same_on_every_level() {
    let version = concat!("clinvk-sessions ", env!("CARGO_PKG_VERSION"), "\n");
    for line in [
        "-V",
        "--version",
        "sessions -V",
        "sessions --version",
        "sessions list -V",
        "sessions prune --version",
        "sessions rm-id -V",
    ] {
        assert_eq!(stdout(line), version, "{line}");
    }
}

#[test]
fn the_commands_are_shown_in_groups() {
    let short = stdout("sessions -h");
    for line in ["\nLook:      list, show, ", "\nOrganise:  tag, ", "\nClean up:  clean, delete, "]
    {
        assert!(short.contains(line), "{line}: {short}");
    }
    let long = stdout("sessions --help");
    assert!(long.contains("\n\nLook:\n  list         List all sessions [alias: ls]\n"), "{long}");
    assert!(long.contains("\n\nPlumbing:\n  ls-raw       List sessions as records\n"), "{long}");
}
