//! What a command is given from outside: paths, the time, the terminal, the three streams.
//!
//! The environment and the clock enter the program here and nowhere else.

mod home;
#[cfg(feature = "test-hooks")]
pub(crate) mod hooks;
mod options;

use std::{
    ffi::OsString,
    io::{self, BufRead, IoSlice, Write},
    time::Duration,
};

pub(crate) use home::HomeUse;
pub(crate) use options::Options;

use crate::{
    config::Config,
    error::{Error, Exit, Invocation},
    session::time::{Calendar, Time},
    ui::diagnostic::{self, Diagnostic, Emitter},
};

/// The environment variables that matter, read once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// `CLINVK_HOME`: the folder of `config.yaml` and `sessions/`.
    pub(crate) clinvk_home: Option<OsString>,
    /// `HOME`, below which that folder is `.clinvk`.
    pub(crate) home: Option<OsString>,
    /// `CLINVK_LOCK_TIMEOUT`: the seconds to wait for the lock where no option says so.
    pub(crate) lock_timeout: Option<OsString>,
    /// The time that replaces the clock. Nothing but a test has one: see `hooks`.
    pub(crate) now: Option<Time>,
}

impl Environment {
    /// Reads the process's environment. A variable that is empty counts as not set.
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment enters")]
    pub(crate) fn of_process() -> Environment {
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Environment {
            clinvk_home: variable("CLINVK_HOME"),
            home: variable("HOME"),
            lock_timeout: variable("CLINVK_LOCK_TIMEOUT"),
            now: None,
        }
    }
}

/// What the person's terminal is like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Terminal {
    /// The width of standard output in columns, if it is a terminal.
    pub(crate) width: Option<usize>,
    /// Whether standard input is a terminal, on which an answer can be typed.
    pub(crate) is_input: bool,
    /// The width of standard error in columns, if it is a terminal, on which a question is seen.
    pub(crate) error_width: Option<usize>,
}

/// A command's surroundings.
pub(crate) struct Context<'io> {
    environment: Environment,
    options: Options,
    clinvk: Invocation,
    lock_timeout: Duration,
    now: Time,
    command: &'static str,
    terminal: Terminal,
    input: &'io mut dyn BufRead,
    out: &'io mut dyn Write,
    err: &'io mut dyn Write,
    is_out_closed: bool,
    tell: Emitter,
}

impl<'io> Context<'io> {
    /// Puts a context together; a variable that cannot be used is an error.
    pub(crate) fn new(
        environment: Environment,
        options: Options,
        terminal: Terminal,
        (input, out, err): (&'io mut dyn BufRead, &'io mut dyn Write, &'io mut dyn Write),
    ) -> Result<Context<'io>, Error> {
        let now = environment.now.unwrap_or_else(clock);
        let lock_timeout = options.lock_timeout(environment.lock_timeout.as_deref())?;
        let clinvk = Invocation::new(options.home.clone(), options.config.clone());
        let (is_out_closed, tell) = (false, diagnostic::tell_person as Emitter);
        Ok(Context {
            environment,
            options,
            clinvk,
            lock_timeout,
            now,
            command: "",
            terminal,
            input,
            out,
            err,
            is_out_closed,
            tell,
        })
    }

    /// Has notices told in a form for programs from now on: nobody then looks at standard error.
    pub(crate) fn set_emitter(&mut self, tell: Emitter) {
        self.tell = tell;
        self.terminal.error_width = None;
    }

    /// Notes which command runs, by the name under which the journal and the trash remember it.
    pub(crate) fn begin(&mut self, command: &'static str) {
        self.command = command;
    }

