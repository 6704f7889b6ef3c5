//! Guarantees of the file system that holds the store.

use super::dir::Directory;

/// The magic numbers of Linux file systems, from `magic.h`.
mod magic {
    /// ext2 to ext4.
    pub(crate) const EXT: i128 = 0xEF53;
    pub(crate) const XFS: i128 = 0x5846_5342;
    pub(crate) const TMPFS: i128 = 0x0102_1994;
    pub(crate) const F2FS: i128 = 0xF2F5_2010;
}

/// Returns whether a directory's link count is reliably two plus the number of its subdirectories.
pub(crate) fn counts_directories(directory: &Directory) -> bool {
    is_one_of(directory, &[magic::EXT, magic::XFS, magic::TMPFS, magic::F2FS])
}

/// Returns whether the file system is one of `known`. Always false on other systems than Linux.
#[cfg(target_os = "linux")]
fn is_one_of(directory: &Directory, known: &[i128]) -> bool {
    let system = super::dir::retry(|| rustix::fs::fstatfs(directory));
    // On some machines the number is a signed 32-bit integer.
    system.is_ok_and(|system| known.contains(&(i128::from(system.f_type) & 0xFFFF_FFFF)))
}

#[cfg(not(target_os = "linux"))]
fn is_one_of(_: &Directory, _: &[i128]) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "tests make and look at files as they need")]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn where_directories_are_counted_the_number_of_links_tells_whether_there_is_one() {
        for place in [&std::env::temp_dir(), Path::new("/dev/shm")] {
            let Ok(folder) = tempfile::tempdir_in(place) else { continue };
            let directory = Directory::open(folder.path()).expect("it opens").expect("it is there");
            if !counts_directories(&directory) {
                continue;
            }
            let links = || directory.own_stat().expect("a directory").st_nlink;
            let inner = folder.path().join("inner");
            fs::write(folder.path().join("file"), "").expect("a file");
            assert_eq!(links(), 2);
            fs::create_dir(&inner).expect("a directory");
            assert_eq!(links(), 3);
            fs::remove_dir(&inner).expect("it is empty");
            assert_eq!(links(), 2);
        }
    }
}
