//! Mistakes made on purpose, each as somebody could make it, to show that the fault campaign of the
//! tests finds it. A build without debug assertions has none of them and no way to ask for one.

use std::{fs::File, io::Write as _, sync::OnceLock};

use rustix::fs::{Mode, OFlags};

use super::directory::{Directory, io_error, retry};
use crate::error::Error;

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A file is written in its place instead of beside it.
    InPlace,
    /// A write that failed counts as done.
    WriteErrorIgnored,
    /// The index stays as it was.
    IndexKept,
    /// A file that could not be removed counts as removed.
    UnlinkErrorIgnored,
    /// A temporary file that is of no use is left.
    TemporaryKept,
    /// A system call that a signal interrupted is not repeated.
    InterruptionPassedOn,
    /// A file is known again by its identity, however lately it was changed.
    YoungTrusted,
}

static CHOSEN: OnceLock<Mistake> = OnceLock::new();

/// Has the store make the mistake of this name from now on.
#[cfg(debug_assertions)]
pub fn make_mistake(name: &str) {
    let mistake = match name {
        "in-place" => Mistake::InPlace,
        "write-error-ignored" => Mistake::WriteErrorIgnored,
        "index-kept" => Mistake::IndexKept,
        "unlink-error-ignored" => Mistake::UnlinkErrorIgnored,
        "temporary-kept" => Mistake::TemporaryKept,
        "interruption-passed-on" => Mistake::InterruptionPassedOn,
        "young-trusted" => Mistake::YoungTrusted,
        _ => return,
    };
    CHOSEN.get_or_init(|| mistake);
}

/// Whether the store makes this mistake.
pub(super) fn makes(mistake: Mistake) -> bool {
    cfg!(debug_assertions) && CHOSEN.get() == Some(&mistake)
}

/// Writes a file in its place, with all its errors told.
pub(super) fn write_in_place(
    directory: &Directory,
    name: &str,
    bytes: &[u8],
) -> Result<bool, Error> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
    let open = || rustix::fs::openat(directory, name, flags, Mode::RUSR | Mode::WUSR);
    let mut file =
        retry(open).map(File::from).map_err(|errno| directory.error("open", name, errno))?;
    let written = file.write_all(bytes);
    written.map(|()| true).map_err(|error| io_error("write", &directory.path().join(name), error))
}
