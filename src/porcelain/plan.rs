//! What a policy makes of the sessions, with the rows of the table that shows it.

use super::row::{self, Widths};
use crate::{
    context::Context,
    error::Error,
    model::{age::Age, policy::Policy},
    plumbing::{
        prune::{self, Plan, Scope},
        report_damaged,
    },
};

/// Judges the sessions, each with its row of the table if that `is_shown`.
///
/// That there are none is the error; damaged ones are named.
pub(super) fn plan<'p>(
    ctx: &mut Context<'_>,
    policy: &'p Policy,
    scope: Scope,
    is_shown: bool,
) -> Result<Plan<'p, (Widths, Vec<u8>)>, Error> {
    let now = ctx.now();
    let plan = prune::plan(ctx, policy, scope, |_, session| {
        let mut row = Vec::new();
        let widths = if is_shown { row::write(&mut row, session, now) } else { Widths::default() };
        (widths, row)
    })?;
    report_damaged(ctx, &plan.damaged);
    if plan.chosen.is_empty() { Err(Error::NothingToClean { reason: None }) } else { Ok(plan) }
}

/// The reference page's words: `15 session(s) older than 30 days`; without an age only their number.
pub(super) fn sessions(count: usize, age: Option<&Age>) -> String {
    let older = age.map(|age| format!(" older than {}", age.words())).unwrap_or_default();
    format!("{count} session(s){older}")
}
