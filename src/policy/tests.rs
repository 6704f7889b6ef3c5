//! Tests of whole policies.

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::session::time;

const NOW: &str = "2026-11-22T12:00:00Z";

fn now() -> Time {
    time::parse(NOW).expect("a time")
}

/// Parses options, as typed, into a policy.
fn policy(options: &[&str]) -> Policy {
    let mut policy = Policy {
        filter: Filter::default(),
        rule: None,
        keeps: Vec::new(),
        max_total: None,
        group_by: GroupBy::default(),
        may_keep_nothing: true,
        now: now(),
        calendar: time::utc_day,
    };
    for option in options {
        let (name, value) = option.split_once(' ').expect("a name and a value");
        let count = || value.parse().expect("a count");
        let age = || value.parse().expect("an age");
        match name {
            "older-than" => policy.rule = Some(Rule::OlderThan(age())),
            "keep-last" => policy.keeps.push(Keep::Last(count())),
            "keep-within" => policy.keeps.push(Keep::Within(age())),
            "keep-daily" => policy.keeps.push(Keep::Daily(count())),
            "keep-weekly" => policy.keeps.push(Keep::Weekly(count())),
            "keep-monthly" => policy.keeps.push(Keep::Monthly(count())),
            "keep-tag" => policy.keeps.push(Keep::Tags(value.parse().expect("tags"))),
            "max-total-bytes" => policy.max_total = Some(value.parse().expect("a size")),
            "group-by" => policy.group_by = value.parse().expect("names"),
            _ => panic!("no option {name}"),
        }
    }
    policy
}

/// Returns a session of 10 bytes last used at `time`.
fn used(time: &str) -> Candidate {
    let (last_used, tags, group) = (time::parse(time), Vec::new(), Group::default());
    Candidate { last_used, bytes: 10, is_pinned: false, tags, group }
}

/// Returns the reason for each verdict; in brackets if the session is kept.
fn reasons(policy: &Policy, sessions: &[Candidate]) -> Vec<String> {
    let verdicts = policy.evaluate(sessions).expect("nothing is refused");
    let words = verdicts.iter().map(|verdict| match verdict {
        Verdict::Keeps(reason) => format!("({reason})"),
        Verdict::Removes(reason) => reason.to_string(),
    });
    words.collect()
}

#[test]
fn restics_example_of_twelve_sundays_keeps_the_last_four_days() {
    let first = NaiveDate::from_ymd_opt(2019, 9, 1).expect("a day");
    let sunday = |week: i64| first + TimeDelta::days(week * 7);
    let sessions: Vec<_> =
        (0..12).map(|week| used(&format!("{}T11:00:00Z", sunday(week)))).collect();
    for keep in ["keep-daily 4", "keep-weekly 4", "keep-last 4"] {
        let mut expected = vec!["not kept".to_owned(); 8];
        expected.extend(vec![format!("({keep})"); 4]);
        assert_eq!(reasons(&policy(&[keep]), &sessions), expected);
    }
    let monthly = reasons(&policy(&["keep-monthly 2"]), &sessions);
    assert_eq!(monthly.iter().filter(|reason| *reason == "(keep-monthly 2)").count(), 2);
    assert_eq!((&*monthly[8], &*monthly[11]), ("(keep-monthly 2)", "(keep-monthly 2)"));
}

#[test]
fn a_week_begins_on_monday_and_may_span_two_years() {
    let sessions = ["2026-01-05", "2026-01-04", "2026-01-01", "2025-12-29", "2025-12-28"]
        .map(|day| used(&format!("{day}T00:00:00Z")));
    assert_eq!(
        reasons(&policy(&["keep-weekly 2"]), &sessions),
        ["(keep-weekly 2)", "(keep-weekly 2)", "not kept", "not kept", "not kept"]
    );
}

#[test]
fn while_there_are_places_the_oldest_is_kept_too() {
    let sessions = ["2026-11-20T09", "2026-11-20T08", "2026-11-20T07"]
        .map(|hour| used(&format!("{hour}:00:00Z")));
    let reasons = |keep: &str| reasons(&policy(&[keep]), &sessions);
    assert_eq!(reasons("keep-daily 1"), ["(keep-daily 1)", "not kept", "not kept"]);
    assert_eq!(reasons("keep-daily 2"), ["(keep-daily 2)", "not kept", "(keep-daily 2 oldest)"]);
    let all = ["(keep-last unlimited)"; 3];
    assert_eq!(reasons("keep-last unlimited"), all);
}

