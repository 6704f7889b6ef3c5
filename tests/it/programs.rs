//! Programs that stand in for others.
//!
//! They are written by a process of its own. A program that is still open for writing cannot be
//! executed, and a file that the tests write themselves is open, for a moment, in every process that
//! another test is just starting.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::sandbox::PROGRAM;

/// Writes the executable file `path`.
pub(crate) fn write_program(path: &Path, text: &str) {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh"]).arg(path);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{}", path.display());
}

/// Copies the program under test to `path`, as another file.
pub(crate) fn copy_program(path: &Path) {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "cp \"$1\" \"$2\"", "sh", PROGRAM]).arg(path);
    assert!(command.status().unwrap().success(), "{}", path.display());
}
