//! The peak memory of commands.

use std::{
    ffi::OsStr,
    io::{self, Read as _, Write},
    path::Path,
    process::{Command, Stdio},
};

use nix::sys::resource::{UsageWho, getrusage};

use crate::{
    case::clinvk,
    measure::output,
    role::{self, GAUGE},
    store::Store,
    wanted::Wanted,
};

/// The size of a store for which the limits are.
const LIMITED: u32 = 100_000;

/// The bytes that a command wrote, and those that it held at most.
struct Use {
    written: u64,
    held: u64,
}

/// Measures the memory of commands whose output grows with the store.
pub(crate) fn measure(home: &Path, store: &Store, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\npeak memory, {} sessions", store.size)?;
    for (args, limit) in [
        (&["list"][..], Limit::Megabytes(80.0)),
        (&["ls-raw"], Limit::OfOutput(1.3)),
        (&["ls-raw", "-z"], Limit::Megabytes(20.0)),
    ] {
        let used = gauge(&[&["sessions"], args].concat(), home)?;
        let (held, written) = (megabytes(used.held), megabytes(used.written));
        let limit = match limit {
            _ if store.size != LIMITED => Wanted::Nothing,
            Limit::Megabytes(limit) => Wanted::Memory(limit),
            Limit::OfOutput(factor) => Wanted::Memory((factor * written * 10.0).round() / 10.0),
        };
        let (name, judged) = (args.join(" "), limit.beside(Some(held)));
        let line = format!("{name:42} {held:9.1} MB for {written:6.1} MB of output   {judged}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The most memory that a command may hold.
enum Limit {
    Megabytes(f64),
    /// So many times what it writes.
    OfOutput(f64),
}

/// Runs the binary with `args` below a process of its own: the kernel tells a process the most that
/// any of its children held, so each has to have one child only.
fn gauge(args: &[&str], home: &Path) -> io::Result<Use> {
    let clinvk = clinvk(args, home);
    let whole: Vec<&OsStr> = [clinvk.get_program()].into_iter().chain(clinvk.get_args()).collect();
    let mut command = role::command(GAUGE, &whole)?;
    command.envs(clinvk.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let answer = String::from_utf8(output(command)?).map_err(io::Error::other)?;
    let mut numbers = answer.split_whitespace().map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(written)), Some(Ok(held))) => Ok(Use { written, held }),
        _ => Err(io::Error::other(format!("a gauge says '{answer}'"))),
    }
}

/// Runs a command line, and writes how many bytes it wrote and how many it held at most.
///
/// The memory that this process holds when it starts the command, some 3 MB, counts as the
/// command's.
pub(crate) fn play(args: &[String], out: &mut impl Write) -> io::Result<()> {
    let (program, args) = args.split_first().ok_or_else(|| io::Error::other("run what?"))?;
    let mut child = Command::new(program).args(args).stdout(Stdio::piped()).spawn()?;
    let mut written = 0;
    if let Some(output) = &mut child.stdout {
        let mut piece = [0; 1 << 14];
        loop {
            match output.read(&mut piece)? {
                0 => break,
                count => written += count,
            }
        }
    }
    let status = child.wait()?;
    if !status.success() {
        return Err(io::Error::other(format!("{program}: {status}")));
    }
    // In KiB, but on macOS in bytes.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let held = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss() * unit;
    writeln!(out, "{written} {held}")
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1_000).unwrap_or(u32::MAX)) / 1e3
}
