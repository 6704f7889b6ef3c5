//! Locks the store: first our own lock, on the directory, then clinvk's, on `store.lock`.
//!
//! clinvk 0.2.0 unlinks `store.lock` after every use. A process can therefore hold a lock on an
//! unlinked file while another locks the new file of that name. Hence the check after every lock.
//! It is also why we first take a lock of our own, on the directory, which nobody unlinks.

pub(crate) mod signals;
pub(crate) mod wait;

use std::{fs::File, io, os::fd::AsFd, thread, time::Duration};

use fd_lock::RwLock;
use rustix::{
    fs::{Mode, OFlags, Stat},
    io::Errno,
};

use super::fs::dir::{Directory, io_error, is_file, retry};
use crate::error::Error;
use wait::{LockWait, Stop};

/// The name of clinvk's lock file.
pub(crate) const LOCK_FILE: &str = "store.lock";

/// The kind of lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For reading, together with other readers.
    Shared,
    /// For writing, alone.
    Exclusive,
}

/// A held lock, which can check whether it is still valid.
pub(crate) struct Held<'a> {
    directory: &'a Directory,
    file: Option<&'a File>,
}

impl Held<'_> {
    /// Returns whether `store.lock` is still the locked file.
    pub(crate) fn is_current(&self) -> bool {
        self.has_name().unwrap_or(false)
    }

    /// Does the work of [`Held::is_current`], with errors.
    fn has_name(&self) -> Result<bool, Error> {
        let Some(file) = self.file else { return Ok(true) };
        let named = self.directory.stat(LOCK_FILE)?;
        let locked = retry(|| rustix::fs::fstat(file))
            .map_err(|errno| self.directory.error("examine", LOCK_FILE, errno))?;
        Ok(named.is_some_and(|named| is_same(&named, &locked)))
    }
}

fn is_same(one: &Stat, other: &Stat) -> bool {
    (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)
}

/// Runs `act` while holding both locks.
pub(crate) fn with<T>(
    directory: &Directory,
    kind: Kind,
    wait: &mut LockWait<'_>,
    act: impl FnOnce(&Held<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut act = Some(act);
    loop {
        let attempt = hold_own(directory, kind, wait, |wait| {
            hold_clinvks(directory, kind, wait, |held| {
                // Runs at most once: every attempt either runs `act` or releases its locks.
                act.take().map_or(Err(Error::Interrupted), |act| act(held))
            })
        });
        match attempt {
            // No lock is held during the announcement: writing to standard error may block.
            Err(Stop::Announce(waiting)) => wait.announce(&waiting),
            Err(Stop::Over(error)) => return Err(error),
            Ok(result) => return result,
        }
    }
}

/// Runs `act` under our own lock, on the directory.
fn hold_own<'p, T>(
    directory: &Directory,
    kind: Kind,
    wait: &mut LockWait<'p>,
    act: impl FnOnce(&mut LockWait<'p>) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let mut own = RwLock::new(directory.to_file()?);
    let _guard = loop {
        match try_lock(&mut own, kind) {
            Ok(guard) => break guard,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => Err(io_error("lock", directory.path(), error))?,
        }
        wait.wait(directory, directory.path())?;
    };
    act(wait)
}

/// Runs `act` under clinvk's lock, once the locked file is the one named `store.lock`.
fn hold_clinvks<T>(
    directory: &Directory,
    kind: Kind,
    wait: &mut LockWait<'_>,
    act: impl FnOnce(&Held<'_>) -> Result<T, Error>,
) -> Result<Result<T, Error>, Stop> {
    let path = directory.path().join(LOCK_FILE);
    let mut is_replaced = false;
    loop {
        let Some(file) = open_lock_file(directory, kind)? else {
            return Ok(act(&Held { directory, file: None }));
        };
        let probe = retry(|| rustix::io::fcntl_dupfd_cloexec(&file, 0));
        let probe = probe.map(File::from).map_err(|errno| io_error("open", &path, errno))?;
        let mut lock = RwLock::new(file);
        let mut was_contended = false;
        let guard = loop {
            match try_lock(&mut lock, kind) {
                Ok(guard) => break guard,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => was_contended = true,
                Err(error) => Err(io_error("lock", &path, error))?,
            }
            wait.wait(&probe, &path)?;
        };
        if was_contended {
            // clinvk unlinks the file just after unlocking it. Give it time to do so.
            thread::sleep(Duration::from_millis(1));
        }
        let held = Held { directory, file: Some(&probe) };
        if held.has_name()? {
            return Ok(act(&held));
        }
        drop(guard);
        // A single replacement is normal. If it keeps happening, wait.
        if std::mem::replace(&mut is_replaced, true) {
            wait.wait(&probe, &path)?;
        }
    }
}

/// A guard of either kind, which releases the lock when dropped.
enum Guard<'a> {
    Shared {
        _guard: fd_lock::RwLockReadGuard<'a, File>,
    },
    Exclusive {
        _guard: fd_lock::RwLockWriteGuard<'a, File>,
    },
    /// The file system has no locks. Reading proceeds without one.
    None,
}

fn try_lock(lock: &mut RwLock<File>, kind: Kind) -> io::Result<Guard<'_>> {
    let result = match kind {
        Kind::Shared => lock.try_read().map(|guard| Guard::Shared { _guard: guard }),
        Kind::Exclusive => lock.try_write().map(|guard| Guard::Exclusive { _guard: guard }),
    };
    let unsupported = [Errno::NOLCK, Errno::OPNOTSUPP, Errno::NOSYS].map(Errno::raw_os_error);
    let is_unsupported =
        |error: &io::Error| error.raw_os_error().is_some_and(|e| unsupported.contains(&e));
    match result {
        Err(error) if kind == Kind::Shared && is_unsupported(&error) => Ok(Guard::None),
        result => result,
    }
}

/// Opens `store.lock`. A reader never creates it: if it is missing, nobody holds it. If a reader
/// may not open it, the store can only be read, which needs no lock.
fn open_lock_file(directory: &Directory, kind: Kind) -> Result<Option<File>, Error> {
    let own = Mode::RUSR | Mode::WUSR;
    let common = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let (flags, mode) = match kind {
        Kind::Shared => (OFlags::RDONLY | common, Mode::empty()),
        Kind::Exclusive => (OFlags::RDWR | OFlags::CREATE | common, own),
    };
    let file = match retry(|| rustix::fs::openat(directory, LOCK_FILE, flags, mode)) {
        Ok(fd) => File::from(fd),
        Err(Errno::NOENT | Errno::ACCESS | Errno::PERM) if kind == Kind::Shared => return Ok(None),
        Err(errno) => return Err(directory.error("open", LOCK_FILE, errno)),
    };
    let stat = retry(|| rustix::fs::fstat(&file))
        .map_err(|errno| directory.error("examine", LOCK_FILE, errno))?;
    if !is_file(&stat) {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file");
        return Err(io_error("lock", &directory.path().join(LOCK_FILE), error));
    }
    if kind == Kind::Exclusive && !Mode::from_raw_mode(stat.st_mode).contains(own) {
        // Created under an unusual umask: without this the next writer could not open it.
        let _ = retry(|| rustix::fs::fchmod(file.as_fd(), own));
    }
    Ok(Some(file))
}
