//! Reads `config.yaml`: how long to keep sessions, and how long to keep the trash. An unusable file
//! is an error, never a default, because a wrong guess deletes.

mod literal;
mod output;

pub(crate) use output::color;

use std::{
    fs::File,
    io::{self, Read as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::Path,
};

use rustix::fs::OFlags;
use yaml_serde::{Mapping, Value};

use crate::{
    error::{Cause, Danger, Error},
    policy::Rule,
    session::age::Age,
};

/// clinvk's default retention.
const DEFAULT_RETENTION_DAYS: u64 = 30;

const DEFAULT_TRASH_DAYS: u64 = 30;

/// Largest file to read, 1 MiB. No real configuration is that large.
const LARGEST_FILE: u64 = 1 << 20;

/// The session settings of clinvk's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Config {
    /// `session.retention_days`: the age from which `clean` removes a session. 0 keeps sessions
    /// forever.
    pub(crate) retention_days: u64,
    /// `session.trash_days`: the age from which `clean` deletes a session in the trash. 0 keeps
    /// them forever.
    pub(crate) trash_days: u64,
}

impl Default for Config {
    fn default() -> Config {
        Config { retention_days: DEFAULT_RETENTION_DAYS, trash_days: DEFAULT_TRASH_DAYS }
    }
}

impl Config {
    /// Reads the file at `path`. A missing file gives the defaults, unless `is_required` is set.
    pub(crate) fn load(path: &Path, is_required: bool) -> Result<Config, Error> {
        let fail = |reason: String| Error::Config { path: path.to_owned(), reason };
        let unsafe_for = |danger| Error::UnsafeConfig { path: path.to_owned(), danger };
        let text = match read(path, is_required) {
            Ok(Ok(text)) => text,
            Ok(Err(danger)) => return Err(unsafe_for(danger)),
            // A dangling symlink is not a missing file: the content of its target is unknown.
            Err(error)
                if error.kind() == io::ErrorKind::NotFound
                    && !is_required
                    && !path.is_symlink() =>
            {
                return Ok(Config::default());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(fail("there is no such file".to_owned()));
            }
            Err(error) => return Err(fail(Cause(&error).to_string())),
        };
        Config::parse(&text).map_err(fail)
    }

    /// Parses a configuration. The error is the reason why it cannot be used.
    pub(crate) fn parse(text: &str) -> Result<Config, String> {
        let mut root: Value = yaml_serde::from_str(text).map_err(|e| format!("not YAML: {e}"))?;
        root.apply_merge().map_err(|e| format!("not YAML: {e}"))?;
        let root = match root {
            Value::Null => return Ok(Config::default()),
            Value::Mapping(root) => root,
            _ => return Err("it is not a mapping".to_owned()),
        };
        let days = |key, default| Ok::<_, String>(days(&root, text, key)?.unwrap_or(default));
        Ok(Config {
            retention_days: days("retention_days", DEFAULT_RETENTION_DAYS)?,
            trash_days: days("trash_days", DEFAULT_TRASH_DAYS)?,
        })
    }

    /// Returns the configured rule, used if no age is given.
    pub(crate) fn retention(&self) -> Rule {
        Age::days(self.retention_days).map_or(Rule::KeepForEver, Rule::Retention)
    }

    /// Returns the age from which sessions in the trash are deleted; `None` if never.
    pub(crate) fn trash_age(&self) -> Option<Age> {
        Age::days(self.trash_days).ok()
    }
}

/// Reads the file at `path`. Refuses the default file if others could have written it. A file named
/// on the command line is the user's own choice.
fn read(path: &Path, is_required: bool) -> io::Result<Result<String, Danger>> {
    if !is_required {
        let named = path.symlink_metadata()?;
        if let Some(danger) = Danger::of_link(named.uid(), named.is_symlink()) {
            return Ok(Err(danger));
        }
    }
    let mut options = File::options();
    options.read(true);
    if !is_required {
        // The default path must be a regular file, so that a planted FIFO cannot block us. A named
        // file may be a pipe, as in `--config <(…)`.
        let not_blocking = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
        options.custom_flags(not_blocking);
    }
    let file = options.open(path)?;
    if !is_required {
        let found = file.metadata()?;
        if !found.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
        }
        if let Some(danger) = Danger::beside(found.uid(), found.mode() & 0o022 != 0) {
            return Ok(Err(danger));
        }
    }
    let mut text = String::new();
    if file.take(LARGEST_FILE + 1).read_to_string(&mut text)? as u64 > LARGEST_FILE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is larger than 1 MiB"));
    }
    Ok(Ok(text))
}

/// Returns the value of `key`. Like clinvk, ignores the key's case.
fn lookup<'a>(mapping: &'a Mapping, key: &str) -> Result<Option<&'a Value>, String> {
    let is_it = |name: &Value| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(key));
    let mut found = mapping.iter().filter(|(name, _)| is_it(name)).map(|(_, value)| value);
    match (found.next(), found.next()) {
        (value, None) => Ok(value),
        (_, Some(_)) => Err(format!("`{key}` is set twice")),
    }
}

