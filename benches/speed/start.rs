//! The time until a command begins, also on small stores, where there is little else.

use std::{
    io::{self, Write},
    path::Path,
    process::Command,
};

use crate::{
    case::{Case, clinvk},
    floor::Floor,
    measure::table,
    request::tool,
    store,
    wanted::Wanted,
};

/// The number of runs of each: a start is short, and other work of the machine is not.
const RUNS: usize = 41;

/// Measures the start of the binary, and of a listing of ten sessions.
pub(crate) fn measure(out: &mut impl Write) -> io::Result<()> {
    let home = tempfile::tempdir()?;
    store::generate(home.path(), 10)?;
    let cases = vec![
        Case::new(&["--version"], Floor::Start).wanting(Wanted::Time(1.5)),
        Case::sessions(&["list"], Floor::Read).wanting(Wanted::Time(2.5)),
        Case::sessions(&["ls-raw"], Floor::Read).wanting(Wanted::Time(2.5)),
    ];
    table("start-up, with 10 sessions", cases, RUNS, home.path(), out)?;
    match threads(home.path())? {
        Some(threads) => {
            let mark = if threads > 0 { "  missed" } else { "" };
            writeln!(out, "list of 10 starts {threads} threads, of which 0 are wanted{mark}")
        }
        None => writeln!(out, "strace is missing: the threads of list are not counted"),
    }
}

/// Returns the number of threads or processes that `list` starts.
fn threads(home: &Path) -> io::Result<Option<usize>> {
    let Some(strace) = tool("strace") else { return Ok(None) };
    let list = clinvk(&["sessions", "list"], home);
    let mut command = Command::new(strace);
    command.args(["-f", "-qq", "-e", "trace=clone,clone3,fork,vfork"]).arg(list.get_program());
    command.args(list.get_args());
    command.envs(list.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = command.output()?;
    if !output.status.success() {
        // A container may not let anybody trace.
        return Ok(None);
    }
    let calls = String::from_utf8_lossy(&output.stderr);
    Ok(Some(calls.lines().filter(|line| line.contains("clone") || line.contains("fork")).count()))
}
