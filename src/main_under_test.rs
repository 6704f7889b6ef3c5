//! `clinvk-under-test`: `clinvk` with a clock and failpoints that tests control.

use std::{env, iter, process::ExitCode};

fn main() -> ExitCode {
    // Help texts contain the name with which the program was called.
    let arguments = iter::once("clinvk".into()).chain(env::args_os().skip(1));
    clinvk_sessions::run_under_test(arguments)
}
