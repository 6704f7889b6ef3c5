//! `sessions cat-raw`: the bytes of a session's file.

use clap::Args;

use super::{
    input::{self, Item},
    read,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{id::SessionId, stored::Stored},
};

/// How many files are held in memory at once: a session can have 16 MiB.
const AT_ONCE: usize = 16;

/// Write the files of sessions as they are (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions cat-raw [OPTIONS] <ID>...\n       clinvk sessions cat-raw [OPTIONS] --stdin"
)]
pub struct CatRaw {
    /// Full session ids
    #[arg(value_name = "ID", required_unless_present = "stdin", conflicts_with = "stdin")]
    ids: Vec<SessionId>,

    /// Read ids or records from standard input; a line with the size precedes each file
    #[arg(long)]
    stdin: bool,

    /// With --stdin, end items, headers and files with NUL instead of a newline
    #[arg(short = 'z', long = "null", requires = "stdin")]
    nul: bool,

    /// A session that is not there is no failure
    #[arg(long)]
    ignore_missing: bool,
}

impl CatRaw {
    /// Writes the files' bytes, untouched, one after the other.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.stdin {
            return self.answer(ctx);
        }
        let mut exit = Exit::Success;
        for ids in self.ids.chunks(AT_ONCE) {
            for file in load(ctx, ids, |stored| stored.bytes.to_vec())? {
                match file {
                    Ok(bytes) => ctx.print(&bytes)?,
                    Err(Error::SessionNotFound { .. }) if self.ignore_missing => {}
                    Err(error) => exit = exit.worst(ctx.report(&error)),
                }
            }
        }
        Ok(exit)
    }

    /// Answers every item of standard input, in order, in git's framing: a header with the size,
    /// then so many bytes.
    fn answer(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        // To its end, before any lock: whoever writes may be reading the store.
        let input = ctx.read_input()?;
        let mut exit = Exit::Success;
        let items: Vec<_> = input::items(&input, self.nul).collect();
        for items in items.chunks(AT_ONCE) {
            exit = exit.worst(self.answer_some(ctx, items)?);
        }
        Ok(exit)
    }

    fn answer_some(&self, ctx: &mut Context<'_>, items: &[Item<'_>]) -> Result<Exit, Error> {
        let targets: Vec<_> = items.iter().map(|item| item.reference().ok()).collect();
        let ids: Vec<SessionId> = targets.iter().flatten().map(|t| t.id.clone()).collect();
        let (files, mut exit) = match load(ctx, &ids, |s| (s.etag(), s.bytes.to_vec())) {
            Ok(files) => (Some(files), Exit::Success),
            Err(error) if error.is_of_store() => (None, ctx.report(&error)),
            Err(error) => return Err(error),
        };
        let is_read = files.is_some();
        let mut files = files.unwrap_or_default().into_iter();
        let missing = if self.ignore_missing { Exit::Success } else { Exit::Failure };
        for (item, target) in items.iter().zip(&targets) {
            let expected = target.as_ref().and_then(|target| target.etag);
            let file = target.as_ref().and_then(|_| files.next());
            let (outcome, bytes, its_exit) = match file {
                None if !is_read => ("failed", None, exit),
                None | Some(Err(Error::SessionNotFound { .. })) => ("missing", None, missing),
                Some(Err(error)) => ("failed", None, ctx.report(&error)),
                Some(Ok((etag, _))) if expected.is_some_and(|expected| expected != etag) => {
                    ("changed", None, Exit::Failure)
                }
                Some(Ok((_, bytes))) => ("session", Some(bytes), Exit::Success),
            };
            exit = exit.worst(its_exit);
            self.print(ctx, &item.name(), outcome, bytes.as_deref())?;
        }
        Ok(exit)
    }

    /// Writes one answer: what was asked for, what became of it, and its size and bytes if any.
    fn print(
        &self,
        ctx: &mut Context<'_>,
        name: &[u8],
        outcome: &str,
        bytes: Option<&[u8]>,
    ) -> Result<(), Error> {
        let end = if self.nul { '\0' } else { '\n' };
        ctx.print(name)?;
        let Some(bytes) = bytes else { return ctx.print(format!(" {outcome}{end}").as_bytes()) };
        ctx.print(format!(" {outcome} {}{end}", bytes.len()).as_bytes())?;
        ctx.print(bytes)?;
        ctx.print(end.to_string().as_bytes())
    }
}

/// Opens the files of `ids` and hands each to `project`; the result of each, in their order.
pub fn load<T>(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    project: impl Fn(Stored<'_>) -> T,
) -> Result<Vec<Result<T, Error>>, Error> {
    read(ctx, |snapshot| Ok(ids.iter().map(|id| snapshot.load(id, &project)).collect()))
}
