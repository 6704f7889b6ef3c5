//! `clinvk`: hands the command line to the library and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    clinvk_sessions::run(std::env::args_os())
}
