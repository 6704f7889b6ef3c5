//! Signals that whoever started the tests has ignored.

use std::sync::{Arc, Once, atomic::AtomicBool};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};

/// Has programs that the tests start from now on end by the signals that end a program, although
/// the tests run under `nohup`, in the background of a script, or after `trap '' INT`.
///
/// A program inherits what its parent ignores, but not what its parent handles. So the tests handle
/// these signals, by ending as without a handler.
pub(crate) fn reset_for_children() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::new(AtomicBool::new(true))).unwrap();
        }
    });
}
