//! Signals that ask the process to end, held back while the store is being changed.
//!
//! Outside of a change they do what they always do. During one they are noted; the change finishes
//! the file in hand, makes the index honest, what was done is told, and then the signal ends the
//! process as it would have. A second one ends it while it tells.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ},
    flag, low_level,
};

struct Signals {
    /// The signal that came while they were held back, or 0.
    pending: Arc<AtomicUsize>,
    /// Whether a signal may act at once.
    is_idle: Arc<AtomicBool>,
}

static SIGNALS: OnceLock<Signals> = OnceLock::new();

/// The signal that waits for the change in hand to finish, or 0.
fn pending() -> usize {
    SIGNALS.get().map_or(0, |signals| signals.pending.load(Ordering::SeqCst))
}

/// Whether a signal waits for the change in hand to finish.
pub(crate) fn is_pending() -> bool {
    pending() != 0
}

/// Has a write beyond the limit on the size of files (`ulimit -f`) fail with `EFBIG`, as any write
/// can, instead of ending the process in the middle of a change.
///
/// A handler that does nothing does that. Unlike a signal that is ignored, it is not inherited by a
/// program that is executed. Where it cannot be had, the limit ends the process as it always did.
pub(crate) fn outlive_size_limit() {
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Ends the process as the signal that was held back would have; returns if there was none.
pub(crate) fn end_if_interrupted() {
    if let Some(signal) = i32::try_from(pending()).ok().filter(|signal| *signal != 0) {
        let _ = low_level::emulate_default_handler(signal);
    }
}

/// Runs `act`, which may block, with signals doing what they always do: nothing has been changed
/// yet, or all is in order.
pub(crate) fn with_signals_enabled(act: impl FnOnce()) {
    let Some(signals) = SIGNALS.get() else { return act() };
    let was_idle = signals.is_idle.swap(true, Ordering::SeqCst);
    end_if_interrupted();
    act();
    signals.is_idle.store(was_idle, Ordering::SeqCst);
}

/// While one of these lives, signals are held back.
pub(crate) struct DeferSignals;

impl DeferSignals {
    pub(crate) fn begin() -> DeferSignals {
        SIGNALS.get_or_init(install).is_idle.store(false, Ordering::SeqCst);
        DeferSignals
    }
}

impl Drop for DeferSignals {
    fn drop(&mut self) {
        if let Some(signals) = SIGNALS.get() {
            signals.is_idle.store(true, Ordering::SeqCst);
        }
    }
}

fn install() -> Signals {
    let signals = Signals {
        pending: Arc::new(AtomicUsize::new(0)),
        is_idle: Arc::new(AtomicBool::new(true)),
    };
    let ignored = ignored_signals();
    for signal in [SIGHUP, SIGINT, SIGTERM] {
        // What nohup or a shell's `&` told us to ignore stays ignored.
        if ignored & (1 << (signal - 1)) != 0 {
            continue;
        }
        // Where a handler cannot be had the signal ends us at once, which the store survives.
        let value = usize::try_from(signal).unwrap_or_default();
        let _ = flag::register_usize(signal, Arc::clone(&signals.pending), value);
        let _ = flag::register_conditional_default(signal, Arc::clone(&signals.is_idle));
    }
    signals
}

/// The mask of signals that this process ignores, as Linux tells it; elsewhere none.
fn ignored_signals() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the kernel's own word on this process")]
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
