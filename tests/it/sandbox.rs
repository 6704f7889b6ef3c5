//! A home for each test, and the result of a command in it.

use std::{
    fmt,
    fs::{self, DirBuilder, Permissions},
    io::{ErrorKind, Write as _},
    os::unix::{
        fs::{DirBuilderExt as _, PermissionsExt as _, symlink},
        process::ExitStatusExt as _,
    },
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use predicates::Predicate;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{schema_check, signals};

/// The current time in every test.
pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";

/// The program under test. Unlike `clinvk`, it takes [`NOW`] from its environment.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_clinvk-under-test");

/// Returns a directory in which [`PROGRAM`] is called `clinvk`, for `PATH`.
pub(crate) fn program_folder() -> PathBuf {
    let folder = Path::new(PROGRAM).with_file_name("under-test");
    fs::create_dir_all(&folder).unwrap();
    match symlink(PROGRAM, folder.join("clinvk")) {
        // Another test created it.
        Err(error) if error.kind() != ErrorKind::AlreadyExists => panic!("{error}"),
        _ => folder,
    }
}

/// A home directory for one test, and a cleared environment.
pub(crate) struct Sandbox {
    root: TempDir,
}

impl Sandbox {
    /// Creates a home without a store.
    pub(crate) fn new() -> Sandbox {
        Sandbox { root: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap() }
    }

    /// Creates a home without a store in memory, if this machine has a file system there. For
    /// thousands of runs, which would mostly wait for a disk.
    pub(crate) fn in_memory() -> Sandbox {
        let root = tempfile::tempdir_in("/dev/shm");
        root.map_or_else(|_| Sandbox::new(), |root| Sandbox { root })
    }

    /// Copies the example home, which clinvk 0.2.0 wrote, with access for the owner only.
    pub(crate) fn example() -> Sandbox {
        Sandbox::new().with_example()
    }

    /// The same, in this home.
    pub(crate) fn with_example(self) -> Sandbox {
        let sandbox = self;
        DirBuilder::new().mode(0o700).create(sandbox.store()).unwrap();
        for file in fs::read_dir(example_home().join("sessions")).unwrap() {
            let file = file.unwrap();
            let copy = sandbox.store().join(file.file_name());
            fs::copy(file.path(), &copy).unwrap();
            fs::set_permissions(copy, Permissions::from_mode(0o600)).unwrap();
        }
        sandbox
    }

    pub(crate) fn home(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.home().join("sessions")
    }

    /// Returns the path of a file in the store.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.store().join(name)
    }

    /// Writes a file into the store.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Sandbox {
        // Not writable by others, with any umask.
        DirBuilder::new().recursive(true).mode(0o755).create(self.store()).unwrap();
        fs::write(self.path(name), bytes).unwrap();
        self
    }

    /// Writes a session as clinvk would; `more` adds or replaces keys.
    pub(crate) fn session(&self, id: &str, more: Value) -> &Sandbox {
        let mut session = json!({
            "id": id,
            "backend": "claude",
            "created_at": "2026-11-22T10:00:00Z",
            "last_used": "2026-11-22T11:00:00Z",
            "working_dir": "/w",
            "status": "active",
        });
        let Value::Object(more) = more else { panic!("keys to add") };
        session.as_object_mut().unwrap().extend(more);
        self.file(&format!("{id}.json"), serde_json::to_string_pretty(&session).unwrap())
    }

    /// Creates a session last used this many days and an hour before [`NOW`].
    pub(crate) fn session_of_age(&self, id: &str, days: i64) -> &Sandbox {
        let now: chrono::DateTime<chrono::Utc> = NOW.parse().unwrap();
        let used = now - chrono::TimeDelta::hours(days * 24 + 1);
        self.session(id, json!({ "last_used": used.to_rfc3339() }))
    }

    /// Writes `config.yaml`.
    pub(crate) fn config(&self, text: &str) -> &Sandbox {
        let path = self.home().join("config.yaml");
        fs::write(&path, text).unwrap();
        // Not writable by others, with any umask.
        fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
        self
    }

    /// Returns every name in the store, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.store()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Returns the IDs of the sessions in the store, sorted.
    pub(crate) fn ids(&self) -> Vec<String> {
        let names = self.names().into_iter();
        let ids = names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned));
        ids.filter(|id| id != "index").collect()
    }

    /// Returns the binary with `arguments` after `clinvk sessions`, in this home.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        Command::from_std(self.std_command(arguments))
    }

    pub(crate) fn std_command(&self, arguments: &[&str]) -> std::process::Command {
        signals::reset_for_children();
        let mut command = std::process::Command::new(PROGRAM);
        command
            .env_clear()
            .env("CLINVK_HOME", self.home())
            .env("CLINVK_TEST_NOW", NOW)
            .env("TZ", "UTC")
            .current_dir(self.home())
            .arg("sessions")
            .args(arguments);
        command
    }

    /// Runs `clinvk sessions` with the words of `line`.
    #[track_caller]
    pub(crate) fn run(&self, line: &str) -> Output {
        self.run_with(line, "")
    }

    /// Runs `clinvk sessions` with the words of `line` and this standard input.
    #[track_caller]
    pub(crate) fn run_with(&self, line: &str, input: impl Into<Vec<u8>>) -> Output {
        let words: Vec<_> = line.split_whitespace().collect();
        self.run_words(&words, input)
    }

    /// Runs `clinvk sessions` with these words exactly.
    #[track_caller]
    pub(crate) fn run_words(&self, words: &[&str], input: impl Into<Vec<u8>>) -> Output {
        let output = self.command(words).write_stdin(input).output().unwrap();
        let output = Output::unchecked(&output, self.home());
        schema_check::check_stdout(words, &output.stdout);
        output.check(words.contains(&"--fields"))
    }
}

