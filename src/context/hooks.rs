//! What the tests choose from outside: the time, and a mistake for the store to make.
//!
//! `clinvk-under-test` reads these variables and `clinvk` does not, in whatever profile either is
//! built: an installed `clinvk` that took its time from the environment could be made to remove
//! every session.

use crate::session::time::{self, Time};

/// The hooks that are set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hooks {
    /// `CLINVK_TEST_NOW`: the time that replaces the clock, so that tests can know every byte.
    pub(crate) now: Option<Time>,
    /// `CLINVK_TEST_BROKEN`: the mistake that the store makes, so that tests can show that they
    /// would find it.
    pub(crate) mistake: Option<String>,
}

impl Hooks {
    /// Reads the process's environment.
    ///
    /// # Panics
    ///
    /// If the time is not an RFC 3339 time: a test that goes on with another one proves nothing.
    #[expect(clippy::disallowed_methods, reason = "only tests have this second environment")]
    pub(crate) fn of_process() -> Hooks {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let now = variable("CLINVK_TEST_NOW");
        Hooks {
            now: now.map(|text| time::parse(&text).expect("CLINVK_TEST_NOW is an RFC 3339 time")),
            mistake: variable("CLINVK_TEST_BROKEN"),
        }
    }
}
