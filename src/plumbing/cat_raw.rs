//! `sessions cat-raw`: the bytes of a session's file.

use clap::Args;

use super::read;
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{id::SessionId, stored::Stored},
};

/// Write the files of sessions as they are (plumbing)
#[derive(Args, Clone, Debug)]
pub struct CatRaw {
    /// Full session ids
    #[arg(value_name = "ID", required = true)]
    ids: Vec<SessionId>,
}

impl CatRaw {
    /// Writes the files' bytes, untouched, one after the other.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let mut exit = Exit::Success;
        for file in load(ctx, &self.ids, |stored| stored.bytes.to_vec())? {
            match file {
                Ok(bytes) => ctx.print(&bytes)?,
                Err(error) => exit = exit.worst(ctx.report(&error)),
            }
        }
        Ok(exit)
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
