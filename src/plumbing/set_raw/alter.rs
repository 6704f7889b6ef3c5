//! Changes sessions in place, or previews the changes.

use std::collections::HashSet;

use crate::{
    context::Context,
    edit::incoming::RejectReason,
    error::{Error, Exit},
    plumbing::{
        outcomes::{ItemOutcome as _, Outcomes},
        read, store, unless_unusable, write,
    },
    session::{Session, etag::Etag, file::SessionFile, id::SessionId},
    store::{
        LoadError, Reader,
        write::outcome::{PutOutcome, RemoveRequest},
    },
};

/// The mode of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Examine the sessions, change nothing.
    DryRun,
    /// Change the sessions.
    Change,
}

impl Mode {
    /// Returns the mode that the option `--dry-run` asks for.
    pub(crate) fn of(is_dry_run: bool) -> Mode {
        if is_dry_run { Mode::DryRun } else { Mode::Change }
    }
}

/// Replaces the file of each of `targets` by what `change` returns for its text and its session, if
/// its etag is as expected. `None` leaves a file as it is. An item that names no session is `None`.
pub(crate) fn alter(
    ctx: &mut Context<'_>,
    targets: impl IntoIterator<Item = Option<RemoveRequest>>,
    mode: Mode,
    change: impl Fn(&str, &Session<'_>) -> Result<Option<String>, RejectReason>,
) -> Result<(Outcomes<PutOutcome>, Exit), Error> {
    let change = |file: SessionFile<'_>| {
        let now = file.session().map_err(|damaged| PutOutcome::Failed(damaged.into()))?;
        change(&String::from_utf8_lossy(file.bytes), &now).map_err(PutOutcome::Rejected)
    };
    if mode == Mode::DryRun {
        let looked = read(ctx, |reader| Ok(preview(reader, targets, change)));
        let (outcomes, exit) = unless_unusable(ctx, looked)?;
        return Ok((outcomes.unwrap_or_default(), exit));
    }
    let mut outcomes = Outcomes::default();
    let exit = write(&store(ctx)?, ctx, targets, |writer, target| {
        let change = |file: SessionFile<'_>| Ok(change(file)?.map(String::into_bytes));
        let rewrite = |RemoveRequest { id, etag, .. }| writer.rewrite(&id, etag, change).notable();
        outcomes.push(target.and_then(rewrite));
    });
    Ok((outcomes, exit))
}

/// Changes each of `ids` like [`alter`], and returns the outcomes in their order.
pub(crate) fn alter_each(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    mode: Mode,
    change: impl Fn(&str, &Session<'_>) -> Result<Option<String>, RejectReason>,
) -> Result<(Vec<PutOutcome>, Exit), Error> {
    let targets = ids.iter().map(|id| Some(RemoveRequest::of(id.clone())));
    let (outcomes, exit) = alter(ctx, targets, mode, change)?;
    Ok((outcomes.into_vec(ids.len()), exit))
}

/// Returns the outcome that changing each of `targets` would have.
fn preview(
    reader: &Reader<'_>,
    targets: impl IntoIterator<Item = Option<RemoveRequest>>,
    change: impl Fn(SessionFile<'_>) -> Result<Option<String>, PutOutcome>,
) -> Outcomes<PutOutcome> {
    let mut outcomes = Outcomes::default();
    let mut changed = HashSet::new();
    for target in targets {
        outcomes.push(target.and_then(|RemoveRequest { id, etag, .. }| {
            let outcome = match examine(reader, &id, etag, &change) {
                // A session that is named twice has the new content the second time.
                PutOutcome::WouldReplace(etag) if !changed.insert(id) => {
                    PutOutcome::Unchanged(etag)
                }
                outcome => outcome,
            };
            outcome.notable()
        }));
    }
    outcomes
}

/// Returns the outcome that changing the session `id` would have, if its etag must be `expected`.
pub(crate) fn examine(
    reader: &Reader<'_>,
    id: &SessionId,
    expected: Option<Etag>,
    change: impl Fn(SessionFile<'_>) -> Result<Option<String>, PutOutcome>,
) -> PutOutcome {
    let examined = reader.load(id, |file| {
        let etag = file.etag();
        if expected.is_some_and(|expected| expected != etag) {
            return PutOutcome::Changed(Some(etag));
        }
        match change(file) {
            Ok(Some(_)) => PutOutcome::WouldReplace(etag),
            Ok(None) => PutOutcome::Unchanged(etag),
            Err(outcome) => outcome,
        }
    });
    examined.unwrap_or_else(|error| match error {
        LoadError::Missing(_) => PutOutcome::Missing,
        error => PutOutcome::Failed(error.into()),
    })
}
