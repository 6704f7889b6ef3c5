//! The environment variables.

use std::{ffi::OsString, time::Duration};

use crate::{error::Name, session::time::Time};

/// The relevant environment variables, read once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// The name under which the program was called.
    pub(crate) name: Name,
    /// `CLINVK_HOME`: the directory that holds `config.yaml` and `sessions/`.
    pub(crate) clinvk_home: Option<OsString>,
    /// `HOME`, whose `.clinvk` is the default for `CLINVK_HOME`.
    pub(crate) home: Option<OsString>,
    /// `PWD`: the current directory, as the shell spells it.
    pub(crate) pwd: Option<OsString>,
    /// `CLINVK_LOCK_TIMEOUT`: the default for `--lock-timeout`, in seconds.
    pub(crate) lock_timeout: Option<OsString>,
    /// `CLINVK_PAGER`: the pager. An empty value is no pager.
    pub(crate) clinvk_pager: Option<OsString>,
    /// `PAGER`: the pager of all programs.
    pub(crate) pager: Option<OsString>,
    /// `LESS`: the options of `less`.
    pub(crate) less: Option<OsString>,
    /// `TERM`: the type of the terminal.
    pub(crate) term: Option<OsString>,
    /// `NO_COLOR`: no colours.
    pub(crate) no_color: Option<OsString>,
    /// `CLICOLOR_FORCE`: colours also in a pipe, unless it is 0.
    pub(crate) clicolor_force: Option<OsString>,
    /// `PATH`: the directories in which programs are found.
    pub(crate) path: Option<OsString>,
    /// `CLINVK_NO_FORWARD`: never hand over to another clinvk.
    pub(crate) no_forward: Option<OsString>,
    /// `CLINVK_FORWARDED`: the hand-overs that led here; see `other`.
    pub(crate) forwarded: Option<OsString>,
    /// A fixed time instead of the clock. Only tests set it: see `hooks`.
    pub(crate) now: Option<Time>,
    /// Another delay before progress is shown. Only tests set it: see `hooks`.
    pub(crate) progress_delay: Option<Duration>,
}

impl Environment {
    /// Reads the process's environment. An empty variable counts as unset, but that of a
    /// pager and `PATH`.
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment enters")]
    pub(crate) fn of_process() -> Environment {
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Environment {
            name: Name::default(),
            clinvk_home: variable("CLINVK_HOME"),
            home: variable("HOME"),
            pwd: variable("PWD"),
            lock_timeout: variable("CLINVK_LOCK_TIMEOUT"),
            clinvk_pager: std::env::var_os("CLINVK_PAGER"),
            pager: std::env::var_os("PAGER"),
            less: std::env::var_os("LESS"),
            term: variable("TERM"),
            no_color: variable("NO_COLOR"),
            clicolor_force: variable("CLICOLOR_FORCE"),
            path: std::env::var_os("PATH"),
            no_forward: variable("CLINVK_NO_FORWARD"),
            forwarded: variable("CLINVK_FORWARDED"),
            now: None,
            progress_delay: None,
        }
    }
}
