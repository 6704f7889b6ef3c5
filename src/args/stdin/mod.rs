//! The items of a command: IDs as arguments, or IDs and records from standard input.

mod item;
mod record;
#[cfg(test)]
mod tests;

use clap::Args;

pub(crate) use item::{Item, Rejected, items};
pub(crate) use record::{Kept, Order, TrashRequest};

use crate::{context::Context, error::Error, session::id::SessionId};

/// The options that read items from standard input.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct StdinArgs {
    /// Read IDs, one per line, or records as JSON Lines
    #[arg(long, conflicts_with = "stdin0")]
    pub(crate) stdin: bool,

    /// Read NUL-terminated IDs
    #[arg(long)]
    pub(crate) stdin0: bool,
}

/// The items of a command, in one buffer.
#[derive(Debug)]
pub(crate) struct Input {
    bytes: Vec<u8>,
    is_nul: bool,
}

impl StdinArgs {
    /// Returns whether the items come from standard input.
    pub(crate) fn is_given(self) -> bool {
        self.stdin || self.stdin0
    }
}

impl Input {
    /// Takes `ids`, or reads standard input to its end if `stdin` requests it. Must be called
    /// before any lock is taken: the process that writes the input may be reading the store.
    pub(crate) fn read(
        ctx: &mut Context<'_>,
        ids: &[SessionId],
        stdin: StdinArgs,
    ) -> Result<Input, Error> {
        if stdin.is_given() {
            return Ok(Input { bytes: ctx.read_input()?, is_nul: stdin.stdin0 });
        }
        let ids: Vec<&str> = ids.iter().map(SessionId::as_str).collect();
        Ok(Input { bytes: ids.join("\n").into_bytes(), is_nul: false })
    }

    /// Returns the items, in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item<'_>> {
        items(&self.bytes, self.is_nul)
    }
}
