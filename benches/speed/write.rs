//! Commands that change many sessions, beside the same changes to the files and nothing else.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    process::Stdio,
};

use tempfile::TempDir;

use crate::{
    case::clinvk,
    change::Change,
    measure::{median, output, runs, time, time_as_it_is},
    role,
    store::{self, SESSIONS},
    waiter,
    wanted::Wanted,
};

/// The policy that chooses 85 of every 100 sessions: they are spread over 200 days.
const POLICY: [&str; 2] = ["--older-than", "30d"];

/// Making so many sessions anew for every run is as much as anybody waits for.
const MOST_REMOVED: u32 = 100_000;

/// Storing more than this shows nothing new and waits for the disk all the time.
const MOST_STORED: u32 = 10_000;

/// The median time that clinvk may have to wait for its lock.
const WAIT: Wanted = Wanted::Time(100.0);

/// Measures changes to stores of `size` sessions.
pub(crate) fn measure(size: u32, out: &mut impl Write) -> io::Result<()> {
    if size > MOST_REMOVED {
        return writeln!(out, "\nchanges are measured up to {MOST_REMOVED} sessions");
    }
    let runs = runs(size).min(if size > MOST_STORED { 3 } else { 5 });
    writeln!(
        out,
        "\nchanges to a store of {size} sessions, {runs} runs; what comes before any change is off"
    )?;
    let (ms, before, floor_ms, ratio) = ("ms", "off", "floor ms", "ratio");
    writeln!(out, "{:30} {ms:>9} {before:>8}  {:14} {floor_ms:>9} {ratio:>6}", "command", "floor")?;
    remove(&["prune"], Change::Unlink, (size, runs), out)?;
    remove(&["clean", "--yes", "--purge"], Change::Unlink, (size, runs), out)?;
    remove(&["clean", "--yes"], Change::Rename, (size, runs), out)?;
    if size <= MOST_STORED {
        put(&[], Change::Write, (size, runs), out)?;
        let help = output(clinvk(&["sessions", "put-raw", "--help"], Path::new(".")))?;
        if String::from_utf8_lossy(&help).contains("--no-sync") {
            put(&["--no-sync"], Change::WriteUnsynced, (size, runs), out)?;
        }
    }
    wait(size, out)
}

/// A home with a store of `size` sessions, as on the day after they were made.
///
/// Each run gets files of its own. Links to files that stay would be made faster, but unlinking
/// them does not free anything, which is most of what unlinking costs. And they have to be on
/// the disk already, or the sync at the end of a removal writes what the removal did not change.
fn home(size: u32) -> io::Result<TempDir> {
    let home = tempfile::tempdir()?;
    store::generate(home.path(), size)?;
    Ok(home)
}

/// Measures a removal without the scan that chooses, whose time is that of a dry run just before.
fn remove(
    command: &[&str],
    floor: Change,
    (size, runs): (u32, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    let dry_run = [&["sessions", "prune", "--dry-run"], &POLICY[..]].concat();
    let real = [&["sessions"], command, &POLICY].concat();
    let mut times = Vec::new();
    for _ in 0..runs {
        let beside = home(size)?;
        let list = beside.path().join("chosen");
        fs::write(
            &list,
            output(clinvk(&[&dry_run[..], &["-z", "--fields", "id"]].concat(), beside.path()))?,
        )?;
        let floor = changed(floor, &beside.path().join(SESSIONS), &list)?;
        drop(beside);
        let home = home(size)?;
        let scan = time(clinvk(&dry_run, home.path()), None)?;
        let whole = time(clinvk(&real, home.path()), None)?;
        times.push((whole - scan, scan, floor));
    }
    row(&command.join(" "), floor, &times, 1.5, out)
}

/// Measures storing sessions in an empty store without the start of the command.
fn put(
    options: &[&str],
    floor: Change,
    (size, runs): (u32, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    let source = home(size)?;
    let records = source.path().join("records");
    fs::write(&records, output(clinvk(&["sessions", "ls-raw"], source.path()))?)?;
    let real = [&["sessions", "put-raw"], options].concat();
    let mut times = Vec::new();
    for _ in 0..runs {
        let beside = home(0)?;
        let floor = changed(floor, &beside.path().join(SESSIONS), &source.path().join(SESSIONS))?;
        drop(beside);
        let home = home(0)?;
        let start = time(clinvk(&real, home.path()), None)?;
        let mut command = clinvk(&real, home.path());
        command.stdin(File::open(&records)?).stdout(Stdio::null());
        times.push((time_as_it_is(command)? - start, start, floor));
    }
    row(&real[1..].join(" "), floor, &times, 1.3, out)
}

/// Returns the milliseconds that the change alone takes.
fn changed(change: Change, dir: &Path, source: &Path) -> io::Result<f64> {
    let answer = output(role::command(change.as_str(), &[dir, source])?)?;
    String::from_utf8_lossy(&answer).trim().parse().map_err(io::Error::other)
}

/// Writes the medians of `times`: the change, what came before it, and the floor.
fn row(
    name: &str,
    floor: Change,
    times: &[(f64, f64, f64)],
    limit: f64,
    out: &mut impl Write,
) -> io::Result<()> {
    let own = median(times.iter().map(|times| times.0));
    let before = median(times.iter().map(|times| times.1));
    let floor_ms = median(times.iter().map(|times| times.2));
    let ratio = median(times.iter().map(|times| times.0 / times.2));
    let (floor, judged) = (floor.as_str(), Wanted::Ratio(limit).beside(Some(ratio)));
    writeln!(
        out,
        "{name:30} {own:9.2} {before:8.2}  {floor:14} {floor_ms:9.2} {ratio:6.2}   {judged}"
    )?;
    out.flush()
}

/// Measures how long clinvk would have to wait for its lock while a prune runs.
fn wait(size: u32, out: &mut impl Write) -> io::Result<()> {
    let home = home(size)?;
    let prune = clinvk(&[&["sessions", "prune"], &POLICY[..]].concat(), home.path());
    let waits = waiter::waits(&home.path().join(SESSIONS), prune)?;
    let (count, worst) = (waits.len(), waits.iter().copied().fold(0.0, f64::max));
    if count == 0 {
        return writeln!(out, "clinvk's lock meanwhile: never had to wait");
    }
    let median = median(waits);
    let judged = WAIT.beside(Some(median));
    writeln!(
        out,
        "clinvk's lock meanwhile: waited {count} times, {median:.2} ms in the median, {worst:.2} at worst   {judged}"
    )
}
