//! `sessions fsck`: say what is wrong with the store, and mend what can be mended.

use std::{cmp::Reverse, fmt::Write as _};

use clap::Args;

use super::{read, store, write_each_in};
use crate::{
    args::filter::FramingArgs,
    context::Context,
    error::{Error, Exit, Invocation},
    records::ProblemRecord,
    sanitize::sanitize,
    store::{
        Inspection,
        fsck::problem::{Code, Problem},
    },
};

/// Check the store and repair it without data loss (plumbing)
#[derive(Args, Clone, Debug)]
pub(crate) struct Fsck {
    /// Repair the index, file modes and leftovers
    #[arg(long)]
    repair: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl Fsck {
    /// Writes one `problem` record for each thing that is wrong.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<ProblemRecord<'_>>()?;
        let now = ctx.now();
        let mut inspection = read(ctx, |snapshot| snapshot.inspect(now))?;
        let mut exit = Exit::Success;
        if self.repair {
            exit = repair(ctx, &mut inspection.problems)?;
        }
        let mut out = Vec::new();
        for problem in &inspection.problems {
            // Neither a path nor a message can hold a NUL.
            let _ = framing.write(&ProblemRecord(problem), &mut out);
        }
        ctx.print(&out)?;
        if ctx.terminal().error_width.is_some() {
            // After the records, where both are on one terminal.
            ctx.flush()?;
            let summary = summary(&inspection, self.repair, ctx.clinvk());
            ctx.status(&summary);
        }
        let remain = inspection.problems.iter().any(|problem| !problem.is_repaired);
        Ok(if remain { exit.worst(Exit::Session) } else { exit })
    }
}

/// Mends those of `problems` that can be mended without the loss of anything.
///
/// What cannot be done is reported at once and stays as it is. The exit code is that of all this.
pub(crate) fn repair(ctx: &mut Context<'_>, problems: &mut [Problem]) -> Result<Exit, Error> {
    let mut mendable: Vec<usize> =
        (0..problems.len()).filter(|at| problems[*at].is_mendable).collect();
    // All that is wrong with the index is mended at once.
    let of_index: Vec<usize> =
        mendable.iter().copied().filter(|at| problems[*at].code.is_about_index()).collect();
    let first = of_index.first();
    mendable.retain(|at| !problems[*at].code.is_about_index() || Some(at) == first);

    // Modes first: what has been moved away has none here, and the rest is not for a store that
    // others can write to.
    let (modes, rest): (Vec<_>, Vec<_>) =
        mendable.into_iter().partition(|at| problems[*at].code == Code::ModeTooWide);
    let now = ctx.now();
    let store = store(ctx)?;
    let mut exit = Exit::Success;
    for (store, mendable) in [(store.clone().whatever_its_modes(), modes), (store, rest)] {
        let mut results = Vec::new();
        let batch = write_each_in(&store, ctx, mendable, |transaction, at| {
            results.push((at, transaction.repair(&problems[at], now)));
        });
        exit = batch.stopped.map_or(exit, |error| exit.worst(ctx.report(&error)));
        exit = exit.worst(note(ctx, problems, &of_index, results.into_iter()));
    }
    Ok(exit)
}

/// Notes what was mended, and reports what could not be.
fn note(
    ctx: &mut Context<'_>,
    problems: &mut [Problem],
    of_index: &[usize],
    results: impl Iterator<Item = (usize, Result<Option<String>, Error>)>,
) -> Exit {
    let mut exit = Exit::Success;
    for (at, result) in results {
        match result {
            Ok(None) => {}
            Ok(Some(how)) if problems[at].code.is_about_index() => {
                for at in of_index {
                    problems[*at].repaired(&how);
                }
            }
            Ok(Some(how)) => problems[at].repaired(&how),
            Err(error) => exit = exit.worst(ctx.report(&error)),
        }
    }
    exit
}

/// What a person wants to know, in a line, and the next step.
fn summary(
    Inspection { sessions, problems }: &Inspection,
    is_repair: bool,
    clinvk: &Invocation,
) -> String {
    let plural =
        |count: usize, word| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut text = format!("{} checked", plural(*sessions, "session"));
    if problems.is_empty() {
        text.push_str(", no problems.\n");
        return text;
    }
    let mut counts: Vec<(usize, Code)> = Code::ALL
        .map(|code| (problems.iter().filter(|problem| problem.code == code).count(), code))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .collect();
    counts.sort_by_key(|(count, _)| Reverse(*count));
    let counts: Vec<String> =
        counts.iter().map(|(count, code)| format!("{count} {code}")).collect();
    // Writing to memory cannot fail.
    let _ = write!(text, ": {} ({})", plural(problems.len(), "problem"), counts.join(", "));
    if is_repair {
        let repaired = problems.iter().filter(|problem| problem.is_repaired).count();
        let _ = write!(text, ", {repaired} repaired");
    }
    text.push_str(".\n");
    let mendable = problems.iter().filter(|problem| problem.is_mendable).count();
    if !is_repair && mendable > 0 {
        let hint = format!("{clinvk} sessions fsck --repair mends {mendable} of them");
        let _ = writeln!(text, "hint: {}", sanitize(&hint));
    }
    text
}
