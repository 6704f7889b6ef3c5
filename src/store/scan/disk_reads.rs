//! The bytes that a thread has read from a disk, as Linux counts them.

use std::os::fd::OwnedFd;

use rustix::fs::{Mode, OFlags};

/// The counters of the thread that opens it; see `proc_pid_io(5)`. The file does not exist on other
/// systems, or where the kernel was built without them: then nothing is ever read from a disk.
const COUNTERS: &str = "/proc/thread-self/io";

/// A counter of bytes that were not in the page cache.
pub(crate) struct DiskReads {
    counters: Option<OwnedFd>,
    last: u64,
}

impl DiskReads {
    /// Starts to count for the calling thread.
    pub(crate) fn of_this_thread() -> DiskReads {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let counters = rustix::fs::open(COUNTERS, flags, Mode::empty()).ok();
        let mut reads = DiskReads { counters, last: 0 };
        reads.since_last();
        reads
    }

    /// Returns the number of bytes that the thread has read from a disk since the last call.
    pub(crate) fn since_last(&mut self) -> u64 {
        let total = self.counters.as_ref().and_then(total).unwrap_or_default();
        let last = std::mem::replace(&mut self.last, total);
        total.saturating_sub(last)
    }
}

/// Returns the value of the line `read_bytes`.
fn total(counters: &OwnedFd) -> Option<u64> {
    let mut bytes = [0; 256];
    let length = rustix::io::pread(counters, &mut bytes, 0).ok()?;
    let text = std::str::from_utf8(&bytes[..length]).ok()?;
    text.lines().find_map(|line| line.strip_prefix("read_bytes: "))?.parse().ok()
}
