//! `rm-id --atomic`: remove all sessions or none.

use super::{Mode, examine, look};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        policy::Reason,
        removal::{Disposal, Removal, Target},
    },
    plumbing::{
        outcomes::{Outcome, Outcomes},
        write_all,
    },
    store::{Snapshot, Transaction},
};

/// Removes `targets` if nothing is wrong with any of them, under one hold of the lock; otherwise
/// none. An item that orders no removal is `None`.
pub(super) fn remove<I: Iterator<Item = Option<Target>>>(
    ctx: &mut Context<'_>,
    targets: impl Fn() -> I,
    mode: Mode,
    ignores_missing: bool,
) -> Result<(Outcomes<Removal>, Exit), Error> {
    let examine_all = |snapshot: &Snapshot<'_>| {
        let mut outcomes = examine(snapshot, targets());
        let is_missing =
            |outcome, target: Option<_>| matches!(outcome, Outcome::Usual) && target.is_some();
        let are_there =
            || !outcomes.iter().zip(targets()).any(|(outcome, target)| is_missing(outcome, target));
        let is_fine = outcomes.notable().all(|(_, removal)| matches!(removal, Removal::Ready(_)))
            && (ignores_missing || are_there());
        if !is_fine {
            outcomes.notable_mut().for_each(|(_, removal)| hold_back(removal));
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
fn remove_examined<I: Iterator<Item = Option<Target>>>(
    transaction: &mut Transaction<'_>,
    targets: &impl Fn() -> I,
    disposal: Disposal,
    examined: &mut Outcomes<Removal>,
) {
    let mut is_stopped = false;
    let mut targets = targets().enumerate();
    for (number, removal) in examined.notable_mut() {
        let Removal::Ready(facts) = *removal else { continue };
        let target = targets.find(|(at, _)| *at == number).and_then(|(_, target)| target);
        let Some(target) = target.filter(|_| !is_stopped) else {
            hold_back(removal);
            continue;
        };
        let target = Target { etag: facts.etag, ..target };
        *removal = transaction.remove(&target, disposal, Reason::Id);
        is_stopped = !matches!(removal, Removal::Removed(..) | Removal::Trashed(..));
    }
}

fn hold_back(removal: &mut Removal) {
    if let Removal::Ready(facts) = *removal {
        *removal = Removal::HeldBack(facts);
    }
}
