//! Patterns that the texts of a session must match.

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};

use crate::{error::Error, session::Session};

/// A text or a regular expression to search for.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// A text, exactly.
    Plain(Box<Finder<'static>>),
    /// A regular expression, or a text without regard to case.
    Regex(Regex),
}

impl Pattern {
    /// Creates a pattern from `text`, which is not empty. An invalid regular expression is an error.
    ///
    /// In a regular expression, `^` and `$` match at every line.
    pub(crate) fn new(text: &str, ignores_case: bool, is_regex: bool) -> Result<Pattern, Error> {
        if !ignores_case && !is_regex {
            return Ok(Pattern::Plain(Box::new(Finder::new(text.as_bytes()).into_owned())));
        }
        let expression = if is_regex { text.to_owned() } else { regex::escape(text) };
        let built =
            RegexBuilder::new(&expression).case_insensitive(ignores_case).multi_line(true).build();
        built.map(Pattern::Regex).map_err(|error| Error::Usage {
            message: format!("invalid regular expression '{text}': {}", reason(&error)),
            hint: "without -E, --grep searches for the text as it is".to_owned(),
        })
    }

    /// Returns whether a text of the session matches: the title, the prompt, the error, a tag, or
    /// the name or the value of a metadata entry.
    pub(crate) fn matches(&self, session: &Session<'_>) -> bool {
        let texts = [&session.title, &session.initial_prompt, &session.error_message];
        texts.into_iter().flatten().any(|text| self.is_in(text))
            || session.tags.iter().any(|tag| self.is_in(tag))
            || session.metadata.iter().any(|(name, value)| self.is_in(name) || self.is_in(value))
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Pattern::Plain(finder) => finder.find(text.as_bytes()).is_some(),
            Pattern::Regex(regex) => regex.is_match(text),
        }
    }
}

/// Returns the reason on one line. A syntax error is a drawing of several lines, the last of which
/// says it.
fn reason(error: &regex::Error) -> String {
    let text = match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        error => error.to_string(),
    };
    let last = text.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
