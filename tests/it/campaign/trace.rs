//! Traces a command's system calls, and runs it again with a fault in one of them.

use std::{
    collections::HashMap,
    fmt, fs,
    path::Path,
    process::{self, Command},
};

use super::subject::Subject;
use crate::{
    sandbox::{NOW, Output, Sandbox},
    strace,
};

/// Calls whose failure a program cannot handle: they never fail, or memory is exhausted, or the
/// process ends. In `getrandom`, Rust's hash tables accept no failure.
const UNANSWERABLE: [&str; 12] = [
    "brk",
    "exit_group",
    "futex",
    "geteuid",
    "getpid",
    "getrandom",
    "madvise",
    "mmap",
    "mprotect",
    "mremap",
    "munmap",
    "rt_sigreturn",
];

/// A system call of a run: its name, and its number among the calls of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) number: usize,
}

impl Call {
    /// Returns whether it can fail without ending the program.
    pub(crate) fn can_fail(&self) -> bool {
        !UNANSWERABLE.contains(&&*self.name)
    }
}

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The call fails once, with this error.
    Once(&'static str),
    /// The call and all later ones of its name fail.
    FromThereOn(&'static str),
    /// The process is killed.
    Killed,
}

/// A fault, and its position.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) call: Call,
    pub(crate) kind: Kind,
}

/// Formats the fault for strace.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Call { name, number } = &self.call;
        match self.kind {
            Kind::Once(error) => write!(f, "{name}:error={error}:when={number}"),
            Kind::FromThereOn(error) => write!(f, "{name}:error={error}:when={number}+"),
            Kind::Killed => write!(f, "{name}:signal=SIGKILL:when={number}"),
        }
    }
}

/// Traces a command's system calls, starting with the opening of the store or its home. Changes the
/// store.
///
/// An active failpoint can remove or add calls.
pub(crate) fn trace(
    strace: &Path,
    sandbox: &Sandbox,
    subject: &Subject,
    mistake: Option<&str>,
) -> Vec<Call> {
    let log = sandbox.home().join("trace");
    let mut command = Command::new(strace);
    command.args(["-f", "-qqq", "-o"]).arg(&log);
    let _ = run(command, sandbox, subject, mistake);
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(log).unwrap();
    let opened =
        [sandbox.store(), sandbox.home().to_owned()].map(|path| format!("\"{}\"", path.display()));
    let (mut calls, mut numbers, mut is_open) = (Vec::new(), HashMap::new(), false);
    for line in text.lines() {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let Some((name, arguments)) = line.split_once('(') else { continue };
        let number = numbers.entry(name.to_owned()).and_modify(|n| *n += 1).or_insert(1_usize);
        is_open |= opened.iter().any(|path| arguments.contains(path));
        if is_open {
            calls.push(Call { name: name.to_owned(), number: *number });
        }
    }
    assert!(!calls.is_empty(), "{}: the store was not opened:\n{text}", subject.name);
    calls
}

/// Runs the command with a fault, and optionally a failpoint. Returns `None` if the faulty call was
/// not made.
pub(crate) fn run_with(
    strace: &Path,
    sandbox: &Sandbox,
    subject: &Subject,
    fault: &Fault,
    mistake: Option<&str>,
) -> Option<Output> {
    let log = sandbox.home().join("trace");
    let output = run(injector(strace, fault, &log), sandbox, subject, mistake);
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(log).unwrap();
    let has_come = match fault.kind {
        Kind::Killed => output.code == -9,
        Kind::Once(_) | Kind::FromThereOn(_) => text.contains("(INJECTED)"),
    };
    has_come.then_some(output)
}

/// Returns the wrapper that injects a fault into a program, and logs the calls of that name to `log`.
pub(crate) fn injector(strace: &Path, fault: &Fault, log: &Path) -> Command {
    let mut command = Command::new(strace);
    // Without `--seccomp-bpf`, which prevents injected signals.
    command.args(["-f", "-qqq", "-o"]).arg(log);
    command.args(["-e", &format!("trace={}", fault.call.name), "-e", &format!("inject={fault}")]);
    command
}

/// Runs the command with `wrapper` in the sandbox.
pub(crate) fn run(
    wrapper: Command,
    sandbox: &Sandbox,
    subject: &Subject,
    mistake: Option<&str>,
) -> Output {
    let words: Vec<_> = subject.line.split_whitespace().collect();
    let mut command = command(wrapper, sandbox, &words);
    command.envs(mistake.map(|mistake| ("CLINVK_TEST_BROKEN", mistake)));
    Output::unchecked(&fed(command, subject.input), sandbox.home())
}

/// Returns the command with these words, run by `wrapper`.
pub(crate) fn command(mut wrapper: Command, sandbox: &Sandbox, words: &[&str]) -> Command {
    let plain = sandbox.std_command(words);
    wrapper.arg(plain.get_program()).args(plain.get_args()).current_dir(sandbox.home());
    wrapper.env_clear().env("CLINVK_HOME", sandbox.home()).env("CLINVK_TEST_NOW", NOW);
    wrapper
}

/// Runs a command with `input`.
pub(crate) fn fed(mut command: Command, input: &str) -> process::Output {
    command.stdin(strace::given(input)).output().unwrap()
}
