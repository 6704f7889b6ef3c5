//! `clinvk sessions`: list, inspect, protect and clean up the AI sessions that clinvk stores.
//!
//! # Layers
//!
//! Imports point down only; `tests/it/tidy.rs` checks it.
//!
//! - [`cli`]: the clap tree, and one dispatch line per command
//! - [`docs`]: the manual's prose, from `man/src`, as far as `--help` shows it
//! - [`porcelain`]: the commands for people, composed of plumbing's functions
//! - [`plumbing`]: the commands for scripts, one file each
//! - [`args`]: arguments that several commands share; [`records`]: the wire types and framings
//! - [`store`]: the only code that touches session files, under the lock
//! - [`context`]: where environment, time, terminal and streams enter; [`config`]: `config.yaml`
//! - [`ui`]: diagnostics, tables and text for a terminal
//! - [`policy`], [`query`], [`edit`]: pure decisions on sessions
//! - [`session`], [`json`]: a session file's fields, and JSON as text
//! - [`error`]: errors, each with a hint and an exit status; [`sanitize`]: escapes unsafe characters
//!
//! # The path of a command
//!
//! `clinvk sessions clean --older-than 30d`: [`cli::parse`] returns a [`cli::Cli`] in which `30d` is
//! already an [`Age`](session::age::Age). [`porcelain::clean`] has [`plumbing::prune::plan`] evaluate
//! the policy under the shared lock, releases the lock, shows a table and asks. Then
//! [`plumbing::rm_id::remove`] moves exactly those sessions to the trash under the exclusive lock,
//! each only if its etag still matches, and appends to the journal. The command prints one line of
//! summary and returns an [`error::Exit`], the exit status.

mod args;
mod cli;
mod config;
mod context;
pub mod docs;
mod edit;
mod error;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod json;
mod plumbing;
mod policy;
mod porcelain;
mod query;
mod records;
mod sanitize;
mod session;
mod store;
#[cfg(feature = "test-hooks")]
pub mod testing;
mod ui;

use std::{
    ffi::OsString,
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    os::fd::AsFd,
    process::ExitCode,
};

use rustix::termios::tcgetwinsize;

use crate::{
    args::common::ErrorFormat,
    cli::Request,
    context::{Context, Environment, Terminal},
    error::{Error, Exit, Name},
    ui::diagnostic::Diagnostic,
};

/// Runs the command line `arguments` on the process's own streams, and returns its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    run_in(Environment::of_process(), arguments)
}

/// Runs the command line `arguments` like [`run`], with the clock and the failpoint that the
/// environment names.
///
/// No installed program calls this: see `context::hooks`.
#[cfg(feature = "test-hooks")]
pub fn run_under_test(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let hooks = context::hooks::Hooks::of_process();
    hooks.mistake.as_deref().map(store::activate_failpoint);
    let (now, progress_delay) = (hooks.now, hooks.progress_delay);
    run_in(Environment { now, progress_delay, ..Environment::of_process() }, arguments)
}

fn run_in(environment: Environment, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = Name::of(&arguments);
    let environment = Environment { name, ..environment };
    let arguments = cli::with_group(name, arguments);
    // Before anything else: the other program gets the process as it is.
    let foreign = (!cli::is_ours(&arguments)).then(|| environment.hand_over(&arguments));
    store::outlive_size_limit();
    let tell = ErrorFormat::asked_for(&arguments).teller();
    let clinvk = cli::invocation(name, &arguments);
    let options = cli::options(&arguments);
    let early = environment.clone();
    let report = |error: &Error| {
        let styles = early.styles(&options, io::stderr().is_terminal());
        tell(&mut io::stderr(), &Diagnostic::failure(error, &clinvk), styles);
        error.exit()
    };
    let exit = match cli::parse(name, &arguments, foreign) {
        Request::Run(cli) => run_command(*cli, environment).unwrap_or_else(|error| report(&error)),
        Request::Mistake(error) => report(&error),
        Request::Show(page) => {
            let (page, is_mistake) = (page.render(), page.use_stderr());
            let exit = if is_mistake { Exit::Failure } else { Exit::Success };
            let (mut out, mut err) = (io::stdout(), io::stderr());
            let is_terminal = if is_mistake { err.is_terminal() } else { out.is_terminal() };
            let is_coloured = early.styles(&options, is_terminal).is_coloured;
            let text = if is_coloured { page.ansi().to_string() } else { page.to_string() };
            let stream: &mut dyn Write = if is_mistake { &mut err } else { &mut out };
            let written =
                stream.write_all(name.spell(&text).as_bytes()).and_then(|()| stream.flush());
            shown(written).map_or_else(|error| report(&error), |()| exit)
        }
        Request::Version => {
            let other = early.prompt_runner().map(|path| path.to_string_lossy().into_owned());
            let other = other.map(|path| format!("other clinvk: {}\n", sanitize::sanitize(&path)));
            let own = concat!("clinvk-sessions ", env!("CARGO_PKG_VERSION"), "\n");
            let text = [own, other.as_deref().unwrap_or_default()].concat();
            shown(io::stdout().write_all(text.as_bytes()))
                .map_or_else(|error| report(&error), |()| Exit::Success)
        }
    };
    ExitCode::from(exit as u8)
}

/// Returns the error if a page could not be shown. A closed pipe is not an error.
fn shown(result: io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

/// Runs a command on the process's own streams. A returned error has not been reported yet.
fn run_command(cli: cli::Cli, environment: Environment) -> Result<Exit, Error> {
    let mut input = io::stdin().lock();
    let mut err = io::stderr().lock();
    // Not Rust's own standard output, which treats a closed descriptor as success.
    let out = File::from(io::stdout().as_fd().try_clone_to_owned().map_err(Error::Output)?);
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let size = size_of(&io::stdout());
    let terminal = Terminal {
        width: size.map(|(columns, _)| columns),
        height: size.map(|(_, rows)| rows),
        error_width: size_of(&io::stderr()).map(|(columns, _)| columns),
        is_input: io::stdin().is_terminal(),
    };
    let streams = (&mut input as &mut _, &mut out as &mut _, &mut err as &mut _);
    let mut ctx = Context::new(environment, cli.options(), terminal, streams)?;
    ctx.check_home(cli.home_use())?;
    let exit = match cli.run(&mut ctx) {
        Ok(exit) => exit,
        Err(error) => ctx.report(&error),
    };
    // Flushing can fail too.
    let finished = ctx.finish();
    let exit = finished.map_or_else(|error| exit.worst(ctx.report(&error)), |()| exit);
    store::end_if_interrupted();
    Ok(exit)
}

/// Returns the size of the terminal that `stream` is, as columns and rows; 80 and 24 if a terminal
/// does not know its size.
fn size_of(stream: &(impl AsFd + IsTerminal)) -> Option<(usize, usize)> {
    stream.is_terminal().then(|| match tcgetwinsize(stream) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col.into(), size.ws_row.into()),
        _ => (80, 24),
    })
}
