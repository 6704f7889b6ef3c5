//! `rm-id --atomic`: remove all sessions or none.

use super::{Mode, examine, look};
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{
        outcomes::{Outcome, Outcomes},
        store, write,
    },
    policy::Reason,
    store::{
        Reader, Writer,
        write::outcome::{Destination, RemoveOutcome, RemoveRequest},
    },
};

/// Removes `targets` under one hold of the lock, if all of them can be removed. An item that names
/// no session to remove is `None`.
pub(crate) fn remove<I: Iterator<Item = Option<RemoveRequest>>>(
    ctx: &mut Context<'_>,
    targets: impl Fn() -> I,
    mode: Mode,
    ignores_missing: bool,
) -> Result<(Outcomes<RemoveOutcome>, Exit), Error> {
    let examine_all = |reader: &Reader<'_>| {
        let mut outcomes = examine(reader, targets());
        let is_missing =
            |outcome, target: Option<_>| matches!(outcome, Outcome::Usual) && target.is_some();
        let all_exist =
            || !outcomes.iter().zip(targets()).any(|(outcome, target)| is_missing(outcome, target));
        let is_fine =
            outcomes.notable().all(|(_, outcome)| matches!(outcome, RemoveOutcome::Ready(_)))
                && (ignores_missing || all_exist());
        if !is_fine {
            outcomes.notable_mut().for_each(|(_, outcome)| hold_back(outcome));
        }
        outcomes
    };
    let Mode::Remove(destination) = mode else {
        return look(ctx, examine_all);
    };
    let mut outcomes = Outcomes::default();
    // The whole batch is one item, so that it is done under one hold of the lock.
    let exit = write(&store(ctx)?, ctx, [()], |writer, ()| {
        outcomes = examine_all(writer.reader());
        remove_examined(writer, &targets, destination, &mut outcomes);
    });
    Ok((outcomes, exit))
}

/// Removes the targets that are ready. The first that then still fails ends the work; if nothing
/// was removed before it, nothing is.
fn remove_examined<I: Iterator<Item = Option<RemoveRequest>>>(
    writer: &mut Writer<'_>,
    targets: &impl Fn() -> I,
    destination: Destination,
    examined: &mut Outcomes<RemoveOutcome>,
) {
    let mut is_stopped = false;
    let mut targets = targets().enumerate();
    for (number, outcome) in examined.notable_mut() {
        let RemoveOutcome::Ready(info) = *outcome else { continue };
        let target = targets.find(|(at, _)| *at == number).and_then(|(_, target)| target);
        let Some(target) = target.filter(|_| !is_stopped) else {
            hold_back(outcome);
            continue;
        };
        let target = RemoveRequest { etag: info.etag, ..target };
        *outcome = writer.remove(&target, destination, Reason::Id);
        is_stopped = !matches!(outcome, RemoveOutcome::Removed(..) | RemoveOutcome::Trashed(..));
    }
}

fn hold_back(outcome: &mut RemoveOutcome) {
    if let RemoveOutcome::Ready(info) = *outcome {
        *outcome = RemoveOutcome::HeldBack(info);
    }
}
