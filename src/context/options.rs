//! The global options and their defaults.

use std::{ffi::OsStr, path::PathBuf, time::Duration};

use crate::{error::Error, ui::style::When};

/// The default time to wait for the lock, in seconds.
const DEFAULT_LOCK_TIMEOUT: u32 = 30;

/// The global options.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// `--home`: the directory that holds `config.yaml` and `sessions/`.
    pub(crate) home: Option<PathBuf>,
    /// `--config`: a configuration file to use instead of `config.yaml`.
    pub(crate) config: Option<PathBuf>,
    /// `--lock-timeout`: the time to wait for the lock. Zero tries once.
    pub(crate) lock_timeout: Option<Duration>,
    /// `--color`: when to use colours.
    pub(crate) color: When,
    /// `--no-pager`: never run a pager.
    pub(crate) no_pager: bool,
}

impl Options {
    /// Returns the time to wait for the lock. `variable` is the value of `CLINVK_LOCK_TIMEOUT`.
    pub(crate) fn lock_timeout(&self, variable: Option<&OsStr>) -> Result<Duration, Error> {
        if let Some(timeout) = self.lock_timeout {
            return Ok(timeout);
        }
        let Some(text) = variable else {
            return Ok(Duration::from_secs(DEFAULT_LOCK_TIMEOUT.into()));
        };
        let seconds = text.to_str().and_then(|text| text.parse::<u32>().ok());
        seconds.map(|seconds| Duration::from_secs(seconds.into())).ok_or_else(|| Error::Usage {
            message: format!(
                "CLINVK_LOCK_TIMEOUT is '{}', which is not a whole number of seconds",
                text.to_string_lossy()
            ),
            hint: "set it to a number such as 30, or unset it".to_owned(),
        })
    }
}
