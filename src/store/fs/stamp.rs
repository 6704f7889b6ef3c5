//! Knowing a file again that a scan has read, so that it need not be read once more.
//!
//! Only on Linux, where a look by name can be told not to believe what a network file system
//! remembers; elsewhere no identity is ever noted, and files are read and compared.

use std::{
    os::fd::AsFd,
    time::{SystemTime, UNIX_EPOCH},
};

use super::dir::Directory;
use crate::session::stamp::FileStamp;

/// The moment from which on files are looked at, by the clock that gives files their times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    nanoseconds: i128,
}

impl Clock {
    /// This one.
    pub(crate) fn now() -> Clock {
        #[expect(clippy::disallowed_methods, reason = "for comparison with the times of files")]
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
        // Before 1970 nothing is settled.
        let elapsed =
            elapsed.map_or(0, |elapsed| nanoseconds(elapsed.as_secs(), elapsed.subsec_nanos()));
        Clock { nanoseconds: elapsed }
    }

    /// The identity of an open file that is read thereafter; `None` if it was changed so lately
    /// that another change might not show.
    #[cfg(target_os = "linux")]
    pub(crate) fn identify(self, file: impl AsFd) -> Option<FileStamp> {
        use crate::store::failpoints::{self, Failpoint};
        let stat = super::dir::retry(|| rustix::fs::fstat(&file)).ok()?;
        let seen = FileStamp {
            device: stat.st_dev,
            inode: stat.st_ino,
            size: u64::try_from(stat.st_size).ok()?,
            modified: nanoseconds(stat.st_mtime, stat.st_mtime_nsec),
            changed: nanoseconds(stat.st_ctime, stat.st_ctime_nsec),
        };
        let is_settled =
            seen.is_settled(self.nanoseconds) || failpoints::is_active(Failpoint::YoungTrusted);
        is_settled.then_some(seen)
    }

    /// Nothing.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn identify(self, _: impl AsFd) -> Option<FileStamp> {
        None
    }
}

impl Directory {
    /// Whether `name` surely still is the file that was seen, unchanged; with no name, whether the
    /// directory itself is, in which then no name came, went or changed hands.
    pub(crate) fn is_unchanged(&self, name: &str, seen: &FileStamp) -> bool {
        // What cannot be told is told by whoever then reads the file.
        self.stamp(name).as_ref() == Some(seen)
    }

    /// The identity of what is called `name` now; a link is not followed.
    #[cfg(target_os = "linux")]
    pub(crate) fn stamp(&self, name: &str) -> Option<FileStamp> {
        use rustix::fs::{AtFlags, StatxFlags};
        // No name is the directory itself.
        let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::EMPTY_PATH | AtFlags::STATX_FORCE_SYNC;
        let look = || rustix::fs::statx(self, name, flags, StatxFlags::BASIC_STATS);
        let now = super::dir::retry(look).ok()?;
        Some(FileStamp {
            device: rustix::fs::makedev(now.stx_dev_major, now.stx_dev_minor),
            inode: now.stx_ino,
            size: now.stx_size,
            modified: nanoseconds(now.stx_mtime.tv_sec, now.stx_mtime.tv_nsec),
            changed: nanoseconds(now.stx_ctime.tv_sec, now.stx_ctime.tv_nsec),
        })
    }

    /// Nothing.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn stamp(&self, _: &str) -> Option<FileStamp> {
        None
    }
}

fn nanoseconds(seconds: impl Into<i128>, nanoseconds: impl Into<i128>) -> i128 {
    seconds.into() * 1_000_000_000 + nanoseconds.into()
}

#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "tests make and look at files as they need")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_known_again_until_anything_happens_to_it() {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let directory = Directory::open(folder.path()).expect("it opens").expect("it is there");
        let path = folder.path().join("a");
        let look = || {
            fs::write(&path, "old").expect("a file");
            let file = fs::File::open(&path).expect("a file");
            // As if it had been left alone for a minute; to nothing else are times compared.
            let now = Clock::now();
            let later = Clock { nanoseconds: now.nanoseconds + 60_000_000_000 };
            later.identify(file).expect("an identity")
        };
        let seen = look();
        assert!(directory.is_unchanged("a", &seen));
        assert!(!directory.is_unchanged("b", &seen));

        fs::write(&path, "longer").expect("a file");
        assert!(!directory.is_unchanged("a", &seen));

        let seen = look();
        fs::hard_link(&path, folder.path().join("link")).expect("a link");
        fs::write(folder.path().join("new"), "old").expect("a file");
        fs::rename(folder.path().join("new"), &path).expect("a rename");
        assert!(!directory.is_unchanged("a", &seen));

        let seen = look();
        fs::remove_file(&path).expect("a removal");
        assert!(!directory.is_unchanged("a", &seen));
        std::os::unix::fs::symlink("link", &path).expect("a link");
        assert!(!directory.is_unchanged("a", &seen));
    }

    #[test]
    fn a_file_that_was_just_written_has_no_identity_to_rely_on() {
        let file = tempfile::tempfile().expect("a temporary file");
        assert_eq!(Clock::now().identify(&file), None);
    }
}
