//! A process that takes clinvk's lock again and again while a command changes the store.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write},
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    fs::{AtFlags, CWD, FlockOperation, Mode, OFlags, flock},
    io::Errno,
};

use crate::role::{self, WAITER};

/// The file that clinvk locks.
const LOCK: &str = "store.lock";

/// The time between two locks.
const PAUSE: Duration = Duration::from_millis(5);

/// Takes the lock of the folder `dir` as clinvk 0.2.0 does, until standard input ends, and then
/// writes the milliseconds that it waited each time that somebody else held it.
///
/// Times without a wait are left out: as many as one likes can be had by asking more often.
pub(crate) fn play(dir: &Path, out: &mut impl Write) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let dir = rustix::fs::openat(CWD, dir, flags, Mode::empty())?;
    let is_over = AtomicBool::new(false);
    let mut waits = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            let ended = io::stdin().read_to_end(&mut Vec::new());
            is_over.store(true, Ordering::Relaxed);
            ended
        });
        writeln!(out, "ready")?;
        out.flush()?;
        while !is_over.load(Ordering::Relaxed) {
            let flags = OFlags::RDWR | OFlags::CREATE | OFlags::CLOEXEC;
            let lock = rustix::fs::openat(&dir, LOCK, flags, Mode::RUSR | Mode::WUSR)?;
            let started = Instant::now();
            match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Err(Errno::WOULDBLOCK) => {
                    flock(&lock, FlockOperation::LockExclusive)?;
                    waits.push(started.elapsed());
                }
                result => result?,
            }
            flock(&lock, FlockOperation::Unlock)?;
            drop(lock);
            match rustix::fs::unlinkat(&dir, LOCK, AtFlags::empty()) {
                Err(Errno::NOENT) | Ok(()) => {}
                Err(errno) => return Err(errno.into()),
            }
            thread::sleep(PAUSE);
        }
        Ok::<(), io::Error>(())
    })?;
    for wait in waits {
        writeln!(out, "{}", wait.as_secs_f64() * 1e3)?;
    }
    Ok(())
}

/// Runs `command` beside a process that takes the lock of `dir` all the time, and returns the
/// milliseconds that it waited each time.
pub(crate) fn waits(dir: &Path, mut command: Command) -> io::Result<Vec<f64>> {
    let mut waiter = role::command(WAITER, &[dir])?;
    let mut waiter = waiter.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let input = waiter.stdin.take();
    let output = waiter.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
    let mut lines = BufReader::new(output).lines();
    lines.next().transpose()?;
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    drop(input);
    let waits = lines.map(|line| line?.parse().map_err(io::Error::other));
    let waits = waits.collect::<io::Result<Vec<f64>>>()?;
    if waiter.wait()?.success() && status.success() {
        Ok(waits)
    } else {
        Err(io::Error::other(format!("{command:?}, while another waited: {status}")))
    }
}
