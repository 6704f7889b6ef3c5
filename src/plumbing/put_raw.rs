//! `sessions put-raw`: create or replace sessions from records.

use clap::Args;

use super::{
    arguments::FramingArgs,
    input::{self, Item, Rejected},
    objects::objects,
    record::StoredRecord,
    report::Report,
    store, write_all,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{id::SessionId, proposal::Proposal, storing::Storing},
    store::{Syncing, Transaction},
};

/// How often a session that comes and goes while it is being stored is looked at again.
const TRIES: usize = 3;

/// Create or replace sessions from records (plumbing)
#[derive(Args, Clone, Debug)]
pub struct PutRaw {
    /// Read records, or objects as in session files, from standard input (default)
    #[arg(long)]
    stdin: bool,

    /// Replace sessions that are there, but one whose etag is given only while it has that etag
    #[arg(long)]
    replace: bool,

    /// Leave it to the system when new sessions reach the disk: for imports that can be repeated
    #[arg(long)]
    no_sync: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

/// Whether a session that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only new ones.
    Create,
    /// Also those that are there.
    Replace,
}

impl PutRaw {
    /// Writes one `stored` record for each item, in order.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let is_nul = self.framing.nul;
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        // To its end, before any lock: whoever writes may be reading the store.
        let input = ctx.read_input()?;
        let mut items = Vec::new();
        for item in objects(&input, is_nul) {
            items.push(match Proposal::parse(item.bytes) {
                Ok(proposal) => Ok(match &proposal.id {
                    Some(id) => (id.clone(), proposal),
                    None => (SessionId::of_random_bits(ctx.random_bits()?), proposal),
                }),
                Err(invalid) => Err(rejected(item, &invalid.to_string())),
            });
        }
        let proposals: Vec<_> = items.iter().flatten().collect();
        if let Some(keys) = Proposal::ignored(proposals.iter().map(|(_, proposal)| proposal)) {
            let text = "ignored, because a record has keys of the file in its `extra` only";
            ctx.remark("ignored_keys", format_args!("{text}: {keys}"));
        }
        let mode = if self.replace { Mode::Replace } else { Mode::Create };
        let sync = if self.no_sync { Syncing::Never } else { Syncing::First };
        let (results, exit) = put(ctx, &proposals, mode, sync)?;
        let mut report = Report::new(framing, exit);
        for answer in input::in_order(&items, &results) {
            match answer {
                Ok(((id, _), result)) => report.storing(id, result),
                Err(rejected) => report.rejected_storing(rejected),
            }
        }
        report.finish(ctx)
    }
}

/// An item that is no proposal, by the id that it has or by its place.
fn rejected(item: Item<'_>, reason: &str) -> Rejected {
    let id = item.claimed_id().map(|id| id.to_string());
    Rejected { input: id.unwrap_or_else(|| item.place()), reason: reason.to_owned() }
}

/// Stores `proposals`, each under the id beside it, the new ones with or without a sync; what
/// became of each, and the exit code of what concerns all of them.
pub fn put(
    ctx: &mut Context<'_>,
    proposals: &[&(SessionId, Proposal<'_>)],
    mode: Mode,
    sync: Syncing,
) -> Result<(Vec<Storing>, Exit), Error> {
    if proposals.is_empty() {
        return Ok((Vec::new(), Exit::Success));
    }
    store(ctx)?.make()?;
    write_all(
        ctx,
        proposals,
        || Storing::NotReached,
        |transaction, (id, proposal)| put_one(transaction, id, proposal, mode, sync),
    )
}

fn put_one(
    transaction: &mut Transaction<'_>,
    id: &SessionId,
    proposal: &Proposal<'_>,
    mode: Mode,
    sync: Syncing,
) -> Storing {
    for _ in 0..TRIES {
        match mode {
            Mode::Replace => match transaction.rewrite(id, proposal.etag, |stored| {
                match (std::str::from_utf8(stored.bytes), stored.session()) {
                    (Ok(file), Ok(now)) => proposal.replacing(file, &now),
                    _ => proposal.replacing_damaged(id, stored.bytes).map(Some),
                }
                .map_err(Storing::Invalid)
            }) {
                Storing::Missing => {}
                other => return other,
            },
            Mode::Create => match transaction.snapshot().contains(id) {
                Ok(false) => {}
                Ok(true) => {
                    let now = transaction.snapshot().load(id, |stored| stored.etag());
                    return Storing::Exists(now.ok());
                }
                Err(error) => return Storing::Failed(error),
            },
        }
        let file = match proposal.to_file(id) {
            Ok(file) => file,
            Err(invalid) => return Storing::Invalid(invalid),
        };
        match transaction.create(id, file.as_bytes(), sync) {
            Ok(Some(etag)) => return Storing::Created(etag),
            // Something took the name just now: look again.
            Ok(None) => {}
            Err(error) => return Storing::Failed(error),
        }
    }
    // It comes and goes, or what has its name is no file.
    Storing::Exists(None)
}