    /// The command that runs, as it is typed.
    pub(crate) fn command(&self) -> &'static str {
        self.command
    }

    /// How the program was called, for hints.
    pub(crate) fn clinvk(&self) -> &Invocation {
        &self.clinvk
    }

    /// The moment at which the command started.
    pub(crate) fn now(&self) -> Time {
        self.now
    }

    /// The calendar of the person's time zone, which `TZ` names or else the system.
    pub(crate) fn calendar() -> Calendar {
        local_day
    }

    /// Returns 128 random bits.
    pub(crate) fn random_bits() -> Result<u128, Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| Error::NoRandomness(error.into()))?;
        Ok(u128::from_be_bytes(bytes))
    }

    /// What the person's terminal is like.
    pub(crate) fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// How long to wait for the store's lock.
    pub(crate) fn lock_timeout(&self) -> Duration {
        self.lock_timeout
    }

    /// The configuration: of the file that `--config` names, which must be there, else of the
    /// home's `config.yaml`, which need not.
    pub(crate) fn config(&self) -> Result<Config, Error> {
        match &self.options.config {
            Some(path) => Config::load(path, true),
            None => Config::load(&self.home()?.join("config.yaml"), false),
        }
    }

    /// Writes to standard output. A reader that has gone away is no failure, and hears no more.
    pub(crate) fn print(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.on_out(|out| out.write_all(bytes))
    }

    /// Writes all of `pieces` to standard output, as [`Context::print`] would one after the other,
    /// but large amounts without a copy.
    pub(crate) fn print_all<'p>(
        &mut self,
        pieces: impl Iterator<Item = &'p [u8]>,
    ) -> Result<(), Error> {
        /// As many as the system takes with one call.
        const MOST: usize = 1024;
        let mut pieces = pieces.filter(|piece| !piece.is_empty()).map(IoSlice::new);
        loop {
            let mut slices: Vec<IoSlice<'_>> = pieces.by_ref().take(MOST).collect();
            if slices.is_empty() {
                return Ok(());
            }
            self.on_out(|out| write_all_vectored(out, &mut slices))?;
        }
    }

    /// Sees to it that everything printed has arrived.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.on_out(|out| out.flush())
    }

    fn on_out(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        if self.is_out_closed {
            return Ok(());
        }
        let Err(error) = write(&mut *self.out) else { return Ok(()) };
        // What failed once is told once.
        self.is_out_closed = true;
        if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(Error::Output(error)) }
    }

    /// Reads standard input to its end.
    pub(crate) fn read_input(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.input.read_to_end(&mut bytes).map_err(Error::Input)?;
        Ok(bytes)
    }

    /// Reads one line of standard input, with its end; without one where the input ends first.
    pub(crate) fn read_line(&mut self) -> Result<String, Error> {
        let mut line = Vec::new();
        self.input.read_until(b'\n', &mut line).map_err(Error::Input)?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// Says something on standard error.
    pub(crate) fn emit(&mut self, notice: &Diagnostic<'_>) {
        (self.tell)(self.err, notice);
    }

    /// Warns on standard error; `code` names the warning for programs.
    pub(crate) fn warn(&mut self, code: &'static str, text: impl std::fmt::Display) {
        self.emit(&Diagnostic::warning(code, text));
    }

    /// Writes to standard error as it is: text that has been made safe already.
    pub(crate) fn status(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// Tells of a failure and of the next step, and gives the exit code for it.
    pub(crate) fn report(&mut self, error: &Error) -> Exit {
        self.emit(&Diagnostic::failure(error, &self.clinvk));
        error.exit()
    }
}

/// Writes all of `slices`, of which none is empty.
fn write_all_vectored(out: &mut dyn Write, mut slices: &mut [IoSlice<'_>]) -> io::Result<()> {
    while !slices.is_empty() {
        match out.write_vectored(slices) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut slices, written),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the one place where the time enters")]
fn clock() -> Time {
    chrono::Utc::now()
}

#[expect(clippy::disallowed_methods, reason = "the one place where the time zone enters")]
fn local_day(time: Time) -> chrono::NaiveDate {
    time.with_timezone(&chrono::Local).date_naive()
}
