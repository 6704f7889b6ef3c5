//! `sessions put-raw`: create or replace sessions from records.

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    outcomes::{Outcome, Outcomes},
    store, write,
};
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
    store::{Syncing, Writer, write::outcome::PutOutcome},
    ui::diagnostic::Diagnostic,
};

/// Attempts to store a session that another process keeps creating and removing.
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

/// The treatment of sessions that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Store new sessions only.
    Create,
    /// Replace sessions that exist.
    Replace,
}

impl PutRaw {
    /// Writes one `stored` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        // All input is read before the lock is taken: its writer may be reading the store.
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
fn not_stored(item: Item<'_>, is_reached: bool) -> Result<Option<SessionId>, RejectReason> {
    let incoming = IncomingSession::parse(item.bytes)?;
    if is_reached {
        // It is invalid for the same reason under any ID.
        let id = incoming.id.clone().unwrap_or_else(|| SessionId::of_random_bits(0));
        incoming.to_file(&id)?;
    }
    Ok(incoming.id)
}

/// Stores each of `sessions`, records or bare session objects, new ones with or without an fsync.
///
/// The outcome of an invalid one is the usual one. A session without an ID is given one.
fn put<'i>(
    ctx: &mut Context<'_>,
    sessions: impl IntoIterator<Item = &'i [u8]>,
    mode: Mode,
    sync: Syncing,
    ignored: &mut IgnoredKeys,
) -> Result<(Outcomes<(SessionId, PutOutcome)>, Exit), Error> {
    let mut outcomes = Outcomes::default();
    let mut sessions = sessions.into_iter().peekable();
    if sessions.peek().is_none() {
        return Ok((outcomes, Exit::Success));
    }
    let store = store(ctx)?;
    if let Err(error) = store.make() {
        return Ok((outcomes, ctx.report(&error)));
    }
    let exit = write(&store, ctx, sessions, |writer, bytes| {
        let incoming = IncomingSession::parse(bytes).ok();
        outcomes.push(incoming.and_then(|incoming| {
            ignored.note(&incoming);
            put_incoming(writer, &incoming, mode, sync)
        }));
    });
    Ok((outcomes, exit))
}

/// Stores `incoming`. Returns `None` if it is invalid, and its ID with the outcome otherwise.
fn put_incoming(
    writer: &mut Writer<'_>,
    incoming: &IncomingSession<'_>,
    mode: Mode,
    sync: Syncing,
) -> Option<(SessionId, PutOutcome)> {
    let id = match &incoming.id {
        Some(id) => id.clone(),
        None => match Context::random_bits() {
            Ok(bits) => SessionId::of_random_bits(bits),
            Err(error) => return Some((SessionId::of_random_bits(0), PutOutcome::Failed(error))),
        },
    };
    match put_as(writer, &id, incoming, mode, sync) {
        // The report finds the reason again.
        PutOutcome::Rejected(why) if incoming.to_file(&id).err().as_ref() == Some(&why) => None,
        outcome => Some((id, outcome)),
    }
}

/// Stores `incoming` as the session `id`.
fn put_as(
    writer: &mut Writer<'_>,
    id: &SessionId,
    incoming: &IncomingSession<'_>,
    mode: Mode,
    sync: Syncing,
) -> PutOutcome {
    for _ in 0..TRIES {
        match mode {
            Mode::Replace => match writer.rewrite(id, incoming.etag, |file| {
                match (std::str::from_utf8(file.bytes), file.session()) {
                    (Ok(text), Ok(now)) => incoming.replacing(text, &now),
                    _ => incoming.replacing_damaged(id, file.bytes).map(Some),
                }
                .map_err(PutOutcome::Rejected)
            }) {
                PutOutcome::Missing => {}
                other => return other,
            },
            Mode::Create => match writer.reader().contains(id) {
                Ok(false) => {}
                Ok(true) => {
                    let etag = writer.reader().load(id, |file| file.etag());
                    return PutOutcome::Exists(etag.ok());
                }
                Err(error) => return PutOutcome::Failed(error),
            },
        }
        let file = match incoming.to_file(id) {
            Ok(file) => file,
            Err(invalid) => return PutOutcome::Rejected(invalid),
        };
        match writer.create(id, file.as_bytes(), sync) {
            Ok(Some(etag)) => return PutOutcome::Created(etag),
            // The name was taken just now: try again.
            Ok(None) => {}
            Err(error) => return PutOutcome::Failed(error),
        }
    }
    // Another process keeps creating and removing it, or its name is not that of a regular file.
    PutOutcome::Exists(None)
}
