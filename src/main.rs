//! `clinvk`: passes the command line to the library and exits with its status.

use std::process::ExitCode;

fn main() -> ExitCode {
    clinvk_sessions::run(std::env::args_os())
}
