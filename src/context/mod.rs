//! The environment of a command: paths, the time, the terminal and the standard streams.
//!
//! Environment variables and the clock are read here and nowhere else.

mod color;
mod directories;
mod environment;
mod git;
mod home;
#[cfg(feature = "test-hooks")]
pub(crate) mod hooks;
pub(crate) mod launch;
mod options;
mod other;
mod output_file;
mod pager;
mod programs;
mod progress;
mod screen;

use std::{
    cell::OnceCell,
    io::{self, BufRead, Write},
    time::Duration,
};

pub(crate) use environment::Environment;
pub(crate) use home::HomeUse;
pub(crate) use options::Options;

use pager::Paging;

use crate::{
    config::Config,
    error::{Error, Exit, Invocation},
    session::time::{Calendar, Clock, Time},
    ui::{
        diagnostic::{self, Diagnostic, Emitter},
        progress::Progress,
        style::Styles,
    },
};

/// The properties of the terminal.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Terminal {
    /// The width of standard output in columns, if it is a terminal.
    pub(crate) width: Option<usize>,
    /// The height of standard output in rows, if it is a terminal.
    #[allow(dead_code, reason = "the questions that use it come next")]
    pub(crate) height: Option<usize>,
    /// Set if standard input is a terminal, so that a question can be answered.
    pub(crate) is_input: bool,
    /// The width of standard error in columns, if it is a terminal, so that a question can be seen.
    pub(crate) error_width: Option<usize>,
}

/// The environment of a running command.
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
    emitter: Emitter,
    paging: Paging,
    progress: Progress,
    styles: OnceCell<Styles>,
    error_styles: OnceCell<Styles>,
}

impl<'io> Context<'io> {
    /// Creates a context. An invalid environment variable is an error.
    pub(crate) fn new(
        environment: Environment,
        options: Options,
        terminal: Terminal,
        (input, out, err): (&'io mut dyn BufRead, &'io mut dyn Write, &'io mut dyn Write),
    ) -> Result<Context<'io>, Error> {
        let now = environment.now.unwrap_or_else(clock);
        let lock_timeout = options.lock_timeout(environment.lock_timeout.as_deref())?;
        let clinvk =
            Invocation::new(environment.name, options.home.clone(), options.config.clone());
        let (is_out_closed, emitter) = (false, diagnostic::emit_text as Emitter);
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
            emitter,
            paging: Paging::Off,
            progress: Progress::default(),
            styles: OnceCell::new(),
            error_styles: OnceCell::new(),
        })
    }

    /// Switches diagnostics to JSON records, for programs. Disables output that only a terminal
    /// needs.
    pub(crate) fn set_emitter(&mut self, emitter: Emitter) {
        self.emitter = emitter;
        self.terminal.error_width = None;
    }

    /// Sets the name of the running command, used in the journal and the trash.
    pub(crate) fn begin(&mut self, command: &'static str) {
        self.command = command;
    }

    /// Returns the name of the running command, as typed.
    pub(crate) fn command(&self) -> &'static str {
        self.command
    }

    /// Returns how the program was called, for hints.
    pub(crate) fn clinvk(&self) -> &Invocation {
        &self.clinvk
    }

    /// Returns the time at which the command started.
    pub(crate) fn now(&self) -> Time {
        self.now
    }

    /// Returns the calendar of the local time zone: `TZ`, or else the system's.
    pub(crate) fn calendar() -> Calendar {
        local_day
    }

    /// Returns the clock of the local time zone: minutes, and the offset from UTC.
    pub(crate) fn clock() -> Clock {
        local_time
    }

    /// Returns 128 random bits.
    pub(crate) fn random_bits() -> Result<u128, Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| Error::NoRandomness(error.into()))?;
        Ok(u128::from_be_bytes(bytes))
    }

    pub(crate) fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// Returns how long to wait for the store's lock.
    pub(crate) fn lock_timeout(&self) -> Duration {
        self.lock_timeout
    }

    /// Reads the configuration: the file named by `--config`, which must exist, or the home's
    /// `config.yaml`, which is optional.
    pub(crate) fn config(&self) -> Result<Config, Error> {
        match &self.options.config {
            Some(path) => Config::load(path, true),
            None => Config::load(&self.home()?.join("config.yaml"), false),
        }
    }

    /// Writes to standard output. A closed pipe is not an error; later output is dropped.
    pub(crate) fn print(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.on_out(|out| out.write_all(bytes))
    }

    /// Flushes standard output.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.on_out(|out| out.flush())
    }

    /// Ends standard output: flushes it, and waits until the person leaves the pager.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        let paged = self.finish_pager();
        let paged = paged.map_or_else(|error| self.close_out(error), Ok);
        let flushed = self.flush();
        paged.and(flushed)
    }

    fn on_out(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        if self.is_out_closed {
            return Ok(());
        }
        let started = self.start_pager();
        let written = started.and_then(|()| match &mut self.paging {
            Paging::On(pager) => write(&mut pager.input),
            Paging::Off | Paging::Wanted => write(&mut *self.out),
        });
        written.or_else(|error| self.close_out(error))
    }

    /// Drops later output after an error, which is reported once. A closed pipe is no error.
    fn close_out(&mut self, error: io::Error) -> Result<(), Error> {
        self.is_out_closed = true;
        if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(Error::Output(error)) }
    }

    /// Reads standard input to its end.
    pub(crate) fn read_input(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.input.read_to_end(&mut bytes).map_err(Error::Input)?;
        Ok(bytes)
    }

    /// Reads one line of standard input, including the newline unless the input ends first.
    pub(crate) fn read_line(&mut self) -> Result<String, Error> {
        let mut line = Vec::new();
        self.input.read_until(b'\n', &mut line).map_err(Error::Input)?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// Writes a diagnostic to standard error.
    pub(crate) fn emit(&mut self, diagnostic: &Diagnostic<'_>) {
        let styles = self.error_styles();
        // As in git, the pager shows what would disturb it.
        if let Paging::On(pager) = &mut self.paging
            && self.terminal.error_width.is_some()
            && pager.input.flush().is_ok()
        {
            return (self.emitter)(&mut pager.input, diagnostic, styles);
        }
        let (progress, err) = (&self.progress, &mut *self.err);
        progress.suspend(|| (self.emitter)(err, diagnostic, styles));
    }

    /// Writes a warning to standard error. `code` identifies it for programs.
    pub(crate) fn warn(&mut self, code: &'static str, text: impl std::fmt::Display) {
        self.emit(&Diagnostic::warning(code, text));
    }

    /// Writes `text`, which must already be sanitised, to standard error.
    pub(crate) fn status(&mut self, text: &str) {
        let (progress, err) = (&self.progress, &mut *self.err);
        let _ = progress.suspend(|| err.write_all(text.as_bytes()).and_then(|()| err.flush()));
    }

    /// Writes an error and its hints to standard error. Returns the exit status.
    pub(crate) fn report(&mut self, error: &Error) -> Exit {
        self.emit(&Diagnostic::failure(error, &self.clinvk));
        error.exit()
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the time enters")]
fn clock() -> Time {
    chrono::Utc::now()
}

#[expect(clippy::disallowed_methods, reason = "the one place where the time zone enters")]
fn local_day(time: Time) -> chrono::NaiveDate {
    time.with_timezone(&chrono::Local).date_naive()
}

#[expect(clippy::disallowed_methods, reason = "the one place where the time zone enters")]
fn local_time(time: Time) -> String {
    time.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M %:z").to_string()
}
