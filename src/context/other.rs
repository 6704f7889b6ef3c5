//! The other clinvk, which runs prompts: finds it and hands the process over to it.

use std::{
    ffi::{OsStr, OsString},
    fmt::Write as _,
    fs::Metadata,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
};

use super::{Context, Environment, launch::Launch};
use crate::error::Error;

/// The name under which it is on the PATH.
const NAME: &str = "clinvk";

/// The variable with the programs that processes were handed over to, as `PID:DEVICE:INODE`,
/// separated by spaces.
///
/// `exec` keeps the process ID, so entries with this process's ID are programs that have handed it
/// back: they are not tried again. A program that instead starts us as a child process adds an
/// entry every time, until there are too many.
const TRAIL: &str = "CLINVK_FORWARDED";

/// The most entries of [`TRAIL`]. Sessions that run clinvk have a few.
const LONGEST_TRAIL: usize = 16;

/// The next `clinvk` on the PATH that is not this program.
#[derive(Clone, Debug)]
struct OtherClinvk {
    path: PathBuf,
    /// The value of [`TRAIL`] with this hand-over.
    trail: String,
}

impl Environment {
    /// Returns the path of the clinvk that runs prompts, if there is one.
    ///
    /// Another program of ours on the PATH, such as `clinvk` beside `clinvk-sessions`, is not it.
    pub(crate) fn prompt_runner(&self) -> Option<PathBuf> {
        self.next_clinvk(|path| !is_ours(path)).ok().map(|other| other.path)
    }

    /// Returns the next clinvk on the PATH that `is_it` accepts, or the reason why there is none.
    fn next_clinvk(&self, is_it: impl Fn(&Path) -> bool) -> Result<OtherClinvk, &'static str> {
        if self.no_forward.is_some() {
            return Err("CLINVK_NO_FORWARD is set");
        }
        let mut trail = self.forwarded.as_deref().and_then(OsStr::to_str).unwrap_or("").to_owned();
        if trail.split(' ').count() >= LONGEST_TRAIL {
            return Err("the next clinvk on the PATH hands everything back to this one");
        }
        let own = std::env::current_exe().and_then(|path| path.metadata()).ok();
        let own = own.map(|data| entry(&data));
        let is_other = |(path, data): &(PathBuf, Metadata)| {
            let entry = entry(data);
            Some(&entry) != own.as_ref()
                && trail.split(' ').all(|known| *known != entry)
                && is_it(path)
        };
        let Some((path, data)) = self.programs(NAME).find(is_other) else {
            return Err("no other clinvk is on the PATH");
        };
        let space = if trail.is_empty() { "" } else { " " };
        // Writing to memory cannot fail.
        let _ = write!(trail, "{space}{}", entry(&data));
        Ok(OtherClinvk { path, trail })
    }

    /// Replaces this process by the next clinvk, with the same command line, environment and open
    /// files. Returns only if that fails.
    pub(crate) fn hand_over(&self, command_line: &[OsString]) -> Error {
        // If that is one of ours too, it hands over to the next one.
        match self.next_clinvk(|_| true) {
            Ok(other) => other.launch(command_line.iter().skip(1).cloned().collect()).exec(),
            Err(reason) => Error::NotOurs { reason },
        }
    }
}

impl OtherClinvk {
    fn launch(self, arguments: Vec<OsString>) -> Launch {
        let variable = Some((TRAIL, self.trail));
        Launch { program: self.path, arguments, directory: None, variable }
    }
}

impl Context<'_> {
    /// Returns the command line that has the other clinvk do something with this home's sessions,
    /// with our `--config`. There is none if the home is not `.clinvk` in `HOME`, the only one that
    /// clinvk 0.2.0 knows.
    pub(crate) fn by_other_clinvk(
        &self,
        words: impl IntoIterator<Item = OsString>,
    ) -> Option<Launch> {
        if !self.is_default_home() {
            return None;
        }
        let other = self.environment.next_clinvk(|path| !is_ours(path)).ok()?;
        let config = self.options.config.as_ref().map(|path| {
            let mut option = OsString::from("--config=");
            option.push(path);
            option
        });
        Some(other.launch(config.into_iter().chain(words).collect()))
    }

    fn is_default_home(&self) -> bool {
        let identity = |path: &Path| path.metadata().ok().map(|data| (data.dev(), data.ino()));
        let default = self.environment.home.as_ref().map(|home| Path::new(home).join(".clinvk"));
        let own = self.home().ok().and_then(|home| identity(&home));
        own.is_some() && own == default.and_then(|default| identity(&default))
    }
}

/// Returns whether the program is one of ours, by the name that it gives itself.
fn is_ours(path: &Path) -> bool {
    let mut command = Command::new(path);
    // It need not look for yet another one.
    command.arg("--version").env("CLINVK_NO_FORWARD", "1");
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    output.is_ok_and(|output| output.stdout.starts_with(b"clinvk-sessions "))
}

/// Returns the entry of [`TRAIL`] for the file of a program that this process is handed over to.
fn entry(data: &Metadata) -> String {
    format!("{}:{}:{}", process::id(), data.dev(), data.ino())
}
