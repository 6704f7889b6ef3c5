//! The system calls of a command, and the command again with one of them gone wrong.

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

/// Calls in which nothing goes wrong that a program could answer: they never fail, or it has no
/// memory, or it ends, or, in `getrandom`, Rust's hash tables take no refusal.
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

/// One system call of a run: its name, and the how manieth of that name it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) number: usize,
}

impl Call {
    /// Whether it can fail and the program go on.
    pub(crate) fn can_fail(&self) -> bool {
        !UNANSWERABLE.contains(&&*self.name)
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The call fails with this error, once.
    Once(&'static str),
    /// It fails, and every one of its name after it.
    FromThereOn(&'static str),
    /// The process is killed.
    Killed,
}

/// What goes wrong, and where.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) call: Call,
    pub(crate) kind: Kind,
}

/// In strace's words.
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

/// The system calls of a command, from the opening of the store or of its home on; the store is
/// changed by it.
///
/// `mistake` is one that the store makes: it can spare or add calls.
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

/// Runs the command while something goes wrong; `mistake` is one that the store makes besides. None,
/// if the call in which it would have gone wrong did not come.
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

/// What runs a program so that something goes wrong, and notes the calls of that name in `log`.
pub(crate) fn injector(strace: &Path, fault: &Fault, log: &Path) -> Command {
    let mut command = Command::new(strace);
    // Without `--seccomp-bpf`, with which a signal that is to be injected never comes.
    command.args(["-f", "-qqq", "-o"]).arg(log);
    command.args(["-e", &format!("trace={}", fault.call.name), "-e", &format!("inject={fault}")]);
    command
}

/// Runs the command, as `wrapper` does it, in the sandbox.
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

/// The command of these words, as `wrapper` runs it.
pub(crate) fn command(mut wrapper: Command, sandbox: &Sandbox, words: &[&str]) -> Command {
    let plain = sandbox.std_command(words);
    wrapper.arg(plain.get_program()).args(plain.get_args()).current_dir(sandbox.home());
    wrapper.env_clear().env("CLINVK_HOME", sandbox.home()).env("CLINVK_TEST_NOW", NOW);
    wrapper
}

/// Runs a command that reads `input`.
pub(crate) fn fed(mut command: Command, input: &str) -> process::Output {
    command.stdin(strace::given(input)).output().unwrap()
}
