//! `sessions put-raw`: create or replace sessions from records.

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    outcomes::{Outcome, Outcomes},
    store, write_all,
};
use crate::{
    args::{
        filter::FramingArgs,
        json_stream::objects,
        stdin::{Item, Rejected},
    },
    context::Context,
    edit::incoming::{IgnoredKeys, IncomingSession, RejectReason},
    error::{Error, Exit},
    records::StoredRecord,
    session::id::{NOT_OPENED_BY_CLINVK, SessionId},
    store::{Syncing, Writer, write::outcome::PutOutcome},
    ui::diagnostic::Diagnostic,
};

/// How often a session that comes and goes while it is being stored is looked at again.
const TRIES: usize = 3;

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

    #[command(flatten)]
    framing: FramingArgs,
}

/// Whether a session that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Only new ones.
    Create,
    /// Also those that are there.
    Replace,
}

impl PutRaw {
    /// Writes one `stored` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        // To its end, before any lock: the process that writes may be reading the store.
        let input = ctx.read_input()?;
        let items = || objects(&input, self.stdin0);
        let mode = if self.replace { Mode::Replace } else { Mode::Create };
        let sync = if self.no_sync { Syncing::Never } else { Syncing::First };
        let mut ignored = IgnoredKeys::default();
        let sessions = items().map(|item| item.bytes);
        let (outcomes, exit) = put(ctx, sessions, mode, sync, &mut ignored)?;
        if let Some(keys) = ignored.names() {
            let text = "ignored, because a record has keys of the file in its `extra` only";
            ctx.warn("ignored_keys", format_args!("{text}: {keys}"));
        }
        warn_of_ids(ctx, outcomes.notable().map(|(_, (id, storing))| (id, storing)));
        let mut report = OutcomeWriter::new(ctx, framing, exit);
        for (item, outcome) in items().zip(outcomes.iter()) {
            if let Outcome::Notable((id, storing)) = outcome {
                report.storing(id, storing)?;
                continue;
            }
            match not_stored(item, matches!(outcome, Outcome::Usual)) {
                Ok(Some(id)) => report.storing(&id, &PutOutcome::NotReached)?,
                Ok(None) => report.unreached_storing(&item.place())?,
                Err(invalid) => report.rejected_storing(&rejected(item, &invalid.to_string()))?,
            }
        }
        report.finish()
    }
}

/// Says which of the sessions that are stored now clinvk 0.2.0 cannot open because of their ids.
fn warn_of_ids<'a>(
    ctx: &mut Context<'_>,
    results: impl Iterator<Item = (&'a SessionId, &'a PutOutcome)>,
) {
    for (id, result) in results.filter(|(id, _)| !id.is_clinvks()) {
        if matches!(
            result,
            PutOutcome::Created(_) | PutOutcome::Replaced(_) | PutOutcome::Unchanged(_)
        ) {
            let remark = Diagnostic::warning(
                "id_not_hex",
                format_args!("session {id}: {NOT_OPENED_BY_CLINVK}"),
            );
            ctx.emit(&Diagnostic { id: Some(id.as_str().into()), ..remark });
        }
    }
}

/// An item that is no proposal, by the id that it has or by its place.
fn rejected(item: Item<'_>, reason: &str) -> Rejected {
    let id = item.claimed_id().map(|id| id.to_string());
    Rejected { input: id.unwrap_or_else(|| item.place()), reason: reason.to_owned() }
}

/// Returns the ID of an item that was not stored, or why it is invalid if it was reached.
fn not_stored(item: Item<'_>, is_reached: bool) -> Result<Option<SessionId>, RejectReason> {
    let proposal = IncomingSession::parse(item.bytes)?;
    if is_reached {
        // Under any ID it is invalid for the same reason.
        let id = proposal.id.clone().unwrap_or_else(|| SessionId::of_random_bits(0));
        proposal.to_file(&id)?;
    }
    Ok(proposal.id)
}

/// Stores each of `sessions`, records or bare session objects, new ones with or without a sync.
///
/// The outcome of one that is invalid is the usual one. A session without an ID is given one.
fn put<'i>(
    ctx: &mut Context<'_>,
    sessions: impl IntoIterator<Item = &'i [u8]>,
    mode: Mode,
    sync: Syncing,
    ignored: &mut IgnoredKeys,
) -> Result<(Outcomes<(SessionId, PutOutcome)>, Exit), Error> {
    let mut sessions = sessions.into_iter().peekable();
    if sessions.peek().is_none() {
        return Ok((Outcomes::default(), Exit::Success));
    }
    if let Err(error) = store(ctx)?.make() {
        return Ok((Outcomes::default(), ctx.report(&error)));
    }
    write_all(ctx, sessions, |transaction, bytes| {
        let proposal = IncomingSession::parse(bytes).ok()?;
        ignored.note(&proposal);
        let id = match &proposal.id {
            Some(id) => id.clone(),
            None => match Context::random_bits() {
                Ok(bits) => SessionId::of_random_bits(bits),
                Err(error) => {
                    return Some((SessionId::of_random_bits(0), PutOutcome::Failed(error)));
                }
            },
        };
        match put_one(transaction, &id, &proposal, mode, sync) {
            // The report finds the reason again.
            PutOutcome::Rejected(why) if proposal.to_file(&id).err().as_ref() == Some(&why) => None,
            storing => Some((id, storing)),
        }
    })
}

fn put_one(
    transaction: &mut Writer<'_>,
    id: &SessionId,
    proposal: &IncomingSession<'_>,
    mode: Mode,
    sync: Syncing,
) -> PutOutcome {
    for _ in 0..TRIES {
        match mode {
            Mode::Replace => match transaction.rewrite(id, proposal.etag, |stored| {
                match (std::str::from_utf8(stored.bytes), stored.session()) {
                    (Ok(file), Ok(now)) => proposal.replacing(file, &now),
                    _ => proposal.replacing_damaged(id, stored.bytes).map(Some),
                }
                .map_err(PutOutcome::Rejected)
            }) {
                PutOutcome::Missing => {}
                other => return other,
            },
            Mode::Create => match transaction.snapshot().contains(id) {
                Ok(false) => {}
                Ok(true) => {
                    let now = transaction.snapshot().load(id, |stored| stored.etag());
                    return PutOutcome::Exists(now.ok());
                }
                Err(error) => return PutOutcome::Failed(error),
            },
        }
        let file = match proposal.to_file(id) {
            Ok(file) => file,
            Err(invalid) => return PutOutcome::Rejected(invalid),
        };
        match transaction.create(id, file.as_bytes(), sync) {
            Ok(Some(etag)) => return PutOutcome::Created(etag),
            // Something took the name just now: look again.
            Ok(None) => {}
            Err(error) => return PutOutcome::Failed(error),
        }
    }
    // It comes and goes, or what has its name is no file.
    PutOutcome::Exists(None)
}
