//! `sessions log --operations`: the changes of each run of a command together.

use std::{collections::HashMap, fmt::Write as _};

use crate::{
    context::Context,
    error::Error,
    plumbing::{
        JournalEntry,
        trash::{self, Batch},
    },
    porcelain::operation,
    sanitize::sanitize,
    session::time,
    ui::format,
};

use super::{WIDEST, rule};

/// The indent of the second line of an operation: the width of a time and two spaces.
const INDENT: usize = 22;

/// The most rules of an operation that are named.
const MOST_RULES: usize = 3;

/// The changes that one run of a command made. All of them have the time when it was started.
struct Operation<'c> {
    first: &'c JournalEntry<'static>,
    /// The number of changes with each outcome.
    outcomes: Vec<(&'c str, usize)>,
    /// The rules that requested them.
    rules: Vec<String>,
}

/// Prints the operations that `changes`, newest first, belong to, and for each that moved sessions
/// to the trash that are still there, the command that restores them.
pub(crate) fn print(
    ctx: &mut Context<'_>,
    changes: &[&JournalEntry<'static>],
    limit: usize,
) -> Result<(), Error> {
    let batches = trash::batches(ctx)?;
    let clinvk = ctx.clinvk().to_string();
    for operation in group(changes).iter().take(limit) {
        let first = operation.first;
        let command = format::cut(&sanitize(&first.command), WIDEST).into_owned();
        let counts: Vec<String> = operation
            .outcomes
            .iter()
            .map(|(outcome, count)| format!("{count} {}", sanitize(outcome)))
            .collect();
        // Writing to memory cannot fail.
        let mut line =
            format!("{}  {command:<11}  {}", time::seconds(first.time), counts.join(", "));
        if !operation.rules.is_empty() {
            let _ = write!(line, " ({})", sanitize(&operation.rules.join(", ")));
        }
        line.push('\n');
        for batch in batches.iter().filter(|batch| batch.is_of(first.time, &first.command)) {
            let name = operation::shortest_name(&batch.name, &batches);
            let restore = format!("{clinvk} restore {name}");
            let _ = writeln!(line, "{:INDENT$}restore: {}", "", sanitize(&restore));
        }
        ctx.print(line.as_bytes())?;
    }
    Ok(())
}

/// Groups changes by run, in the order of the first change of each.
fn group<'c>(changes: &[&'c JournalEntry<'static>]) -> Vec<Operation<'c>> {
    let mut places = HashMap::new();
    let mut operations: Vec<Operation<'_>> = Vec::new();
    for &change in changes {
        let place = *places.entry((change.time, &change.command)).or_insert(operations.len());
        if place == operations.len() {
            operations.push(Operation { first: change, outcomes: Vec::new(), rules: Vec::new() });
        }
        let Operation { outcomes, rules, .. } = &mut operations[place];
        match outcomes.iter_mut().find(|(outcome, _)| *outcome == change.outcome) {
            Some((_, count)) => *count += 1,
            None => outcomes.push((&change.outcome, 1)),
        }
        if change.rule.is_some() && rules.len() <= MOST_RULES {
            let rule = rule(change);
            match rules.len() {
                _ if rules.contains(&rule) => {}
                MOST_RULES => rules.push("…".to_owned()),
                _ => rules.push(rule),
            }
        }
    }
    operations
}

impl Batch {
    /// Returns whether the run of `command` that was started at `time` made this batch.
    fn is_of(&self, time: time::Time, command: &str) -> bool {
        self.name.at() == time && self.info.command == command
    }
}
