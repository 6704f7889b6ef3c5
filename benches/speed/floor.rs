//! The floors of reading a store: the system calls that a command cannot do without, and nothing
//! else.

use std::{
    ffi::CString,
    fmt, io,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    process::Command,
    thread,
};

use rustix::fs::{AtFlags, CWD, Dir, Mode, OFlags};

use crate::{role, store::SESSIONS, twin};

/// A process that does the unavoidable part of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Floor {
    /// Starts and ends.
    Start,
    /// Lists the names in the directory.
    Names,
    /// Lists the names and examines every file, on all cores.
    Stat,
    /// Lists the names, opens, reads and closes every file, on all cores.
    Read,
    /// The same with this number of threads.
    ReadBy(usize),
    /// Reads every file on all cores, and writes as many bytes for each: see [`twin`].
    Twin(usize),
}

impl Floor {
    /// Returns the floor with this name, and the number that some floors need.
    pub(crate) fn parse(name: &str, number: Option<usize>) -> Option<Floor> {
        match (name, number) {
            ("start", None) => Some(Floor::Start),
            ("names", None) => Some(Floor::Names),
            ("stat", None) => Some(Floor::Stat),
            ("read", None) => Some(Floor::Read),
            ("read", Some(threads)) => Some(Floor::ReadBy(threads)),
            ("twin", Some(bytes)) => Some(Floor::Twin(bytes)),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Floor::Start => "start",
            Floor::Names => "names",
            Floor::Stat => "stat",
            Floor::Read | Floor::ReadBy(_) => "read",
            Floor::Twin(_) => "twin",
        }
    }

    /// Returns the process that is this floor of the store in `home`.
    pub(crate) fn command(self, home: &Path) -> io::Result<Command> {
        let mut command = role::command(self.name(), &[home.join(SESSIONS)])?;
        if let Floor::ReadBy(number) | Floor::Twin(number) = self {
            command.arg(number.to_string());
        }
        Ok(command)
    }

    /// Does its work on the directory `path`, and gives how many bytes it met.
    pub(crate) fn run(self, path: &Path) -> io::Result<u64> {
        if self == Floor::Start {
            return Ok(0);
        }
        let cores = || thread::available_parallelism().map(usize::from);
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let dir = rustix::fs::openat(CWD, path, flags, Mode::empty())?;
        let mut names = Vec::new();
        for entry in Dir::read_from(&dir)? {
            let entry = entry?;
            if !entry.file_name().to_bytes().starts_with(b".") {
                names.push(entry.file_name().to_owned());
            }
        }
        let dir = dir.as_fd();
        let bytes = match self {
            Floor::Start | Floor::Names => return Ok(0),
            Floor::Stat => shared(&names, cores()?, |names| stat(dir, names)),
            Floor::Read => shared(&names, cores()?, |names| read(dir, names)),
            Floor::ReadBy(threads) => shared(&names, threads, |names| read(dir, names)),
            Floor::Twin(bytes) => return twin::run(dir, &names, cores()?, bytes),
        };
        Ok(bytes?.into_iter().sum())
    }
}

impl fmt::Display for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Gives each of `threads` threads an equal share of `names`, and returns what they made of them.
pub(crate) fn shared<T: Send>(
    names: &[CString],
    threads: usize,
    work: impl Fn(&[CString]) -> io::Result<T> + Sync,
) -> io::Result<Vec<T>> {
    let share = names.len().div_ceil(threads.max(1)).max(1);
    thread::scope(|scope| {
        let work = &work;
        let spawn = |names| scope.spawn(move || work(names));
        let threads: Vec<_> = names.chunks(share).map(spawn).collect();
        threads.into_iter().map(|thread| thread.join().expect("a floor does not panic")).collect()
    })
}

fn stat(dir: BorrowedFd<'_>, names: &[CString]) -> io::Result<u64> {
    let mut bytes = 0;
    for name in names {
        let stat = rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW)?;
        bytes += u64::try_from(stat.st_size).unwrap_or(0);
    }
    Ok(bytes)
}

fn read(dir: BorrowedFd<'_>, names: &[CString]) -> io::Result<u64> {
    let mut bytes = 0;
    read_each(dir, names, |content| bytes += content.len() as u64)?;
    Ok(bytes)
}

/// Opens, reads and closes every file, and hands its content to `take`.
pub(crate) fn read_each(
    dir: BorrowedFd<'_>,
    names: &[CString],
    mut take: impl FnMut(&[u8]),
) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    for name in names {
        let file = rustix::fs::openat(dir, name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        let length = rustix::io::read(&file, &mut buffer)?;
        take(&buffer[..length]);
    }
    Ok(())
}
