//! Repairs problems that can be repaired without losing data.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, path::Path};

use rustix::{
    fs::{FileType, Mode, OFlags, Stat},
    io::Errno,
};

use super::{
    lost_found,
    problem::{Code, Problem},
    too_wide,
};
use crate::{
    error::{Error, user},
    session::time::Time,
    store::{
        fs::{
            atomic::TEMPORARY,
            dir::{Directory, is_file, retry},
            permissions,
        },
        reader::Reader,
        trash,
        write::{Writer, index_json},
    },
};

/// The permissions that only the owner should have.
pub(crate) const OTHERS: Mode = Mode::RWXG.union(Mode::RWXO);

/// The age in seconds from which clinvk's temporary files count as unused.
const LEFT_ALONE: i64 = 60 * 60;

/// The message for an unused temporary file.
pub(crate) const INTERRUPTED: &str = "left over from an interrupted write";

/// The message for a problem that another process has already repaired.
const SETTLED: &str = "already repaired";

/// Implements [`Writer::repair`]. Nothing is deleted but the index, which is only a copy.
pub(crate) fn repair(
    writer: &mut Writer<'_>,
    problem: &Problem,
    now: Time,
) -> Result<Option<String>, Error> {
    let store = writer.reader().path();
    let done = match (problem.path.strip_prefix(store), writer.reader().directory()) {
        (Ok(name), Some(directory)) => {
            let name = name.as_os_str();
            let done = repair_inside(writer.reader(), directory, name, problem.code, now)?;
            if done.is_some() {
                writer.pending.needs_sync();
            }
            done
        }
        (Err(_), directory) => repair_beside(store, directory, problem, now)?,
        _ => None,
    };
    if done.as_ref().is_some_and(|how| how != SETTLED) {
        let rule = (problem.code.as_str(), None);
        writer.pending.record(problem.id.as_ref(), "repaired", Some(rule));
    }
    Ok(done)
}

/// Repairs a problem with `name` in the store, or with the store itself.
fn repair_inside(
    reader: &Reader<'_>,
    directory: &Directory,
    name: &OsStr,
    code: Code,
    now: Time,
) -> Result<Option<String>, Error> {
    match code {
        code if code.is_about_index() => Ok(Some(index_json::rebuild(directory)?.to_owned())),
        Code::OrphanArtifacts => take_orphan(reader, directory, name),
        Code::LeftOverTemporary => take_temporary(directory, directory, name, now),
        Code::ModeTooWide => {
            let owner = directory.own_stat()?.st_uid;
            narrow(directory, name, OTHERS, owner)
        }
        _ => Ok(None),
    }
}

/// Repairs a problem beside the store, or with the home around it.
fn repair_beside(
    store: &Path,
    directory: Option<&Directory>,
    problem: &Problem,
    now: Time,
) -> Result<Option<String>, Error> {
    match (problem.code, directory) {
        (Code::ModeTooWide, _) => narrow_beside(store, problem),
        (Code::LeftOverTemporary, Some(directory)) => {
            let home = permissions::home_to_change(store)?;
            let Ok(name) = problem.path.strip_prefix(home.path()) else { return Ok(None) };
            let done = take_temporary(directory, &home, name.as_os_str(), now)?;
            home.sync().map(|()| done)
        }
        _ => Ok(None),
    }
}

