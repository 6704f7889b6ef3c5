//! How fast the commands are at scale, each beside its floor.
//!
//! `cargo bench` makes stores of 1,000, 10,000 and 100,000 sessions and drives the real binary on
//! them as whole processes; `cargo bench -- 1000 10000` chooses other sizes. Every run of a command
//! follows a run of its floor, a process that does only what nobody could leave out, so whatever
//! else the machine does meets both. Files come from the page cache, as they do for whoever lists
//! twice. Nothing fails on a time: the wanted figures stand beside the measured ones.
//!
//! Without `--bench`, as in `cargo test --all-targets`, one small store shows that it all works.

#![expect(clippy::disallowed_methods, reason = "a bench makes files and measures time")]

mod floor;
mod measure;
mod store;

use std::{
    env,
    error::Error,
    io::{self, Write},
    num::NonZeroUsize,
    path::Path,
    thread,
};

use floor::Floor;
use measure::Case;

/// The wanted figure of a command that reads every session.
const SCAN: &str = "ratio <= 2.0";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let mut out = io::stdout().lock();
    if let [flag, floor, dir] = &args[..]
        && flag == floor::FLAG
    {
        writeln!(out, "{} bytes", floor.parse::<Floor>()?.run(Path::new(dir))?)?;
        return Ok(());
    }
    let is_bench = args.iter().any(|arg| arg == "--bench");
    let sizes = args.iter().filter(|arg| !arg.starts_with('-'));
    let sizes = sizes.map(|arg| arg.parse().map(NonZeroUsize::get));
    let mut sizes = sizes.collect::<Result<Vec<usize>, _>>()?;
    if sizes.is_empty() {
        sizes = if is_bench { vec![1_000, 10_000, 100_000] } else { vec![100] };
    }
    let cores = thread::available_parallelism()?;
    writeln!(out, "{cores} cores; medians, in ms; a ratio is that of each run to its own floor")?;
    start(&mut out)?;
    for size in sizes {
        scale(size, &mut out)?;
    }
    Ok(())
}

/// Measures how long a process takes that has nothing to do.
fn start(out: &mut impl Write) -> io::Result<()> {
    let home = tempfile::tempdir()?;
    let version = Case::new(&["--version"], Floor::Start).wanting("<= 2 ms");
    measure::table("start-up", vec![version], 41, home.path(), out)
}

/// Measures every command on a store of `size` sessions.
fn scale(size: usize, out: &mut impl Write) -> io::Result<()> {
    let home = tempfile::tempdir()?;
    let store = store::generate(home.path(), size)?;
    let (id, prefix) = (&*store.id, &store.id[..8]);
    let list = |options: &[&str]| Case::sessions(&[&["list"], options].concat(), Floor::Read);
    let ls_raw = || Case::sessions(&["ls-raw"], Floor::Read).wanting(SCAN);
    let scan = ["prune", "--dry-run", "--older-than", "99999d"];
    let prune = ["prune", "--dry-run", "--older-than", "30d"];
    let cases = vec![
        Case::floor(Floor::Names),
        Case::floor(Floor::Stat),
        // Reads and judges every session, and has nothing to say of any.
        Case::sessions(&scan, Floor::Read).wanting(SCAN),
        ls_raw(),
        ls_raw().into_file(),
        list(&[]).wanting(SCAN),
        list(&["-n", "20"]),
        list(&["--json"]),
        Case::sessions(&prune, Floor::Read),
        Case::sessions(&["show", id], Floor::Start).called("show FULL-ID"),
        Case::sessions(&["show", prefix], Floor::Names).called("show PREFIX"),
    ];
    let runs = match size {
        0..5_000 => 21,
        5_000..50_000 => 11,
        _ => 5,
    };
    let title = format!("{size} sessions, {} kB", store.bytes / 1_000);
    measure::table(&title, cases, runs, home.path(), out)?;
    let wanted = if size == 100_000 { "   wanted <= 120 MB" } else { "" };
    for (case, wanted) in [(list(&[]), wanted), (ls_raw(), "")] {
        let peak = case.peak_memory(home.path())?;
        let peak = peak.map_or("-".to_owned(), |megabytes| format!("{megabytes:.1}"));
        writeln!(out, "peak memory of {:<12} {peak:>8} MB{wanted}", case.name())?;
    }
    Ok(())
}
