//! Detects wrong clocks from the times in the journal and in the trash.
//!
//! The journal's order is the order of events, whatever the clock was. So it shows when the clock was
//! behind, and which trash batch was made last.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;

use super::batch::{BatchName, TrashEntry};
use crate::{
    session::{age::Age, id::SessionId, time::Time},
    store::journal::entry::JournalEntry,
};

/// The outcome in the journal of a session that was moved to the trash.
const TRASHED: &str = "trashed";

/// The most that a batch can be older than an earlier journal entry although the clock was right.
///
/// The time of a batch is the start of its command, and another command can finish while the
/// first waits for an answer or for the lock. Ages are counted in days, so an hour does not matter.
const STILL_ASKING: TimeDelta = TimeDelta::hours(1);

/// Returns the times of batches that were made while the clock was behind: an earlier journal entry
/// has a later time. `changes` are in the order of the journal.
///
/// The journal may lack a batch, because it was shortened or deleted, or because the command was
/// killed. Then only the sessions in the batch can show that its clock was behind.
pub(crate) fn made_behind(changes: &[JournalEntry<'_>]) -> HashSet<Time> {
    let mut newest: Option<Time> = None;
    let mut before: HashMap<Time, Option<Time>> = HashMap::new();
    for change in changes {
        if change.outcome == TRASHED {
            // A batch was made with its first change.
            before.entry(change.time).or_insert(newest);
        }
        newest = newest.max(Some(change.time));
    }
    let is_behind = |at: Time, before: Option<Time>| {
        before.is_some_and(|before| before.signed_duration_since(at) > STILL_ASKING)
    };
    before.into_iter().filter(|(at, before)| is_behind(*at, *before)).map(|(at, _)| at).collect()
}

/// Returns the batch of `entries` that was made last. `entries` are in the order of a listing, newest
/// name first; `changes` are in the order of the journal.
///
/// It is the batch of the last journal entry whose session is still in the trash. The journal may
/// lack a batch, because its command was killed first, or because the journal was shortened or
/// deleted. Such a batch is the last one only if its time is later than every journal entry until
/// then, and not in the future. If the journal has no batch at all, the names decide, and names in
/// the future come last.
pub(crate) fn last_made<'t>(
    entries: &'t [TrashEntry],
    changes: &[JournalEntry<'_>],
    now: Time,
) -> Option<&'t BatchName> {
    let key = |one: &'t TrashEntry| ((one.batch.at(), &one.id), &one.batch);
    // Of two batches of one time and session, the newest name is taken.
    let batches: HashMap<(Time, &SessionId), &BatchName> = entries.iter().rev().map(key).collect();
    let batch_of = |change: &JournalEntry<'_>| {
        let id = change.id.as_deref().filter(|_| change.outcome == TRASHED)?;
        batches.get(&(change.time, id)).copied()
    };
    let mentioned = (0..changes.len()).rev().find_map(|at| Some((at, batch_of(&changes[at])?)));
    let until = mentioned.map_or(changes.len(), |(at, _)| at + 1);
    let noted = changes[..until].iter().map(|change| change.time).max();
    let times: HashSet<Time> =
        changes.iter().filter(|change| change.outcome == TRASHED).map(|c| c.time).collect();
    let mut unmentioned = entries.iter().map(|one| &one.batch).filter(|batch| {
        !times.contains(&batch.at()) && batch.at() <= now && Some(batch.at()) > noted
    });
    let by_name = || {
        let is_past = |one: &&TrashEntry| one.batch.at() <= now;
        entries.iter().find(is_past).or(entries.first()).map(|one| &one.batch)
    };
    unmentioned.next().or(mentioned.map(|(_, batch)| batch)).or_else(by_name)
}

