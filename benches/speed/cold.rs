//! A listing whose files are on the disk alone, as after a start of the machine.
//!
//! A disk is as fast as the number of requests that it has at a time, so the floor is the best of
//! several numbers of threads. The program of a floor runs already, so the program of a listing is
//! read before it, but for one more row.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use crate::{
    case::Case,
    floor::Floor,
    measure::{median, table, time},
    request::Request,
    store,
    wanted::Wanted,
};

/// The number of runs of each command.
const RUNS: usize = 5;

/// The numbers of threads of the floors.
const THREADS: [usize; 5] = [2, 4, 8, 16, 32];

/// The most that a listing may take beside the best floor.
const WANTED: Wanted = Wanted::Ratio(1.3);

/// The file of Linux that drops caches when it is written to; see `proc_sys_vm(5)`.
const DROP_CACHES: &str = "/proc/sys/vm/drop_caches";

/// Measures a listing of stores of all the sizes, first cold and then warm. Outside of a bench no
/// cache is dropped.
pub(crate) fn measure(request: &Request, out: &mut impl Write) -> io::Result<()> {
    let (runs, drop): (_, fn() -> io::Result<()>) =
        if request.is_bench { (RUNS, drop_caches) } else { (1, || Ok(())) };
    if let Err(error) = drop() {
        return writeln!(out, "\ncold is left out: {DROP_CACHES} may not be written: {error}");
    }
    for &size in &request.cold_sizes {
        let home = tempfile::tempdir()?;
        if request.is_bench && is_in_memory(home.path())? {
            return writeln!(out, "\ncold is left out: TMPDIR is in memory, not on a disk");
        }
        store::generate(home.path(), size)?;
        cold(size, runs, drop, home.path(), out)?;
        let warm = vec![Case::sessions(&["list"], Floor::Read)];
        table(&format!("{size} sessions, warm"), warm, runs, home.path(), out)?;
    }
    Ok(())
}

/// Runs a listing and its floors in turn, each after a call of `drop`, and writes their medians.
fn cold(
    size: u32,
    runs: usize,
    drop: fn() -> io::Result<()>,
    home: &Path,
    out: &mut impl Write,
) -> io::Result<()> {
    let floors = THREADS.map(|threads| Case::floor(Floor::ReadBy(threads)));
    let list = || Case::sessions(&["list"], Floor::Read);
    let mut list_alone = (list(), Vec::new());
    let mut list_all = (list().called("list, the program cold too"), Vec::new());
    let mut floors = floors.map(|case| (case, Vec::new()));
    for _ in 0..runs {
        drop()?;
        list_all.1.push(time(list_all.0.command(home)?, None)?);
        for (case, times) in [&mut list_alone].into_iter().chain(&mut floors) {
            drop()?;
            fs::read(env!("CARGO_BIN_EXE_clinvk"))?;
            times.push(time(case.command(home)?, None)?);
        }
    }
    writeln!(out, "\n{size} sessions, cold, {runs} runs\n{:42} {:>9}", "command", "ms")?;
    let mut best = (f64::INFINITY, 0);
    for ((case, times), threads) in floors.into_iter().zip(THREADS) {
        let floor = median(times);
        if floor < best.0 {
            best = (floor, threads);
        }
        writeln!(out, "{:42} {floor:9.2}", format!("{}, {threads} threads", case.name))?;
    }
    let (floor, threads) = best;
    for ((case, times), wanted) in [(list_alone, WANTED), (list_all, Wanted::Nothing)] {
        let own = median(times);
        let (name, ratio) = (case.name, own / floor);
        let judged = wanted.beside(Some(ratio));
        let row = format!("{name:42} {own:9.2}  {ratio:.2} x that of {threads} threads   {judged}");
        writeln!(out, "{}", row.trim_end())?;
    }
    out.flush()
}

/// Writes everything to the disk, and drops all caches of files.
fn drop_caches() -> io::Result<()> {
    rustix::fs::sync();
    OpenOptions::new().write(true).open(DROP_CACHES)?.write_all(b"3")
}

/// Returns whether the directory `path` is in memory: on tmpfs or ramfs; see `statfs(2)`.
#[cfg(target_os = "linux")]
fn is_in_memory(path: &Path) -> io::Result<bool> {
    Ok(matches!(rustix::fs::statfs(path)?.f_type, 0x0102_1994 | 0x8584_58f6))
}

#[cfg(not(target_os = "linux"))]
fn is_in_memory(_: &Path) -> io::Result<bool> {
    Ok(false)
}
