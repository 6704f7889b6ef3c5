//! Roles: processes of this bench other than the bench itself.
//!
//! Floors are processes too, so that starting one costs as much as starting a command.

use std::{env, ffi::OsStr, io, process::Command};

/// The first argument of a process that plays a role. The name of the role follows.
pub(crate) const FLAG: &str = "--role";

/// The role that repeatedly waits for the lock.
pub(crate) const WAITER: &str = "waiter";

/// The role that runs a command and reports its memory.
pub(crate) const GAUGE: &str = "gauge";

/// Returns a process of this bench that plays `role`, with its arguments.
pub(crate) fn command<A: AsRef<OsStr>>(role: &str, args: &[A]) -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args([FLAG, role]).args(args);
    Ok(command)
}
