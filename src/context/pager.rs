//! Shows long output of a command in a pager, by git's rule.

use std::{
    ffi::{OsStr, OsString},
    io::{self, BufWriter, Write},
    os::unix::ffi::OsStrExt as _,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use signal_hook::{consts::SIGINT, flag};

use super::{Context, Environment};
use crate::error::Cause;

/// The pager if the environment names none. Where it is missing, output is not paged.
const DEFAULT: &str = "less";

/// The options of `less` if `LESS` is not set: quit if the output fits on the screen, show colours,
/// leave the screen as it is.
const LESS: &str = "FRX";

/// The characters for which a command needs a shell; spaces alone do not.
const OF_SHELL: &[u8] = b"|&;<>()$`\\\"'\t\n*?[#~=%";

/// The state of paging standard output.
#[derive(Debug, Default)]
pub(super) enum Paging {
    /// Output goes to standard output.
    #[default]
    Off,
    /// The next output starts the pager.
    Wanted,
    /// Output goes to the pager.
    On(Pager),
}

/// A running pager.
#[derive(Debug)]
pub(super) struct Pager {
    pub(super) input: BufWriter<ChildStdin>,
    child: Child,
    /// Set when Ctrl-C ends this process again.
    is_over: Arc<AtomicBool>,
}

impl Pager {
    fn start(pager: &OsStr, environment: &Environment) -> io::Result<Pager> {
        let mut command = command(pager);
        if environment.less.is_none() {
            command.env("LESS", LESS);
        }
        // Ctrl-C belongs to the pager, which is in the same process group. A handler, unlike an
        // ignored signal, is not inherited by it.
        let is_over = Arc::new(AtomicBool::new(false));
        flag::register_conditional_default(SIGINT, Arc::clone(&is_over))?;
        let spawned = command.stdin(Stdio::piped()).spawn();
        is_over.store(spawned.is_err(), Ordering::SeqCst);
        let mut child = spawned?;
        let input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Pager { input: BufWriter::with_capacity(1 << 16, input), child, is_over })
    }

    /// Ends the output and waits until the person leaves the pager. An early end is no failure.
    fn finish(mut self) -> io::Result<()> {
        let flushed = self.input.flush();
        // Closes the pipe, without the attempt to write the rest again.
        drop(self.input.into_parts());
        let ended = self.child.wait();
        self.is_over.store(true, Ordering::SeqCst);
        ended.and(flushed)
    }
}

/// Returns the command that runs `pager`: through the shell if its text needs one, else split at
/// spaces, because then it is known whether the program exists.
fn command(pager: &OsStr) -> Command {
    if pager.as_bytes().iter().any(|byte| OF_SHELL.contains(byte)) {
        let mut command = Command::new("sh");
        command.arg("-c").arg(pager);
        return command;
    }
    let mut words = pager.as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    let mut command = Command::new(OsStr::from_bytes(words.next().unwrap_or_default()));
    command.args(words.map(OsStr::from_bytes));
    command
}

impl Environment {
    /// Returns the pager: `CLINVK_PAGER`, else `PAGER`, else `less`. An empty one and `cat` are none.
    fn pager(&self) -> Option<OsString> {
        let named = self.clinvk_pager.as_ref().or(self.pager.as_ref());
        let pager = named.map_or(OsStr::new(DEFAULT), OsString::as_os_str);
        let is_none = pager.as_bytes().trim_ascii().is_empty() || pager == "cat";
        (!is_none).then(|| pager.to_owned())
    }
}

impl Context<'_> {
    /// Shows what the command prints from now on in the pager, unless standard output is not a
    /// capable terminal or `--no-pager` is given. The first output starts the pager. The command
    /// must hold no lock.
    pub(crate) fn page(&mut self) {
        let is_possible = self.terminal.width.is_some() && self.environment.is_capable();
        if is_possible && !self.options.no_pager && matches!(self.paging, Paging::Off) {
            self.paging = Paging::Wanted;
        }
    }

    /// Starts the pager if one is wanted. If it cannot be run, says so and prints without it.
    pub(super) fn start_pager(&mut self) -> io::Result<()> {
        if !matches!(self.paging, Paging::Wanted) {
            return Ok(());
        }
        self.paging = Paging::Off;
        let Some(pager) = self.environment.pager() else { return Ok(()) };
        // What was printed before comes first.
        self.out.flush()?;
        match Pager::start(&pager, &self.environment) {
            Ok(pager) => self.paging = Paging::On(pager),
            Err(_) if pager == DEFAULT => {}
            Err(error) => {
                let (pager, cause) = (pager.to_string_lossy(), Cause(&error));
                self.warn("no_pager", format_args!("cannot run the pager {pager}: {cause}"));
            }
        }
        Ok(())
    }

    /// Waits until the person leaves the pager, if there is one.
    pub(super) fn finish_pager(&mut self) -> io::Result<()> {
        match std::mem::take(&mut self.paging) {
            Paging::On(pager) => pager.finish(),
            Paging::Off | Paging::Wanted => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pager: &str) -> Vec<String> {
        let command = command(OsStr::new(pager));
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_pager_is_a_command_with_words_or_for_the_shell() {
        assert_eq!(words("less"), ["less"]);
        assert_eq!(words(" less  -R -S"), ["less", "-R", "-S"]);
        assert_eq!(words("less | cat"), ["sh", "-c", "less | cat"]);
        assert_eq!(words("'my pager'"), ["sh", "-c", "'my pager'"]);
    }

    #[test]
    fn the_first_pager_that_is_named_counts_and_may_be_none() {
        let pager = |clinvk_pager: Option<&str>, pager: Option<&str>| {
            let environment = Environment {
                clinvk_pager: clinvk_pager.map(Into::into),
                pager: pager.map(Into::into),
                ..Environment::default()
            };
            environment.pager()
        };
        assert_eq!(pager(None, None), Some("less".into()));
        assert_eq!(pager(None, Some("more")), Some("more".into()));
        assert_eq!(pager(Some("most"), Some("more")), Some("most".into()));
        for none in ["", " ", "cat"] {
            assert_eq!(pager(Some(none), Some("more")), None);
        }
    }
}
