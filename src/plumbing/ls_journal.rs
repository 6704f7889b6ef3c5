//! `sessions ls-journal`: the changes in the journal as records.

use clap::Args;

use super::journal;
use crate::{
    args::framing::FramingArgs,
    context::Context,
    error::{Error, Exit},
    records::ChangeRecord,
    session::id::SessionId,
};

/// List the changes in the journal as records (plumbing)
#[derive(Args, Clone, Debug)]
pub(crate) struct LsJournal {
    /// Full session IDs; only their changes are listed
    #[arg(value_name = "ID")]
    ids: Vec<SessionId>,

    /// Maximum number of changes, from the newest
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    framing: FramingArgs,
}

impl LsJournal {
    /// Writes one `change` record for each change, the oldest first.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<ChangeRecord<'_>>()?;
        let mut changes = journal::load(ctx)?;
        let is_of = |id: &SessionId| self.ids.is_empty() || self.ids.contains(id);
        changes.retain(|change| change.id.as_ref().map_or(self.ids.is_empty(), |id| is_of(id)));
        changes.truncate(self.limit.unwrap_or(usize::MAX));
        let mut out = Vec::new();
        for change in changes.iter().rev() {
            if let Err(holds_nul) = framing.write(&ChangeRecord(change), &mut out) {
                ctx.warn("journal_damaged", format_args!("a change was left out: {holds_nul}"));
            }
        }
        ctx.print(&out)?;
        Ok(Exit::Success)
    }
}
