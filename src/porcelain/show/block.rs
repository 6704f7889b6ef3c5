//! The details of a session as lines of labels and values.

use std::fmt::Write as _;

use super::{
    super::tree::MISSING,
    relatives::{Relative, Relatives},
};
use crate::{
    edit::pin,
    sanitize::sanitize,
    session::{Session, fields, file::ParsedFile, time::Time},
    ui::{columns, format, wrap},
};

/// The width of the labels, with the space after them.
const LABEL: usize = 19;

/// The columns that a tab in a prompt takes on a terminal.
const TAB: &str = "    ";

/// Formats the details like the reference page. Lines that its example does not have appear only if
/// the session has a value for them.
pub(crate) fn plain(parsed: ParsedFile<'_>, now: Time) -> String {
    let session = parsed.session;
    let mut block = Block { text: String::new(), columns: None };
    block.identity(parsed, now);
    block.text("Initial Prompt:", session.initial_prompt.as_deref());
    block.usage(session);
    block.text("Parent Session:", session.parent_id.as_deref());
    block.notes(session);
    block.text
}

/// Formats the details for a terminal of this width: with the same lines, but long values are
/// wrapped, relatives are named, and the whole prompt comes last.
pub(crate) fn on_terminal(
    parsed: ParsedFile<'_>,
    now: Time,
    width: usize,
    relatives: &Relatives,
) -> String {
    let session = parsed.session;
    let columns = Some(width.saturating_sub(LABEL));
    let mut block = Block { text: String::new(), columns };
    block.identity(parsed, now);
    block.usage(session);
    if let Some(parent) = session.parent_id.as_deref().filter(|parent| !parent.is_empty()) {
        let name = match relatives.find(parent) {
            Some(relative) => relative.line(now),
            None => format!("{} {MISSING}", sanitize(parent)),
        };
        block.line("Parent Session:", &name);
    }
    let forks: Vec<String> =
        relatives.forks(parsed.file.id.as_str()).map(|fork: &Relative| fork.line(now)).collect();
    if !forks.is_empty() {
        block.lines("Forks:", &forks);
    }
    block.notes(session);
    if let Some(prompt) = format::non_empty(session.initial_prompt.as_ref()) {
        let lines: Vec<String> = prompt
            .trim_end()
            .split('\n')
            .map(|line| sanitize(&line.trim_end_matches('\r').replace('\t', TAB)).into_owned())
            .collect();
        block.lines("Initial Prompt:", &lines);
    }
    block.text
}

/// Lines of labels and values.
struct Block {
    text: String,
    /// The width that values are wrapped to, if they are.
    columns: Option<usize>,
}

impl Block {
    fn identity(&mut self, parsed: ParsedFile<'_>, now: Time) {
        let session = parsed.session;
        let status = columns::cell(const { fields::named("status") }, parsed, now, columns::WIDEST);
        self.line("ID:", parsed.file.id.as_str());
        self.line("Backend:", &format::display_or_dash(session.backend.as_ref()));
        self.text("Model:", session.model.as_deref());
        self.line("Status:", &status);
        self.line("Created:", &format::moment(session.created_at));
        let last_used = match session.last_used {
            Some(time) => {
                format!("{} ({})", format::moment(Some(time)), format::time_ago(Some(time), now))
            }
            None => format::moment(None),
        };
        self.line("Last Used:", &last_used);
        self.line("Working Directory:", &format::display_or_dash(session.working_dir.as_ref()));
        self.text("Backend Session:", session.backend_session_id.as_deref());
        self.text("Title:", session.title.as_deref());
    }

    fn usage(&mut self, session: &Session<'_>) {
        self.line("Turns:", &session.turn_count.to_string());
        if let Some(usage) = session.token_usage {
            self.line("Token Usage:", "");
            self.line("  Input:", &usage.input_tokens.to_string());
            self.line("  Output:", &usage.output_tokens.to_string());
            for (label, count) in
                [("  Cached:", usage.cached_tokens), ("  Reasoning:", usage.reasoning_tokens)]
            {
                if count != 0 {
                    self.line(label, &count.to_string());
                }
            }
            self.line("  Total:", &usage.total().to_string());
        }
        if !session.tags.is_empty() {
            self.line("Tags:", &sanitize(&format!("[{}]", session.tags.join(", "))));
        }
        if pin::is_pinned(session) {
            self.line("Pinned:", "yes");
        }
    }

    fn notes(&mut self, session: &Session<'_>) {
        self.text("Error:", session.error_message.as_deref());
        if !session.metadata.is_empty() {
            self.line("Metadata:", "");
            let mut metadata: Vec<_> = session.metadata.iter().collect();
            metadata.sort();
            for (key, value) in metadata {
                self.line(&sanitize(&format!("  {key}:")), &sanitize(value));
            }
        }
    }

    /// Appends a line, with the values aligned.
    fn line(&mut self, label: &str, value: &str) {
        self.lines(label, &[value]);
    }

    /// Appends lines, of which the first has the label. Each is wrapped on a terminal.
    fn lines(&mut self, label: &str, lines: &[impl AsRef<str>]) {
        let mut label = label;
        if let Some(columns) = self.columns.filter(|_| format::width(label) >= LABEL) {
            // The key of some metadata. Its value begins on the next line.
            self.text.push_str(&format::cut(label, columns + LABEL));
            self.text.push('\n');
            label = "";
        }
        for line in lines {
            let wrapped = match self.columns {
                Some(columns) => wrap::wrap(line.as_ref(), columns),
                None => vec![line.as_ref().to_owned()],
            };
            for line in wrapped {
                // Writing to memory cannot fail.
                let _ = write!(self.text, "{label:<18} {line}");
                self.text.truncate(self.text.trim_end_matches(' ').len());
                self.text.push('\n');
                label = "";
            }
        }
    }

    /// Appends a line with the sanitised text, if there is one.
    fn text(&mut self, label: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.line(label, &sanitize(text));
        }
    }
}
