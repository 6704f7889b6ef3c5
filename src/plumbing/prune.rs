//! `sessions prune`: remove what a policy finds too old.

use clap::Args;

use super::{
    arguments::{FilterArgs, FramingArgs},
    read,
    record::RemovalRecord,
    report::Report,
    report_damaged,
    rm_id::{self, Mode},
};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        age::Age,
        id::SessionId,
        policy::{Policy, Rule},
        removal::{Facts, Removal, Target},
        session::Session,
        stored::{Damaged, Stored},
    },
};

/// Remove old sessions, as records (plumbing)
#[derive(Args, Clone, Debug)]
pub struct Prune {
    #[command(flatten)]
    policy: PolicyArgs,

    /// Remove nothing; the output is what `rm-id --stdin` takes
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

/// What is too old.
#[derive(Args, Clone, Debug)]
pub struct PolicyArgs {
    /// Delete sessions older than this many days (e.g. 30 or 30d), hours (12h) or weeks (2w)
    #[arg(long, value_name = "AGE")]
    pub older_than: Option<Age>,

    /// Which sessions the policy sees.
    #[command(flatten)]
    pub filter: FilterArgs,
}

impl PolicyArgs {
    /// The policy that was asked for. The configuration is read only where no age is given.
    pub fn policy(self, ctx: &Context<'_>) -> Result<Policy, Error> {
        let rule = match self.older_than {
            Some(age) => Rule::OlderThan(age),
            None => ctx.config()?.retention(),
        };
        Ok(Policy { filter: self.filter.filter(), rule, now: ctx.now() })
    }
}

impl Prune {
    /// Writes one `removal` record for each session that the policy removes, by id.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<RemovalRecord<'_>>()?;
        let policy = self.policy.policy(ctx)?;
        if policy.rule == Rule::KeepForEver {
            ctx.remark(
                "nothing_to_prune",
                "nothing to prune: session.retention_days is 0, which keeps every session",
            );
            return Ok(Exit::Success);
        }
        let plan = plan(ctx, &policy, |_, _| ())?;
        let exit = report_damaged(ctx, &plan.damaged);
        let reason = policy.rule.to_string();
        let mut report;
        if self.dry_run {
            report = Report::new(framing, exit);
            for chosen in &plan.chosen {
                report.removal(&chosen.target, &reason, &Removal::Ready(chosen.facts));
            }
        } else {
            let chosen = plan.chosen.into_iter();
            let targets: Vec<Target> = chosen.map(|chosen| chosen.target).collect();
            let removals = rm_id::remove(ctx, &targets, Mode::Remove)?;
            report = Report::new(framing, exit.worst(removals.exit));
            for (target, removal) in targets.iter().zip(&removals.each) {
                report.removal(target, &reason, removal);
            }
        }
        report.finish(ctx)
    }
}

/// What a policy would remove.
#[derive(Debug)]
pub struct Plan<T> {
    /// The sessions that would go, by id.
    pub chosen: Vec<Chosen<T>>,
    /// The sessions that could not be read, and so are never chosen.
    pub damaged: Vec<Damaged>,
    /// The ids of all sessions of the store, sorted.
    pub ids: Vec<SessionId>,
}

/// A session that a policy would remove.
#[derive(Debug)]
pub struct Chosen<T> {
    /// It, and the digest of the file that was judged.
    pub target: Target,
    /// What is known of its file.
    pub facts: Facts,
    /// What the caller made of it.
    pub seen: T,
}

/// Judges every session by `policy`, and collects what `project` makes of those that would go.
///
/// Removing exactly these with [`rm_id::remove`] is what a prune is: a session that changes in
/// between is left alone.
pub fn plan<T: Send>(
    ctx: &mut Context<'_>,
    policy: &Policy,
    project: impl Fn(Stored<'_>, &Session<'_>) -> T + Sync,
) -> Result<Plan<T>, Error> {
    let judge = |chosen: &mut Vec<_>, stored: Stored<'_>, session: &Session<'_>| {
        if policy.removes(session) {
            let etag = stored.etag();
            let (last_used, bytes) = (session.last_used, stored.bytes.len());
            chosen.push(Chosen {
                target: Target { id: stored.id.clone(), etag: Some(etag) },
                facts: Facts { last_used, bytes: Some(bytes), etag: Some(etag) },
                seen: project(stored, session),
            });
        }
    };
    let scan = read(ctx, |snapshot| snapshot.scan(judge))?;
    let chosen = scan.parts.into_iter().flatten().collect();
    Ok(Plan { chosen, damaged: scan.damaged, ids: scan.ids })
}
