//! `sessions ls-trash`: every session in the trash as a record.

use clap::Args;

use super::{read, trash::LastBatchInfo};
use crate::{
    args::framing::FramingArgs,
    context::Context,
    error::{Error, Exit, Invocation},
    records::{self, SessionRecord, TrashedRecord},
    session::file::{Damaged, SessionFile},
    ui::diagnostic::Diagnostic,
};

/// List the sessions in the trash as records (plumbing)
#[derive(Args, Clone, Debug)]
pub(crate) struct LsTrash {
    /// Only what the last command moved to the trash
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
            // No field holds a NUL: only messages could, and this record has none.
            let _ = framing.write(record, &mut out);
        })?;
        let mut exit = Exit::Success;
        for one in damaged {
            let error = Error::from(one);
            // The hint names `cat-raw`, which does not read the trash.
            let diagnostic = Diagnostic::failure(&error, &Invocation::default());
            ctx.emit(&Diagnostic { hints: Vec::new(), ..diagnostic });
            exit = exit.worst(error.exit());
        }
        ctx.print(&out)?;
        Ok(exit)
    }
}

/// Passes the record of each session in the trash, or of those that the last command moved there,
/// to `write`. Returns the damaged ones.
pub(crate) fn visit(
    ctx: &mut Context<'_>,
    is_last_only: bool,
    mut write: impl FnMut(&TrashedRecord<'_>),
) -> Result<Vec<Damaged>, Error> {
    let now = ctx.now();
    read(ctx, |reader| {
        let all = if is_last_only {
            reader.last_trashed(now)?
        } else {
            reader.trashed(&reader.batches()?)?
        };
        let mut damaged = Vec::new();
        let mut last = LastBatchInfo::default();
        reader.read_trashed(&all, |entry, file| {
            let info = last.get(reader, &entry.batch);
            let size_and_etag = file.as_ref().ok().map(|file| (file.bytes.len(), file.etag()));
            let session = match file.and_then(session) {
                Ok(session) => Some(session),
                Err(one) => {
                    damaged.push(one);
                    None
                }
            };
            write(&TrashedRecord { entry, info, file: size_and_etag, session });
        })?;
        Ok(damaged)
    })
}

/// Returns the `session` record of a file.
fn session(file: SessionFile<'_>) -> Result<Vec<u8>, Damaged> {
    let session = file.session()?;
    let mut json = Vec::new();
    let parsed = file.parsed(&session);
    records::write_json(&SessionRecord(parsed), &mut json);
    Ok(json)
}
