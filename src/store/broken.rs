//! Mistakes made on purpose, each as somebody could make it, to show that the fault campaign of the
//! tests finds it. Only `clinvk-under-test` can be asked for one.

use std::sync::OnceLock;

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
#[cfg(feature = "test-hooks")]
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
    cfg!(feature = "test-hooks") && CHOSEN.get() == Some(&mistake)
}
