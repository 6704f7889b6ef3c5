//! The policy options of `prune` and `clean`.

use clap::Args;

use super::filter::FilterArgs;
use crate::{
    context::Context,
    error::Error,
    policy::{Count, GroupBy, Keep, Policy, Rule, Size, Tags},
    session::{
        age::Age,
        time::{self, Calendar, Time},
    },
};

/// The policy options.
#[derive(Args, Clone, Debug)]
pub(crate) struct PolicyArgs {
    #[arg(long, value_name = "AGE")]
    #[arg(help = "Delete sessions older than AGE (30, 30d, 12h, 2w)")]
    #[arg(
        long_help = "Delete sessions older than this many days (e.g. 30 or 30d), hours (12h) or \
                       weeks (2w)"
    )]
    older_than: Option<Age>,

    /// Keep the N most recently used sessions
    #[arg(long, value_name = "N")]
    keep_last: Option<Count>,

    /// Keep sessions used within AGE of the newest
    #[arg(long, value_name = "AGE", hide_short_help = true)]
    keep_within: Option<Age>,

    /// Keep the newest of each of the last N days
    #[arg(long, value_name = "N")]
    keep_daily: Option<Count>,

    /// Keep the newest of each of the last N weeks
    #[arg(long, value_name = "N", hide_short_help = true)]
    keep_weekly: Option<Count>,

    /// Keep the newest of each of the last N months
    #[arg(long, value_name = "N", hide_short_help = true)]
    keep_monthly: Option<Count>,

    /// Keep sessions with TAG, or all of TAG,TAG
    #[arg(long, value_name = "TAG")]
    keep_tag: Vec<Tags>,

    /// Delete oldest until the total is at most SIZE
    ///
    /// SIZE is a number of bytes or has a unit (500K, 20M, 1GiB)
    #[arg(long, value_name = "SIZE", hide_short_help = true)]
    max_total_bytes: Option<Size>,

    #[arg(long, value_name = "KEY,...", hide_short_help = true)]
    #[arg(help = "Apply the policy to each group separately")]
    #[arg(long_help = "Apply the policy to each group separately: backend, working_dir")]
    group_by: Option<GroupBy>,

    /// Delete every session
    ///
    /// With --keep-... or --max-total-bytes, allow them to keep nothing
    #[arg(long)]
    all: bool,

    /// Evaluate the policy as of TIME (RFC 3339)
    ///
    /// Only with --dry-run or --explain
    #[arg(long, value_name = "TIME", value_parser = moment, hide_short_help = true)]
    at: Option<Time>,

    /// Only show every session's outcome and reason
    #[arg(long)]
    pub(crate) explain: bool,

    /// The sessions that the policy applies to.
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

impl PolicyArgs {
    /// Returns whether the policy may remove everything, which deserves a special question.
    pub(crate) fn is_all(&self) -> bool {
        self.all
    }

    /// Returns the requested policy, with days according to `calendar`. Reads the configuration
    /// only if no option decides what to remove.
    pub(crate) fn policy(
        self,
        ctx: &Context<'_>,
        is_dry_run: bool,
        calendar: Calendar,
    ) -> Result<Policy, Error> {
        let usage = |message: &str, hint: &str| {
            Err(Error::Usage { message: message.to_owned(), hint: hint.to_owned() })
        };
        if self.at.is_some() && !is_dry_run && !self.explain {
            return usage("--at needs --dry-run or --explain", "add --dry-run or --explain");
        }
        let counted = [
            self.keep_last.map(Keep::Last),
            self.keep_within.map(Keep::Within),
            self.keep_daily.map(Keep::Daily),
            self.keep_weekly.map(Keep::Weekly),
            self.keep_monthly.map(Keep::Monthly),
        ];
        let tags = self.keep_tag.into_iter().map(Keep::Tags);
        let keeps: Vec<Keep> = counted.into_iter().flatten().chain(tags).collect();
        let is_simple = keeps.is_empty() && self.max_total_bytes.is_none();
        let rule = match self.older_than {
            Some(_) if is_simple && self.all => {
                return usage(
                    "--all and --older-than contradict each other",
                    "use only one of them",
                );
            }
            Some(age) => Some(Rule::OlderThan(age)),
            None if !is_simple => None,
            None if self.all => Some(Rule::All),
            None => Some(ctx.config()?.retention()),
        };
        let now = self.at.unwrap_or(ctx.now());
        Ok(Policy {
            filter: self.filter.filter_at(now, ctx, calendar)?,
            rule,
            keeps,
            max_total: self.max_total_bytes,
            group_by: self.group_by.unwrap_or_default(),
            may_keep_nothing: self.all,
            now,
            calendar,
        })
    }
}

/// Parses `--at`.
fn moment(text: &str) -> Result<Time, &'static str> {
    time::parse(text).ok_or("not an RFC 3339 time, as in 2026-11-22T12:00:00Z")
}
