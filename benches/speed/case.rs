//! A case: a process to measure, the floor to compare it with, and its preparation.

use std::{io, path::Path, process::Command};

use crate::{floor::Floor, role, store::SESSIONS, wanted::Wanted};

/// Runs before every run of a case, in its home. Not measured.
pub(crate) type Preparation = Box<dyn Fn(&Path) -> io::Result<()>>;

/// A case to measure.
pub(crate) struct Case {
    /// Its name in the tables.
    pub(crate) name: String,
    work: Work,
    /// Its floor.
    pub(crate) beside: Floor,
    /// Set if its output goes to a new file. Otherwise the output is discarded.
    pub(crate) is_filed: bool,
    /// Its target.
    pub(crate) wanted: Wanted,
    preparation: Option<Preparation>,
}

/// The process to run.
enum Work {
    /// The binary, with these arguments.
    Command(Vec<String>),
    /// A process of this bench that plays a role.
    Role(&'static str, Vec<String>),
    /// A shell script, in the directory of the sessions.
    Script(&'static str),
}

impl Case {
    fn of(name: String, work: Work, beside: Floor) -> Case {
        let (wanted, preparation) = (Wanted::Nothing, None);
        Case { name, work, beside, is_filed: false, wanted, preparation }
    }

    /// Creates a case from the arguments `args`, with a floor.
    pub(crate) fn new(args: &[&str], beside: Floor) -> Case {
        let work = Work::Command(args.iter().map(|&arg| arg.to_owned()).collect());
        Case::of(args.join(" "), work, beside)
    }

    /// Creates a case from `sessions` with `args`, with a floor. Its name is `args` alone.
    pub(crate) fn sessions(args: &[&str], beside: Floor) -> Case {
        Case::new(&[&["sessions"], args].concat(), beside).called(&args.join(" "))
    }

    /// Creates a case for a floor, compared with the floor of a whole scan.
    pub(crate) fn floor(floor: Floor) -> Case {
        Case::role(floor.as_str(), &[], Floor::Read)
    }

    /// Creates a case from a role on the directory of the sessions with `args`, with a floor.
    pub(crate) fn role(role: &'static str, args: &[String], beside: Floor) -> Case {
        Case::of(format!("floor: {role}"), Work::Role(role, args.to_vec()), beside)
    }

    /// Creates a case from a script that users might run instead of a command that reads every
    /// session.
    pub(crate) fn script(script: &'static str) -> Case {
        Case::of(script.to_owned(), Work::Script(script), Floor::Read)
    }

    /// Sets another name.
    pub(crate) fn called(self, name: &str) -> Case {
        Case { name: name.to_owned(), ..self }
    }

    /// Sets a target, shown next to the measured figure.
    pub(crate) fn wanting(self, wanted: Wanted) -> Case {
        Case { wanted, ..self }
    }

    /// Writes the output to a file.
    pub(crate) fn into_file(self) -> Case {
        Case { name: self.name + " > file", is_filed: true, ..self }
    }

    /// Sets a preparation, which is not measured.
    pub(crate) fn after(self, preparation: impl Fn(&Path) -> io::Result<()> + 'static) -> Case {
        Case { preparation: Some(Box::new(preparation)), ..self }
    }

    /// Runs the preparation.
    pub(crate) fn prepare(&self, home: &Path) -> io::Result<()> {
        self.preparation.as_ref().map_or(Ok(()), |prepare| prepare(home))
    }

    /// Returns the process to run.
    pub(crate) fn command(&self, home: &Path) -> io::Result<Command> {
        match &self.work {
            Work::Command(args) => Ok(clinvk(args, home)),
            Work::Role(name, args) => {
                let mut command = role::command(name, &[home.join(SESSIONS)])?;
                command.args(args);
                Ok(command)
            }
            Work::Script(script) => {
                let mut command = Command::new("sh");
                command.args(["-c", script]).current_dir(home.join(SESSIONS));
                Ok(command)
            }
        }
    }
}

/// Returns the binary with `args`, on the store in `home`.
pub(crate) fn clinvk<A: AsRef<std::ffi::OsStr>>(args: &[A], home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clinvk"));
    command.args(args).env("CLINVK_HOME", home);
    command
}
