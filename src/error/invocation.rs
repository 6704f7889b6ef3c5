//! The options with which the program was called, for the commands in hints.

use std::{
    fmt::{self, Write as _},
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
};

/// The options that every command in a hint must repeat. `Display` writes the start of such a
/// command: `clinvk`, or `clinvk --home W`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Invocation {
    home: Option<PathBuf>,
    config: Option<PathBuf>,
}

impl Invocation {
    /// Creates an invocation from the values of `--home` and `--config`.
    pub(crate) fn new(home: Option<PathBuf>, config: Option<PathBuf>) -> Invocation {
        Invocation { home, config }
    }

    /// Returns the start of a command that reads the configuration, including `--config`.
    pub(crate) fn with_config(&self) -> String {
        let mut start = self.to_string();
        // Writing to memory cannot fail.
        let _ = write_option(&mut start, "--config", self.config.as_deref());
        start
    }
}

impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("clinvk")?;
        write_option(f, "--home", self.home.as_deref())
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
        let start = |home, config| {
            let clinvk = Invocation::new(home, config);
            (clinvk.to_string(), clinvk.with_config())
        };
        assert_eq!(start(None, None), ("clinvk".to_owned(), "clinvk".to_owned()));
        assert_eq!(
            start(path("/a b"), path("c.yaml")),
            ("clinvk --home '/a b'".to_owned(), "clinvk --home '/a b' --config c.yaml".to_owned())
        );
        assert_eq!(start(path("-x"), None).0, "clinvk --home=-x");
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
