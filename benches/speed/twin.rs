//! A twin of a listing: a process that reads the same files and writes as many bytes, but neither
//! parses nor sorts anything.

use std::{
    ffi::CString,
    fs::File,
    io::{self, Write},
    os::fd::{AsFd as _, BorrowedFd},
};

use crate::{
    case::{Case, clinvk},
    floor::{Floor, read_each, shared},
    measure::{output, table},
    store,
    wanted::Wanted,
};

/// The number of runs of each command.
const RUNS: usize = 5;

/// The least size of a store with wanted figures: a smaller one takes little more than the start.
const LARGE: u32 = 10_000;

/// The least size of a store whose listing may take longer: its answer is more than caches hold.
const HUGE: u32 = 100_000;

/// Reads the files `names` on so many threads, keeps `bytes` bytes of each in memory, and writes
/// them to standard output when all files are read. Returns the number of bytes written.
pub(crate) fn run(
    dir: BorrowedFd<'_>,
    names: &[CString],
    threads: usize,
    bytes: usize,
) -> io::Result<u64> {
    let kept = shared(names, threads, |names| keep(dir, names, bytes))?;
    // Not `Stdout`, which looks for ends of lines.
    let mut out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    for text in &kept {
        out.write_all(text)?;
    }
    Ok(kept.iter().map(|text| text.len() as u64).sum())
}

/// Returns the first `bytes` bytes of every file, one after the other. Spaces fill up a shorter
/// file.
fn keep(dir: BorrowedFd<'_>, names: &[CString], bytes: usize) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    read_each(dir, names, |content| {
        let end = kept.len() + bytes;
        kept.extend_from_slice(&content[..content.len().min(bytes)]);
        kept.resize(end, b' ');
    })?;
    Ok(kept)
}

/// Measures listings of stores of all these sizes beside their twins.
pub(crate) fn measure(sizes: &[u32], out: &mut impl Write) -> io::Result<()> {
    for &size in sizes {
        let home = tempfile::tempdir()?;
        store::generate(home.path(), size)?;
        let mut cases = Vec::new();
        for (command, large) in [("list", 1.3), ("ls-raw", 1.4)] {
            let wanted = match size {
                ..LARGE => Wanted::Nothing,
                LARGE..HUGE => Wanted::Ratio(large),
                _ => Wanted::Ratio(1.5),
            };
            let answer = output(clinvk(&["sessions", command], home.path()))?;
            let bytes = answer.len() / usize::try_from(size).map_err(io::Error::other)?;
            let case = || Case::sessions(&[command], Floor::Twin(bytes)).wanting(wanted);
            cases.extend([case(), case().into_file()]);
        }
        let title = format!("{size} sessions, beside a twin that writes as much");
        table(&title, cases, RUNS, home.path(), out)?;
    }
    Ok(())
}
