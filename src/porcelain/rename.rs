//! `sessions rename`: give a session a title.

use clap::Args;

use super::{
    change::{Chosen, Lines, Words},
    resolve,
};
use crate::{
    context::Context,
    edit::{
        key_path::{KeyPath, RemovableKey},
        patch::Patch,
    },
    error::{Error, Exit},
    plumbing::set_raw::Mode,
};

/// Give a session a title
#[derive(Args, Clone, Debug)]
pub(crate) struct Rename {
    /// Session ID or unique prefix
    #[arg(value_name = "ID")]
    id: String,

    /// The new title; an empty one removes the title
    #[arg(value_name = "TITLE")]
    title: String,

    /// Change nothing, only show what would change
    #[arg(short = 'n', long)]
    dry_run: bool,
}

impl Rename {
    /// Sets the title, or removes it.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let ids = resolve(ctx, std::slice::from_ref(&self.id))?;
        let patch = if self.title.is_empty() {
            let key = KeyPath { name: "title".to_owned(), entry: None };
            Patch { unset: vec![RemovableKey(key)], ..Patch::default() }
        } else {
            Patch::of_text("title", &self.title)
        };
        let words = Words { verb: "rename", done: "renamed", already: "already has this title" };
        let chosen = Chosen { ids, lines: Lines::Each, exit: Exit::Success };
        let mode = Mode::of(self.dry_run);
        chosen.change(ctx, words, mode, true, |file, now| patch.of(file, now))
    }
}
