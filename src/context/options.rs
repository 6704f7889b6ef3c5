//! The options that every command takes, and what holds where they are not given.

use std::{ffi::OsStr, path::PathBuf, time::Duration};

use crate::error::Error;

/// How long to wait for the lock where nothing says so, in seconds.
const DEFAULT_LOCK_TIMEOUT: u32 = 30;

/// The options that every command takes.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// `--home`: the folder of `config.yaml` and `sessions/`.
    pub(crate) home: Option<PathBuf>,
    /// `--config`: another configuration file.
    pub(crate) config: Option<PathBuf>,
    /// `--lock-timeout`: how long to wait for the lock; zero tries once.
    pub(crate) lock_timeout: Option<Duration>,
}

impl Options {
    /// The wait for the lock, for which `variable` is the value of `CLINVK_LOCK_TIMEOUT`.
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
