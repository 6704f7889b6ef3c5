//! What a process of this bench can be other than the bench itself.
//!
//! Floors are processes too, so that starting one costs what starting a command does.

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
    path::Path,
    process::Command,
};

use crate::{change::Change, floor::Floor, memory, waiter};

/// The first argument of a process that plays a role; the name of the role follows.
pub(crate) const FLAG: &str = "--role";

/// The role that waits for the lock, again and again.
pub(crate) const WAITER: &str = "waiter";

/// The role that runs a command and tells how much memory it held.
pub(crate) const GAUGE: &str = "gauge";

/// A process of this bench that plays `role`, with what the role needs to know.
pub(crate) fn command<A: AsRef<OsStr>>(role: &str, args: &[A]) -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args([FLAG, role]).args(args);
    Ok(command)
}

/// Plays the role that the arguments after [`FLAG`] name.
pub(crate) fn play(args: &[String], out: &mut impl Write) -> io::Result<()> {
    let (name, args) = args.split_first().ok_or_else(|| io::Error::other("which role?"))?;
    match (name.as_str(), args) {
        (WAITER, [dir]) => waiter::play(Path::new(dir), out),
        (GAUGE, args) => memory::play(args, out),
        (name, [dir]) => {
            let floor: Floor = name.parse().map_err(io::Error::other)?;
            writeln!(out, "{} bytes", floor.run(Path::new(dir))?)
        }
        (name, [dir, source]) => {
            let change: Change = name.parse().map_err(io::Error::other)?;
            let taken = change.run(Path::new(dir), Path::new(source))?;
            writeln!(out, "{}", taken.as_secs_f64() * 1e3)
        }
        _ => Err(io::Error::other(format!("'{name}' with {} arguments", args.len()))),
    }
}
