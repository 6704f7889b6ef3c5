//! `sessions show`: the details of sessions.

mod block;
mod relatives;

use clap::Args;

use self::relatives::Relatives;
use super::{print_json, recent, resolve};
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::cat_raw,
    records::{self, listed::ListedRecord},
    sanitize::sanitize,
    session::{file::SessionFile, id::SessionId},
};

/// Show session details
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions show [OPTIONS] <ID>...\n       clinvk sessions show [OPTIONS] --last"
)]
pub(crate) struct Show {
    /// Session IDs, unique prefixes, or @{N} for the N-th most recently used
    #[arg(value_name = "ID", required_unless_present = "last", conflicts_with = "last")]
    ids: Vec<String>,

    /// Show the most recently used session, like @{1}
    #[arg(long)]
    last: bool,

    /// Write each session as a JSON object
    #[arg(long, conflicts_with = "prompt")]
    json: bool,

    /// Write only the prompt, exactly
    #[arg(long)]
    prompt: bool,
}

impl Show {
    /// Shows the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = if self.last { vec![recent::last(ctx)?] } else { resolve(ctx, &self.ids)? };
        if self.json {
            let objects = load(ctx, &ids, object)?;
            ctx.page();
            for object in objects {
                print_json(ctx, &object)?;
            }
        } else if self.prompt {
            let is_terminal = ctx.terminal().width.is_some();
            let prompts = load(ctx, &ids, |file| prompt(file, is_terminal))?;
            ctx.page();
            for prompt in prompts {
                ctx.print(prompt.as_bytes())?;
            }
        } else {
            print_blocks(ctx, &ids)?;
        }
        Ok(Exit::Success)
    }
}

/// Returns the result of `make` for the file of each session. A session that cannot be read is the
/// error.
fn load<T>(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    make: impl Fn(SessionFile<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    cat_raw::load(ctx, ids, make)?.into_iter().map(|made| made?).collect()
}

fn object(file: SessionFile<'_>) -> Result<Vec<u8>, Error> {
    let session = file.session()?;
    let mut object = Vec::new();
    records::write_json(&ListedRecord(file.parsed(&session)), &mut object);
    Ok(object)
}

/// Returns the prompt, exact in a pipe. On a terminal, everything but newlines and tabs is sanitised,
/// and the last line ends.
fn prompt(file: SessionFile<'_>, is_terminal: bool) -> Result<String, Error> {
    let session = file.session()?;
    let prompt = session.initial_prompt.as_deref().unwrap_or_default();
    if !is_terminal {
        return Ok(prompt.to_owned());
    }
    let pieces = prompt.split_inclusive(['\n', '\t']).map(|piece| {
        let text = piece.trim_end_matches(['\n', '\t']);
        [&*sanitize(text), &piece[text.len()..]].concat()
    });
    let mut shown: String = pieces.collect();
    if !shown.is_empty() && !shown.ends_with('\n') {
        shown.push('\n');
    }
    Ok(shown)
}

/// Prints the details of each session, with a blank line between two.
fn print_blocks(ctx: &mut Context<'_>, ids: &[SessionId]) -> Result<(), Error> {
    let (now, width) = (ctx.now(), ctx.terminal().width);
    // The page that scripts know has no relatives; naming them reads every session.
    let relatives = width.map(|_| Relatives::of(ctx, ids)).transpose()?;
    let blocks = load(ctx, ids, |file| {
        let session = file.session()?;
        let parsed = file.parsed(&session);
        Ok(match (width, &relatives) {
            (Some(width), Some(relatives)) => block::on_terminal(parsed, now, width, relatives),
            _ => block::plain(parsed, now),
        })
    })?;
    ctx.page();
    ctx.print(blocks.join("\n").as_bytes())
}