/// Returns the value of `session.key`, if set. `root` is the parsed `text`.
fn days(root: &Mapping, text: &str, key: &str) -> Result<Option<u64>, String> {
    let flat = lookup(root, &format!("session.{key}"))?;
    let nested = match lookup(root, "session")? {
        None | Some(Value::Null) => None,
        Some(Value::Mapping(session)) => lookup(session, key)?,
        Some(_) => return Err("`session` is not a mapping".to_owned()),
    };
    match (flat, nested) {
        (Some(_), Some(_)) => Err(format!("`session.{key}` is set twice")),
        (None, None) => Ok(None),
        (one, other) => {
            let days = one.or(other).map(|value| whole_number(value, key)).transpose()?;
            match literal::literals(text, key) {
                Some(literals) if literals.iter().all(|text| literal::is_plain(text)) => Ok(days),
                _ => Err(format!(
                    "`session.{key}` is ambiguous: use decimal digits without a leading zero"
                )),
            }
        }
    }
}

/// Reads a whole number. A number in quotes is invalid. With a leading zero it is unclear, because
/// the parser yields the same string with and without quotes.
fn whole_number(value: &Value, key: &str) -> Result<u64, String> {
    let number = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text)
            if text.bytes().all(|b| b.is_ascii_digit()) && !literal::is_plain(text) =>
        {
            text.parse().ok()
        }
        _ => None,
    };
    // Larger numbers are negative in Go.
    let number = number.filter(|number| i64::try_from(*number).is_ok());
    number.ok_or_else(|| format!("`session.{key}` must be a whole number of days, 0 or more"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Result<u64, String> {
        Config::parse(text).map(|config| config.retention_days)
    }

    #[test]
    fn a_whole_number_is_read_and_everything_else_in_the_file_is_passed_over() {
        for (text, expected) in [
            ("session:\n  retention_days: 7\n", 7),
            ("session: {retention_days: 0}", 0),
            ("session:\n  retention_days: 14 # days\n", 14),
            ("Session:\n  RETENTION_DAYS: 3\n", 3),
            ("base: &b {retention_days: 0}\nsession: {<<: *b}\n", 0),
            ("base: &b {session: {retention_days: 9}}\n<<: *b\n", 9),
            ("session.retention_days: 5\n", 5),
            ("days: &d 5\nsession: {retention_days: *d}\n", 5),
            (
                "retention_days: 017\nother: {retention_days: 0x10}\nsession: {retention_days: 5}\n",
                5,
            ),
            (
                "default_backend: codex\nbackends: {claude: {model: x}}\nsession: {auto_resume: true}",
                30,
            ),
            ("session:\n", 30),
            ("# only comments\n", 30),
            ("", 30),
        ] {
            assert_eq!(days(text), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn anything_unclear_is_an_error_and_never_a_default() {
        for value in [
            "-1",
            "never",
            "30d",
            "1.5",
            "1e3",
            "true",
            "~",
            "",
            "[30]",
            "\"\"",
            "\" 30\"",
            "99999999999999999999",
            "9223372036854775808",
            "017",
            "\"017\"",
            "00",
            "0o17",
            "0x10",
            "0b11",
            "+7",
            "-0",
            "1_0",
            "1e1",
            "30.0",
            "1:30",
            "!!int 017",
            "&days 0x1e",
            "0x",
            "\"-1\"",
            "\"14\"",
            "'0'",
            "!!str 14",
        ] {
            assert!(days(&format!("session:\n  retention_days: {value}\n")).is_err(), "{value:?}");
        }
        for text in [
            "session: [",
            "session: 30",
            "- session",
            "session: {retention_days: 1, Retention_Days: 2}",
            "session: {retention_days: 1}\nSESSION: {}",
            "session.retention_days: 1\nsession: {retention_days: 2}",
            "session: {retention_days: 1}\nsession: {retention_days: 2}",
            "a: 1\n---\nb: 2\n",
            "session: {<<: 3}",
            "base: &b {retention_days: 017}\nsession: {<<: *b}\n",
            "days: &d 0x10\nsession: {retention_days: *d}\n",
            "\t",
        ] {
            assert!(days(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn retention_zero_keeps_for_ever() {
        let config = Config { retention_days: 0, ..Config::default() };
        assert_eq!(config.retention(), Rule::KeepForEver);
        assert_eq!(Config::default().retention().to_string(), "retention 30d");
    }

    #[test]
    fn the_trash_has_days_of_its_own_and_0_is_never() {
        let age =
            |text| Config::parse(text).map(|config| config.trash_age().map(|a| a.to_string()));
        assert_eq!(age("session: {retention_days: 7}"), Ok(Some("30d".to_owned())));
        assert_eq!(age("session: {trash_days: 7}"), Ok(Some("7d".to_owned())));
        assert_eq!(age("session.trash_days: 0"), Ok(None));
        assert!(age("session: {trash_days: soon}").is_err());
        assert!(age("session: {trash_days: 1}\nsession.trash_days: 1").is_err());
    }
}
