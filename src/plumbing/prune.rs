//! `sessions prune`: remove what a policy does not keep.

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    read, report_damaged,
    rm_id::{self, Mode, Reasons},
};
use crate::{
    args::{
        framing::{FramingArgs, sort_parser},
        policy::PolicyArgs,
    },
    context::Context,
    error::{Error, Exit},
    policy::{Candidate, Policy, Reason, Rule, Verdict},
    query::{
        Query,
        order::{Order, SortKey, SortValue},
    },
    records::RemovalRecord,
    session::{
        file::{Damaged, ParsedFile},
        id::SessionId,
        time,
    },
    store::write::outcome::{FileInfo, KnownFile, RemoveOutcome, RemoveRequest},
};

/// Remove old sessions (plumbing)
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that can be typed")]
pub(crate) struct Prune {
    #[command(flatten)]
    policy: PolicyArgs,

    /// Only report what would be removed
    ///
    /// The output is input for rm-id --stdin
    #[arg(long)]
    dry_run: bool,

    /// Move the sessions to the trash instead
    #[arg(long)]
    trash: bool,

    /// Remove even on a terminal
    #[arg(short, long)]
    yes: bool,

    /// Sort by this field, ascending
    #[arg(long, value_name = "FIELD", default_value_t, value_parser = sort_parser(SORTED_BY))]
    #[arg(hide_short_help = true)]
    sort: SortKey,

    /// Reverse the sort order
    #[arg(long, hide_short_help = true)]
    reverse: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

/// The fields of a `removal` record by which records can be sorted.
const SORTED_BY: [SortKey; 3] = [SortKey::ID, SortKey::LAST_USED, SortKey::BYTES];

impl Prune {
    /// Writes one `removal` record for each session that the policy removes, or with `--explain`
    /// for each that it sees; by ID, unless another order is asked for.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<RemovalRecord<'_>>()?;
        let scope = match (self.policy.explain, self.dry_run) {
            (true, _) => Scope::Seen,
            (false, true) => Scope::Removable,
            (false, false) => Scope::Removed,
        };
        if scope == Scope::Seen {
            framing.check_outcome()?;
        }
        let terminal = ctx.terminal();
        // A person, who may have slipped: nothing would be asked, and nothing could be undone.
        if scope == Scope::Removed && !self.yes && terminal.is_input && terminal.width.is_some() {
            return Err(Error::PruneByHand);
        }
        let policy = self.policy.policy(ctx, self.dry_run, time::utc_day)?;
        if policy.rule == Some(Rule::KeepForEver) && scope != Scope::Seen {
            ctx.warn(
                "nothing_to_prune",
                "nothing to prune: session.retention_days is 0, which keeps every session",
            );
            return Ok(Exit::Success);
        }
        let order = Order { key: self.sort, reverse: self.reverse };
        let mut plan = plan(ctx, &policy, scope, self.sort, |_| ())?;
        plan.sort(order);
        let exit = report_damaged(ctx, &plan.damaged);
        if self.dry_run || scope == Scope::Seen {
            let mut report = OutcomeWriter::new(ctx, framing, exit);
            for chosen in &plan.chosen {
                let outcome = if chosen.verdict.removes() {
                    RemoveOutcome::Ready
                } else {
                    RemoveOutcome::Kept
                };
                let reason = chosen.verdict.reason();
                report.removal(&chosen.request.id, reason, &outcome(chosen.info))?;
            }
            return report.finish();
        }
        let chosen = plan.chosen.into_iter();
        let (targets, reasons): (Vec<RemoveRequest>, Vec<Reason<'_>>) =
            chosen.map(|chosen| (chosen.request, chosen.verdict.reason())).unzip();
        let removals =
            rm_id::remove(ctx, &targets, Mode::of(false, self.trash), Reasons::Each(&reasons))?;
        let mut report = OutcomeWriter::new(ctx, framing, exit.worst(removals.exit));
        for ((target, reason), removal) in targets.iter().zip(&reasons).zip(&removals.each) {
            report.removal(&target.id, *reason, removal)?;
        }
        report.finish()
    }
}

/// The sessions that a plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The sessions to remove.
    Removable,
    /// The sessions to remove now: the stat data of their files are noted for that.
    Removed,
    /// All that the policy looks at.
    Seen,
    /// All that the policy looks at, of which those to remove are removed after a question: the stat
    /// data of the files are noted for that.
    Asked,
}

