//! The cost of ten times the sessions.

use std::io::{self, Write};

use rustix::fs::statvfs;

use crate::{
    case::Case,
    floor::Floor,
    measure::{median, runs, time},
    store,
    wanted::Wanted,
};

/// The factor above proportional growth that a command may take.
const MORE: f64 = 1.05;

/// The bytes that a session takes on most file systems: a block, and its inode.
const PLACE: u64 = 4_096 + 1_024;

/// Measures the same commands on stores of all these sizes, and writes the factor by which each
/// grows.
pub(crate) fn measure(sizes: &[u32], out: &mut impl Write) -> io::Result<()> {
    let cases = [
        Case::sessions(&["list"], Floor::Read),
        Case::sessions(&["ls-raw"], Floor::Read),
        Case::floor(Floor::Read),
    ];
    writeln!(out, "\ngrowth, in ms")?;
    let mut before: Option<(u32, Vec<f64>)> = None;
    for &size in sizes {
        let home = tempfile::tempdir()?;
        let place = statvfs(home.path())?;
        // Some file systems have no fixed number of nodes, and say 0.
        let has_nodes = place.f_files == 0 || place.f_favail > u64::from(size);
        if place.f_bavail * place.f_frsize < PLACE * u64::from(size) || !has_nodes {
            let needed = PLACE * u64::from(size) / 1_000_000;
            writeln!(out, "{size} sessions are left out: they need {needed} MB in TMPDIR")?;
            continue;
        }
        store::generate(home.path(), size)?;
        let mut medians = Vec::new();
        for (number, case) in cases.iter().enumerate() {
            let mut times = Vec::new();
            for run in 0..=runs(size) {
                let time = time(case.command(home.path())?, None)?;
                if run > 0 {
                    times.push(time);
                }
            }
            let own = median(times);
            medians.push(own);
            let grown = before.as_ref().map_or(String::new(), |(smaller, medians)| {
                let (factor, sizes) =
                    (own / medians[number], f64::from(size) / f64::from(*smaller));
                let judged = Wanted::Factor(MORE * sizes).beside(Some(factor));
                format!("  {factor:6.2} x that of {smaller}   {judged}")
            });
            writeln!(out, "{:30} {size:>9} {own:10.2}{grown}", case.name)?;
        }
        before = Some((size, medians));
    }
    Ok(())
}
