//! Finds programs on the PATH.

use std::{
    ffi::OsStr,
    fs::Metadata,
    os::unix::ffi::OsStrExt as _,
    path::{self, Path, PathBuf},
};

use rustix::fs::{Access, AtFlags, CWD, accessat};

use super::Environment;

/// The directories that are searched if `PATH` is not set, as by `execvp`.
const DEFAULT_PATH: &str = "/bin:/usr/bin";

impl Environment {
    /// Returns the absolute paths of the programs `name` on the PATH, in order, with their metadata.
    ///
    /// As for `execvp`, an empty entry is the current directory, and a file that cannot be executed
    /// is skipped.
    pub(super) fn programs(
        &self,
        name: impl AsRef<Path>,
    ) -> impl Iterator<Item = (PathBuf, Metadata)> {
        let path = self.path.as_deref().unwrap_or(OsStr::new(DEFAULT_PATH));
        path.as_bytes().split(|byte| *byte == b':').filter_map(move |directory| {
            let directory = if directory.is_empty() { b"." } else { directory };
            let file = Path::new(OsStr::from_bytes(directory)).join(&name);
            let data = file.metadata().ok()?;
            let is_program = data.is_file() && is_executable(&file);
            is_program.then_some((path::absolute(file).ok()?, data))
        })
    }
}

fn is_executable(file: &Path) -> bool {
    accessat(CWD, file, Access::EXEC_OK, AtFlags::EACCESS).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(path: Option<&str>, name: &str) -> Option<PathBuf> {
        let environment = Environment { path: path.map(Into::into), ..Environment::default() };
        environment.programs(name).next().map(|(path, _)| path)
    }

    #[test]
    fn the_path_is_searched_in_order_and_has_a_default() {
        let sh = |path| program(path, "sh");
        assert!(sh(None).is_some());
        assert_eq!(sh(Some("/nowhere:/bin")), Some("/bin/sh".into()));
        assert_eq!(sh(Some("/nowhere")), None);
        assert_eq!(sh(Some("")), None, "only the current directory");
    }

    #[test]
    fn what_cannot_be_executed_is_no_program() {
        assert_eq!(program(Some("/:/etc"), "passwd"), None);
        assert_eq!(program(Some("/"), "etc"), None);
    }
}
