//! `sessions ls-trash`: every session in the trash as a record.

use clap::Args;

use super::read;
use crate::{
    args::filter::FramingArgs,
    context::Context,
    error::{Error, Exit, Invocation},
    records::{self, SessionRecord, TrashedRecord},
    session::file::{Damaged, ParsedFile, SessionFile},
    store::trash::batch::{BatchInfo, TrashEntry},
    ui::diagnostic::Diagnostic,
};

/// List the sessions in the trash as records (plumbing)
#[derive(Args, Clone, Debug)]
pub(crate) struct LsTrash {
    /// Only sessions that the last command moved to the trash
    #[arg(long)]
    last: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl LsTrash {
    /// Writes one `trashed` record for each session, newest batch first, then by ID.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<TrashedRecord<'_>>()?;
        let mut out = Vec::new();
        let damaged = visit(ctx, self.last, |record| {
            // Of the fields only a message could hold a NUL, and there is none.
            let _ = framing.write(record, &mut out);
        })?;
        let mut exit = Exit::Success;
        for one in damaged {
            let error = Error::from(one);
            // `cat-raw` does not read the trash, so it is no help here.
            let notice = Diagnostic::failure(&error, &Invocation::default());
            ctx.emit(&Diagnostic { hints: Vec::new(), ..notice });
            exit = exit.worst(error.exit());
        }
        ctx.print(&out)?;
        Ok(exit)
    }
}

/// Hands the record of each session in the trash, or of those that the last command moved there,
/// to `write`. Returns the damaged ones.
pub(crate) fn visit(
    ctx: &mut Context<'_>,
    is_last_only: bool,
    mut write: impl FnMut(&TrashedRecord<'_>),
) -> Result<Vec<Damaged>, Error> {
    let now = ctx.now();
    read(ctx, |snapshot| {
        let all = if is_last_only {
            snapshot.last_trashed(now)?
        } else {
            snapshot.trashed(&snapshot.batches()?)?
        };
        let mut damaged = Vec::new();
        let mut deed: Option<(&TrashEntry, BatchInfo)> = None;
        snapshot.read_trashed(&all, |trashed, file| {
            let (_, deed) = match deed.take() {
                Some(known) if known.0.batch == trashed.batch => deed.insert(known),
                _ => deed.insert((trashed, snapshot.deed(&trashed.batch))),
            };
            let known = file.as_ref().ok().map(|stored| (stored.bytes.len(), stored.etag()));
            let session = match file.and_then(session) {
                Ok(session) => Some(session),
                Err(one) => {
                    damaged.push(one);
                    None
                }
            };
            write(&TrashedRecord { trashed, deed, file: known, session });
        })?;
        Ok(damaged)
    })
}

/// Returns the `session` record of a file.
fn session(stored: SessionFile<'_>) -> Result<Vec<u8>, Damaged> {
    let session = stored.session()?;
    let mut json = Vec::new();
    let parsed = ParsedFile { file: stored, session: &session, stamp: None };
    records::write_json(&SessionRecord(parsed), &mut json);
    Ok(json)
}
