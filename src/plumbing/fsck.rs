//! `sessions fsck`: check the store, and repair what can be repaired.

use std::{cmp::Reverse, fmt::Write as _};

use clap::Args;

use super::{read, store, write};
use crate::{
    args::framing::FramingArgs,
    context::Context,
    error::{Error, Exit, Invocation, plural},
    records::ProblemRecord,
    store::{
        Inspection,
        fsck::{
            Step,
            problem::{Code, Problem},
        },
    },
    ui::{diagnostic, style::Styles},
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
    /// Writes one `problem` record for each problem.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<ProblemRecord<'_>>()?;
        let now = ctx.now();
        let progress = ctx.start_progress(None);
        let styles = ctx.error_styles();
        let inspection = read(ctx, |reader| {
            reader.inspect(now, &mut |step| match step {
                Step::Total(total) => progress.set_total(total, styles),
                Step::Done => progress.advance(),
            })
        });
        ctx.end_progress();
        let mut inspection = inspection?;
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
            let summary = summary(&inspection, self.repair, ctx.clinvk(), styles);
            ctx.status(&summary);
        }
        let remain = inspection.problems.iter().any(|problem| !problem.is_repaired);
        Ok(if remain { exit.worst(Exit::Session) } else { exit })
    }
}

/// Repairs those of `problems` that can be repaired without losing data. Reports failures, and
/// returns the exit code.
pub(crate) fn repair(ctx: &mut Context<'_>, problems: &mut [Problem]) -> Result<Exit, Error> {
    let mut repairable: Vec<usize> =
        (0..problems.len()).filter(|at| problems[*at].is_mendable).collect();
    // The index is repaired as a whole.
    let of_index: Vec<usize> =
        repairable.iter().copied().filter(|at| problems[*at].code.is_about_index()).collect();
    let first = of_index.first();
    repairable.retain(|at| !problems[*at].code.is_about_index() || Some(at) == first);

    // Modes first: a file that was moved away has none here, and other repairs need a store that
    // others cannot write to.
    let (modes, rest): (Vec<_>, Vec<_>) =
        repairable.into_iter().partition(|at| problems[*at].code == Code::ModeTooWide);
    let now = ctx.now();
    let store = store(ctx)?;
    let mut exit = Exit::Success;
    for (store, repairable) in [(store.clone().whatever_its_modes(), modes), (store, rest)] {
        let mut results = Vec::new();
        exit = exit.worst(write(&store, ctx, repairable, |writer, at| {
            results.push((at, writer.repair(&problems[at], now)));
        }));
        exit = exit.worst(note(ctx, problems, &of_index, results.into_iter()));
    }
    Ok(exit)
}

/// Marks repaired problems, and reports failures.
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

/// Returns a summary line, and a hint with the next step.
fn summary(
    Inspection { sessions, problems }: &Inspection,
    is_repair: bool,
    clinvk: &Invocation,
    styles: Styles,
) -> String {
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
    let repairable = problems.iter().filter(|problem| problem.is_mendable).count();
    if !is_repair && repairable > 0 {
        let hint = format!("{clinvk} fsck --repair repairs {repairable} of them");
        text.push_str(&diagnostic::hint_line(&hint, styles));
    }
    text
}
