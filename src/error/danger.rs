//! Why a directory or file cannot be relied on: who owns it, and who may write to it.

use std::{fmt, path::Path};

/// Returns the user who runs the command.
pub(crate) fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Returns whether `owner` is neither the user who runs the command nor root.
pub(crate) fn is_stranger(owner: u32) -> bool {
    owner != user() && owner != 0
}

/// Why a store, or something beside it, is not safe to change or to rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Danger {
    /// It belongs to another user than the one who runs the command.
    Owner {
        /// Whose it is.
        owner: u32,
        /// Who runs the command.
        user: u32,
    },
    /// It belongs to another user, and lies in a home that does not.
    Stranger {
        /// Whose it is.
        owner: u32,
    },
    /// It is a symbolic link of another user, who may have put it in the place of a directory.
    Link {
        /// Whose it is.
        owner: u32,
    },
    /// Group or others may write to it.
    Writable,
}

impl Danger {
    /// Judges a file or directory beside the store, by its owner and by whether group or others may
    /// write to it.
    ///
    /// One of root's is safe: root can change everything without owning it.
    pub(crate) fn beside(owner: u32, is_writable: bool) -> Option<Danger> {
        if is_stranger(owner) {
            return Some(Danger::Stranger { owner });
        }
        is_writable.then_some(Danger::Writable)
    }

    /// Judges what may be a symbolic link, by its owner.
    pub(crate) fn of_link(owner: u32, is_link: bool) -> Option<Danger> {
        (is_link && is_stranger(owner)).then_some(Danger::Link { owner })
    }

    /// Returns the command that removes the danger, or the way around it.
    pub(crate) fn remedy(self, path: &Path) -> String {
        // In quotes, so that it can be copied whatever the path is.
        let quoted = |suffix: &str| {
            format!("'{}{suffix}'", path.display().to_string().replace('\'', r"'\''"))
        };
        let path = quoted("");
        match self {
            Danger::Writable => format!("take that from them: chmod go-w {path}"),
            Danger::Owner { owner, user } => format!(
                "run this as user {owner}, or have root make it yours: chown -R {user} {path}"
            ),
            Danger::Stranger { owner } => {
                format!("move it out of the way: mv {path} {}", quoted(&format!(".of-{owner}")))
            }
            Danger::Link { .. } => format!("remove the link: rm {path}"),
        }
    }
}

impl fmt::Display for Danger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Danger::Writable => f.write_str("group or others may write to it"),
            Danger::Owner { owner, .. } | Danger::Stranger { owner } => {
                write!(f, "it belongs to another user, {owner}")
            }
            Danger::Link { owner } => {
                write!(f, "it is a symbolic link of another user, {owner}")
            }
        }
    }
}
