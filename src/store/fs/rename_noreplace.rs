//! Moving a name from one directory to another without replacing anything.

use std::path::Path;

use rustix::{fs::AtFlags, io::Errno};

use super::dir::{Directory, retry};

/// Moves `old` of `from` to `new` of `to`; `EEXIST` if something is there already.
pub(crate) fn rename(
    from: &Directory,
    old: impl AsRef<Path>,
    to: &Directory,
    new: impl AsRef<Path>,
) -> rustix::io::Result<()> {
    let (old, new) = (old.as_ref(), new.as_ref());
    rename_at_once(from, old, to, new).unwrap_or_else(|| {
        // Nobody but us, who hold the lock, puts anything there.
        match retry(|| rustix::fs::statat(to, new, AtFlags::SYMLINK_NOFOLLOW)) {
            Ok(_) => Err(Errno::EXIST),
            Err(Errno::NOENT) => retry(|| rustix::fs::renameat(from, old, to, new)),
            Err(errno) => Err(errno),
        }
    })
}

/// The same in one step of the system; `None` where an old kernel, or the file system, cannot do
/// it, and nothing was moved.
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
