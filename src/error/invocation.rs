//! The name and the options with which the program was called, for the commands in hints.

use std::{
    borrow::Cow,
    ffi::{OsStr, OsString},
    fmt::{self, Write as _},
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
};

/// The name under which the program was called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Name {
    /// `clinvk`, or any other name.
    #[default]
    Clinvk,
    /// `clinvk-sessions`, which is `clinvk sessions`.
    ClinvkSessions,
}

impl Name {
    const CLINVK: &str = "clinvk sessions";
    const CLINVK_SESSIONS: &str = "clinvk-sessions";

    /// Returns the name in the first of `arguments`.
    pub(crate) fn of(arguments: &[OsString]) -> Name {
        let file_name = arguments.first().and_then(|path| Path::new(path).file_name());
        let is_sessions = file_name == Some(OsStr::new(Self::CLINVK_SESSIONS));
        if is_sessions { Name::ClinvkSessions } else { Name::Clinvk }
    }

    /// Returns the start of a command of ours.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Name::Clinvk => Self::CLINVK,
            Name::ClinvkSessions => Self::CLINVK_SESSIONS,
        }
    }

    /// Returns help or a usage with this name. Both names are of the same width, so lines stay as
    /// they are. `text` must be ours: in a path the words mean something else.
    pub(crate) fn spell(self, text: &str) -> Cow<'_, str> {
        match self {
            Name::Clinvk => text.into(),
            Name::ClinvkSessions => text.replace(Self::CLINVK, Self::CLINVK_SESSIONS).into(),
        }
    }
}

/// The name and the options that every command in a hint must repeat. `Display` writes the start of
/// such a command: `clinvk sessions`, `clinvk --home W sessions` or `clinvk-sessions --home W`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Invocation {
    pub(crate) name: Name,
    home: Option<PathBuf>,
    config: Option<PathBuf>,
}

impl Invocation {
    /// Creates an invocation from the program's name and the values of `--home` and `--config`.
    pub(crate) fn new(name: Name, home: Option<PathBuf>, config: Option<PathBuf>) -> Invocation {
        Invocation { name, home, config }
    }

    /// Returns the start of a command that reads the configuration, including `--config`.
    pub(crate) fn with_config(&self) -> String {
        let mut start = String::new();
        // Writing to memory cannot fail.
        let _ = self.write(&mut start, self.config.as_deref());
        start
    }

    fn write(&self, out: &mut impl fmt::Write, config: Option<&Path>) -> fmt::Result {
        let mut words = self.name.as_str().split(' ');
        out.write_str(words.next().unwrap_or_default())?;
        write_option(out, "--home", self.home.as_deref())?;
        write_option(out, "--config", config)?;
        words.try_for_each(|word| write!(out, " {word}"))
    }
}

impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, None)
    }
}

fn write_option(out: &mut impl fmt::Write, name: &str, value: Option<&Path>) -> fmt::Result {
    let Some(value) = value else { return Ok(()) };
    // A value that starts with a hyphen would be parsed as an option.
    let joint = if value.as_os_str().as_bytes().starts_with(b"-") { '=' } else { ' ' };
    write!(out, " {name}{joint}{}", quoted(value.as_os_str().as_bytes()))
}

/// Quotes a word for a shell. Returns it unquoted if possible, else in quotes, and with escapes if
/// it contains unprintable bytes.
pub(crate) fn quoted(word: &[u8]) -> String {
    const PLAIN: &[u8] = b"/._-+,:@%=";
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || PLAIN.contains(byte);
    let is_shown = |c: char| c.is_alphanumeric() || c == ' ' || c.is_ascii_graphic();
    match str::from_utf8(word) {
        Ok(text) if !word.is_empty() && word.iter().all(is_plain) => text.to_owned(),
        Ok(text) if text.chars().all(is_shown) => format!("'{}'", text.replace('\'', r"'\''")),
        _ => escaped(word),
    }
}

fn escaped(word: &[u8]) -> String {
    let mut text = String::from("$'");
    for &byte in word {
        match byte {
            b'\'' | b'\\' => text.extend(['\\', byte.into()]),
            b' ' | b'!'..=b'~' => text.push(byte.into()),
            // Always three digits, so that a following digit does not become part of the escape.
            _ => {
                let _ = write!(text, "\\{byte:03o}");
            }
        }
    }
    text.push('\'');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_repeats_the_home_and_where_it_matters_the_configuration() {
        let path = |text: &str| Some(PathBuf::from(text));
        for (name, home, config, expected) in [
            (Name::Clinvk, None, None, ["clinvk sessions"; 2]),
            (Name::ClinvkSessions, None, None, ["clinvk-sessions"; 2]),
            (
                Name::Clinvk,
                path("/a b"),
                path("c.yaml"),
                ["clinvk --home '/a b' sessions", "clinvk --home '/a b' --config c.yaml sessions"],
            ),
            (Name::Clinvk, path("-x"), None, ["clinvk --home=-x sessions"; 2]),
            (Name::ClinvkSessions, path("x"), None, ["clinvk-sessions --home x"; 2]),
        ] {
            let clinvk = Invocation::new(name, home, config);
            assert_eq!([clinvk.to_string(), clinvk.with_config()], expected);
        }
    }

    #[test]
    fn the_name_is_that_of_the_file_that_was_called() {
        for (called, name) in [
            ("clinvk-sessions", Name::ClinvkSessions),
            ("/usr/bin/clinvk-sessions", Name::ClinvkSessions),
            ("clinvk", Name::Clinvk),
            ("/clinvk-sessions/clinvk", Name::Clinvk),
            ("cs", Name::Clinvk),
        ] {
            assert_eq!(Name::of(&[called.into()]), name, "{called}");
        }
        assert_eq!(Name::of(&[]), Name::Clinvk);
        assert_eq!(Name::CLINVK.len(), Name::CLINVK_SESSIONS.len());
    }

    #[test]
    fn a_word_is_quoted_only_where_a_shell_would_change_it() {
        for (word, expected) in [
            ("/home/me/.clinvk-2", "/home/me/.clinvk-2"),
            ("", "''"),
            ("a b", "'a b'"),
            ("~/x", "'~/x'"),
            ("$HOME", "'$HOME'"),
            ("it's", r"'it'\''s'"),
            ("日本", "'日本'"),
            ("a\u{1b}1\n'", r"$'a\0331\012\''"),
            ("\u{202e}", r"$'\342\200\256'"),
        ] {
            assert_eq!(quoted(word.as_bytes()), expected);
        }
        assert_eq!(quoted(b"\xff\\"), r"$'\377\\'");
    }
}