/// Returns whether the clock has jumped ahead: `now` is later than every known time by more than
/// `age`.
///
/// `times` are those of the journal and the trash; `used` is the newest time in a session, if any. A
/// clock that has jumped may have written some of `times` itself. So a time counts only if it is
/// within `age` after one that counts; the first one counts.
pub(crate) fn has_jumped(mut times: Vec<Time>, used: Option<Time>, age: &Age, now: Time) -> bool {
    times.retain(|time| *time <= now);
    times.sort_unstable();
    let used = used.filter(|used| *used <= now);
    let Some(mut reached) = used.or(times.first().copied()) else { return false };
    for time in times {
        if time > reached && !age.is_exceeded(Some(reached), time) {
            reached = time;
        }
    }
    age.is_exceeded(Some(reached), now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::time;

    fn at(text: &str) -> Time {
        time::parse(&format!("{text}T12:00:00Z")).expect("a valid time")
    }

    fn id(text: &str) -> SessionId {
        text.parse().expect("a valid id")
    }

    fn change(day: &str, outcome: &'static str, session: &str) -> JournalEntry<'static> {
        JournalEntry {
            time: at(day),
            command: "delete".into(),
            id: Some(std::borrow::Cow::Owned(id(session))),
            outcome: outcome.into(),
            rule: None,
            rule_value: None,
        }
    }

    /// Returns the entries of a trash, in the order of a listing.
    fn trash(batches: &[(&str, u32, &str)]) -> Vec<TrashEntry> {
        let one = |(day, process, session): &(&str, u32, &str)| TrashEntry {
            batch: BatchName::new(at(day), *process, 0),
            id: id(session),
        };
        let mut all: Vec<TrashEntry> = batches.iter().map(one).collect();
        all.sort_by(|one, other| other.batch.cmp(&one.batch));
        all
    }

    fn last(batches: &[(&str, u32, &str)], changes: &[JournalEntry<'_>]) -> Option<u32> {
        let all = trash(batches);
        let batch = last_made(&all, changes, at("2026-11-22"))?;
        batch.as_str().rsplit_once('-').and_then(|(_, process)| process.parse().ok())
    }

    #[test]
    fn a_batch_older_than_what_was_noted_before_was_made_with_the_clock_behind() {
        let changes = [
            change("2026-10-01", TRASHED, "a"),
            change("1980-01-01", TRASHED, "b"),
            change("2026-10-02", "created", "c"),
            change("2026-10-03", TRASHED, "d"),
            change("1980-01-01", TRASHED, "e"),
        ];
        assert_eq!(made_behind(&changes), HashSet::from([at("1980-01-01")]));
        assert_eq!(made_behind(&changes[1..]), HashSet::new());
    }

    #[test]
    fn a_command_that_asked_for_a_while_had_no_wrong_clock() {
        for (minutes, is_behind) in [(59, false), (61, true)] {
            let mut first = change("2026-10-01", "replaced", "a");
            first.time += TimeDelta::minutes(minutes);
            let changes = [first, change("2026-10-01", TRASHED, "b")];
            assert_eq!(made_behind(&changes).contains(&at("2026-10-01")), is_behind, "{minutes}");
        }
    }

    #[test]
    fn the_last_batch_is_that_of_the_last_change_which_is_still_there() {
        let changes = [
            change("2026-11-20", TRASHED, "a"),
            change("1980-01-01", TRASHED, "b"),
            change("2026-11-21", "created", "c"),
        ];
        let both = [("2026-11-20", 1, "a"), ("1980-01-01", 2, "b")];
        assert_eq!(last(&both, &changes), Some(2));
        assert_eq!(last(&both[..1], &changes), Some(1));
        assert_eq!(last(&[], &changes), None);
        // A session of the same id from another batch is another one.
        assert_eq!(last(&[("2026-11-19", 7, "b"), both[0]], &changes), Some(1));
    }

    #[test]
    fn of_batches_of_one_time_the_journal_knows_the_last() {
        let changes = [change("2026-11-20", TRASHED, "a"), change("2026-11-20", TRASHED, "b")];
        assert_eq!(last(&[("2026-11-20", 9, "a"), ("2026-11-20", 3, "b")], &changes), Some(3));
    }

    #[test]
    fn a_batch_that_the_journal_does_not_mention_counts_if_its_time_can_be_right() {
        let changes = [change("2026-11-20", TRASHED, "a"), change("2026-11-22", "created", "c")];
        let noted = ("2026-11-20", 1, "a");
        // Killed before it was noted.
        assert_eq!(last(&[noted, ("2026-11-21", 2, "b")], &changes), Some(2));
        // Noted once, and forgotten.
        assert_eq!(last(&[noted, ("2026-11-01", 2, "b")], &changes), Some(1));
        // With a clock ahead.
        assert_eq!(last(&[noted, ("2030-01-01", 2, "b")], &changes), Some(1));
    }

    #[test]
    fn without_a_journal_the_names_decide_and_the_future_comes_last() {
        let all = [("2026-11-01", 1, "a"), ("2026-11-02", 2, "b"), ("2030-01-01", 3, "c")];
        assert_eq!(last(&all, &[]), Some(2));
        assert_eq!(last(&all[2..], &[]), Some(3));
    }

    #[test]
    fn a_clock_has_jumped_if_nothing_is_as_new_and_what_it_wrote_is_no_evidence() {
        let age = Age::days(30).expect("a valid age");
        let jumped = |times: &[&str], used: Option<&str>, now: &str| {
            let times = times.iter().copied().map(at).collect();
            has_jumped(times, used.map(at), &age, at(now))
        };
        assert!(jumped(&["2026-11-01"], None, "2026-12-02"));
        assert!(!jumped(&["2026-11-01"], None, "2026-12-01"));
        assert!(!jumped(&["2026-10-01", "2026-10-30", "2026-11-20"], None, "2026-12-02"));
        assert!(!jumped(&["2026-10-01"], Some("2026-12-01"), "2026-12-02"));
        // A second run by the same clock.
        assert!(jumped(&["2026-10-01", "2026-12-01"], Some("2026-10-02"), "2026-12-02"));
        // Times in the future say nothing about now.
        assert!(jumped(&["2026-10-01"], Some("2099-01-01"), "2026-12-02"));
        assert!(!jumped(&[], None, "2026-12-02"));
        // A batch of 1980 holds nobody up where sessions are used.
        assert!(!jumped(&["1980-01-01", "2026-12-01"], Some("2026-12-01"), "2026-12-02"));
    }
}
