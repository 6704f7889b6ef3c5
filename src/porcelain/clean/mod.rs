//! `sessions clean`: remove old sessions, after asking.

mod preview;

use clap::Args;

use super::{
    confirm, expiry, explain, find, hint_at_undo,
    plan::{nothing_to_clean, plan, sessions},
};
use crate::{
    args::{policy::PolicyArgs, table::COLUMNS},
    context::Context,
    error::{Error, Exit, plural},
    plumbing::{
        RemoveOutcome, RemoveRequest,
        prune::Scope,
        rm_id::{self, Mode, Reasons},
        trash,
    },
    policy::{Reason, Rule},
    session::age::Age,
    ui::columns,
};

/// Remove old sessions
#[derive(Args, Clone, Debug)]
pub(crate) struct Clean {
    #[command(flatten)]
    policy: PolicyArgs,

    /// Only list what would be deleted
    #[arg(long)]
    dry_run: bool,

    /// Skip the confirmation prompt
    #[arg(short, long)]
    yes: bool,

    /// Delete permanently, not into the trash
    #[arg(long)]
    purge: bool,
}

impl Clean {
    /// Removes the sessions that the policy selects, then the sessions that have been in the trash
    /// too long, even if there is nothing to clean.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let is_preview = self.dry_run || self.policy.explain;
        let cleaned = self.clean(ctx);
        let is_in_order = match &cleaned {
            Ok(exit) => *exit < Exit::Config,
            Err(error) => matches!(error, Error::NothingToClean { .. }),
        };
        if is_preview || !is_in_order {
            return cleaned;
        }
        let expired = expiry::expire(ctx);
        let exit = expired.unwrap_or_else(|error| ctx.report(&error));
        cleaned.map(|cleaned| cleaned.worst(exit))
    }

    /// Removes the sessions that the policy selects. On a terminal, first shows them and asks. The
    /// lock is not held while the user decides, and sessions that change in between are left alone.
    fn clean(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let (is_all, is_explained) = (self.policy.is_all(), self.policy.explain);
        let mut policy = self.policy;
        find::resolve_parent(ctx, &mut policy.filter)?;
        let policy = policy.policy(ctx, self.dry_run, Context::calendar())?;
        if is_explained {
            return explain::run(ctx, &policy);
        }
        if policy.rule == Some(Rule::KeepForEver) {
            return Err(Error::NothingToClean {
                reason: Some("session.retention_days is 0, which keeps every session"),
                hints: Vec::new(),
            });
        }
        let terminal = ctx.terminal();
        let is_grave = is_all || self.purge;
        if is_grave && !terminal.is_input && !self.yes && !self.dry_run {
            return Err(Error::Unasked);
        }
        let (scope, columns) = match (self.dry_run, terminal.is_input && !self.yes) {
            (true, _) => (Scope::Removable, COLUMNS),
            (false, true) => (Scope::Asked, COLUMNS),
            (false, false) => (Scope::Removed, &[][..]),
        };
        let screen = if self.dry_run { ctx.screen() } else { ctx.error_screen() };
        let (plan, exit) = plan(ctx, &policy, scope, columns, screen.room)?;
        if !self.dry_run {
            // The trash is expired later, with --purge too. Fails early if that is impossible.
            trash::check(ctx)?;
        }
        let (removed, kept): (Vec<_>, Vec<_>) =
            plan.chosen.into_iter().partition(|chosen| chosen.verdict.removes());
        if removed.is_empty() {
            return nothing_to_clean(ctx, &policy.filter, exit);
        }
        if scope == Scope::Asked && terminal.error_width.is_none() {
            return Err(Error::Unconfirmed);
        }
        let age = policy.age();
        let what = sessions(removed.len(), age);
        if self.dry_run {
            let rows = removed.iter().map(|chosen| (&chosen.request.id, &chosen.value));
            let columns = columns::of_fields(COLUMNS);
            let table: String = columns::table(&columns, rows, &plan.ids, screen).collect();
            ctx.print(format!("Would delete {what}.\n{table}").as_bytes())?;
            return Ok(exit);
        }
        if scope == Scope::Asked {
            let shown = preview::text(ctx, &policy, (&removed, &kept), &plan.ids, self.purge);
            confirm(ctx, &format!("{shown}Delete {what}?"))?;
        }
        let targets_and_reasons =
            removed.into_iter().map(|chosen| (chosen.request, chosen.verdict.reason()));
        let (targets, reasons): (Vec<_>, Vec<_>) = targets_and_reasons.unzip();
        let done = remove(ctx, &targets, Mode::of(false, !self.purge), (&reasons, age))?;
        Ok(exit.worst(done))
    }
}

/// Removes `targets` and reports the result.
fn remove(
    ctx: &mut Context<'_>,
    targets: &[RemoveRequest],
    mode: Mode,
    (reasons, age): (&[Reason<'_>], Option<&Age>),
) -> Result<Exit, Error> {
    let removals = rm_id::remove(ctx, targets, mode, Reasons::Each(reasons))?;
    let mut trashed = Vec::new();
    let mut exit = removals.exit;
    let (mut deleted, mut changed) = (0, 0);
    for (target, removal) in targets.iter().zip(removals.each) {
        trashed.extend(matches!(removal, RemoveOutcome::Trashed(..)).then_some(&target.id));
        match removal {
            RemoveOutcome::Removed(_, left) | RemoveOutcome::Trashed(_, left) => {
                deleted += 1;
                exit = left.map_or(exit, |error| exit.worst(ctx.report(&error)));
            }
            RemoveOutcome::Failed(error) => exit = exit.worst(ctx.report(&error)),
            RemoveOutcome::Changed(_) => changed += 1,
            // Another process was faster, or the cause has been reported.
            RemoveOutcome::Missing
            | RemoveOutcome::NotReached
            | RemoveOutcome::Ready(_)
            | RemoveOutcome::Kept(_)
            | RemoveOutcome::HeldBack(_) => {}
        }
    }
    if changed > 0 {
        exit = exit.worst(Exit::Failure);
        let (count, verb) = (plural(changed, "session"), if changed == 1 { "was" } else { "were" });
        ctx.warn("changed", format_args!("{count} changed in the meantime and {verb} skipped"));
    }
    // If nothing could be deleted, the error is enough.
    if deleted > 0 || exit != Exit::Session {
        ctx.print(format!("Deleted {}.\n", sessions(deleted, age)).as_bytes())?;
    }
    hint_at_undo(ctx, &trashed)?;
    Ok(exit)
}
