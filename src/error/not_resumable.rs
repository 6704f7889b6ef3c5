//! Reasons why a session cannot be continued.

use std::path::PathBuf;

use super::{Invocation, quoted};

/// The reason why a session cannot be continued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotResumable {
    /// Its assistant has not named it.
    #[error("it has no backend session ID")]
    NoBackendId,
    /// The assistant's ID would be an option, or several words, or another session.
    #[error("its backend session ID '{id}' is not safe as an argument")]
    OddBackendId { id: String },
    /// No program is known for its assistant.
    #[error("there is no known command for the backend '{backend}'")]
    UnknownBackend { backend: String },
    /// The session does not say from where its directory starts, or no directory can have the name.
    #[error("its working directory is not an absolute path: {}", .directory.display())]
    OddDirectory { directory: PathBuf },
    /// Its directory is gone.
    #[error("its working directory no longer exists: {}", .directory.display())]
    DirectoryGone { directory: PathBuf },
}

impl NotResumable {
    /// Returns the next step for the session `id`, if there is one.
    pub(super) fn hint(&self, id: &str, clinvk: &Invocation) -> Option<String> {
        match self {
            NotResumable::NoBackendId => {
                Some(format!("list the sessions that can be resumed: `{clinvk} list --resumable`"))
            }
            NotResumable::OddDirectory { .. } => {
                let set = format!("{clinvk} set-raw {id} --set working_dir=DIR");
                Some(format!("set it: `{set}`"))
            }
            NotResumable::DirectoryGone { directory } => {
                let old = quoted(directory.as_os_str().as_encoded_bytes());
                Some(format!("if it was moved: `{clinvk} relocate {old} NEW`"))
            }
            NotResumable::OddBackendId { .. } | NotResumable::UnknownBackend { .. } => None,
        }
    }
}
