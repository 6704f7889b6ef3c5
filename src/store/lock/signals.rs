//! Defers termination signals while the store is being changed.
//!
//! Outside of a change, signals act as usual. During a change, a signal is only recorded. The
//! change finishes the current file, makes the index consistent, and reports its results; then the
//! signal ends the process as usual. A second signal ends it while it reports.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ},
    flag, low_level,
};

struct Signals {
    /// The deferred signal, or 0.
    pending: Arc<AtomicUsize>,
    /// Set while signals act immediately.
    is_idle: Arc<AtomicBool>,
}

static SIGNALS: OnceLock<Signals> = OnceLock::new();

/// Returns the deferred signal, or 0.
fn pending() -> usize {
    SIGNALS.get().map_or(0, |signals| signals.pending.load(Ordering::SeqCst))
}

/// Returns whether a signal is deferred.
pub(crate) fn is_pending() -> bool {
    pending() != 0
}

/// Makes a write beyond the file size limit (`ulimit -f`) fail with `EFBIG` like any other failed
/// write, instead of ending the process in the middle of a change.
///
/// Installs a handler that does nothing. Unlike an ignored signal, it is not inherited by executed
/// programs. If it cannot be installed, the limit ends the process as before.
pub(crate) fn outlive_size_limit() {
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Ends the process with the deferred signal. Returns if there is none.
pub(crate) fn end_if_interrupted() {
    if let Some(signal) = i32::try_from(pending()).ok().filter(|signal| *signal != 0) {
        let _ = low_level::emulate_default_handler(signal);
    }
}

/// Runs `act`, which may block, with signals enabled. Nothing has been changed yet, or everything
/// is consistent.
pub(crate) fn with_signals_enabled(act: impl FnOnce()) {
    let Some(signals) = SIGNALS.get() else { return act() };
    let was_idle = signals.is_idle.swap(true, Ordering::SeqCst);
    end_if_interrupted();
    act();
    signals.is_idle.store(was_idle, Ordering::SeqCst);
}

/// A guard that defers signals until it is dropped.
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
        // Signals that nohup or a shell's `&` made us ignore stay ignored.
        if ignored & (1 << (signal - 1)) != 0 {
            continue;
        }
        // Without a handler the signal ends the process at once, which the store survives.
        let value = usize::try_from(signal).unwrap_or_default();
        let _ = flag::register_usize(signal, Arc::clone(&signals.pending), value);
        let _ = flag::register_conditional_default(signal, Arc::clone(&signals.is_idle));
    }
    signals
}

/// Returns the mask of signals that this process ignores. Linux only; elsewhere 0.
fn ignored_signals() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the kernel's own word on this process")]
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
