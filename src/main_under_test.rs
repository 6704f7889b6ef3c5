//! `clinvk-under-test`: `clinvk` with a clock and failpoints that tests control.

use std::{env, ffi::OsString, iter, process::ExitCode};

fn main() -> ExitCode {
    let mut arguments = env::args_os();
    // Help texts contain the name with which the program was called.
    let is_sessions = |name: &OsString| name.as_encoded_bytes().ends_with(b"/clinvk-sessions");
    let name = arguments.next().filter(is_sessions).unwrap_or_else(|| "clinvk".into());
    let arguments = iter::once(name).chain(arguments);
    clinvk_sessions::run_under_test(arguments)
}
