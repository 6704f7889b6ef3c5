//! Measures how fast the commands are at scale, each beside its floor.
//!
//! `cargo bench` makes stores of 1,000, 10,000 and 100,000 sessions and drives the real binary on
//! them as whole processes; `cargo bench -- 1000 10000` chooses other sizes, and words choose parts:
//! `start`, `scan`, `twin`, `single`, `write`, `memory`, and `growth`, which goes on to a million.
//! Stores are made in `TMPDIR`. Every run of a command follows a run of its floor, a process that
//! does only the unavoidable work, so whatever else the machine does meets both. Files come from the
//! page cache, as they do for whoever lists twice. Nothing fails on a time: the bench prints each
//! wanted figure beside the measured one, with `missed` where it is above.
//!
//! `cargo bench -- cold` reads from the disk: it drops the caches of the whole machine before each
//! run, which only root may do.
//!
//! `cargo bench -- instructions` is another thing: it counts, and fails on what has become slower.
//!
//! Without `--bench`, as in `cargo test --all-targets`, one small store shows that it all works.

#![expect(clippy::disallowed_methods, reason = "a bench makes files and measures time")]

mod case;
mod change;
mod cold;
mod floor;
mod growth;
mod instructions;
mod measure;
mod memory;
mod request;
mod role;
mod scan;
mod single;
mod start;
mod store;
mod twin;
mod waiter;
mod wanted;
mod write;

use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
    process::ExitCode,
    thread,
};

use change::Change;
use floor::Floor;
use request::{Part, Request};

fn main() -> ExitCode {
    // Not `main`'s own result, which would be shown as programmers see it.
    run().map_or_else(
        |error| {
            let _ = writeln!(io::stderr(), "speed: {error}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let out = &mut io::stdout().lock();
    if let Some((flag, role)) = args.split_first()
        && flag == role::FLAG
    {
        return Ok(play(role, out)?);
    }
    let request = Request::parse(&args)?;
    if request.is_timed() {
        if !request.is_bench {
            writeln!(out, "this shows that the bench works; `cargo bench` measures")?;
        }
        let cores = thread::available_parallelism()?;
        writeln!(
            out,
            "{cores} cores; medians, in ms; a ratio is that of each run to its own floor"
        )?;
    }
    if request.wants(Part::Start) {
        start::measure(out)?;
    }
    for &size in &request.sizes {
        scale(&request, size, out)?;
    }
    if request.wants(Part::Twin) {
        twin::measure(&request.twin_sizes, out)?;
    }
    if request.wants(Part::Cold) {
        cold::measure(&request, out)?;
    }
    if request.wants(Part::Growth) {
        growth::measure(&request.growth_sizes, out)?;
    }
    if request.wants(Part::Instructions) {
        // Last: from there on this process keeps to one core.
        instructions::check(&request, out)?;
    }
    Ok(())
}

/// Measures what was asked for on stores of `size` sessions.
fn scale(request: &Request, size: u32, out: &mut impl Write) -> io::Result<()> {
    if [Part::Scan, Part::Single, Part::Memory].iter().any(|&part| request.wants(part)) {
        let home = tempfile::tempdir()?;
        let store = store::generate(home.path(), size)?;
        if request.wants(Part::Scan) {
            scan::measure(home.path(), &store, out)?;
        }
        if request.wants(Part::Single) {
            single::measure(home.path(), &store, out)?;
        }
        if request.wants(Part::Memory) {
            memory::measure(home.path(), &store, out)?;
        }
    }
    if request.wants(Part::Write) {
        write::measure(size, out)?;
    }
    Ok(())
}

/// Plays the role that the arguments after [`role::FLAG`] name.
fn play(args: &[String], out: &mut impl Write) -> io::Result<()> {
    let (name, args) = args.split_first().ok_or_else(|| io::Error::other("which role?"))?;
    let floor = Floor::parse(name, args.get(1).and_then(|number| number.parse().ok()));
    match (name.as_str(), args, floor) {
        (role::WAITER, [dir], _) => waiter::play(Path::new(dir), out),
        (role::GAUGE, args, _) => memory::play(args, out),
        (_, [dir, ..], Some(floor)) => writeln!(out, "{} bytes", floor.run(Path::new(dir))?),
        (name, [dir, source], None) => {
            let change: Change = name.parse().map_err(io::Error::other)?;
            let taken = change.run(Path::new(dir), Path::new(source))?;
            writeln!(out, "{}", taken.as_secs_f64() * 1e3)
        }
        _ => Err(io::Error::other(format!("'{name}' with {} arguments", args.len()))),
    }
}
