//! `sessions resume`: continue a session with its assistant.

use std::ffi::OsString;

use clap::Args;

use super::resolve;
use crate::{
    context::{Context, launch::Launch},
    error::{Error, Exit, NotResumable},
    plumbing::cat_raw,
    session::{conversation::Conversation, file::Damaged, id::SessionId},
};

/// Continue a session with its assistant
#[derive(Args, Clone, Debug)]
pub(crate) struct Resume {
    /// Session ID, unique prefix, or @{N} for the N-th most recently used
    #[arg(value_name = "ID")]
    id: String,

    /// Write the command line, quoted for a shell, instead of running it
    #[arg(long)]
    print: bool,

    /// More arguments for the program that continues the session
    #[arg(value_name = "ARGS", last = true)]
    arguments: Vec<OsString>,
}

impl Resume {
    /// Replaces this process by the program that continues the session. Returns only if that fails,
    /// or if only its command line is wanted.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = resolve(ctx, std::slice::from_ref(&self.id))?;
        let read =
            cat_raw::load(ctx, &ids, |file| Ok::<_, Damaged>(Conversation::of(&file.session()?)))?;
        let Some((id, conversation)) = ids.iter().zip(read).next() else {
            return Err(Error::SessionNotFound { input: self.id });
        };
        let refuse = |reason| Error::NotResumable { id: id.to_string(), reason };
        let conversation = conversation??.map_err(refuse)?;
        let launch = match self.by_other_clinvk(ctx, id) {
            Some(launch) => launch,
            None => self.by_assistant(&conversation).map_err(refuse)?,
        };
        if self.print {
            ctx.print(format!("{}\n", launch.shell()).as_bytes())?;
            return Ok(Exit::Success);
        }
        if let Some(directory) = conversation.directory
            && Context::is_gone(&directory)
        {
            return Err(refuse(NotResumable::DirectoryGone { directory }));
        }
        Err(ctx.exec(launch))
    }

    /// Returns the command line for the clinvk that runs prompts, if there is one that can open this
    /// session. It starts the assistant and keeps the session up to date.
    fn by_other_clinvk(&self, ctx: &Context<'_>, id: &SessionId) -> Option<Launch> {
        let words = ["resume".into(), id.as_str().into()].into_iter();
        let words = words.chain(self.arguments.iter().cloned());
        if id.is_clinvks() { ctx.by_other_clinvk(words) } else { None }
    }

    /// Returns the command line for the assistant itself.
    fn by_assistant(&self, conversation: &Conversation) -> Result<Launch, NotResumable> {
        let (program, own) = conversation.command()?;
        let own = own.into_iter().map(OsString::from);
        Ok(Launch {
            program: program.into(),
            arguments: own.chain(self.arguments.iter().cloned()).collect(),
            directory: conversation.directory.clone(),
            variable: None,
        })
    }
}
