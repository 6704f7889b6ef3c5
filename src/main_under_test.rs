//! `clinvk-under-test`: `clinvk` as the tests run it, with a clock and failpoints that tests choose.

use std::{env, iter, process::ExitCode};

fn main() -> ExitCode {
    // Help texts carry the name by which the program was called.
    let arguments = iter::once("clinvk".into()).chain(env::args_os().skip(1));
    clinvk_sessions::run_under_test(arguments)
}
