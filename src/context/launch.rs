//! Other programs that take the place of this process.

use std::{
    env,
    ffi::OsString,
    os::unix::{ffi::OsStrExt as _, process::CommandExt as _},
    path::PathBuf,
    process::Command,
};

use super::Context;
use crate::error::{Error, quoted};

/// A command line that takes the place of this process.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    /// The program: an absolute path, or a name that is found on the PATH.
    pub(crate) program: PathBuf,
    /// Its arguments.
    pub(crate) arguments: Vec<OsString>,
    /// The directory that it starts in, an absolute path; without one the current directory.
    pub(crate) directory: Option<PathBuf>,
    /// A variable that it gets in addition to the environment.
    pub(crate) variable: Option<(&'static str, String)>,
}

impl Launch {
    /// Returns the command line, quoted for a shell.
    pub(crate) fn shell(&self) -> String {
        let words = [self.program.as_os_str()].into_iter();
        let words = words.chain(self.arguments.iter().map(OsString::as_os_str));
        let line = words.map(|word| quoted(word.as_bytes())).collect::<Vec<_>>().join(" ");
        match &self.directory {
            Some(directory) => format!("cd {} && {line}", quoted(directory.as_os_str().as_bytes())),
            None => line,
        }
    }

    /// Replaces this process by the program, which gets its environment and open files. Returns only
    /// if that fails.
    ///
    /// As by a shell, the program gets the default action for SIGPIPE, which Rust's runtime ignores
    /// in this process, and no blocked signals.
    pub(crate) fn exec(self) -> Error {
        let mut command = Command::new(&self.program);
        command.args(self.arguments).envs(self.variable);
        if let Some(directory) = self.directory {
            if let Err(source) = env::set_current_dir(&directory) {
                return Error::Io { act: "enter", path: directory, source };
            }
            command.env("PWD", directory);
        }
        Error::CannotRun { source: command.exec(), path: self.program }
    }
}

impl Context<'_> {
    /// Replaces this process by a program, after what was printed. Returns only if that fails.
    pub(crate) fn exec(&mut self, launch: Launch) -> Error {
        if let Err(error) = self.flush() {
            return error;
        }
        if launch.program.is_absolute() {
            return launch.exec();
        }
        // Before the directory changes, in which a relative entry of the PATH would start.
        let found = self.environment.programs(&launch.program).next();
        match found {
            Some((program, _)) => Launch { program, ..launch }.exec(),
            None => Error::NotInstalled { program: launch.program },
        }
    }
}
