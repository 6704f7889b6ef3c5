//! The proof that nothing is lost: faults, kills, rounds of many processes, and hostile input.
//!
//! Each part has a short form, which is an ordinary test. A separate test runs all of them in full
//! and prints a table of figures: `cargo test --release --test it -- --ignored campaign`.

pub(crate) mod chance;
mod corpus;
mod faults;
mod invariants;
mod kills;
mod rounds;
mod subject;
pub(crate) mod texts;
mod trace;
pub(crate) mod tree;

use std::io::Write as _;

use faults::Form;
use subject::SUBJECTS;

use crate::sandbox::tool;

/// The result of one part of the proof.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) what: String,
    pub(crate) tried: usize,
    /// The broken promises, one per line.
    pub(crate) broken: Vec<String>,
}

impl Tally {
    /// Panics with the broken promises, if there are any.
    #[track_caller]
    pub(crate) fn check(&self) {
        let first: Vec<_> = self.broken.iter().take(20).map(|b| format!("\n{b}")).collect();
        assert!(self.tried > 0, "{}: nothing was tried", self.what);
        assert!(self.broken.is_empty(), "{}: {}{}", self.what, self.broken.len(), first.concat());
    }
}

/// Returns the table of figures for the README.
fn table(tallies: &[Tally]) -> String {
    let lost = |broken: &String| broken.contains("I1") || broken.contains("I2");
    let row = |what: &str, tried: usize, broken: usize, lost: usize| {
        format!("| {what} | {tried} | {broken} | {lost} |\n")
    };
    let mut table =
        "| what | tried | promises broken | sessions lost |\n|---|--:|--:|--:|\n".to_owned();
    let mut sums = (0, 0, 0);
    for Tally { what, tried, broken } in tallies {
        let lost = broken.iter().filter(|b| lost(b)).count();
        table.push_str(&row(what, *tried, broken.len(), lost));
        sums = (sums.0 + tried, sums.1 + broken.len(), sums.2 + lost);
    }
    table + &row("**all**", sums.0, sums.1, sums.2)
}

#[test]
#[ignore = "it takes minutes"]
fn all_of_it_in_full() {
    let Some(strace) = tool("strace") else { return };
    let mut tallies = faults::run(&strace, SUBJECTS, Form::Full, None);
    tallies.push(kills::run(&strace, 300, 1_000));
    tallies.push(rounds::run(&strace, 100));
    tallies.extend(corpus::run());
    let _ = write!(std::io::stderr(), "\n{}", table(&tallies));
    for promise in tallies.iter().flat_map(|tally| &tally.broken) {
        let _ = writeln!(std::io::stderr(), "{promise}");
    }
    tallies.iter().for_each(Tally::check);
}
