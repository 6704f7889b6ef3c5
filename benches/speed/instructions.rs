//! The number of instructions that commands run. It is the same in every run, so it shows slower
//! code where a time is lost in the other work of the machine.
//!
//! valgrind runs the binary on a processor of its own make, which offers AVX2 wherever the real one
//! does, so newer machines count alike, whatever else they can do. On one core no thread is started,
//! and no waiting for another is counted. A new Rust or C library moves the counts a little, and may
//! need new ones.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    request::{Request, tool},
    store,
};

/// The counts that are committed: on each line the arguments after `sessions`, and the count.
const COUNTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");

/// The variable that has the counts written anew.
const UPDATE: &str = "UPDATE_INSTRUCTIONS";

/// The number of sessions.
const SIZE: u32 = 1_000;

/// The percentage by which a count may differ in both directions: faster code must stay so.
const TOLERANCE: u64 = 5;

/// Counts the instructions of each command in [`COUNTS`], and fails where a count is another.
pub(crate) fn check(request: &Request, out: &mut impl Write) -> io::Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return skip("the committed counts are those of Linux on x86-64");
    }
    let Some(valgrind) = tool("valgrind") else {
        if env::var_os("CI").is_some_and(|ci| ci == "true") {
            return Err(io::Error::other("in CI nothing is skipped, and valgrind is missing"));
        }
        return skip("valgrind is missing");
    };
    if !request.is_gate() {
        return show(&valgrind, out);
    }
    let binary = match &request.binary {
        Some(binary) => binary.as_path(),
        None if request.is_bench => Path::new(env!("CARGO_BIN_EXE_clinvk")),
        None => {
            return Err(io::Error::other("a release build is counted: cargo bench, or --binary="));
        }
    };
    let home = tempfile::tempdir()?;
    store::generate(home.path(), SIZE)?;
    let (mut counts, mut failures) = (Vec::new(), Vec::new());
    for line in fs::read_to_string(COUNTS)?.lines() {
        let (args, known) = line.rsplit_once(' ').ok_or_else(|| io::Error::other("no count"))?;
        let known = known.parse().map_err(io::Error::other)?;
        let count = count(&valgrind, binary, args, home.path())?;
        writeln!(out, "{args} on {SIZE} sessions: {count} instructions, {known} committed")?;
        writeln!(counts, "{args} {count}")?;
        failures.extend(failure(args, count, known));
    }
    if env::var_os(UPDATE).is_some() {
        return fs::write(COUNTS, counts);
    }
    if failures.is_empty() { Ok(()) } else { Err(io::Error::other(failures.join("; "))) }
}

/// Shows that counting works and that the limits hold, with whatever build there is.
fn show(valgrind: &Path, out: &mut impl Write) -> io::Result<()> {
    let home = tempfile::tempdir()?;
    store::generate(home.path(), 10)?;
    let binary = Path::new(env!("CARGO_BIN_EXE_clinvk"));
    let count = count(valgrind, binary, "list", home.path())?;
    let verdicts = [96, 100, 104, 94, 106].map(|percent| failure("list", percent, 100).is_none());
    if count == 0 || verdicts != [true, true, true, false, false] {
        return Err(io::Error::other(format!("{count} instructions, and limits of {verdicts:?}")));
    }
    writeln!(out, "list of 10 runs {count} instructions in this build")
}

/// Returns what is wrong with `count` if `known` is committed.
fn failure(args: &str, count: u64, known: u64) -> Option<String> {
    let difference = count.abs_diff(known);
    if difference * 100 <= known * TOLERANCE {
        return None;
    }
    let permille = difference * 1_000 / known.max(1);
    let (whole, tenth) = (permille / 10, permille % 10);
    let (change, advice) = if count > known {
        ("more", "if that is the price of something, commit it")
    } else {
        ("fewer", "commit that, so that it stays")
    };
    Some(format!(
        "`{args}` runs {count} instructions, {whole}.{tenth} % {change} than the {known} in \
         benches/instructions.txt; {advice}: {UPDATE}=1 cargo bench -- instructions"
    ))
}

/// The instructions that `binary` runs with the words of `args` on the store in `home`.
fn count(valgrind: &Path, binary: &Path, args: &str, home: &Path) -> io::Result<u64> {
    let mut command = Command::new(valgrind);
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(binary);
    command.arg("sessions").args(args.split(' ')).env_clear().env("TZ", "UTC");
    command.env("CLINVK_HOME", home);
    stay_on_one_core()?;
    let output = command.stdin(Stdio::null()).output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    // The line is `==123== Collected : 18499402`.
    let count = report.lines().find_map(|line| line.split_once("Collected : ")?.1.parse().ok());
    count.filter(|_| output.status.success()).ok_or_else(|| {
        io::Error::other(format!("{}: {}\n{report}", binary.display(), output.status))
    })
}

/// Keeps this process, and those that it starts, on one core.
#[cfg(target_os = "linux")]
fn stay_on_one_core() -> io::Result<()> {
    use nix::{
        sched::{CpuSet, sched_getaffinity, sched_setaffinity},
        unistd::Pid,
    };

    let this = Pid::from_raw(0);
    let allowed = sched_getaffinity(this)?;
    let mut first = CpuSet::new();
    for core in (0..CpuSet::count()).filter(|&core| allowed.is_set(core) == Ok(true)).take(1) {
        first.set(core)?;
    }
    Ok(sched_setaffinity(this, &first)?)
}

#[cfg(not(target_os = "linux"))]
fn stay_on_one_core() -> io::Result<()> {
    Ok(())
}

/// Says loudly that nothing is counted.
fn skip(reason: &str) -> io::Result<()> {
    writeln!(io::stderr(), "SKIPPED: no instructions are counted: {reason}")
}
