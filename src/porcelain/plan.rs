//! The result of a policy, with the rows of its table.

use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::{
        prune::{self, Plan, Scope},
        report_damaged,
    },
    policy::Policy,
    session::age::Age,
    ui::columns::{self, Widths},
};

/// The result of a policy, and the exit status of reading the sessions: without reading a session,
/// the policy cannot decide on it.
pub(crate) type Judged<'p> = (Plan<'p, (Widths, Vec<u8>)>, Exit);

/// Evaluates the policy, with a table row for each session if `is_shown` is set. Names damaged
/// sessions.
pub(crate) fn plan<'p>(
    ctx: &mut Context<'_>,
    policy: &'p Policy,
    scope: Scope,
    is_shown: bool,
) -> Result<Judged<'p>, Error> {
    let now = ctx.now();
    let plan = prune::plan(ctx, policy, scope, |_, session| {
        let mut row = Vec::new();
        let widths =
            if is_shown { columns::write(&mut row, session, now) } else { Widths::default() };
        (widths, row)
    })?;
    report_damaged(ctx, &plan.damaged);
    let is_unread = plan.damaged.iter().any(|damaged| damaged.is_unread);
    Ok((plan, if is_unread { Exit::Session } else { Exit::Success }))
}

/// Reports that there is nothing to clean, given the exit status of reading the sessions.
pub(crate) fn nothing_to_clean(ctx: &mut Context<'_>, exit: Exit) -> Result<Exit, Error> {
    let error = Error::NothingToClean { reason: None };
    if exit == Exit::Success { Err(error) } else { Ok(exit.worst(ctx.report(&error))) }
}

/// Formats a number of sessions like the reference page: `15 session(s) older than 30 days`.
/// Without an age, writes only the number.
pub(crate) fn sessions(count: usize, age: Option<&Age>) -> String {
    let older = age.map(|age| format!(" older than {}", age.words())).unwrap_or_default();
    format!("{count} session(s){older}")
}
