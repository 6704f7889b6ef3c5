//! `sessions put-raw`: create or replace sessions from records.

pub(crate) mod access;
pub(crate) mod put;

use clap::Args;

pub(crate) use put::{Mode, put};

use super::{outcome_writer::OutcomeWriter, outcomes::Outcome};
use crate::{
    args::{
        framing::FramingArgs,
        json_stream::objects,
        stdin::{Item, Rejected},
    },
    context::Context,
    edit::incoming::{IgnoredKeys, IncomingSession, RejectReason},
    error::{Error, Exit},
    records::StoredRecord,
    session::id::{NOT_OPENED_BY_CLINVK, SessionId},
    store::{Syncing, write::outcome::PutOutcome},
    ui::diagnostic::Diagnostic,
};

/// Create or replace sessions from records (plumbing)
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that can be typed")]
pub(crate) struct PutRaw {
    /// Read records or session objects (default)
    #[arg(long)]
    stdin: bool,

    /// Read NUL-terminated records or session objects
    #[arg(long, conflicts_with = "stdin")]
    stdin0: bool,

    /// Overwrite existing sessions
    ///
    /// A record with an etag only if the etag still matches
    #[arg(long)]
    replace: bool,

    /// Do not fsync new sessions (for imports you can repeat)
    #[arg(long)]
    no_sync: bool,

    /// Store nothing, only report what would be stored
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl PutRaw {
    /// Writes one `stored` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        if self.dry_run {
            framing.check_outcome()?;
        }
        // All input is read before the lock is taken: its writer may be reading the store.
        let input = ctx.read_input()?;
        let items = || objects(&input, self.stdin0);
        let mode = Mode::of(self.replace, self.dry_run);
        let sync = if self.no_sync { Syncing::Never } else { Syncing::First };
        let mut ignored = IgnoredKeys::default();
        let sessions = items().map(|item| item.bytes);
        let (outcomes, exit) = put(ctx, sessions, mode, sync, &mut ignored)?;
        warn_of_ignored(ctx, &ignored);
        warn_of_ids(ctx, outcomes.notable().map(|(_, (id, outcome))| (id, outcome)));
        let mut out = OutcomeWriter::new(ctx, framing, exit);
        for (item, outcome) in items().zip(outcomes.iter()) {
            if let Outcome::Notable((id, outcome)) = outcome {
                out.stored(id, outcome)?;
                continue;
            }
            match not_stored(item, matches!(outcome, Outcome::Usual)) {
                Ok(Some(id)) => out.stored(&id, &PutOutcome::NotReached)?,
                Ok(None) => out.unreached(&item.place())?,
                Err(invalid) => out.rejected_stored(&rejected(item, &invalid.to_string()))?,
            }
        }
        out.finish()
    }
}

/// Warns of the keys of records that were not stored.
pub(crate) fn warn_of_ignored(ctx: &mut Context<'_>, ignored: &IgnoredKeys) {
    if let Some(keys) = ignored.names() {
        let text = "ignored, because a record has keys of the file in its `extra` only";
        ctx.warn("ignored_keys", format_args!("{text}: {keys}"));
    }
}

/// Warns of stored sessions that clinvk 0.2.0 cannot open because of their IDs.
fn warn_of_ids<'a>(
    ctx: &mut Context<'_>,
    outcomes: impl Iterator<Item = (&'a SessionId, &'a PutOutcome)>,
) {
    for (id, outcome) in outcomes.filter(|(id, _)| !id.is_clinvks()) {
        if matches!(
            outcome,
            PutOutcome::Created(_) | PutOutcome::Replaced(_) | PutOutcome::Unchanged(_)
        ) {
            let diagnostic = Diagnostic::warning(
                "id_not_hex",
                format_args!("session {id}: {NOT_OPENED_BY_CLINVK}"),
            );
            ctx.emit(&Diagnostic { id: Some(id.as_str().into()), ..diagnostic });
        }
    }
}

/// Rejects an invalid item, named by its ID if it has one and by its place otherwise.
fn rejected(item: Item<'_>, reason: &str) -> Rejected {
    let id = item.claimed_id().map(|id| id.to_string());
    Rejected { input: id.unwrap_or_else(|| item.place()), reason: reason.to_owned() }
}

/// Returns the ID of an item that was not stored, or why it is invalid if it was reached.
pub(crate) fn not_stored(
    item: Item<'_>,
    is_reached: bool,
) -> Result<Option<SessionId>, RejectReason> {
    let incoming = IncomingSession::parse(item.bytes)?;
    if is_reached {
        // It is invalid for the same reason under any ID.
        let id = incoming.id.clone().unwrap_or_else(|| SessionId::of_random_bits(0));
        incoming.to_file(&id)?;
    }
    Ok(incoming.id)
}
