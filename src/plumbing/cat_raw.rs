//! `sessions cat-raw`: the bytes of a session's file.

use std::borrow::Cow;

use clap::Args;

use super::{read, unless_unusable};
use crate::{
    args::stdin::{Input, Item, StdinArgs},
    context::Context,
    error::{Error, Exit},
    session::{
        etag::Etag,
        file::{Damaged, SessionFile},
        id::SessionId,
    },
    ui::diagnostic::Diagnostic,
};

/// How many files are read under one lock and held in memory at once: a session can have 16 MiB.
pub(crate) const AT_ONCE: usize = 16;

/// Write the files of sessions unchanged (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions cat-raw [OPTIONS] <ID>...\n       clinvk sessions cat-raw [OPTIONS] --stdin|--stdin0"
)]
pub(crate) struct CatRaw {
    /// Full session IDs
    #[arg(value_name = "ID", required_unless_present_any = ["stdin", "stdin0"])]
    #[arg(conflicts_with_all = ["stdin", "stdin0"])]
    ids: Vec<SessionId>,

    #[command(flatten)]
    stdin: StdinArgs,

    /// End every file, and every header, with NUL
    #[arg(short = 'z', long = "null")]
    nul: bool,

    /// Do not fail on missing sessions
    #[arg(long)]
    ignore_missing: bool,
}

impl CatRaw {
    /// Writes the files' bytes, untouched, one after the other.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        if self.stdin.is_given() {
            return self.answer(ctx);
        }
        let mut exit = Exit::Success;
        for ids in self.ids.chunks(AT_ONCE) {
            for (id, file) in ids.iter().zip(load(ctx, ids, |file| file.bytes.to_vec())?) {
                match file {
                    Ok(bytes) if self.nul && bytes.contains(&0) => {
                        let damaged = Damaged::new(id, "it holds a NUL, which -z cannot frame");
                        exit = exit.worst(ctx.report(&damaged.into()));
                    }
                    Ok(mut bytes) => {
                        bytes.extend(self.nul.then_some(0));
                        ctx.print(&bytes)?;
                    }
                    Err(Error::SessionNotFound { .. }) if self.ignore_missing => {}
                    Err(error) => exit = exit.worst(report(ctx, id, &error)),
                }
            }
        }
        Ok(exit)
    }

    /// Answers every item of standard input, in order, in git's framing: a header with the size
    /// and the etag, then so many bytes.
    fn answer(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let input = Input::read(ctx, &[], self.stdin)?;
        let mut items = input.items();
        let mut exit = Exit::Success;
        loop {
            let some: Vec<Item<'_>> = items.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                return Ok(exit);
            }
            exit = exit.worst(self.answer_some(ctx, &some)?);
        }
    }

    fn answer_some(&self, ctx: &mut Context<'_>, items: &[Item<'_>]) -> Result<Exit, Error> {
        let targets: Vec<_> = items.iter().map(Item::as_lookup).collect();
        let ids: Vec<SessionId> = targets.iter().flatten().map(|t| t.id.clone()).collect();
        let is_session =
            |file: SessionFile<'_>| file.session().map(|_| (file.etag(), file.bytes.to_vec()));
        let files = load(ctx, &ids, is_session);
        let (files, mut exit) = unless_unusable(ctx, files)?;
        let is_read = files.is_some();
        let mut files = files.unwrap_or_default().into_iter();
        let missing = if self.ignore_missing { Exit::Success } else { Exit::Failure };
        for (item, target) in items.iter().zip(&targets) {
            let Ok(target) = target else {
                exit = exit.worst(Exit::Failure);
                self.print(ctx, &item.name(), "invalid", None)?;
                continue;
            };
            let (outcome, file, its_exit) = match files.next() {
                None if !is_read => ("failed", None, exit),
                None | Some(Err(Error::SessionNotFound { .. })) => ("missing", None, missing),
                Some(Err(error)) => ("damaged", None, report(ctx, &target.id, &error)),
                Some(Ok(Err(damaged))) => ("damaged", None, ctx.report(&damaged.into())),
                Some(Ok(Ok((etag, _)))) if target.etag.is_some_and(|expected| expected != etag) => {
                    ("changed", None, Exit::Failure)
                }
                Some(Ok(Ok(file))) => ("session", Some(file), Exit::Success),
            };
            exit = exit.worst(its_exit);
            self.print(ctx, &item.name(), outcome, file)?;
        }
        Ok(exit)
    }

    /// Writes one answer: the name that was asked for, the outcome, and of a session the size, the
    /// etag and the bytes.
    fn print(
        &self,
        ctx: &mut Context<'_>,
        name: &[u8],
        outcome: &str,
        file: Option<(Etag, Vec<u8>)>,
    ) -> Result<(), Error> {
        let end = if self.nul { '\0' } else { '\n' };
        ctx.print(name)?;
        let Some((etag, bytes)) = file else {
            return ctx.print(format!(" {outcome}{end}").as_bytes());
        };
        ctx.print(format!(" {outcome} {} {etag}{end}", bytes.len()).as_bytes())?;
        ctx.print(&bytes)?;
        ctx.print(end.to_string().as_bytes())
    }
}

/// Reports why the file of the session `id` could not be read, and returns the exit code.
fn report(ctx: &mut Context<'_>, id: &SessionId, error: &Error) -> Exit {
    let id = Some(Cow::Borrowed(id.as_str()));
    ctx.emit(&Diagnostic { id, ..Diagnostic::failure(error, ctx.clinvk()) });
    error.exit()
}

/// Opens the files of `ids` and hands each to `project`; the result of each, in their order.
pub(crate) fn load<T>(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    project: impl Fn(SessionFile<'_>) -> T,
) -> Result<Vec<Result<T, Error>>, Error> {
    read(ctx, |snapshot| Ok(ids.iter().map(|id| snapshot.load(id, &project)).collect()))
}
