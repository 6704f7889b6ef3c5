//! Reading the journal of changes, which every command that changes the store writes.

use super::read;
use crate::{context::Context, error::Error, store::Journal};

/// Everything that the journal still says, the newest change first.
pub fn load(ctx: &mut Context<'_>) -> Result<Journal, Error> {
    read(ctx, |snapshot| {
        let mut journal = snapshot.journal()?;
        journal.changes.reverse();
        Ok(journal)
    })
}
