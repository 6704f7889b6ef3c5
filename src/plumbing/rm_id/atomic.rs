//! `rm-id --atomic`: remove all sessions or none.

use super::{Mode, examine, look};
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{
        outcomes::{Outcome, Outcomes},
        write_all,
    },
    policy::Reason,
    store::{
        Reader, Writer,
        write::outcome::{Destination, RemoveOutcome, RemoveRequest},
    },
};

/// Removes `targets` if nothing is wrong with any of them, under one hold of the lock; otherwise
/// none. An item that orders no removal is `None`.
pub(crate) fn remove<I: Iterator<Item = Option<RemoveRequest>>>(
    ctx: &mut Context<'_>,
    targets: impl Fn() -> I,
    mode: Mode,
    ignores_missing: bool,
) -> Result<(Outcomes<RemoveOutcome>, Exit), Error> {
    let examine_all = |snapshot: &Reader<'_>| {
        let mut outcomes = examine(snapshot, targets());
        let is_missing =
            |outcome, target: Option<_>| matches!(outcome, Outcome::Usual) && target.is_some();
        let are_there =
            || !outcomes.iter().zip(targets()).any(|(outcome, target)| is_missing(outcome, target));
        let is_fine =
            outcomes.notable().all(|(_, removal)| matches!(removal, RemoveOutcome::Ready(_)))
                && (ignores_missing || are_there());
        if !is_fine {
            outcomes.notable_mut().for_each(|(_, removal)| apply_keeps(removal));
        }
        outcomes
    };
    let Mode::Remove(disposal) = mode else {
        return look(ctx, examine_all);
    };
    // One item, so that the lock is held until all of it is done.
    let mut outcomes = Outcomes::default();
    let (_, exit) = write_all(ctx, [()], |transaction, ()| {
        outcomes = examine_all(transaction.snapshot());
        remove_examined(transaction, &targets, disposal, &mut outcomes);
        None::<()>
    })?;
    Ok((outcomes, exit))
}

/// Removes the targets that were found ready. The first that then still fails ends the work; if
/// nothing was removed before it, nothing is.
fn remove_examined<I: Iterator<Item = Option<RemoveRequest>>>(
    transaction: &mut Writer<'_>,
    targets: &impl Fn() -> I,
    disposal: Destination,
    examined: &mut Outcomes<RemoveOutcome>,
) {
    let mut is_stopped = false;
    let mut targets = targets().enumerate();
    for (number, removal) in examined.notable_mut() {
        let RemoveOutcome::Ready(facts) = *removal else { continue };
        let target = targets.find(|(at, _)| *at == number).and_then(|(_, target)| target);
        let Some(target) = target.filter(|_| !is_stopped) else {
            apply_keeps(removal);
            continue;
        };
        let target = RemoveRequest { etag: facts.etag, ..target };
        *removal = transaction.remove(&target, disposal, Reason::Id);
        is_stopped = !matches!(removal, RemoveOutcome::Removed(..) | RemoveOutcome::Trashed(..));
    }
}

fn apply_keeps(removal: &mut RemoveOutcome) {
    if let RemoveOutcome::Ready(facts) = *removal {
        *removal = RemoveOutcome::HeldBack(facts);
    }
}
