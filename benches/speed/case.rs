//! A process to measure, its floor, and the preparation of each run.

use std::{io, path::Path, process::Command};

use crate::{floor::Floor, role, store::SESSIONS, wanted::Wanted};

/// A preparation of every run of a case, in its home, which is not measured.
pub(crate) type Preparation = Box<dyn Fn(&Path) -> io::Result<()>>;

/// A process to measure.
pub(crate) struct Case {
    /// The name in tables.
    pub(crate) name: String,
    work: Work,
    /// The floor that it is compared with.
    pub(crate) beside: Floor,
    /// True if the output goes to a new file, false if nobody gets it.
    pub(crate) is_filed: bool,
    /// The most that it may take.
    pub(crate) wanted: Wanted,
    preparation: Option<Preparation>,
}

/// The kind of a process.
enum Work {
    /// The binary, with these arguments.
    Command(Vec<String>),
    /// A floor.
    Floor(Floor),
    /// A process of this bench that plays a role.
    Role(&'static str, Vec<String>),
    /// A script of the shell, in the folder of the sessions.
    Script(&'static str),
}

impl Case {
    fn of(name: String, work: Work, beside: Floor) -> Case {
        let (wanted, preparation) = (Wanted::Nothing, None);
        Case { name, work, beside, is_filed: false, wanted, preparation }
    }

    /// The command line `args`, beside a floor.
    pub(crate) fn new(args: &[&str], beside: Floor) -> Case {
        let work = Work::Command(args.iter().map(|&arg| arg.to_owned()).collect());
        Case::of(args.join(" "), work, beside)
    }

    /// The command line `sessions` with `args`, beside a floor; it goes by `args` alone.
    pub(crate) fn sessions(args: &[&str], beside: Floor) -> Case {
        Case::new(&[&["sessions"], args].concat(), beside).called(&args.join(" "))
    }

    /// A floor, beside that of a whole scan.
    pub(crate) fn floor(floor: Floor) -> Case {
        Case::of(format!("floor: {floor}"), Work::Floor(floor), Floor::Read)
    }

    /// A role on the folder of the sessions with `args`, beside a floor.
    pub(crate) fn role(role: &'static str, args: &[String], beside: Floor) -> Case {
        Case::of(format!("floor: {role}"), Work::Role(role, args.to_vec()), beside)
    }

    /// A script that somebody would type instead of a command that reads every session.
    pub(crate) fn script(script: &'static str) -> Case {
        Case::of(script.to_owned(), Work::Script(script), Floor::Read)
    }

    /// The same under another name.
    pub(crate) fn called(self, name: &str) -> Case {
        Case { name: name.to_owned(), ..self }
    }

    /// The same with a wanted figure, which is shown beside the measured one.
    pub(crate) fn wanting(self, wanted: Wanted) -> Case {
        Case { wanted, ..self }
    }

    /// The same with its output in a file.
    pub(crate) fn into_file(self) -> Case {
        Case { name: self.name + " > file", is_filed: true, ..self }
    }

    /// The same after something that is not measured.
    pub(crate) fn after(self, preparation: impl Fn(&Path) -> io::Result<()> + 'static) -> Case {
        Case { preparation: Some(Box::new(preparation)), ..self }
    }

    /// Prepares a run.
    pub(crate) fn prepare(&self, home: &Path) -> io::Result<()> {
        self.preparation.as_ref().map_or(Ok(()), |prepare| prepare(home))
    }

    /// The process to run.
    pub(crate) fn command(&self, home: &Path) -> io::Result<Command> {
        match &self.work {
            Work::Command(args) => Ok(clinvk(args, home)),
            Work::Floor(floor) => floor.command(home),
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

/// The binary with `args`, on the store in `home`.
pub(crate) fn clinvk<A: AsRef<std::ffi::OsStr>>(args: &[A], home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clinvk"));
    command.args(args).env("CLINVK_HOME", home);
    command
}