#[test]
fn within_counts_from_the_newest_session_and_not_from_now() {
    let sessions =
        ["2025-01-31T00:00:00Z", "2025-01-24T00:00:00Z", "2025-01-23T23:59:59Z"].map(used);
    assert_eq!(
        reasons(&policy(&["keep-within 7d"]), &sessions),
        ["(keep-within 7d)", "(keep-within 7d)", "not kept"]
    );
}

#[test]
fn a_tag_list_asks_for_all_and_an_empty_one_for_none() {
    let tagged = |tags: &[&str]| Candidate {
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        ..used("2026-11-01T00:00:00Z")
    };
    let sessions = [tagged(&["a", "b"]), tagged(&["b"]), tagged(&[])];
    assert_eq!(
        reasons(&policy(&["keep-tag a,b", "keep-tag "]), &sessions),
        ["(keep-tag a,b)", "not kept", "(keep-tag '')"]
    );
}

#[test]
fn what_is_pinned_or_has_no_past_stays_and_takes_no_place() {
    let pinned = Candidate { is_pinned: true, ..used("2026-11-20T00:00:00Z") };
    let sessions = [
        pinned,
        used("2999-01-01T00:00:00Z"),
        used("never"),
        used("2026-11-10T00:00:00Z"),
        used("2026-11-09T00:00:00Z"),
    ];
    assert_eq!(
        reasons(&policy(&["keep-last 1"]), &sessions),
        ["(pinned)", "(future)", "(unknown time)", "(keep-last 1)", "not kept"]
    );
    // 30 of 40 bytes cannot be removed.
    assert_eq!(
        reasons(&policy(&["max-total-bytes 40"]), &sessions)[3..],
        ["(within max-total-bytes 40)", "max-total-bytes 40"]
    );
    let all = Policy { rule: Some(Rule::All), ..policy(&[]) };
    assert_eq!(reasons(&all, &sessions), ["(pinned)", "all", "all", "all", "all"]);
}

#[test]
fn with_an_age_only_older_ones_go_and_only_if_no_keep_holds_them() {
    let sessions = ["2026-11-20", "2026-10-20", "2026-09-20", "2026-08-20"]
        .map(|day| used(&format!("{day}T00:00:00Z")));
    assert_eq!(
        reasons(&policy(&["older-than 40d", "keep-monthly 3"]), &sessions),
        ["(not older-than 40d)", "(not older-than 40d)", "(keep-monthly 3)", "older-than 40d"]
    );
    assert_eq!(
        reasons(&policy(&["older-than 90d", "max-total-bytes 20"]), &sessions),
        ["(not older-than 90d)", "(not older-than 90d)", "max-total-bytes 20", "older-than 90d"]
    );
}

