//! Finds the options and names in a command line that clap cannot parse.

use std::{
    ffi::{OsStr, OsString},
    os::unix::ffi::{OsStrExt as _, OsStringExt as _},
};

use clap::ValueEnum as _;

use crate::{
    context::Options,
    error::{Invocation, Name},
    ui::style::When,
};

/// The options with a value that may precede a command's name.
const WITH_VALUE: [&str; 4] = ["--home", "--config", "--lock-timeout", "--color"];

/// The options without a value that may precede a command's name.
const WITHOUT_VALUE: [&str; 1] = ["--no-pager"];

/// Returns the first argument that is neither a global option nor its value.
pub(crate) fn after_options(arguments: &[OsString]) -> Option<&OsStr> {
    // Skips the name of the program.
    let mut words = arguments.iter().skip(1).map(OsString::as_os_str);
    while let Some(word) = words.next() {
        let is_joined = |option: &&str| {
            word.as_bytes()
                .strip_prefix(option.as_bytes())
                .is_some_and(|rest| rest.starts_with(b"="))
        };
        if WITH_VALUE.iter().any(|option| word == *option) {
            words.next();
        } else if !WITHOUT_VALUE.iter().any(|option| word == *option)
            && !WITH_VALUE.iter().any(is_joined)
        {
            return Some(word);
        }
    }
    None
}

/// Returns the positions of the words before `--` that are neither options nor option values: the
/// group's name, the command's name, then any others.
pub(crate) fn places(arguments: &[OsString]) -> Vec<usize> {
    // Skips the name of the program.
    let words = arguments.iter().enumerate().skip(1).take_while(|(_, word)| *word != "--");
    let mut is_value = false;
    let name = |(place, word): (usize, &OsString)| {
        let is_other = is_value || word.as_bytes().starts_with(b"-");
        is_value = !is_value && WITH_VALUE.iter().any(|option| word == option);
        (!is_other).then_some(place)
    };
    words.filter_map(name).collect()
}

/// Returns the global options that matter for the error of a command line that cannot be parsed.
pub(crate) fn options(arguments: &[OsString]) -> Options {
    let value = |option| last_value(arguments, option);
    let color = value("--color").and_then(|color| When::from_str(color.to_str()?, false).ok());
    Options {
        home: value("--home").map(Into::into),
        config: value("--config").map(Into::into),
        color: color.unwrap_or_default(),
        ..Options::default()
    }
}

/// Returns the program `name` with its `--home` and `--config`, for hints.
pub(crate) fn invocation(name: Name, arguments: &[OsString]) -> Invocation {
    let Options { home, config, .. } = options(arguments);
    Invocation::new(name, home, config)
}

/// Returns the value of the last `option` in `arguments`.
fn last_value(arguments: &[OsString], option: &str) -> Option<OsString> {
    let words: Vec<&OsStr> =
        arguments.iter().map(OsString::as_os_str).take_while(|word| *word != "--").collect();
    let value = |(place, word): (usize, &&OsStr)| {
        let rest = word.as_bytes().strip_prefix(option.as_bytes())?;
        match rest {
            [] => words.get(place + 1).map(|value| (*value).to_owned()),
            [b'=', value @ ..] => Some(OsString::from_vec(value.to_vec())),
            _ => None,
        }
    };
    words.iter().enumerate().filter_map(value).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn names_are_found_among_options_and_their_values() {
        for (line, expected) in [
            ("clinvk sessions list x", &["sessions", "list", "x"][..]),
            ("clinvk --home list --lock-timeout=3 list -n", &["list"]),
            ("clinvk --config a sessions --home --home show", &["sessions", "show"]),
            ("clinvk -V -- list", &[]),
            ("clinvk", &[]),
        ] {
            let arguments = split(line);
            let names: Vec<_> = places(&arguments).into_iter().map(|at| &arguments[at]).collect();
            assert_eq!(names, expected, "{line}");
        }
    }

    #[test]
    fn the_last_home_of_a_line_that_cannot_be_parsed_counts() {
        for (line, expected) in [
            ("clinvk --home a sessions lost --home=b c", "clinvk --home b sessions"),
            ("clinvk --home=a sessions --homes x", "clinvk --home a sessions"),
            ("clinvk sessions lost --home", "clinvk sessions"),
            ("clinvk sessions show -- --home x", "clinvk sessions"),
        ] {
            assert_eq!(invocation(Name::Clinvk, &split(line)).to_string(), expected, "{line}");
        }
    }
}
