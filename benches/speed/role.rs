//! The roles that a process of this bench can play other than the bench itself.
//!
//! Floors are processes too, so that starting one costs what starting a command does.

use std::{env, ffi::OsStr, io, process::Command};

/// The first argument of a process that plays a role; the name of the role follows.
pub(crate) const FLAG: &str = "--role";

/// The role that waits for the lock, again and again.
pub(crate) const WAITER: &str = "waiter";

/// The role that runs a command and reports its peak memory.
pub(crate) const GAUGE: &str = "gauge";

/// A process of this bench that plays `role`, with what the role needs to know.
pub(crate) fn command<A: AsRef<OsStr>>(role: &str, args: &[A]) -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args([FLAG, role]).args(args);
    Ok(command)
}
