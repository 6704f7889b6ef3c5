//! Stat data of files, to recognise unchanged files without reading them.

/// Stat data identifying one version of a file.
///
/// Writing to the file, renaming it or replacing it changes the stamp. But file times are only as
/// fine as the system's ticks, or two seconds on some file systems, so a second change right after
/// the first may not show: see [`FileStamp::is_settled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileStamp {
    /// The device of the file.
    pub(crate) device: u64,
    /// The inode number.
    pub(crate) inode: u64,
    /// The size in bytes.
    pub(crate) size: u64,
    /// The time of the last write, in nanoseconds since 1970.
    pub(crate) modified: i128,
    /// The time of the last write, rename, link or other change, in nanoseconds since 1970.
    pub(crate) changed: i128,
}

impl FileStamp {
    /// The minimum time between the last change and the stat call, in nanoseconds: the coarsest
    /// resolution of any file system.
    pub(crate) const SETTLING: i128 = 2_000_000_000;

    /// Returns whether every later change will change the stamp, so that it is not racy. `now`, in
    /// nanoseconds since 1970, must not be later than the stat call.
    ///
    /// A file with a time in the future is never settled: its clock is not ours.
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
