//! Recognises unchanged files by their stat data, so that they need not be read again.
//!
//! This works only on Linux, where `statx` can bypass the attribute cache of a network file system. On
//! other systems no file gets a stamp, and files are read and compared.

use std::{
    os::fd::AsFd,
    time::{SystemTime, UNIX_EPOCH},
};

use super::dir::Directory;
use crate::session::stamp::FileStamp;

/// The time at which stamps are taken, on the clock of file timestamps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    nanoseconds: i128,
}

impl Clock {
    /// Returns the current time.
    pub(crate) fn now() -> Clock {
        #[expect(clippy::disallowed_methods, reason = "for comparison with the times of files")]
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
        // Before 1970 every file counts as racy.
        let elapsed =
            elapsed.map_or(0, |elapsed| nanoseconds(elapsed.as_secs(), elapsed.subsec_nanos()));
        Clock { nanoseconds: elapsed }
    }

    /// Returns the stamp of an open file, to be taken before the file is read. Returns `None` if
    /// the file is racy: modified so recently that another change might not show.
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

    /// Returns `None`: stamps need `statx`.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn identify(self, _: impl AsFd) -> Option<FileStamp> {
        None
    }
}

impl Directory {
    /// Returns whether `name` is certainly unchanged since `seen`. An empty name means the
    /// directory itself; if that is unchanged, no name in it was created, removed or replaced.
    pub(crate) fn is_unchanged(&self, name: &str, seen: &FileStamp) -> bool {
        // Any doubt means changed: the caller then reads the file.
        self.stamp(name).as_ref() == Some(seen)
    }

    /// Returns the stamp of `name`, without following a symlink.
    #[cfg(target_os = "linux")]
    pub(crate) fn stamp(&self, name: &str) -> Option<FileStamp> {
        use rustix::fs::{AtFlags, StatxFlags};
        // An empty name means the directory itself.
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

    /// Returns `None`: stamps need `statx`.
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
            // Pretend that a minute has passed. Nothing else uses the time.
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
