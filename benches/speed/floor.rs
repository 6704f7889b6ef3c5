//! The floors of reading a store: only the unavoidable system calls of a command.

use std::{
    ffi::CString,
    io,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    str::FromStr,
    thread,
};

use rustix::fs::{AtFlags, CWD, Dir, Mode, OFlags};

/// The amount of work of a floor.
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
}

impl Floor {
    const ALL: [Floor; 4] = [Floor::Start, Floor::Names, Floor::Stat, Floor::Read];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Floor::Start => "start",
            Floor::Names => "names",
            Floor::Stat => "stat",
            Floor::Read => "read",
        }
    }

    /// Does its work on the directory `path`. Returns the number of bytes seen.
    pub(crate) fn run(self, path: &Path) -> io::Result<u64> {
        if self == Floor::Start {
            return Ok(0);
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let dir = rustix::fs::openat(CWD, path, flags, Mode::empty())?;
        let mut names = Vec::new();
        for entry in Dir::read_from(&dir)? {
            let entry = entry?;
            if !entry.file_name().to_bytes().starts_with(b".") {
                names.push(entry.file_name().to_owned());
            }
        }
        let work = match self {
            Floor::Start | Floor::Names => return Ok(0),
            Floor::Stat => stat,
            Floor::Read => read,
        };
        let threads = thread::available_parallelism()?.get();
        let share = names.len().div_ceil(threads).max(1);
        thread::scope(|scope| {
            let dir = dir.as_fd();
            let spawn = |names| scope.spawn(move || work(dir, names));
            let threads: Vec<_> = names.chunks(share).map(spawn).collect();
            threads.into_iter().map(|thread| thread.join().expect("a floor does not panic")).sum()
        })
    }
}

impl FromStr for Floor {
    type Err = String;

    fn from_str(text: &str) -> Result<Floor, String> {
        let known = Floor::ALL.into_iter().find(|floor| floor.as_str() == text);
        known.ok_or_else(|| format!("no floor is called '{text}'"))
    }
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
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    for name in names {
        let file = rustix::fs::openat(dir, name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        bytes += rustix::io::read(&file, &mut buffer)? as u64;
    }
    Ok(bytes)
}
