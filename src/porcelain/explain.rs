//! `sessions clean --explain`: the policy's decision on every session, with the reason.

use super::{
    plan::{nothing_to_clean, plan, sessions},
    print_lines,
};
use crate::{
    context::Context,
    error::{Error, Exit},
    plumbing::prune::Scope,
    policy::Policy,
    sanitize::sanitize,
    session::fields::{self, Field},
    ui::{cells::Cells, column::Column, columns, format},
};

/// Maximum width of the reason column: a tag can have any length.
const WIDEST_REASON: usize = 48;

/// The columns of the session; the outcome and the reason come before the last one.
const COLUMNS: [&Field; 5] = fields::all_named(["id", "backend", "status", "last_used", "heading"]);

/// Lists every session that the policy applies to, with its outcome and the reason. Removes
/// nothing.
pub(crate) fn run(ctx: &mut Context<'_>, policy: &Policy) -> Result<Exit, Error> {
    let screen = ctx.screen();
    let (plan, exit) = plan(ctx, policy, Scope::Seen, &COLUMNS, screen.room)?;
    if plan.chosen.is_empty() {
        return nothing_to_clean(ctx, &policy.filter, exit);
    }
    let removed = plan.chosen.iter().filter(|chosen| chosen.verdict.removes()).count();
    let kept = plan.chosen.len() - removed;
    let what = sessions(removed, policy.age());
    ctx.print(format!("Would delete {what} and keep {kept}.\n").as_bytes())?;
    let reason = |reason: String| format::cut(&sanitize(&reason), WIDEST_REASON).into_owned();
    let cells = plan.chosen.iter().map(|chosen| {
        let outcome = if chosen.verdict.removes() { "would_remove" } else { "kept" };
        chosen.value.with(&[outcome, &reason(chosen.verdict.reason().to_string())])
    });
    let cells: Vec<Cells> = cells.collect();
    let rows = plan.chosen.iter().map(|chosen| &chosen.request.id).zip(&cells);
    let mut columns = columns::of_fields(&COLUMNS);
    columns.splice(4..4, [Column::new("OUTCOME", 12), Column::new("REASON", 18)]);
    let table = columns::table(&columns, rows, &plan.ids, screen);
    print_lines(ctx, table)?;
    Ok(exit)
}
