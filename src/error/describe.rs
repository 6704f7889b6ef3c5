//! An error's stable code, subject and hints.

use std::{io, path::Path};

use super::{Error, Invocation};

/// The page of the clinvk that runs prompts, with its installation.
const OTHER_CLINVK: &str = "https://github.com/signalridge/clinvoker";

impl Error {
    /// Returns the stable code of this kind of error, used with `--errors=json`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Error::Usage { .. } | Error::NotOurs { .. } => "usage",
            Error::NotResumable { .. } => "not_resumable",
            Error::NotInstalled { .. } | Error::CannotRun { .. } => "cannot_run",
            Error::NoHome { .. } | Error::UnusableHome { .. } => "no_home",
            Error::SessionNotFound { .. } | Error::NotInTrash { .. } => "session_not_found",
            Error::SessionExists { .. } | Error::NotReplaced { .. } => "session_exists",
            Error::NotImported { .. } => "invalid_session",
            Error::AmbiguousId { .. } => "ambiguous_id",
            Error::InvalidStatusFilter { .. } => "invalid_status_filter",
            Error::NothingToClean { .. } => "nothing_to_clean",
            Error::KeepsNothing { .. } => "keeps_nothing",
            Error::Pinned { .. } => "pinned",
            Error::Config { .. } | Error::UnsafeConfig { .. } => "invalid_configuration",
            Error::Io { .. }
            | Error::LinkToNothing { .. }
            | Error::Damaged { is_unread: true, .. } => "io_error",
            Error::UnsafeStore { .. } => "unsafe_store",
            Error::Locked { .. } => "locked",
            Error::Damaged { .. } => "session_damaged",
            Error::Output(_) => "output_failed",
            Error::Input(_) => "input_failed",
            Error::NoRandomness(_) => "no_randomness",
            Error::Unconfirmed
            | Error::Unasked
            | Error::UnaskedChange { .. }
            | Error::PruneByHand => "unconfirmed",
            Error::Cancelled | Error::CancelledChange => "cancelled",
            Error::Interrupted => "interrupted",
        }
    }

    /// Returns whether the error concerns the store as a whole, and so does not depend on a
    /// session.
    pub(crate) fn is_of_store(&self) -> bool {
        matches!(
            self,
            Error::Io { .. }
                | Error::LinkToNothing { .. }
                | Error::UnsafeStore { .. }
                | Error::Locked { .. }
                | Error::Interrupted
        )
    }

    /// Returns the ID of the session in question, or the input that should have named one.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Error::SessionNotFound { input: id }
            | Error::NotInTrash { input: id }
            | Error::SessionExists { id }
            | Error::NotReplaced { id }
            | Error::NotImported { id, .. }
            | Error::AmbiguousId { input: id, .. }
            | Error::NotResumable { id, .. }
            | Error::Pinned { id }
            | Error::Damaged { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Returns the file or directory in question.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Error::UnusableHome { path, .. }
            | Error::Config { path, .. }
            | Error::UnsafeConfig { path, .. }
            | Error::LinkToNothing { path, .. }
            | Error::CannotRun { path, .. }
            | Error::Io { path, .. }
            | Error::UnsafeStore { path, .. }
            | Error::Locked { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Returns the next steps, one per line, if there are any. Their commands repeat the options
    /// with which `clinvk` was called.
    pub(crate) fn hints(&self, clinvk: &Invocation) -> Vec<String> {
        let one = |hint: &str| vec![hint.to_owned()];
        match self {
            Error::Usage { hint, .. } => one(hint),
            Error::NotOurs { .. } => vec![
                format!("list its commands with `{clinvk} --help`"),
                format!("to run prompts install the other clinvk: {OTHER_CLINVK}"),
            ],
            Error::NotResumable { id, reason } => reason.hint(id, clinvk).into_iter().collect(),
            Error::NotInstalled { .. } => one("install it, or see the command line with --print"),
            Error::NoHome { .. } => one("set HOME or CLINVK_HOME, or use --home DIR"),
            Error::UnusableHome { is_option: true, .. } => one(
                "name the directory that holds sessions/; only `put-raw` and `import` create a missing one",
            ),
            Error::UnusableHome { .. } => one(
                "set CLINVK_HOME to the directory that holds sessions/, or unset it to use ~/.clinvk",
            ),
            Error::SessionNotFound { .. } => vec![format!("check `{clinvk} list`")],
            Error::NotInTrash { .. } => vec![format!("check `{clinvk} trash`")],
            Error::NotReplaced { .. } => one("use --replace to overwrite it"),
            Error::SessionExists { .. } => one("the copy in the trash was kept"),
            Error::AmbiguousId { shown, .. } => shown.clone(),
            Error::InvalidStatusFilter { .. } => one("use active, completed, error, or paused"),
            Error::NothingToClean { hints, .. } => {
                [&hints[..], &one("adjust filters or retention period")].concat()
            }
            Error::KeepsNothing { .. } => {
                one("nothing was deleted; use --all to delete them anyway")
            }
            Error::Pinned { id } => {
                vec![format!("unpin it first with `{clinvk} unpin {id}`, or use --force")]
            }
            Error::PruneByHand => vec![format!(
                "`{} clean` with the same options asks first and can be undone",
                clinvk.with_config()
            )],
            Error::Unconfirmed | Error::Unasked => one("use --yes to delete without asking"),
            Error::UnaskedChange { .. } => one("use --yes to change them without asking"),
            Error::Config { .. } => one("nothing was deleted; fix the file or use --older-than"),
            Error::UnsafeStore { path, danger } | Error::UnsafeConfig { path, danger } => {
                vec![danger.remedy(path)]
            }
            Error::LinkToNothing { target, .. } => {
                vec![format!("mount the file system on which {} is", target.display())]
            }
            Error::Locked { .. } => {
                one("wait for that process to finish, or wait longer with --lock-timeout")
            }
            Error::Io { source, .. } if source.kind() == io::ErrorKind::CrossesDevices => one(
                "trash/ is on a different file system than sessions/; --purge deletes without the trash",
            ),
            Error::Damaged { id, is_unread: false, .. } => {
                vec![format!("`{clinvk} cat-raw {id}` shows the file as it is")]
            }
            _ => Vec::new(),
        }
    }
}
