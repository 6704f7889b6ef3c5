//! Scripts in a real shell, with the binary on the path.

use std::{env, process::Command};

use crate::sandbox::{NOW, Output, Sandbox, program_folder, skip, tool};

/// Returns a `PATH` that starts with the binary's directory.
fn path() -> std::ffi::OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(program_folder()).chain(env::split_paths(&rest))).unwrap()
}

/// Runs a script in bash, in the home of `sandbox`. It stops at the first failure, also within a
/// pipe. Returns `None`, with a loud message, if bash or one of the tools is missing.
///
/// The tool `duckdb` is the Python module, which needs Python.
pub(crate) fn bash(sandbox: &Sandbox, tools: &[&str], script: &str) -> Option<Output> {
    let bash = tool("bash")?;
    for name in tools {
        match *name {
            "duckdb" if !has_duckdb() => {
                skip("this test needs DuckDB for Python");
                return None;
            }
            "duckdb" => {}
            name => drop(tool(name)?),
        }
    }
    let mut command = Command::new(bash);
    command.args(["-e", "-o", "pipefail", "-c", script]).current_dir(sandbox.home()).env_clear();
    command.env("PATH", path()).env("HOME", sandbox.home());
    command.env("CLINVK_HOME", sandbox.home()).env("CLINVK_TEST_NOW", NOW);
    Some(Output::new(&command.output().unwrap(), sandbox.home()))
}

fn has_duckdb() -> bool {
    let python = Command::new("python3").args(["-c", "import duckdb"]).output();
    python.is_ok_and(|output| output.status.success())
}
