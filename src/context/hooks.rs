//! Test hooks: the current time, a failpoint for the store, and progress without delay.
//!
//! Only `clinvk-under-test` reads these variables; `clinvk` never does, in any build profile. An
//! installed `clinvk` that took its time from the environment could be made to remove every
//! session.

use std::time::Duration;

use crate::session::time::{self, Time};

/// The hooks that are set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hooks {
    /// `CLINVK_TEST_NOW`: a fixed time instead of the clock, so that tests can expect exact output.
    pub(crate) now: Option<Time>,
    /// `CLINVK_TEST_BROKEN`: the failpoint to activate, so that tests can prove that they detect
    /// the bug.
    pub(crate) mistake: Option<String>,
    /// `CLINVK_TEST_PROGRESS`: shows progress at once, so that tests need not wait for it.
    pub(crate) progress_delay: Option<Duration>,
}

impl Hooks {
    /// Reads the process's environment.
    ///
    /// # Panics
    ///
    /// Panics if the time is not an RFC 3339 time: a test that ran with another time would prove
    /// nothing.
    #[expect(clippy::disallowed_methods, reason = "only tests have this second environment")]
    pub(crate) fn of_process() -> Hooks {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let now = variable("CLINVK_TEST_NOW");
        Hooks {
            now: now.map(|text| time::parse(&text).expect("CLINVK_TEST_NOW is an RFC 3339 time")),
            mistake: variable("CLINVK_TEST_BROKEN"),
            progress_delay: variable("CLINVK_TEST_PROGRESS").map(|_| Duration::ZERO),
        }
    }
}
