//! Evaluates a policy: decides for each session whether it is removed, and by which rule.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Candidate, Group, Policy, Reason, Rule, Size,
    keep::{Dated, Hold},
};
use crate::error::Error;

/// The decision on a session, with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict<'p> {
    Keeps(Reason<'p>),
    Removes(Reason<'p>),
}

/// The error for a policy that would remove every session it may remove of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeepsNothing {
    /// The number of these sessions.
    pub(crate) count: usize,
    pub(crate) group: Group,
}

impl<'p> Verdict<'p> {
    /// Returns whether the session is removed.
    pub(crate) fn removes(&self) -> bool {
        matches!(self, Verdict::Removes(_))
    }

    /// Returns why the session is kept or removed.
    pub(crate) fn reason(&self) -> Reason<'p> {
        let (Verdict::Keeps(reason) | Verdict::Removes(reason)) = self;
        *reason
    }
}

impl From<KeepsNothing> for Error {
    fn from(nothing: KeepsNothing) -> Error {
        Error::KeepsNothing { count: nothing.count, group: nothing.group.to_string() }
    }
}

impl Policy {
    /// Returns the verdict on each candidate, in their order.
    pub(crate) fn evaluate(
        &self,
        candidates: &[Candidate],
    ) -> Result<Vec<Verdict<'_>>, KeepsNothing> {
        let mut verdicts: Vec<_> = candidates.iter().map(|one| self.evaluate_alone(one)).collect();
        if self.is_simple() {
            return Ok(verdicts);
        }
        let mut groups: BTreeMap<&Group, Vec<usize>> = BTreeMap::new();
        for (place, candidate) in candidates.iter().enumerate() {
            groups.entry(&candidate.group).or_default().push(place);
        }
        for (group, places) in groups {
            let mut newest_first: Vec<(usize, Dated<'_>)> = places
                .iter()
                .filter_map(|&place| Some((place, self.dated(&candidates[place])?)))
                .collect();
            // The sort is stable: of two sessions last used at the same moment, the first counts as
            // newer.
            newest_first.sort_by_key(|(_, session)| Reverse(session.0));
            self.apply_keeps(&newest_first, &mut verdicts);
            if let Some(size) = self.max_total {
                let kept = places.iter().filter(|place| !verdicts[**place].removes());
                let total = kept.map(|place| candidates[*place].bytes as u128).sum();
                limit(size, total, &newest_first, &mut verdicts);
            }
            let leaves_nothing = newest_first.iter().all(|(place, _)| verdicts[*place].removes());
            if leaves_nothing && !newest_first.is_empty() && !self.may_keep_nothing {
                let (count, group) = (newest_first.len(), group.clone());
                return Err(KeepsNothing { count, group });
            }
        }
        Ok(verdicts)
    }

    /// Returns the verdict on a session, regardless of any others.
    pub(crate) fn evaluate_alone(&self, candidate: &Candidate) -> Verdict<'_> {
        if candidate.is_pinned {
            return Verdict::Keeps(Reason::Pinned);
        }
        match (&self.rule, candidate.last_used) {
            // These rules do not depend on the time.
            (Some(rule @ Rule::All), _) => Verdict::Removes(Reason::Rule(rule)),
            (Some(rule @ Rule::KeepForEver), _) => Verdict::Keeps(Reason::Rule(rule)),
            (_, None) => Verdict::Keeps(Reason::UnknownTime),
            (_, Some(time)) if time > self.now => Verdict::Keeps(Reason::Future),
            (Some(rule @ (Rule::OlderThan(age) | Rule::Retention(age))), time) => {
                if age.is_exceeded(time, self.now) {
                    Verdict::Removes(Reason::Rule(rule))
                } else {
                    Verdict::Keeps(Reason::Within(rule))
                }
            }
            (None, _) => match self.max_total {
                Some(size) if self.keeps.is_empty() => Verdict::Keeps(Reason::WithinMaxTotal(size)),
                _ => Verdict::Removes(Reason::NotKept),
            },
        }
    }

    /// Returns the session with its time if keeps and the size limit apply to it. They do not apply
    /// to pinned sessions and those without a usable time: these are kept anyway and do not use up
    /// a keep's slot.
    fn dated<'c>(&self, candidate: &'c Candidate) -> Option<Dated<'c>> {
        let time = candidate.last_used.filter(|time| *time <= self.now)?;
        (!candidate.is_pinned).then_some((time, candidate))
    }

    /// Changes the verdict on each session that a keep protects.
    fn apply_keeps<'p>(
        &'p self,
        newest_first: &[(usize, Dated<'_>)],
        verdicts: &mut [Verdict<'p>],
    ) {
        let sessions: Vec<Dated<'_>> = newest_first.iter().map(|(_, session)| *session).collect();
        for keep in &self.keeps {
            let holds = keep.holds(&sessions, self.calendar);
            for ((place, _), hold) in newest_first.iter().zip(holds) {
                let verdict = &mut verdicts[*place];
                match hold.filter(|_| verdict.removes()) {
                    Some(Hold::Plain) => *verdict = Verdict::Keeps(Reason::Keep(keep)),
                    Some(Hold::Oldest) => *verdict = Verdict::Keeps(Reason::Oldest(keep)),
                    None => {}
                }
            }
        }
    }
}

/// Removes the oldest sessions until the rest, `total` bytes in all, is at most `size`.
fn limit(
    size: Size,
    mut total: u128,
    newest_first: &[(usize, Dated<'_>)],
    verdicts: &mut [Verdict<'_>],
) {
    for (place, (_, candidate)) in newest_first.iter().rev() {
        if total <= u128::from(size.0) {
            return;
        }
        if !verdicts[*place].removes() {
            verdicts[*place] = Verdict::Removes(Reason::MaxTotal(size));
            total -= candidate.bytes as u128;
        }
    }
}
