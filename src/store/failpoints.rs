//! Planted bugs, with which the tests prove that the fault campaign catches them. Only
//! `clinvk-under-test` can activate one.

use std::sync::OnceLock;

/// A planted bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failpoint {
    /// A file is written in place, not to a temporary file that is renamed.
    InPlace,
    /// A failed write counts as done.
    WriteErrorIgnored,
    /// index.json is neither updated nor removed.
    IndexKept,
    /// A failed unlink counts as done.
    UnlinkErrorIgnored,
    /// A temporary file is left.
    TemporaryKept,
    /// An interrupted system call is not repeated.
    InterruptionPassedOn,
    /// Racy stat data is trusted.
    YoungTrusted,
}

static CHOSEN: OnceLock<Failpoint> = OnceLock::new();

/// Activates the failpoint `name` for the rest of the process.
#[cfg(feature = "test-hooks")]
pub(crate) fn activate(name: &str) {
    let failpoint = match name {
        "in-place" => Failpoint::InPlace,
        "write-error-ignored" => Failpoint::WriteErrorIgnored,
        "index-kept" => Failpoint::IndexKept,
        "unlink-error-ignored" => Failpoint::UnlinkErrorIgnored,
        "temporary-kept" => Failpoint::TemporaryKept,
        "interruption-passed-on" => Failpoint::InterruptionPassedOn,
        "young-trusted" => Failpoint::YoungTrusted,
        _ => return,
    };
    CHOSEN.get_or_init(|| failpoint);
}

/// Returns whether `failpoint` is active.
pub(crate) fn is_active(failpoint: Failpoint) -> bool {
    cfg!(feature = "test-hooks") && CHOSEN.get() == Some(&failpoint)
}
