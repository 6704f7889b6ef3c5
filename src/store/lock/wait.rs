//! Waits for a lock: with a timeout, an announcement, and respect for signals.

use std::{
    fmt,
    os::fd::AsFd,
    path::{Path, PathBuf},
    process, thread,
    time::{Duration, Instant},
};

use super::signals;
use crate::{
    error::{Error, Holder},
    store::fs::dir::retry,
};

/// The time to wait before the announcement.
const ANNOUNCED_AFTER: Duration = Duration::from_millis(200);

/// The first and the longest pause between two attempts.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// A wait for a lock that another process holds. `Display` writes one line for the user.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// The locked file or directory.
    pub(crate) path: PathBuf,
    holder: Option<u32>,
}

impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "waiting for the lock on {}", self.path.display())?;
        self.holder.map_or(Ok(()), |_| write!(f, ", held{}", Holder(self.holder)))
    }
}

/// The reason why waiting stopped.
pub(crate) enum Stop {
    /// The wait should be announced, after releasing all locks.
    Announce(Waiting),
    /// The wait is over, with this error.
    Over(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Over(error)
    }
}

/// A timeout shared by all locks of one operation.
pub(crate) struct LockWait<'a> {
    started: Instant,
    limit: Duration,
    pause: Duration,
    is_announced: bool,
    on_wait: &'a mut dyn FnMut(&Waiting),
}

impl<'a> LockWait<'a> {
    /// Creates a wait of at most `limit` from now. Zero tries once.
    pub(crate) fn new(limit: Duration, on_wait: &'a mut dyn FnMut(&Waiting)) -> LockWait<'a> {
        LockWait { started: now(), limit, pause: FIRST_PAUSE, is_announced: false, on_wait }
    }

    /// Restarts the wait with the full limit, but at least `at_least`, and without an announcement:
    /// writing one may block, in the middle of a change.
    pub(crate) fn renew(&mut self, at_least: Duration) {
        (self.started, self.pause, self.is_announced) = (now(), FIRST_PAUSE, true);
        self.limit = self.limit.max(at_least);
    }

    pub(crate) fn announce(&mut self, waiting: &Waiting) {
        self.is_announced = true;
        signals::with_signals_enabled(|| (self.on_wait)(waiting));
    }

    /// Pauses before the next attempt to lock `file`, which is known as `path`.
    pub(crate) fn wait(&mut self, file: impl AsFd, path: &Path) -> Result<(), Stop> {
        if signals::is_pending() {
            return Err(Stop::Over(Error::Interrupted));
        }
        let waited = self.started.elapsed();
        if waited >= self.limit {
            let (path, holder) = (path.to_owned(), holder(&file));
            return Err(Stop::Over(Error::Locked { path, holder, waited }));
        }
        if waited >= ANNOUNCED_AFTER && !self.is_announced {
            let (path, holder) = (path.to_owned(), holder(&file));
            return Err(Stop::Announce(Waiting { path, holder }));
        }
        thread::sleep(self.pause.min(self.limit.saturating_sub(waited)));
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "a wait is measured, not dated")]
fn now() -> Instant {
    Instant::now()
}

/// Returns the process that holds a lock on `file`, if Linux reports it. Best effort.
fn holder(file: &impl AsFd) -> Option<u32> {
    let stat = retry(|| rustix::fs::fstat(file)).ok()?;
    let (major, minor) = (rustix::fs::major(stat.st_dev), rustix::fs::minor(stat.st_dev));
    let place = format!("{major:02x}:{minor:02x}:{}", stat.st_ino);
    // The list is read in pieces, and a change between two of them can hide a lock. Hence the
    // second try.
    listed(&place).or_else(|| listed(&place))
}

/// Finds the holder of the lock on the file at `place` in the kernel's list of locks.
fn listed(place: &str) -> Option<u32> {
    #[expect(clippy::disallowed_methods, reason = "the kernel's list of locks is no user's file")]
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    // A line is `1: FLOCK  ADVISORY  WRITE 4711 fe:00:131 0 EOF`; with `->` the process is waiting
    // itself.
    locks.lines().filter(|line| !line.contains("->")).find_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let is_it = fields.get(1) == Some(&"FLOCK") && fields.get(5) == Some(&place);
        // A holder in another container's namespace has an ID of 0 or less.
        let holder: u32 = fields.get(4).filter(|_| is_it)?.parse().ok()?;
        (holder != 0 && holder != process::id()).then_some(holder)
    })
}
