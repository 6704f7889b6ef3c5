//! Running commands and their floors in turn, and what came of it.

use std::{
    env, fs,
    io::{self, Read as _, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use crate::{
    floor::{self, Floor},
    store::{NOW, SESSIONS},
};

/// Something to measure.
pub(crate) struct Case {
    name: String,
    work: Work,
    beside: Floor,
    output: Output,
    wanted: &'static str,
}

/// What is run.
enum Work {
    /// The binary, with these arguments.
    Command(Vec<String>),
    /// A floor, to be seen beside another one.
    Floor(Floor),
}

/// Where standard output goes.
#[derive(Clone, Copy)]
enum Output {
    /// To nobody.
    Null,
    /// Into a new file.
    File,
}

impl Case {
    /// The command line `args`, beside a floor.
    pub(crate) fn new(args: &[&str], beside: Floor) -> Case {
        let work = Work::Command(args.iter().map(|&arg| arg.to_owned()).collect());
        Case { name: args.join(" "), work, beside, output: Output::Null, wanted: "" }
    }

    /// The command line `sessions` with `args`, beside a floor; it goes by `args` alone.
    pub(crate) fn sessions(args: &[&str], beside: Floor) -> Case {
        Case::new(&[&["sessions"], args].concat(), beside).called(&args.join(" "))
    }

    /// A floor, beside that of a whole scan.
    pub(crate) fn floor(floor: Floor) -> Case {
        let name = format!("floor: {}", floor.as_str());
        let work = Work::Floor(floor);
        Case { name, work, beside: Floor::Read, output: Output::Null, wanted: "" }
    }

    /// The same under another name.
    pub(crate) fn called(self, name: &str) -> Case {
        Case { name: name.to_owned(), ..self }
    }

    /// The same with a wanted figure, which is shown beside the measured one.
    pub(crate) fn wanting(self, wanted: &'static str) -> Case {
        Case { wanted, ..self }
    }

    /// The same with its output in a file.
    pub(crate) fn into_file(self) -> Case {
        Case { name: self.name + " > file", output: Output::File, ..self }
    }

    /// What the tables call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn command(&self, home: &Path) -> io::Result<Command> {
        match &self.work {
            Work::Floor(floor) => floor_command(*floor, home),
            Work::Command(args) => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_clinvk"));
                // A fixed time, so that a prune chooses the same sessions for ever.
                command.args(args).env("CLINVK_HOME", home).env("CLINVK_TEST_NOW", NOW);
                Ok(command)
            }
        }
    }

    /// The most memory that the command held at any moment, in MB; `None` where it cannot be told.
    ///
    /// Its output is read in small pieces, and after each the kernel is asked for the high-water
    /// mark. A process that has yet to write more than a pipe holds is still there to be asked
    /// about, so what goes unseen is what it does after all but the last 64 KiB are written: both
    /// commands that this is asked of have gathered everything before they write anything.
    pub(crate) fn peak_memory(&self, home: &Path) -> io::Result<Option<f64>> {
        let mut child = self.command(home)?.stdout(Stdio::piped()).spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = None;
        if let Some(mut output) = child.stdout.take() {
            let mut piece = [0; 1 << 14];
            while output.read(&mut piece)? > 0 {
                let status = fs::read_to_string(&status).unwrap_or_default();
                // The line is `VmHWM:	   12345 kB`, and missing once the process has ended.
                let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                let kibibytes = mark.and_then(|mark| mark.split_whitespace().next()?.parse().ok());
                peak = kibibytes.or(peak);
            }
        }
        child.wait()?;
        Ok(peak.map(|kibibytes: u32| f64::from(kibibytes) * 1024.0 / 1e6))
    }
}

/// Runs each case and its floor in turn, `runs` times after one to warm up, and writes a table.
///
/// Times are medians, in milliseconds. A ratio is the median of the ratios of each run to the run
/// of the floor just before it.
pub(crate) fn table(
    title: &str,
    cases: Vec<Case>,
    runs: usize,
    home: &Path,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut rows: Vec<_> = cases.into_iter().map(|case| (case, Vec::new())).collect();
    for run in 0..=runs {
        for (case, times) in &mut rows {
            let floor = time(floor_command(case.beside, home)?, Output::Null, home)?;
            let own = time(case.command(home)?, case.output, home)?;
            if run > 0 {
                times.push((own, floor));
            }
        }
    }
    writeln!(out, "\n{title}, {runs} runs")?;
    let (ms, floor_ms, ratio) = ("ms", "floor ms", "ratio");
    writeln!(out, "{:34} {ms:>9}  {:5} {floor_ms:>9} {ratio:>6}   wanted", "command", "floor")?;
    for (case, times) in &rows {
        let own = median(times.iter().map(|pair| pair.0));
        let floor = median(times.iter().map(|pair| pair.1));
        let ratio = median(times.iter().map(|pair| pair.0 / pair.1));
        let (name, beside, wanted) = (&case.name, case.beside.as_str(), case.wanted);
        let line = format!("{name:34} {own:9.2}  {beside:5} {floor:9.2} {ratio:6.2}   {wanted}");
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}

/// A process of this bench that is a floor: starting it costs what starting a command does.
fn floor_command(floor: Floor, home: &Path) -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args([floor::FLAG, floor.as_str()]).arg(home.join(SESSIONS));
    Ok(command)
}

/// How long a process takes from before its start to after its end, in milliseconds.
fn time(mut command: Command, output: Output, home: &Path) -> io::Result<f64> {
    command.stdin(Stdio::null()).stdout(match output {
        Output::Null => Stdio::null(),
        // It has no name, so that it is gone before it costs the disk anything.
        Output::File => tempfile::tempfile_in(home)?.into(),
    });
    let started = Instant::now();
    let status = command.status()?;
    let taken = started.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("{command:?}: {status}")));
    }
    Ok(taken.as_secs_f64() * 1e3)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
