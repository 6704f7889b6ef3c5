//! Which file was looked at, to know it again without reading it.

/// The identity of a file as a look at it found it.
///
/// Whoever writes to the file, renames it or puts another one in its place changes it. But the
/// times of a file are no finer than the system's ticks, or on some file systems two seconds, so
/// right after a change the next one need not show: see [`FileStamp::is_settled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileStamp {
    /// The device that the file is on.
    pub(crate) device: u64,
    /// Its number there.
    pub(crate) inode: u64,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub(crate) modified: i128,
    /// When it was last written, renamed, linked or otherwise changed, likewise.
    pub(crate) changed: i128,
}

impl FileStamp {
    /// How long before a look a file must have been left alone: the coarsest tick there is.
    pub(crate) const SETTLING: i128 = 2_000_000_000;

    /// Whether any change since the look, which was no earlier than `now`, shows; in nanoseconds
    /// since 1970.
    ///
    /// A file of the future is never settled: its clock is not ours.
    pub(crate) fn is_settled(&self, now: i128) -> bool {
        self.modified.max(self.changed) <= now - FileStamp::SETTLING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_was_left_alone_for_two_seconds_is_known_again() {
        let now = 1_800_000_000_000_000_000;
        let seen = |modified: i128, changed: i128| {
            let (modified, changed) = (now - modified, now - changed);
            FileStamp { device: 1, inode: 2, size: 3, modified, changed }.is_settled(now)
        };
        assert!(seen(2_000_000_000, 2_000_000_000));
        assert!(!seen(1_999_999_999, 9_000_000_000));
        assert!(!seen(9_000_000_000, 1_999_999_999));
        assert!(!seen(9_000_000_000, -60_000_000_000));
    }
}
