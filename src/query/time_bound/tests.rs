//! Bounds of time as typed.

use chrono::Datelike as _;
use proptest::prelude::*;

use super::*;

const NOW: &str = "2026-11-22T12:00:00Z";

fn at(text: &str) -> Time {
    time::parse(text).expect("a time")
}

fn bounds(text: &str, calendar: Calendar) -> (Time, Time) {
    let bound: TimeBound = text.parse().expect("a bound");
    assert_eq!(bound.to_string(), text);
    (bound.first(at(NOW), calendar), bound.last(at(NOW), calendar))
}

/// A zone that skipped 2011-12-30, as Samoa did.
fn samoa(time: Time) -> NaiveDate {
    let hours = if time < at("2011-12-30T10:00:00Z") { -10 } else { 14 };
    (time + TimeDelta::hours(hours)).date_naive()
}

#[test]
fn an_age_and_a_time_are_moments_and_a_date_is_a_whole_day() {
    let utc = time::utc_day;
    assert_eq!(bounds("2w", utc), (at("2026-11-08T12:00:00Z"), at("2026-11-08T12:00:00Z")));
    assert_eq!(bounds("12h", utc), (at("2026-11-22T00:00:00Z"), at("2026-11-22T00:00:00Z")));
    let time = at("2026-01-31T03:00:00Z");
    assert_eq!(bounds("2026-01-31T12:00:00+09:00", utc), (time, time));
    let day = (at("2026-01-31T00:00:00Z"), at("2026-01-31T23:59:59.999999999Z"));
    assert_eq!(bounds("2026-01-31", utc), day);
}

#[test]
fn a_day_begins_and_ends_where_the_calendar_says() {
    let eve = (at("2011-12-29T10:00:00Z"), at("2011-12-30T09:59:59.999999999Z"));
    assert_eq!(bounds("2011-12-29", samoa), eve);
    assert_eq!(bounds("2011-12-31", samoa).0, at("2011-12-30T10:00:00Z"));
    // The day that was skipped holds no time.
    let (first, last) = bounds("2011-12-30", samoa);
    assert!(last < first);
}

#[test]
fn what_is_unclear_is_no_time() {
    for text in [
        "",
        "2026",
        "30",
        "0d",
        "7m",
        "yesterday",
        "2026-1-31",
        "2026-02-30",
        "2026-01-31T12:00:00",
        "+026-01-31",
        "2026/01/31",
        " 2w",
        "2w ",
        "-2w",
        "0001-01-01T00:00:00Z",
        "20260131",
    ] {
        assert_eq!(text.parse::<TimeBound>(), Err(InvalidTime), "{text}");
    }
}

#[test]
fn an_age_beyond_all_times_excludes_none_and_leaves_none() {
    let (first, last) = bounds("99999999999999999999w", time::utc_day);
    assert_eq!((first, last), (Time::MIN_UTC, Time::MIN_UTC));
}

#[test]
fn an_unknown_time_is_in_no_range_with_a_bound() {
    let known = Some(at(NOW));
    assert!(TimeRange::default().contains(None) && TimeRange::default().contains(known));
    for range in [
        TimeRange { first: Some(Time::MIN_UTC), last: None },
        TimeRange { first: None, last: Some(Time::MAX_UTC) },
    ] {
        assert!(range.contains(known) && !range.contains(None));
    }
}

proptest! {
    #[test]
    fn a_date_holds_exactly_the_times_of_its_day(
        day in 0i32..3_652_000,
        second in 0i64..86_400,
        hours in -14i32..=14,
    ) {
        const ZONES: [Calendar; 3] = [
            time::utc_day,
            |time| (time + TimeDelta::hours(14)).date_naive(),
            |time| (time - TimeDelta::minutes(9 * 60 + 30)).date_naive(),
        ];
        let calendar = ZONES[hours.unsigned_abs() as usize % ZONES.len()];
        let day = NaiveDate::from_num_days_from_ce_opt(day - 365).expect("a date");
        prop_assume!((0..=9999).contains(&day.year()));
        let (first, last) = bounds(&day.to_string(), calendar);
        let range = TimeRange { first: Some(first), last: Some(last) };
        for days in -2..=2 {
            let time = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::seconds(days * 86_400 + second);
            prop_assert_eq!(range.contains(Some(time)), calendar(time) == day);
        }
    }

    #[test]
    fn any_text_is_refused_or_shown_as_it_was(text in "[0-9TZdhw:+-]{0,24}") {
        if let Ok(bound) = text.parse::<TimeBound>() {
            prop_assert_eq!(bound.to_string(), text);
        }
    }
}
