//! The result of a policy, with the rows of its table.

use super::find;
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{
        prune::{self, Plan, Scope},
        report_damaged,
    },
    policy::Policy,
    query::{
        filter::Filter,
        order::{Order, SortKey},
    },
    session::{age::Age, fields::Field},
    ui::{cells::Cells, layout::Room},
};

/// Evaluates the policy for each session and makes the cells of its row, with these `columns`, for a
/// table in this room. The sessions are sorted by last use, the oldest first. Reports the damaged
/// sessions. The exit status is a failure if a session could not be read, because the outcome for it
/// is unknown.
pub(crate) fn plan<'p>(
    ctx: &mut Context<'_>,
    policy: &'p Policy,
    scope: Scope,
    columns: &[&Field],
    room: Room,
) -> Result<(Plan<'p, Cells>, Exit), Error> {
    let (form, key) = (ctx.form(room), SortKey::LAST_USED);
    let mut plan = prune::plan(ctx, policy, scope, key, |parsed| form.cells(columns, parsed))?;
    plan.sort(Order { key, reverse: false });
    report_damaged(ctx, &plan.damaged);
    let is_unread = plan.damaged.iter().any(|damaged| damaged.is_unread);
    Ok((plan, if is_unread { Exit::Session } else { Exit::Success }))
}

/// Reports that there is nothing to clean, given the exit status of reading the sessions.
pub(crate) fn nothing_to_clean(
    ctx: &mut Context<'_>,
    filter: &Filter,
    exit: Exit,
) -> Result<Exit, Error> {
    let error = Error::NothingToClean { reason: None, hints: find::hints(ctx, filter)? };
    if exit == Exit::Success { Err(error) } else { Ok(exit.worst(ctx.report(&error))) }
}

/// Formats a number of sessions like the reference page: `15 session(s) older than 30 days`.
/// Without an age, writes only the number.
pub(crate) fn sessions(count: usize, age: Option<&Age>) -> String {
    let older = age.map(|age| format!(" older than {}", age.words())).unwrap_or_default();
    format!("{count} session(s){older}")
}
