//! Mistakes made on purpose, each as somebody could make it, to show that the fault campaign of the
//! tests finds it. Only `clinvk-under-test` can be asked for one.

use std::sync::OnceLock;

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failpoint {
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

static CHOSEN: OnceLock<Failpoint> = OnceLock::new();

/// Has the store make the mistake of this name from now on.
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

/// Whether the store has this fault.
pub(crate) fn is_active(mistake: Failpoint) -> bool {
    cfg!(feature = "test-hooks") && CHOSEN.get() == Some(&mistake)
}
