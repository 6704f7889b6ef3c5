//! Reading the journal of changes, which every command that changes the store writes.

use super::read;
use crate::{context::Context, error::Error, store::journal::entry::JournalEntry};

/// Returns the changes in the journal, the newest first; lines that cannot be read are left out
/// with a warning.
pub(crate) fn load(ctx: &mut Context<'_>) -> Result<Vec<JournalEntry<'static>>, Error> {
    let journal = read(ctx, |reader| {
        let mut journal = reader.journal()?;
        journal.changes.reverse();
        Ok(journal)
    })?;
    if journal.damaged > 0 {
        let lines = if journal.damaged == 1 { "line" } else { "lines" };
        let count = journal.damaged;
        ctx.warn(
            "journal_damaged",
            format_args!("{count} {lines} of the journal cannot be read; left out"),
        );
    }
    Ok(journal.changes)
}
