//! The lock: our own on the directory, then the one that clinvk knows, `store.lock`.
//!
//! clinvk 0.2.0 unlinks `store.lock` after every use, so a process can hold a lock on a file that
//! has no name any more while another locks the new file of that name. Hence the second look after
//! every lock, and a lock of our own first, on the directory itself, which nobody unlinks.

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

/// The name of the lock file that clinvk uses.
pub(crate) const LOCK_FILE: &str = "store.lock";

/// Whether others may hold the lock at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// To read, beside other readers.
    Shared,
    /// To write, alone.
    Exclusive,
}

/// A held lock, which can tell whether it still is the one that the world sees.
pub(crate) struct Held<'a> {
    directory: &'a Directory,
    file: Option<&'a File>,
}

impl Held<'_> {
    /// Whether `store.lock` still names the file that is locked.
    pub(crate) fn is_current(&self) -> bool {
        self.has_name().unwrap_or(false)
    }

    /// The same, where what cannot be told is an error.
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

/// Runs `act` while both locks are held, and releases them.
pub(crate) fn with<T>(
    directory: &Directory,
    kind: Kind,
    patience: &mut LockWait<'_>,
    act: impl FnOnce(&Held<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut act = Some(act);
    loop {
        let attempt = hold_own(directory, kind, patience, |patience| {
            hold_clinvks(directory, kind, patience, |held| {
                // Taken once: what is held is either acted under or given up, never both.
                act.take().map_or(Err(Error::Interrupted), |act| act(held))
            })
        });
        match attempt {
            // Nothing is held while the person is told: standard error may block.
            Err(Stop::Announce(waiting)) => patience.announce(&waiting),
            Err(Stop::Over(error)) => return Err(error),
            Ok(result) => return result,
        }
    }
}

/// Runs `act` under our own lock, the directory itself.
fn hold_own<'p, T>(
    directory: &Directory,
    kind: Kind,
    patience: &mut LockWait<'p>,
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
        patience.wait(directory, directory.path())?;
    };
    act(patience)
}

/// Runs `act` under the lock that clinvk takes too, as soon as it is on the file of that name.
fn hold_clinvks<T>(
    directory: &Directory,
    kind: Kind,
    patience: &mut LockWait<'_>,
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
            patience.wait(&probe, &path)?;
        };
        if was_contended {
            // A holder that goes unlinks the file just after unlocking it: let that happen first.
            thread::sleep(Duration::from_millis(1));
        }
        let held = Held { directory, file: Some(&probe) };
        if held.has_name()? {
            return Ok(act(&held));
        }
        drop(guard);
        // The file was replaced under us, which happens once easily and for ever never.
        if std::mem::replace(&mut is_replaced, true) {
            patience.wait(&probe, &path)?;
        }
    }
}

/// A guard of either kind; dropping it releases the lock.
enum Guard<'a> {
    Shared {
        _guard: fd_lock::RwLockReadGuard<'a, File>,
    },
    Exclusive {
        _guard: fd_lock::RwLockWriteGuard<'a, File>,
    },
    /// The file system has no locks; reading does without.
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

/// Opens `store.lock`. A reader never makes it: where it is not, nobody holds it; and where a
/// reader may not open it, the store may only be read, which needs no lock.
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
        // Made just now under a strange umask: without this the next writer could not open it.
        let _ = retry(|| rustix::fs::fchmod(file.as_fd(), own));
    }
    Ok(Some(file))
}
