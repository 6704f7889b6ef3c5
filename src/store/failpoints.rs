//! Failpoints: deliberately planted bugs, which prove that the fault campaign detects them. Only
//! `clinvk-under-test` can activate one.

use std::sync::OnceLock;

/// A bug to plant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failpoint {
    /// Writes files in place instead of atomically.
    InPlace,
    /// Treats a failed write as a success.
    WriteErrorIgnored,
    /// Does not update the index.
    IndexKept,
    /// Treats a failed removal as a success.
    UnlinkErrorIgnored,
    /// Does not remove useless temporary files.
    TemporaryKept,
    /// Does not repeat interrupted system calls.
    InterruptionPassedOn,
    /// Trusts the stamps of racy files.
    YoungTrusted,
}

static CHOSEN: OnceLock<Failpoint> = OnceLock::new();

/// Activates the failpoint with this name.
#[cfg(feature = "test-hooks")]
pub(crate) fn activate(name: &str) {
    let mistake = match name {
        "in-place" => Failpoint::InPlace,
        "write-error-ignored" => Failpoint::WriteErrorIgnored,
        "index-kept" => Failpoint::IndexKept,
        "unlink-error-ignored" => Failpoint::UnlinkErrorIgnored,
        "temporary-kept" => Failpoint::TemporaryKept,
        "interruption-passed-on" => Failpoint::InterruptionPassedOn,
        "young-trusted" => Failpoint::YoungTrusted,
        _ => return,
    };
    CHOSEN.get_or_init(|| mistake);
}

/// Returns whether a failpoint is active.
pub(crate) fn is_active(mistake: Failpoint) -> bool {
    cfg!(feature = "test-hooks") && CHOSEN.get() == Some(&mistake)
}
