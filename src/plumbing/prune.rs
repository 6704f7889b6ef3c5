//! `sessions prune`: remove what a policy does not keep.

use clap::Args;

use super::{
    outcome_writer::OutcomeWriter,
    read, report_damaged,
    rm_id::{self, Mode, Reasons},
};
use crate::{
    args::{
        filter::{FramingArgs, sort_parser},
        policy::PolicyArgs,
    },
    context::Context,
    error::{Error, Exit},
    policy::{Candidate, Policy, Reason, Rule, Verdict},
    query::order::{Order, SortKey, SortValue},
    records::RemovalRecord,
    session::{
        Session,
        file::{Damaged, SessionFile},
        id::SessionId,
        time,
    },
    store::{
        self,
        write::outcome::{FileInfo, KnownFile, RemoveOutcome, RemoveRequest},
    },
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
    #[arg(long, value_name = "FIELD", default_value_t, value_parser = sort_parser(&SORTED_BY))]
    sort: SortKey,

    /// Reverse the sort order
    #[arg(long)]
    reverse: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

/// The fields of a `removal` record by which records can be sorted.
const SORTED_BY: [SortKey; 3] = [SortKey::Id, SortKey::LastUsed, SortKey::Bytes];

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
        let mut plan = plan(ctx, &policy, scope, |_, _| ())?;
        let order = Order { key: self.sort, reverse: self.reverse };
        order.sort_and_limit(&mut plan.chosen, 0, |chosen| {
            let FileInfo { last_used, bytes, .. } = chosen.facts;
            let value = match self.sort {
                SortKey::LastUsed => SortValue::time(last_used),
                SortKey::Bytes => SortValue::bytes(bytes.unwrap_or_default()),
                _ => SortValue::NONE,
            };
            (value, chosen.place)
        });
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
                report.removal(&chosen.target.id, reason, &outcome(chosen.facts))?;
            }
            return report.finish();
        }
        let chosen = plan.chosen.into_iter();
        let (targets, reasons): (Vec<RemoveRequest>, Vec<Reason<'_>>) =
            chosen.map(|chosen| (chosen.target, chosen.verdict.reason())).unzip();
        let removals =
            rm_id::remove(ctx, &targets, Mode::of(false, self.trash), Reasons::Each(&reasons))?;
        let mut report = OutcomeWriter::new(ctx, framing, exit.worst(removals.exit));
        for ((target, reason), removal) in targets.iter().zip(&reasons).zip(&removals.each) {
            report.removal(&target.id, *reason, removal)?;
        }
        report.finish()
    }
}

/// Which sessions a plan is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those that would go.
    Removable,
    /// The same, and they are to go now: what is known of their files is noted for that.
    Removed,
    /// All that the policy looks at.
    Seen,
}

/// What a policy makes of the store.
#[derive(Debug)]
pub(crate) struct Plan<'p, T> {
    /// The sessions that would go, or all that were looked at, by id.
    pub(crate) chosen: Vec<Chosen<'p, T>>,
    /// The sessions that could not be read, and so are never chosen.
    pub(crate) damaged: Vec<Damaged>,
    /// The ids of all sessions of the store, sorted.
    pub(crate) ids: Vec<SessionId>,
}

/// A session that a policy has judged.
#[derive(Debug)]
pub(crate) struct Chosen<'p, T> {
    /// Where its id stands among all.
    pub(crate) place: u32,
    /// It, and the digest of the file that was judged.
    pub(crate) target: RemoveRequest,
    /// What is known of its file.
    pub(crate) facts: FileInfo,
    /// What becomes of it, and why.
    pub(crate) verdict: Verdict<'p>,
    /// What the caller made of it.
    pub(crate) seen: T,
}

/// Judges every session by `policy`, and collects what `project` makes of those in `scope`.
///
/// Removing exactly those that would go with [`rm_id::remove`] is what a prune is: a session that
/// changes in between is left alone.
pub(crate) fn plan<'p, T: Send>(
    ctx: &mut Context<'_>,
    policy: &'p Policy,
    scope: Scope,
    project: impl Fn(SessionFile<'_>, &Session<'_>) -> T + Sync,
) -> Result<Plan<'p, T>, Error> {
    let is_wanted = |verdict: &Verdict<'_>| scope == Scope::Seen || verdict.removes();
    let look = |(): &mut (), stored: SessionFile<'_>, session: &Session<'_>| {
        let candidate = policy.candidate(session, stored.bytes.len())?;
        let verdict = policy.judge_alone(&candidate);
        // Where each is judged by itself, only those that are wanted need be gathered.
        if policy.is_simple() && !is_wanted(&verdict) {
            return None;
        }
        let (last_used, bytes) = (session.last_used, stored.bytes.len());
        let facts = FileInfo { last_used, bytes: Some(bytes), etag: Some(stored.etag()) };
        let file = (stored.seen, stored.number);
        Some((candidate, verdict, file, facts, project(stored, session)))
    };
    let mut scan = read(ctx, |snapshot| match scope {
        Scope::Removed => snapshot.scan_to_remove(look),
        Scope::Removable | Scope::Seen => snapshot.scan(look),
    })?;
    scan.found.sort_unstable_by_key(|seen| seen.place);
    let gathered = scan.found.into_iter().map(|store::Seen { place, value, .. }| {
        let (candidate, verdict, (identity, number), facts, seen) = value;
        let may_have_artifacts = scan.may_have_artifacts;
        let known = identity.map(|seen| KnownFile { seen, facts, number, may_have_artifacts });
        let target =
            RemoveRequest { id: scan.ids[place as usize].clone(), etag: facts.etag, known };
        (candidate, Chosen { place, target, facts, verdict, seen })
    });
    let chosen = if policy.is_simple() {
        gathered.map(|(_, chosen)| chosen).collect()
    } else {
        let (candidates, chosen): (Vec<Candidate>, Vec<Chosen<'_, T>>) = gathered.unzip();
        let judged = chosen.into_iter().zip(policy.judge(&candidates)?);
        let judged = judged.map(|(chosen, verdict)| Chosen { verdict, ..chosen });
        judged.filter(|chosen| is_wanted(&chosen.verdict)).collect()
    };
    Ok(Plan { chosen, damaged: scan.damaged, ids: scan.ids })
}
