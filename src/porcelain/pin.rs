//! `sessions pin` and `sessions unpin`: protect sessions from every policy, or remove the
//! protection.

use clap::Args;

use super::{
    change::{Chosen, Lines, Words},
    resolve,
};
use crate::{
    context::Context,
    edit::{patch::Patch, pin},
    error::{Error, Exit},
    plumbing::set_raw::Mode,
};

/// Protect sessions from clean and prune
#[derive(Args, Clone, Debug)]
pub(crate) struct Pin {
    /// Session IDs or unique prefixes
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

/// Remove the protection from clean and prune
#[derive(Args, Clone, Debug)]
pub(crate) struct Unpin {
    /// Session IDs or unique prefixes
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl Pin {
    /// Pins the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let words = Words { verb: "pin", done: "pinned", already: "is already pinned" };
        change(ctx, &self.ids, &pin::pin(), words)
    }
}

impl Unpin {
    /// Unpins the sessions, after resolving all of them.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let words = Words { verb: "unpin", done: "unpinned", already: "is not pinned" };
        change(ctx, &self.ids, &pin::unpin(), words)
    }
}

/// Changes the sessions and reports each.
fn change(
    ctx: &mut Context<'_>,
    inputs: &[String],
    patch: &Patch,
    words: Words,
) -> Result<Exit, Error> {
    let ids = resolve(ctx, inputs)?;
    let chosen = Chosen { ids, lines: Lines::Each, exit: Exit::Success };
    chosen.change(ctx, words, Mode::Change, true, |file, now| patch.of(file, now))
}
