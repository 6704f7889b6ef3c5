//! The errors: their messages, hints and exit statuses. This module prints nothing.

mod danger;
pub(crate) mod describe;
mod invocation;
mod not_resumable;
mod plural;
pub(crate) mod suggest;

pub(crate) use danger::{Danger, is_stranger, user};

use std::{fmt, io, path::PathBuf, time::Duration};

pub(crate) use invocation::{Invocation, Name, quoted};
pub(crate) use not_resumable::NotResumable;
pub(crate) use plural::plural;

/// The exit statuses of the reference page and of clinvk's published table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done. Also used for an empty list, and for plumbing with nothing to do.
    Success = 0,
    /// Invalid usage, an unknown session, nothing to clean, or an item that is missing or changed.
    Failure = 1,
    /// `config.yaml` is unusable.
    Config = 3,
    /// A problem with the store: I/O, the lock, a damaged session, or standard output.
    Session = 4,
    /// The user answered no.
    Cancelled = 7,
}

impl Exit {
    /// Returns the exit status of a batch with both results. The worse one wins; a session error
    /// outranks all.
    #[must_use]
    pub(crate) fn worst(self, other: Exit) -> Exit {
        self.max(other)
    }
}

/// An error that ends a command.
///
/// `Display` writes one line: the failed action, its object, and the cause. The next steps are
/// separate, in [`Error::hints`], so that the caller can lay out both.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line is invalid.
    #[error("{message}")]
    Usage {
        /// The problem, in one line.
        message: String,
        hint: String,
    },
    /// The command line belongs to another clinvk, and it cannot be handed over.
    #[error("this clinvk only manages sessions, and {reason}")]
    NotOurs {
        /// The reason why it cannot be handed over.
        reason: &'static str,
    },
    /// A session cannot be continued.
    #[error("session not resumable: {id}: {reason}")]
    NotResumable { id: String, reason: NotResumable },
    /// The program of a session's assistant is missing.
    #[error("backend not available: {} is not on the PATH", program.display())]
    NotInstalled { program: PathBuf },
    /// A program cannot be run.
    #[error("cannot run {}: {}", path.display(), Cause(source))]
    CannotRun { path: PathBuf, source: io::Error },
    /// The home directory is unknown.
    #[error("the home directory is unknown: {reason}")]
    NoHome {
        /// The environment variable that is missing or unusable.
        reason: &'static str,
    },
    /// The named home is unusable.
    #[error("cannot use the home {}: {reason}", path.display())]
    UnusableHome {
        path: PathBuf,
        reason: &'static str,
        /// Set if `--home` names it, rather than `CLINVK_HOME`.
        is_option: bool,
    },
    /// No session has this ID or prefix.
    #[error("session not found: {input}")]
    SessionNotFound {
        /// The ID or prefix.
        input: String,
    },
    /// No session in the trash has this ID or prefix.
    #[error("session not found in the trash: {input}")]
    NotInTrash {
        /// The ID or prefix.
        input: String,
    },
    /// A session cannot be restored, because a session with the same ID exists.
    #[error("session {id} already exists")]
    SessionExists { id: String },
    /// A session exists, and an import does not overwrite it.
    #[error("session {id} already exists and was not replaced")]
    NotReplaced { id: String },
    /// A session, or an item that names none, cannot be imported.
    #[error("cannot import {id}: {reason}")]
    NotImported {
        /// The ID, or the position of the item.
        id: String,
        /// The reason. Never contains session content.
        reason: String,
    },
    /// Several sessions have this prefix.
    #[error("ambiguous session id: {input} matches {count} sessions")]
    AmbiguousId {
        /// The prefix.
        input: String,
        /// The number of matching sessions.
        count: usize,
        /// Descriptions of the first few matching sessions, one per line.
        shown: Vec<String>,
    },
    /// `--status` is not one of the four statuses.
    #[error("invalid status filter: {value}")]
    InvalidStatusFilter { value: String },
    /// `clean` found nothing to remove.
    #[error("no sessions to clean{}", reason.map(|r| format!(": {r}")).unwrap_or_default())]
    NothingToClean {
        /// The reason, unless it is simply that no session is old enough.
        reason: Option<&'static str>,
        /// Hints at what the filter names and no session has.
        hints: Vec<String>,
    },
    /// A policy with keeps or a size limit would remove every session it may remove.
    #[error("the policy would keep none of the {}{group}", plural(*count, "session"))]
    KeepsNothing {
        /// The number of sessions.
        count: usize,
        /// The group, such as ` of backend codex`; empty if there is only one.
        group: String,
    },
    /// A pinned session would have been deleted.
    #[error("session {id} is pinned")]
    Pinned { id: String },
    /// The configuration is unusable, so there is no policy.
    #[error("cannot use the configuration {}: {reason}", path.display())]
    Config { path: PathBuf, reason: String },
    /// Others could have written the default configuration, so it is not used.
    #[error("cannot use the configuration {}: {danger}", path.display())]
    UnsafeConfig { path: PathBuf, danger: Danger },
    /// The store, or the home around it, is a dangling symlink.
    #[error("cannot open {}: it is a symbolic link to {}, which is not there", path.display(), target.display())]
    LinkToNothing {
        /// The symlink.
        path: PathBuf,
        /// Its target.
        target: PathBuf,
    },
    /// An operation on a file or directory failed.
    #[error("cannot {act} {}: {}", path.display(), Cause(source))]
    Io {
        /// The failed action: `read`, `remove`, …
        act: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// The store, or something beside it, belongs to another user, or others can write to it.
    /// Nothing is changed.
    #[error("cannot change {}: {danger}", path.display())]
    UnsafeStore {
        /// The unsafe directory or file.
        path: PathBuf,
        danger: Danger,
    },
    /// Another process held the lock until the timeout.
    #[error("cannot lock {}: still held{} after {} s", path.display(), Holder(*holder), waited.as_secs())]
    Locked {
        /// The locked file or directory.
        path: PathBuf,
        /// The process that holds the lock, if known.
        holder: Option<u32>,
        /// The time waited.
        waited: Duration,
    },
    /// A session file cannot be read, or does not parse as a session.
    #[error("cannot read session {id}: {reason}")]
    Damaged {
        id: String,
        /// The cause, with its position if known. Never contains session content.
        reason: String,
        /// Set if the system failed to read the file, so that its content is unknown.
        is_unread: bool,
    },
    /// Writing to standard output failed.
    #[error("cannot write to standard output: {}", Cause(.0))]
    Output(io::Error),
    /// Reading standard input failed.
    #[error("cannot read standard input: {}", Cause(.0))]
    Input(io::Error),
    /// The system provides no random bits.
    #[error("cannot create an ID: {}", Cause(.0))]
    NoRandomness(io::Error),
    /// Standard input is a terminal, but standard error is not, so a question would not be seen.
    #[error("cannot ask before deleting: standard error is not a terminal")]
    Unconfirmed,
    /// Standard input is not a terminal, so nobody can answer a question.
    #[error("cannot ask before deleting: standard input is not a terminal")]
    Unasked,
    /// Many sessions would be changed, and nobody can be asked.
    #[error("cannot ask before changing {}: there is no terminal", plural(*count, "session"))]
    UnaskedChange { count: usize },
    /// The user answered no to a change.
    #[error("cancelled; nothing was changed")]
    CancelledChange,
    /// `prune` was run at a terminal. It is meant for scripts and never asks.
    #[error("cannot prune on a terminal without --yes: it never asks, and nothing was removed")]
    PruneByHand,
    /// The user answered no.
    #[error("cancelled; nothing was deleted")]
    Cancelled,
    /// A signal arrived while waiting for a lock.
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    /// Returns the exit status for this error.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Error::Usage { .. }
            | Error::NotOurs { .. }
            | Error::NotResumable { .. }
            | Error::NotInstalled { .. }
            | Error::CannotRun { .. }
            | Error::NoHome { .. }
            | Error::UnusableHome { .. }
            | Error::SessionNotFound { .. }
            | Error::NotInTrash { .. }
            | Error::SessionExists { .. }
            | Error::NotReplaced { .. }
            | Error::NotImported { .. }
            | Error::AmbiguousId { .. }
            | Error::InvalidStatusFilter { .. }
            | Error::NothingToClean { .. }
            | Error::KeepsNothing { .. }
            | Error::Pinned { .. }
            | Error::Unconfirmed
            | Error::Unasked
            | Error::UnaskedChange { .. }
            | Error::PruneByHand => Exit::Failure,
            Error::Config { .. } | Error::UnsafeConfig { .. } => Exit::Config,
            Error::Io { .. }
            | Error::LinkToNothing { .. }
            | Error::UnsafeStore { .. }
            | Error::Locked { .. }
            | Error::Damaged { .. }
            | Error::Output(_)
            | Error::Input(_)
            | Error::NoRandomness(_)
            | Error::Interrupted => Exit::Session,
            Error::Cancelled | Error::CancelledChange => Exit::Cancelled,
        }
    }
}

/// Displays an I/O error without Rust's suffix `(os error 2)`.
pub(crate) struct Cause<'a>(pub(crate) &'a io::Error);

impl fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        f.write_str(text.split(" (os error").next().unwrap_or(&text))
    }
}

/// Displays ` by process 123`, or nothing if the holder is unknown.
pub(crate) struct Holder(pub(crate) Option<u32>);

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |pid| write!(f, " by process {pid}"))
    }
}
