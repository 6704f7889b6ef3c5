//! `sessions show`: the details of one session.

use std::fmt::Write as _;

use clap::Args;

use super::resolve;
use crate::{
    context::Context,
    edit::pin,
    error::{Error, Exit},
    plumbing::cat_raw,
    records::{self, listed::ListedRecord},
    sanitize::sanitize,
    session::{fields, file::ParsedFile, time::Time},
    ui::{columns, format},
};

/// The width of a prompt on a terminal.
const PROMPT_COLUMNS: usize = 80;

/// Show session details
#[derive(Args, Clone, Debug)]
pub(crate) struct Show {
    /// Session ID or unique prefix
    #[arg(value_name = "ID")]
    id: String,

    /// Write the session as a JSON object
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = resolve(ctx, std::slice::from_ref(&self.id))?;
        let now = ctx.now();
        let prompt_columns = ctx.terminal().width.map(|_| PROMPT_COLUMNS);
        let loaded = cat_raw::load(ctx, &ids, |file| {
            let session = file.session()?;
            let parsed = file.parsed(&session);
            if !self.json {
                return Ok(block(parsed, now, prompt_columns).into_bytes());
            }
            let mut details = Vec::new();
            records::write_json(&ListedRecord(parsed), &mut details);
            details.push(b'\n');
            Ok::<_, Error>(details)
        })?;
        ctx.page();
        for details in loaded {
            ctx.print(&details??)?;
        }
        Ok(Exit::Success)
    }
}

/// Formats the details like the reference page. Lines that its example does not have appear only if
/// the session has a value for them.
fn block(parsed: ParsedFile<'_>, now: Time, prompt_columns: Option<usize>) -> String {
    let session = parsed.session;
    let status = columns::cell(const { fields::named("status") }, parsed, now, columns::WIDEST);
    let mut block = Block(String::new());
    block.line("ID:", parsed.file.id.as_str());
    block.line("Backend:", &format::display_or_dash(session.backend.as_ref()));
    block.text("Model:", session.model.as_deref());
    block.line("Status:", &status);
    block.line("Created:", &format::moment(session.created_at));
    let last_used = match session.last_used {
        Some(time) => {
            format!("{} ({})", format::moment(Some(time)), format::time_ago(Some(time), now))
        }
        None => format::moment(None),
    };
    block.line("Last Used:", &last_used);
    block.line("Working Directory:", &format::display_or_dash(session.working_dir.as_ref()));
    block.text("Backend Session:", session.backend_session_id.as_deref());
    block.text("Title:", session.title.as_deref());
    if let Some(prompt) = format::non_empty(session.initial_prompt.as_ref()) {
        let prompt = sanitize(prompt);
        let columns = prompt_columns.unwrap_or(usize::MAX);
        block.line("Initial Prompt:", &format::cut(&prompt, columns));
    }
    block.line("Turns:", &session.turn_count.to_string());
    if let Some(usage) = session.token_usage {
        block.line("Token Usage:", "");
        block.line("  Input:", &usage.input_tokens.to_string());
        block.line("  Output:", &usage.output_tokens.to_string());
        for (label, count) in
            [("  Cached:", usage.cached_tokens), ("  Reasoning:", usage.reasoning_tokens)]
        {
            if count != 0 {
                block.line(label, &count.to_string());
            }
        }
        block.line("  Total:", &usage.total().to_string());
    }
    if !session.tags.is_empty() {
        block.line("Tags:", &sanitize(&format!("[{}]", session.tags.join(", "))));
    }
    if pin::is_pinned(session) {
        block.line("Pinned:", "yes");
    }
    block.text("Parent Session:", session.parent_id.as_deref());
    block.text("Error:", session.error_message.as_deref());
    if !session.metadata.is_empty() {
        block.line("Metadata:", "");
        let mut metadata: Vec<_> = session.metadata.iter().collect();
        metadata.sort();
        for (key, value) in metadata {
            block.line(&sanitize(&format!("  {key}:")), &sanitize(value));
        }
    }
    block.0
}

/// Lines of labels and values.
struct Block(String);

impl Block {
    /// Appends a line, with the values aligned.
    fn line(&mut self, label: &str, value: &str) {
        // Writing to memory cannot fail.
        let _ = write!(self.0, "{label:<18} {value}");
        self.0.truncate(self.0.trim_end_matches(' ').len());
        self.0.push('\n');
    }

    /// Appends a line with the sanitised text, if there is one.
    fn text(&mut self, label: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.line(label, &sanitize(text));
        }
    }
}