/// Moves the artifacts of a missing session to its copy in the trash, or to `lost+found` if it is
/// not in the trash either.
fn take_orphan(
    reader: &Reader<'_>,
    directory: &Directory,
    name: &OsStr,
) -> Result<Option<String>, Error> {
    if directory.is_claimed(name)? {
        return Ok(Some(SETTLED.to_owned()));
    }
    match directory.stat(name)? {
        Some(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::Directory => {
            let id = name.to_str().and_then(|name| name.parse().ok());
            let joined = id.map_or(Ok(None), |id| trash::join(reader, directory, &id))?;
            match joined {
                Some(place) => Ok(Some(moved(Some(place)))),
                None => lost_found::take(directory, directory, name).map(moved).map(Some),
            }
        }
        Some(_) => Ok(None),
        None => Ok(Some(SETTLED.to_owned())),
    }
}

/// Moves a temporary file in `from`, which is the store or the home, to `lost+found`.
fn take_temporary(
    store: &Directory,
    from: &Directory,
    name: &OsStr,
    now: Time,
) -> Result<Option<String>, Error> {
    match from.stat(name)? {
        Some(stat) if is_file(&stat) && is_left_over(name, &stat, now) => {
            lost_found::take(store, from, name).map(moved).map(Some)
        }
        Some(_) => Ok(None),
        None => Ok(Some(SETTLED.to_owned())),
    }
}

/// Returns the message for a file moved to `place`, or no longer found.
fn moved(place: Option<String>) -> String {
    place.map_or_else(|| SETTLED.to_owned(), |place| format!("moved to {place}"))
}

/// Restricts the permissions of something beside the store, or of the home around it, if it belongs
/// to this user.
fn narrow_beside(store: &Path, problem: &Problem) -> Result<Option<String>, Error> {
    let home = Directory::around(store)?;
    let Ok(path) = problem.path.strip_prefix(home.path()) else { return Ok(None) };
    let taken = too_wide(path);
    let user = user();
    // Follows no symlink in any part of the path.
    match path.parent().and_then(Path::to_str) {
        Some(folder) if !folder.is_empty() => {
            let name = path.file_name().unwrap_or_default();
            narrow(&home.open_directory(folder)?, name, taken, user)
        }
        _ => narrow(&home, path.as_os_str(), taken, user),
    }
}

/// Removes the permissions `taken` from a file or directory that belongs to `owner`. An empty name
/// means the directory itself.
fn narrow(
    directory: &Directory,
    name: &OsStr,
    taken: Mode,
    owner: u32,
) -> Result<Option<String>, Error> {
    let name = if name.is_empty() { OsStr::new(".") } else { name };
    // Does not follow a symlink, and does not block on a FIFO.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fail = |errno| directory.error("change the mode of", name, errno);
    let fd = match retry(|| rustix::fs::openat(directory, name, flags, Mode::empty())) {
        Ok(fd) => fd,
        Err(Errno::NOENT) => return Ok(Some(SETTLED.to_owned())),
        Err(errno) => return Err(fail(errno)),
    };
    let stat = retry(|| rustix::fs::fstat(&fd)).map_err(fail)?;
    let mode = Mode::from_raw_mode(stat.st_mode);
    let is_directory = FileType::from_raw_mode(stat.st_mode) == FileType::Directory;
    if !(is_directory || is_file(&stat)) || stat.st_uid != owner {
        return Ok(None);
    }
    if !mode.intersects(taken) {
        return Ok(Some(SETTLED.to_owned()));
    }
    retry(|| rustix::fs::fchmod(&fd, mode.difference(taken))).map_err(fail)?;
    Ok(Some(format!("now {:04o}", mode.difference(taken).bits())))
}

/// Returns whether nobody uses this temporary file any more.
///
/// Ours are never in use while the lock is held. clinvk's may be, because its lock is unreliable.
pub(crate) fn is_left_over(name: &OsStr, stat: &Stat, now: Time) -> bool {
    is_ours(name) || now.timestamp() - stat.st_mtime > LEFT_ALONE
}

/// Returns whether this is the name of one of our temporary files.
pub(crate) fn is_ours(name: &OsStr) -> bool {
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let rest = name.as_bytes().strip_prefix(TEMPORARY.as_bytes());
    let rest = rest.and_then(|rest| std::str::from_utf8(rest).ok()).unwrap_or_default();
    rest.split_once('-').is_some_and(|(pid, n)| is_number(pid) && is_number(n))
}
