//! Commands under strace, which lets system calls fail and tells which were made.

use std::{
    fs,
    process::{Command, Stdio},
};

use crate::sandbox::{Output, Sandbox, tool};

/// A system call that goes wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault<'a> {
    /// The call and what happens, in the words of strace's `inject`.
    pub(crate) call: &'a str,
    /// Only calls that name this file as the program does, or on the file of this path; any, if it
    /// is empty.
    pub(crate) path: &'a str,
}

/// Runs the words of `line`, which read `input`, while system calls go wrong.
pub(crate) fn run_with_fault(
    sandbox: &Sandbox,
    line: &str,
    input: &str,
    fault: Fault<'_>,
) -> Option<Output> {
    let mut command = Command::new(tool("strace")?);
    command.args(["-f", "-qqq", "-o", "/dev/null", "-e", &format!("inject={}", fault.call)]);
    if !fault.path.is_empty() {
        command.args(["-P", fault.path]);
    }
    let output = run(command, sandbox, line, input, None);
    Some(Output::new(&output, sandbox.home()))
}

/// Runs the words of `line`, which read `input`, and returns the system calls of this name, a line
/// each, with the paths of the files that they are made on; `mistake` is one that the store makes.
pub(crate) fn calls(
    sandbox: &Sandbox,
    line: &str,
    input: &str,
    name: &str,
    mistake: Option<&str>,
) -> Option<Vec<String>> {
    let log = sandbox.home().join("trace");
    let mut command = Command::new(tool("strace")?);
    command.args(["-f", "-y", "-e", &format!("trace={name}"), "-o"]).arg(&log);
    let output = run(command, sandbox, line, input, mistake);
    assert!(output.status.success(), "{line}: {output:?}");
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(log).unwrap();
    let is_call = |line: &&str| line.contains(&format!("{name}("));
    Some(text.lines().filter(is_call).map(str::to_owned).collect())
}

fn run(
    mut strace: Command,
    sandbox: &Sandbox,
    line: &str,
    input: &str,
    mistake: Option<&str>,
) -> std::process::Output {
    let plain = sandbox.std_command(&line.split(' ').collect::<Vec<_>>());
    strace.arg(plain.get_program()).args(plain.get_args()).current_dir(sandbox.home()).env_clear();
    strace.envs(plain.get_envs().filter_map(|(key, value)| Some((key, value?))));
    strace.envs(mistake.map(|mistake| ("CLINVK_TEST_BROKEN", mistake)));
    strace.stdin(given(input)).output().unwrap()
}

/// A file to read from.
pub(crate) fn given(input: &str) -> Stdio {
    let file = tempfile::tempfile().unwrap();
    rustix::io::pwrite(&file, input.as_bytes(), 0).unwrap();
    Stdio::from(file)
}
