//! Forks of sessions: new sessions that `put-raw` stores.

use super::{
    PutOutcome, cat_raw,
    put_raw::{self, Mode},
};
use crate::{
    context::Context,
    edit::{fork, incoming::IgnoredKeys},
    error::{Error, Exit},
    session::id::SessionId,
    store::Syncing,
};

/// Creates a fork of the session `id`, with `prompt` as its first prompt. Returns the outcome with
/// the ID of the fork.
pub(crate) fn fork(
    ctx: &mut Context<'_>,
    id: &SessionId,
    prompt: Option<&str>,
    is_dry_run: bool,
) -> Result<(Option<(SessionId, PutOutcome)>, Exit), Error> {
    let now = ctx.now();
    let loaded = cat_raw::load(ctx, std::slice::from_ref(id), |file| {
        let parent = file.session()?;
        Ok::<_, Error>(fork::fork(id, &parent, prompt, now))
    })?;
    let mut new = Vec::new();
    for session in loaded {
        new.push(session??);
    }
    let sessions = new.iter().map(String::as_bytes);
    let mode = if is_dry_run { Mode::of(false, true) } else { Mode::CREATE };
    let mut ignored = IgnoredKeys::default();
    let (mut outcomes, exit) = put_raw::put(ctx, sessions, mode, Syncing::First, &mut ignored)?;
    Ok((outcomes.take_first(), exit))
}
