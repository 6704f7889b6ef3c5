//! Parses a command line: the command to run, a page to show, or what is wrong with it.

use std::ffi::OsString;

use clap::{Parser as _, error::ErrorKind};

use super::{Cli, PAGES, command, groups, help, invocation, usage_error};
use crate::{
    docs,
    error::{Error, Name},
};

/// The result of parsing a command line.
pub(crate) enum Request {
    Run(Box<Cli>),
    /// Help text to show as it is.
    Show(clap::Error),
    Version,
    /// An invalid command line.
    Mistake(Error),
}

/// Parses a command line of the program `name`. `foreign` says why one that is not ours could not be
/// handed over.
pub(crate) fn parse(name: Name, arguments: &[OsString], foreign: Option<Error>) -> Request {
    if let Some(error @ Error::CannotRun { .. }) = foreign {
        return Request::Mistake(error);
    }
    // Scripts ask for it before they run anything else, and it needs no tree of commands.
    if matches!(arguments, [_, only] if only == "--version" || only == "-V") {
        return Request::Version;
    }
    let line = help::as_option(arguments);
    match Cli::try_parse_from(&line) {
        Ok(cli) => Request::Run(Box::new(cli)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                // Only help needs the pages of the manual.
                let explained = groups::arrange(docs::explain(command(), &PAGES));
                let explained = explained.try_get_matches_from(&line);
                Request::Show(explained.err().unwrap_or(error))
            }
            ErrorKind::DisplayVersion => Request::Version,
            _ => {
                let clinvk = invocation(name, arguments);
                let foreign = foreign.filter(|_| !usage_error::is_slip(&error, &line, &clinvk));
                let explained = || usage_error::explain(&error, &line, &clinvk);
                Request::Mistake(foreign.unwrap_or_else(explained))
            }
        },
    }
}