/// The example home of the repository. Tests only read it.
pub(crate) fn example_home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/home")
}

/// The result of a command. `Display` writes standard output, then standard error and the exit
/// status unless they are empty and 0, so that one literal pins everything. The home's path is
/// shown as `HOME`.
#[must_use]
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The exit status, or minus the signal.
    pub(crate) code: i32,
}

impl Output {
    /// Returns the result of a process. Checks every record in it against its schema.
    #[track_caller]
    pub(crate) fn new(output: &std::process::Output, home: &Path) -> Output {
        Output::unchecked(output, home).check(false)
    }

    #[track_caller]
    fn check(self, is_cut: bool) -> Output {
        schema_check::check(&self.stdout, is_cut);
        schema_check::check(&self.stderr, is_cut);
        self
    }

    /// Returns the result of a process, without checks.
    pub(crate) fn unchecked(output: &std::process::Output, home: &Path) -> Output {
        let home = home.to_str().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace(home, "HOME");
        let code = output.status.code();
        let code = code.unwrap_or_else(|| -output.status.signal().unwrap());
        Output { stdout: text(&output.stdout), stderr: text(&output.stderr), code }
    }

    /// Parses the lines of standard output as JSON.
    pub(crate) fn records(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Returns the value of `key` in every record.
    pub(crate) fn column(&self, key: &str) -> Vec<String> {
        let values = self.records().into_iter().map(|record| record[key].clone());
        values.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).collect()
    }
}

impl Output {
    /// Asserts the complete result.
    #[track_caller]
    pub(crate) fn is(&self, expected: &str) {
        assert_eq!(self.to_string(), expected);
    }

    /// Asserts a condition of standard output.
    #[track_caller]
    pub(crate) fn has_stdout(&self, condition: &impl Predicate<str>) {
        assert!(condition.eval(&self.stdout), "standard output: {condition}\n{self}");
    }

    /// Asserts a condition of standard error.
    #[track_caller]
    pub(crate) fn has_stderr(&self, condition: &impl Predicate<str>) {
        assert!(condition.eval(&self.stderr), "standard error: {condition}\n{self}");
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "[stderr]\n{}", self.stderr)?;
        }
        if self.code != 0 {
            writeln!(f, "[exit {}]", self.code)?;
        }
        Ok(())
    }
}

/// Returns the path of the program `name`. If this machine does not have it, prints a loud message,
/// so that the test can skip; with `CI=true` that is a failure.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file());
    if found.is_none() {
        skip(&format!("this test needs {name}"));
    }
    found
}

/// Prints that a test is skipped, bypassing the test runner's capture.
pub(crate) fn skip(reason: &str) {
    assert!(
        std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "in CI nothing is skipped: {reason}"
    );
    let _ = writeln!(std::io::stderr(), "SKIPPED: {reason}");
}