impl Scope {
    /// Returns whether a session with this verdict is in the scope.
    fn contains(self, verdict: &Verdict<'_>) -> bool {
        matches!(self, Scope::Seen | Scope::Asked) || verdict.removes()
    }
}

/// The outcome of a policy for the sessions of a store.
#[derive(Debug)]
pub(crate) struct Plan<'p, T> {
    /// The sessions in the scope of the plan, by ID.
    pub(crate) chosen: Vec<Chosen<'p, T>>,
    /// The sessions that could not be read, and so are never chosen.
    pub(crate) damaged: Vec<Damaged>,
    /// The IDs of all sessions of the store, sorted.
    pub(crate) ids: Vec<SessionId>,
}

impl<T> Plan<'_, T> {
    /// Sorts the sessions. The plan must have been made for the key of `order`.
    pub(crate) fn sort(&mut self, order: Order) {
        order.sort(&mut self.chosen, |chosen| &chosen.sort_value);
    }
}

/// A session that a policy has evaluated.
#[derive(Debug)]
pub(crate) struct Chosen<'p, T> {
    /// Requests the removal of the session, if its file is still the one that was evaluated.
    pub(crate) request: RemoveRequest,
    pub(crate) info: FileInfo,
    pub(crate) verdict: Verdict<'p>,
    sort_value: SortValue,
    /// The part of the session that the caller needs.
    pub(crate) value: T,
}

/// Evaluates `policy` for every session and returns those in `scope`, with the value that `make`
/// returns and the value of `key`.
///
/// A prune is this and then [`rm_id::remove`] of those to remove: a session that changes in between
/// is left alone.
pub(crate) fn plan<'p, T: Send>(
    ctx: &mut Context<'_>,
    policy: &'p Policy,
    scope: Scope,
    key: SortKey,
    make: impl Fn(ParsedFile<'_>) -> T + Sync,
) -> Result<Plan<'p, T>, Error> {
    let evaluate = |parsed: ParsedFile<'_>| {
        let ParsedFile { file, session, stamp } = parsed;
        let candidate = policy.candidate(session, file.bytes.len());
        let verdict = policy.evaluate_alone(&candidate);
        // If no session depends on another, only the wanted ones are kept in memory.
        if policy.is_simple() && !scope.contains(&verdict) {
            return None;
        }
        let info = FileInfo {
            last_used: session.last_used,
            bytes: Some(file.bytes.len()),
            etag: Some(file.etag()),
        };
        let request = RemoveRequest { id: file.id.clone(), etag: info.etag, known: None };
        let (sort_value, value) = (key.value(parsed), make(parsed));
        Some((candidate, stamp, Chosen { request, info, verdict, sort_value, value }))
    };
    let query = Query { filter: policy.filter.clone(), ..Query::default() };
    let scan = read(ctx, |reader| match scope {
        Scope::Removed | Scope::Asked => reader.scan_to_remove(&query, evaluate),
        Scope::Removable | Scope::Seen => reader.scan(&query, evaluate),
    })?;
    let may_have_artifacts = scan.may_have_artifacts;
    let rows = scan.rows.into_iter().map(|row| {
        let (candidate, stamp, mut chosen) = row.value;
        let info = chosen.info;
        chosen.request.known = stamp.map(|stamp| KnownFile { stamp, info, may_have_artifacts });
        (candidate, chosen)
    });
    let (candidates, mut chosen): (Vec<Candidate>, Vec<Chosen<'_, T>>) = rows.unzip();
    if !policy.is_simple() {
        let verdicts = policy.evaluate(&candidates)?;
        chosen.iter_mut().zip(verdicts).for_each(|(chosen, verdict)| chosen.verdict = verdict);
        chosen.retain(|chosen| scope.contains(&chosen.verdict));
    }
    Ok(Plan { chosen, damaged: scan.damaged, ids: scan.ids })
}
