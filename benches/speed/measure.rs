//! Running commands and their floors in turn, and tables of their times.

use std::{
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use crate::{case::Case, floor::Floor, wanted::Wanted};

/// Returns the number of runs of each case on a store of `size` sessions.
pub(crate) fn runs(size: u32) -> usize {
    match size {
        0..500 => 1,
        500..5_000 => 21,
        5_000..50_000 => 11,
        _ => 5,
    }
}

/// Runs each case and its floor in turn, `runs` times after one to warm up, and writes a table.
///
/// Times are medians, in milliseconds. A ratio is the median of the ratios of each run to the run
/// of the floor just before it; less start, it is the same after the time of a process that has
/// nothing to do was taken off both.
pub(crate) fn table(
    title: &str,
    cases: Vec<Case>,
    runs: usize,
    home: &Path,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut rows: Vec<_> = cases.into_iter().map(|case| (case, Vec::new())).collect();
    let mut starts = Vec::new();
    for run in 0..=runs {
        let start = time(Floor::Start.command(home)?, None)?;
        for (case, times) in &mut rows {
            case.prepare(home)?;
            let folder = case.is_filed.then_some(home);
            // Only a twin writes as much as the command, and to the same place.
            let beside = folder.filter(|_| matches!(case.beside, Floor::Twin(_)));
            let floor = time(case.beside.command(home)?, beside)?;
            let own = time(case.command(home)?, folder)?;
            if run > 0 {
                times.push((own, floor));
            }
        }
        if run > 0 {
            starts.push(start);
        }
    }
    let start = median(starts);
    writeln!(out, "\n{title}, {runs} runs, {start:.2} ms to start a process")?;
    let (ms, floor_ms, ratio, less) = ("ms", "floor ms", "ratio", "less start");
    writeln!(out, "{:42} {ms:>9}  {:5} {floor_ms:>9} {ratio:>6} {less:>10}", "command", "floor")?;
    for (case, times) in &rows {
        let own = median(times.iter().map(|pair| pair.0));
        let floor = median(times.iter().map(|pair| pair.1));
        let ratio = median(times.iter().map(|pair| pair.0 / pair.1));
        let less = median(times.iter().map(|pair| (pair.0 - start) / (pair.1 - start)));
        // Where the floor is little more than a start, nothing is left to compare.
        let less = (floor > 1.2 * start).then_some(less);
        let figure = match case.wanted {
            Wanted::LessStart(_) => less,
            Wanted::Time(_) => Some(own),
            _ => Some(ratio),
        };
        let wanted = case.wanted.beside(figure);
        let less = less.map_or("-".to_owned(), |less| format!("{less:.2}"));
        let (name, beside) = (&case.name, case.beside);
        let line = format!(
            "{name:42} {own:9.2}  {beside:5} {floor:9.2} {ratio:6.2} {less:>10}   {wanted}"
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}

/// Returns the milliseconds from before the start of a process to after its end. Its output goes to
/// nobody, or into a file in `folder`.
pub(crate) fn time(mut command: Command, folder: Option<&Path>) -> io::Result<f64> {
    command.stdin(Stdio::null()).stdout(match folder {
        None => Stdio::null(),
        // It has no name, so that it is gone before it costs the disk anything.
        Some(folder) => tempfile::tempfile_in(folder)?.into(),
    });
    time_as_it_is(command)
}

/// Does the same, with standard input and output as they are set.
pub(crate) fn time_as_it_is(mut command: Command) -> io::Result<f64> {
    let started = Instant::now();
    let status = command.status()?;
    let taken = started.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("{command:?}: {status}")));
    }
    Ok(taken.as_secs_f64() * 1e3)
}

/// Returns the output of a process.
pub(crate) fn output(mut command: Command) -> io::Result<Vec<u8>> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", output.status)));
    }
    Ok(output.stdout)
}

/// Returns the value in the middle; of none, not a number.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
