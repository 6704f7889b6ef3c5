//! What a policy makes of the sessions, with the rows of the table that shows it.

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

/// What a policy makes of the sessions, and the exit code of looking at them: of a session that could
/// not be read it is unknown what the policy would make of it.
pub(crate) type Judged<'p> = (Plan<'p, (Widths, Vec<u8>)>, Exit);

/// Judges the sessions, each with its row of the table if that `is_shown`; damaged ones are named.
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

/// Says that there is nothing to clean, after looking at the sessions came to `exit`.
pub(crate) fn nothing_to_clean(ctx: &mut Context<'_>, exit: Exit) -> Result<Exit, Error> {
    let error = Error::NothingToClean { reason: None };
    if exit == Exit::Success { Err(error) } else { Ok(exit.worst(ctx.report(&error))) }
}

/// The reference page's words: `15 session(s) older than 30 days`; without an age only their number.
pub(crate) fn sessions(count: usize, age: Option<&Age>) -> String {
    let older = age.map(|age| format!(" older than {}", age.words())).unwrap_or_default();
    format!("{count} session(s){older}")
}
