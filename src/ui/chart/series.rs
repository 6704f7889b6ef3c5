//! The tokens of each backend in each bucket.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use plotters::style::RGBColor;

use super::{bucket::Buckets, palette};

/// The most backends that are drawn, the last of them as the sum of all that are left.
const MOST: usize = 7;

/// The name of that sum.
const REST: &str = "others";

/// The bars of one backend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Series<'a> {
    pub(crate) name: &'a str,
    pub(crate) color: RGBColor,
    /// The tokens in each bucket. A negative number cannot be drawn, and counts as none.
    pub(crate) tokens: Vec<i128>,
}

impl<'a> Series<'a> {
    /// Adds up the tokens of each backend, the largest first.
    pub(crate) fn of(days: &[(NaiveDate, &'a str, i128)], buckets: &Buckets) -> Vec<Series<'a>> {
        let mut sums: BTreeMap<&str, Vec<i128>> = BTreeMap::new();
        for (day, name, tokens) in days {
            let sums = sums.entry(name).or_insert_with(|| vec![0; buckets.count()]);
            if let Some(sum) = buckets.place(*day).and_then(|place| sums.get_mut(place)) {
                *sum += tokens;
            }
        }
        let mut sums: Vec<(&str, Vec<i128>)> = sums.into_iter().collect();
        sums.iter_mut().flat_map(|(_, sums)| sums).for_each(|sum| *sum = (*sum).max(0));
        sums.sort_by_cached_key(|(_, sums)| std::cmp::Reverse(sums.iter().sum::<i128>()));
        if sums.len() > MOST {
            let mut rest = vec![0; buckets.count()];
            for (_, more) in sums.drain(MOST - 1..) {
                rest.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            }
            sums.push((REST, rest));
        }
        let names: Vec<&str> = sums.iter().map(|(name, _)| *name).collect();
        let colors = palette::colors(&names);
        let series = sums.into_iter().zip(colors);
        series.map(|((name, tokens), color)| Series { name, color, tokens }).collect()
    }

    /// Returns the sum of all buckets.
    pub(crate) fn total(&self) -> i128 {
        self.tokens.iter().sum()
    }
}
