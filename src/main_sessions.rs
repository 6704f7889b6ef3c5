//! `clinvk-sessions`: `clinvk sessions` under a name that hides no other program.

use std::{env, iter, process::ExitCode};

fn main() -> ExitCode {
    // Also if it is called by a link with another name.
    let arguments = iter::once("clinvk-sessions".into()).chain(env::args_os().skip(1));
    clinvk_sessions::run(arguments)
}
