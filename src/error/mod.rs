//! What can go wrong, in words, with a next step and an exit code. Nothing prints here.

mod danger;
pub(crate) mod describe;
mod invocation;
pub(crate) mod suggest;

pub(crate) use danger::{Danger, is_stranger, user};

use std::{fmt, io, path::PathBuf, time::Duration};

pub(crate) use invocation::{Invocation, quoted};

/// The exit codes of the reference page and of clinvk's published table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done; also an empty listing, and plumbing with nothing to do.
    Success = 0,
    /// Bad usage, an unknown session, nothing to clean, an item missing or changed.
    Failure = 1,
    /// `config.yaml` cannot be used.
    Config = 3,
    /// The store: I/O, the lock, a damaged session, standard output.
    Session = 4,
    /// The person answered no.
    Cancelled = 7,
}

impl Exit {
    /// The code for a batch in which both happened: the worse one wins, a session error over all.
    #[must_use]
    pub(crate) fn worst(self, other: Exit) -> Exit {
        self.max(other)
    }
}

/// A failure that ends a command.
///
/// `Display` is one line: the failed act, on what, the cause. The next step is apart, in
/// [`Error::hints`], so that a writer can lay both out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line cannot be understood.
    #[error("{message}")]
    Usage {
        /// What is wrong with it, one line.
        message: String,
        /// What to type instead.
        hint: String,
    },
    /// There is no home to look for a store in.
    #[error("cannot find the sessions: {reason}")]
    NoHome {
        /// Which variable is missing or unusable.
        reason: &'static str,
    },
    /// The home that was named is none.
    #[error("cannot use the home {}: {reason}", path.display())]
    UnusableHome {
        /// The home.
        path: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
        /// Whether `--home` names it, and not `CLINVK_HOME`.
        is_option: bool,
    },
    /// No session has this id, or starts with this prefix.
    #[error("session not found: {input}")]
    SessionNotFound {
        /// What was asked for.
        input: String,
    },
    /// No session in the trash has this id, or starts with this prefix.
    #[error("session not found in the trash: {input}")]
    NotInTrash {
        /// What was asked for.
        input: String,
    },
    /// A session cannot be restored, because there is one of its id.
    #[error("session {id} is there already")]
    SessionExists {
        /// Which one.
        id: String,
    },
    /// More than one session starts with this prefix.
    #[error("ambiguous session id: {input} could be any of {count} sessions")]
    AmbiguousId {
        /// What was asked for.
        input: String,
        /// How many sessions it could be.
        count: usize,
        /// A line on each of them, or on the first few.
        shown: Vec<String>,
    },
    /// `--status` names none of the four.
    #[error("invalid status filter: {value}")]
    InvalidStatusFilter {
        /// What was given.
        value: String,
    },
    /// `clean` found nothing that its policy removes.
    #[error("no sessions to clean{}", reason.map(|r| format!(": {r}")).unwrap_or_default())]
    NothingToClean {
        /// Why, where it is not simply that nothing is old enough.
        reason: Option<&'static str>,
    },
    /// A policy of keeps, or a limit on the size, would leave nothing of what it could remove.
    #[error("the policy would keep none of {count} session(s){group}")]
    KeepsNothing {
        /// How many it would remove.
        count: usize,
        /// What they have in common: nothing, or as in ` of backend codex`.
        group: String,
    },
    /// A pinned session was to be deleted.
    #[error("session {id} is pinned")]
    Pinned {
        /// Which one.
        id: String,
    },
    /// The configuration cannot be used, so no policy can be read from it.
    #[error("cannot use the configuration {}: {reason}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The default configuration could have been written by others, so no policy is read from it.
    #[error("cannot use the configuration {}: {danger}", path.display())]
    UnsafeConfig {
        /// The file.
        path: PathBuf,
        /// Why it cannot be relied on.
        danger: Danger,
    },
    /// The store, or the home around it, is a symbolic link that leads nowhere.
    #[error("cannot open {}: it is a symbolic link to {}, which is not there", path.display(), target.display())]
    LinkToNothing {
        /// The link.
        path: PathBuf,
        /// What it leads to.
        target: PathBuf,
    },
    /// An operation on a file or directory of the store failed.
    #[error("cannot {act} {}: {}", path.display(), Cause(source))]
    Io {
        /// The failed act: `read`, `remove`, …
        act: &'static str,
        /// On what.
        path: PathBuf,
        /// Why, from the operating system.
        source: io::Error,
    },
    /// The store, or something beside it, is not this user's, or others can change it, so nothing
    /// is changed.
    #[error("cannot change {}: {danger}", path.display())]
    UnsafeStore {
        /// The directory or file that cannot be relied on.
        path: PathBuf,
        /// Why it cannot be relied on.
        danger: Danger,
    },
    /// Another process held the lock until the deadline.
    #[error("cannot lock {}: still held{} after {} s", path.display(), Holder(*holder), waited.as_secs())]
    Locked {
        /// The locked file or directory.
        path: PathBuf,
        /// The process that holds it, where the system tells.
        holder: Option<u32>,
        /// How long was waited.
        waited: Duration,
    },
    /// The session's file cannot be read, or not as a session.
    #[error("cannot read session {id}: {reason}")]
    Damaged {
        /// Which session.
        id: String,
        /// Why, with the position where there is one; never content.
        reason: String,
        /// Whether the system failed to read the file, so that its content is unknown.
        is_unread: bool,
    },
    /// Standard output could not be written.
    #[error("cannot write to standard output: {}", Cause(.0))]
    Output(io::Error),
    /// Standard input could not be read.
    #[error("cannot read standard input: {}", Cause(.0))]
    Input(io::Error),
    /// The system gives no random bits.
    #[error("cannot make an id: {}", Cause(.0))]
    NoRandomness(io::Error),
    /// Somebody sits at the terminal, but a question could not be seen.
    #[error("cannot ask before deleting: standard error is not a terminal")]
    Unconfirmed,
    /// Nobody sits at a terminal who could be asked.
    #[error("cannot ask before deleting: standard input is not a terminal")]
    Unasked,
    /// A person at a terminal ordered what is for scripts, and never asks.
    #[error("cannot prune on a terminal without --yes: it never asks, and nothing was removed")]
    PruneByHand,
    /// The person answered no.
    #[error("cancelled; nothing was deleted")]
    Cancelled,
    /// A signal asked the process to end while it waited for a lock.
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    /// The process's exit code for this failure.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Error::Usage { .. }
            | Error::NoHome { .. }
            | Error::UnusableHome { .. }
            | Error::SessionNotFound { .. }
            | Error::NotInTrash { .. }
            | Error::SessionExists { .. }
            | Error::AmbiguousId { .. }
            | Error::InvalidStatusFilter { .. }
            | Error::NothingToClean { .. }
            | Error::KeepsNothing { .. }
            | Error::Pinned { .. }
            | Error::Unconfirmed
            | Error::Unasked
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
            Error::Cancelled => Exit::Cancelled,
        }
    }
}

/// An I/O error in the system's words, without Rust's `(os error 2)`.
pub(crate) struct Cause<'a>(pub(crate) &'a io::Error);

impl fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        f.write_str(text.split(" (os error").next().unwrap_or(&text))
    }
}

/// ` by process 123`, or nothing where the holder is unknown.
pub(crate) struct Holder(pub(crate) Option<u32>);

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |pid| write!(f, " by process {pid}"))
    }
}