#[test]
fn a_policy_that_leaves_nothing_of_a_group_is_refused_unless_that_was_said() {
    let group = |backend: &str| {
        let json = format!(r#"{{"backend":"{backend}"}}"#);
        let session = Session::parse(json.as_bytes()).expect("a session");
        "backend".parse::<GroupBy>().expect("a name").group(&session)
    };
    let of = |backend, time| Candidate { group: group(backend), ..used(time) };
    let tagged = Candidate { tags: vec!["x".to_owned()], ..of("claude", "2026-11-01T00:00:00Z") };
    let sessions = [tagged, of("codex", "2026-11-01T00:00:00Z"), of("codex", "never")];
    let allowed = policy(&["keep-tag x", "group-by backend"]);
    let refused = Policy { may_keep_nothing: false, ..allowed.clone() };
    assert_eq!(
        refused.evaluate(&sessions),
        Err(super::evaluate::KeepsNothing { count: 1, group: group("codex") })
    );
    assert_eq!(reasons(&allowed, &sessions), ["(keep-tag x)", "not kept", "(unknown time)"]);
    assert!(refused.evaluate(&sessions[2..]).is_ok() && refused.evaluate(&[]).is_ok());
    // A rule by age may remove every session.
    let older = Policy { may_keep_nothing: false, ..policy(&["older-than 1d"]) };
    assert_eq!(reasons(&older, &sessions[..1]), ["older-than 1d"]);
}

/// Generates sessions of three groups, last used within a hundred days.
fn candidate() -> impl Strategy<Value = Candidate> {
    let hours =
        prop_oneof![8 => (0_i64..2400).prop_map(Some), 1 => Just(Some(-5)), 1 => Just(None)];
    let tags = prop::collection::vec(prop::sample::select(vec!["a", "b"]), 0..2);
    let json =
        prop::sample::select(vec![r#"{"backend":"x"}"#, r#"{"backend":"y"}"#, r#"{"id":"z"}"#]);
    (hours, 0_usize..50, prop::bool::weighted(0.1), tags, json).prop_map(
        |(hours, bytes, is_pinned, tags, json)| Candidate {
            last_used: hours.map(|hours| now() - TimeDelta::hours(hours)),
            bytes,
            is_pinned,
            tags: tags.into_iter().map(str::to_owned).collect(),
            group: GroupBy { backend: true, working_dir: false }
                .group(&Session::parse(json.as_bytes()).expect("a session")),
        },
    )
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(candidate(), 0..30)
}

fn keeps() -> impl Strategy<Value = Vec<String>> {
    let counted = prop::sample::select(vec!["last", "daily", "weekly", "monthly"]);
    let counted = (counted, 0_u64..6).prop_map(|(name, count)| format!("keep-{name} {count}"));
    let other =
        prop::sample::select(vec!["keep-within 200h", "keep-tag a", "keep-tag a,b", "keep-tag "]);
    prop::collection::vec(prop_oneof![counted, other.prop_map(str::to_owned)], 1..4)
}

fn of_options(options: &[String]) -> Policy {
    policy(&options.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Returns for each session whether it is removed.
fn removed(policy: &Policy, sessions: &[Candidate]) -> Vec<bool> {
    let verdicts = policy.evaluate(sessions).expect("nothing is refused");
    assert_eq!(verdicts.len(), sessions.len());
    verdicts.iter().map(Verdict::removes).collect()
}

/// Returns whether a policy may remove the session at all.
fn is_removable(session: &Candidate) -> bool {
    !session.is_pinned && session.last_used.is_some_and(|time| time <= now())
}

proptest! {
    #[test]
    fn what_is_pinned_or_has_no_past_never_goes(
        sessions in candidates(), keeps in keeps(), size in 0_u64..600,
    ) {
        let mut options = keeps;
        options.push(format!("max-total-bytes {size}"));
        for (session, goes) in sessions.iter().zip(removed(&of_options(&options), &sessions)) {
            prop_assert!(!goes || is_removable(session));
        }
    }

    #[test]
    fn more_keeps_never_remove_more(sessions in candidates(), keeps in keeps(), more in keeps()) {
        let all = [keeps.clone(), more].concat();
        let (few, many) = (removed(&of_options(&keeps), &sessions), removed(&of_options(&all), &sessions));
        prop_assert!(few.iter().zip(many).all(|(few, many)| *few || !many));
    }

    #[test]
    fn keep_last_keeps_as_many_of_each_group_as_there_are_up_to_its_number(
        sessions in candidates(), count in 0_usize..6,
    ) {
        let gone = removed(&policy(&[&format!("keep-last {count}")]), &sessions);
        for group in sessions.iter().map(|session| &session.group) {
            let of_group = || sessions.iter().zip(&gone).filter(|(session, _)| session.group == *group && is_removable(session));
            let kept: Vec<_> = of_group().filter(|(_, goes)| !**goes).map(|(s, _)| s.last_used).collect();
            prop_assert_eq!(kept.len(), of_group().count().min(count));
            let mut gone = of_group().filter(|(_, goes)| **goes).map(|(s, _)| s.last_used);
            prop_assert!(gone.all(|gone| kept.iter().all(|kept| gone <= *kept)));
        }
    }

    #[test]
    fn what_is_left_is_no_larger_than_the_limit_unless_it_cannot_go(
        sessions in candidates(), size in 0_usize..600,
    ) {
        let gone = removed(&policy(&[&format!("max-total-bytes {size}")]), &sessions);
        for group in sessions.iter().map(|session| &session.group) {
            let left = sessions.iter().zip(&gone).filter(|(s, goes)| s.group == *group && !**goes);
            let total: usize = left.clone().map(|(session, _)| session.bytes).sum();
            prop_assert!(total <= size || left.clone().all(|(session, _)| !is_removable(session)));
        }
    }

    #[test]
    fn what_a_policy_says_of_one_group_does_not_depend_on_the_others(
        sessions in candidates(), keeps in keeps(),
    ) {
        let policy = of_options(&keeps);
        let together = removed(&policy, &sessions);
        for group in sessions.iter().map(|session| &session.group) {
            let is_of = |session: &&Candidate| session.group == *group;
            let alone: Vec<Candidate> = sessions.iter().filter(is_of).cloned().collect();
            let of_group = sessions.iter().zip(&together).filter(|(session, _)| is_of(session));
            let expected: Vec<bool> = of_group.map(|(_, goes)| *goes).collect();
            prop_assert_eq!(removed(&policy, &alone), expected);
        }
    }
}
