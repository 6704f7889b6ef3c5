//! Divides a time span into days, weeks or months, so that a chart has a readable number of bars.

use chrono::{Datelike as _, NaiveDate};

use crate::query::grouping::{first_of_month, monday};

/// The most days, and the most weeks, that are drawn as such.
const MOST: (i64, i64) = (92, 106);

/// The numbers of months that a longer bar can stand for.
const MONTHS: [i64; 10] = [1, 3, 6, 12, 24, 60, 120, 300, 600, 1200];

/// The time that one bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    Days(i64),
    Months(i64),
}

/// Equal parts of a time span, numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Buckets {
    /// The first day of the first bucket.
    start: NaiveDate,
    width: Width,
    count: usize,
}

impl Buckets {
    /// Divides the days from `first` to `last`, with at least `at_least` buckets; those that are missing
    /// come before the first.
    pub(crate) fn between(first: NaiveDate, last: NaiveDate, at_least: usize) -> Buckets {
        let days = (last - first).num_days();
        let (start, width) = if days < MOST.0 {
            (first, Width::Days(1))
        } else if days / 7 < MOST.1 {
            (monday(first), Width::Days(7))
        } else {
            let months = months(last) - months(first);
            let width = MONTHS.into_iter().find(|width| months / width < 120).unwrap_or(1200);
            (first_of_month(first), Width::Months(width))
        };
        let mut buckets = Buckets { start, width, count: 1 };
        // Whole years, quarters and so on begin in January.
        if let Width::Months(width) = width {
            let before = months(start).rem_euclid(width);
            buckets.start = date(months(start) - before).unwrap_or(start);
        }
        buckets.count = buckets.place(last).map_or(1, |place| place + 1);
        if buckets.count < at_least {
            let missing = i64::try_from(at_least - buckets.count).unwrap_or(0);
            if let Some(start) = buckets.at(-missing) {
                buckets = Buckets { start, count: at_least, ..buckets };
            }
        }
        buckets
    }

    /// Returns the number of buckets.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Returns the number of the bucket that contains `day`.
    pub(crate) fn place(&self, day: NaiveDate) -> Option<usize> {
        let place = match self.width {
            Width::Days(width) => (day - self.start).num_days().div_euclid(width),
            Width::Months(width) => (months(day) - months(self.start)).div_euclid(width),
        };
        usize::try_from(place).ok()
    }

    /// Returns the first day of the bucket with this number.
    pub(crate) fn at(&self, place: i64) -> Option<NaiveDate> {
        match self.width {
            Width::Days(width) => {
                self.start.checked_add_signed(chrono::TimeDelta::try_days(place * width)?)
            }
            Width::Months(width) => date(months(self.start) + place * width),
        }
    }

    /// Returns what a bucket is called: `day`, `week`, `month`, `quarter`, …
    pub(crate) fn unit(&self) -> String {
        match self.width {
            Width::Days(1) => "day".to_owned(),
            Width::Days(_) => "week".to_owned(),
            Width::Months(1) => "month".to_owned(),
            Width::Months(3) => "quarter".to_owned(),
            Width::Months(6) => "half-year".to_owned(),
            Width::Months(12) => "year".to_owned(),
            Width::Months(months) => format!("{} years", months / 12),
        }
    }

    /// Returns the labels of the axis, at most `most`: the number of the bucket, the label, and the
    /// year where it is not clear from the label before.
    pub(crate) fn labels(&self, most: usize) -> Vec<(usize, String, Option<String>)> {
        let strides: &[usize] = match self.width {
            Width::Days(1) => &[1, 2, 7, 14],
            Width::Days(_) => &[1, 2, 4, 8, 13, 26],
            Width::Months(1) => &[1, 2, 3, 6, 12],
            Width::Months(_) => &[1, 2, 4, 8, 10, 20],
        };
        let fits = |stride: &&usize| self.count.div_ceil(**stride) <= most;
        let stride = strides.iter().find(fits).copied().unwrap_or(self.count);
        let mut year = None;
        let mut labels = Vec::new();
        for place in 0..self.count {
            let Some(day) = i64::try_from(place).ok().and_then(|place| self.at(place)) else {
                continue;
            };
            // The last bucket has a label, or among months those that divide the year.
            let is_labelled = match self.width {
                Width::Months(1) => usize::try_from(day.month0()).is_ok_and(|at| at % stride == 0),
                _ => (self.count - 1 - place).is_multiple_of(stride),
            };
            if !is_labelled {
                continue;
            }
            let label = match self.width {
                Width::Days(_) => day.format("%b %-d").to_string(),
                Width::Months(1 | 3 | 6) => day.format("%b").to_string(),
                Width::Months(_) => day.format("%Y").to_string(),
            };
            let is_clear = matches!(self.width, Width::Months(12..)) || year == Some(day.year());
            year = Some(day.year());
            labels.push((place, label, (!is_clear).then(|| day.format("%Y").to_string())));
        }
        labels
    }
}

/// Returns the number of months from the year 0.
fn months(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

/// Returns the first day of a month, by its number from the year 0.
fn date(months: i64) -> Option<NaiveDate> {
    let year = i32::try_from(months.div_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, u32::try_from(months.rem_euclid(12)).ok()? + 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_longer_the_span_the_wider_the_buckets() {
        for (first, last, count, unit) in [
            ("2026-11-22", "2026-11-22", 7, "day"),
            ("2026-08-23", "2026-11-22", 92, "day"),
            ("2026-08-22", "2026-11-22", 14, "week"),
            ("2025-01-01", "2026-11-22", 99, "week"),
            ("2021-11-22", "2026-11-22", 61, "month"),
            ("2000-01-01", "2026-11-22", 108, "quarter"),
            ("1926-01-01", "2026-11-22", 101, "year"),
            ("0000-01-01", "9999-12-31", 100, "100 years"),
        ] {
            let buckets = Buckets::between(day(first), day(last), 7);
            assert_eq!((buckets.count(), buckets.unit().as_str()), (count, unit), "{first}");
        }
    }

    #[test]
    fn labels_name_the_year_once() {
        let labels = Buckets::between(day("2026-12-30"), day("2027-01-02"), 1).labels(12);
        let shown: Vec<_> =
            labels.iter().map(|(_, label, year)| (&**label, year.as_deref())).collect();
        let expected =
            [("Dec 30", Some("2026")), ("Dec 31", None), ("Jan 1", Some("2027")), ("Jan 2", None)];
        assert_eq!(shown, expected);
    }

    proptest! {
        #[test]
        fn every_day_of_a_span_is_in_one_bucket_of_at_most_120(
            first in 0_i64..3_652_000, length in 0_i64..3_652_000, part in 0.0_f64..=1.0,
        ) {
            let at = |days| day("0000-01-01") + chrono::TimeDelta::days(days);
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any day")]
            let within = at(first + (length as f64 * part) as i64);
            let buckets = Buckets::between(at(first), at(first + length), 7);
            prop_assert!((7..=121).contains(&buckets.count()));
            let place = buckets.place(within).expect("a bucket");
            prop_assert!(place < buckets.count());
            let place = i64::try_from(place).expect("small");
            prop_assert!(buckets.at(place).is_some_and(|start| start <= within));
            prop_assert!(buckets.at(place + 1).is_none_or(|next| next > within));
            prop_assert!(buckets.labels(12).len() <= 13);
        }
    }
}
