//! Renames across directories without replacing anything.

use std::path::Path;

use rustix::{fs::AtFlags, io::Errno};

use super::dir::{Directory, retry};

/// Renames `old` in `from` to `new` in `to`. Fails with `EEXIST` if `new` exists.
pub(crate) fn rename(
    from: &Directory,
    old: impl AsRef<Path>,
    to: &Directory,
    new: impl AsRef<Path>,
) -> rustix::io::Result<()> {
    let (old, new) = (old.as_ref(), new.as_ref());
    rename_at_once(from, old, to, new).unwrap_or_else(|| {
        // Safe without atomicity: only the holder of the lock creates names here.
        match retry(|| rustix::fs::statat(to, new, AtFlags::SYMLINK_NOFOLLOW)) {
            Ok(_) => Err(Errno::EXIST),
            Err(Errno::NOENT) => retry(|| rustix::fs::renameat(from, old, to, new)),
            Err(errno) => Err(errno),
        }
    })
}

/// Renames atomically. Returns `None`, without renaming, if the kernel or the file system does not
/// support it.
pub(crate) fn rename_at_once(
    from: &Directory,
    old: &Path,
    to: &Directory,
    new: &Path,
) -> Option<rustix::io::Result<()>> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        let flags = rustix::fs::RenameFlags::NOREPLACE;
        match retry(|| rustix::fs::renameat_with(from, old, to, new, flags)) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => None,
            result => Some(result),
        }
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    {
        let _ = (from, old, to, new);
        None
    }
}
