//! Reasons not to trust a directory or file: its owner, and who else may write to it.

use std::{fmt, path::Path};

/// Returns the ID of the user who runs the command.
pub(crate) fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Returns whether `owner` is neither the user who runs the command nor root.
pub(crate) fn is_stranger(owner: u32) -> bool {
    owner != user() && owner != 0
}

/// The reason why the store, or something beside it, is not safe to change or to trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Danger {
    /// The store belongs to another user.
    Owner {
        owner: u32,
        /// The user who runs the command.
        user: u32,
    },
    /// A file or directory belongs to another user, in a home that does not.
    Stranger { owner: u32 },
    /// A symlink belongs to another user, who may have replaced a directory with it.
    Link { owner: u32 },
    /// Group or others may write to it.
    Writable,
}

impl Danger {
    /// Checks a file or directory beside the store: its owner, and whether group or others may
    /// write to it.
    ///
    /// Root's files are safe: root can change everything anyway.
    pub(crate) fn beside(owner: u32, is_writable: bool) -> Option<Danger> {
        if is_stranger(owner) {
            return Some(Danger::Stranger { owner });
        }
        is_writable.then_some(Danger::Writable)
    }

    /// Checks the owner of a file that may be a symlink.
    pub(crate) fn of_link(owner: u32, is_link: bool) -> Option<Danger> {
        (is_link && is_stranger(owner)).then_some(Danger::Link { owner })
    }

    /// Returns the command that removes the danger, or a workaround.
    pub(crate) fn remedy(self, path: &Path) -> String {
        // Quoted, so that any path can be pasted.
        let quoted = |suffix: &str| {
            format!("'{}{suffix}'", path.display().to_string().replace('\'', r"'\''"))
        };
        let path = quoted("");
        match self {
            Danger::Writable => format!("fix it: chmod go-w {path}"),
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
            Danger::Writable => f.write_str("it is writable by group or others"),
            Danger::Owner { owner, .. } | Danger::Stranger { owner } => {
                write!(f, "it belongs to another user, {owner}")
            }
            Danger::Link { owner } => {
                write!(f, "it is a symbolic link of another user, {owner}")
            }
        }
    }
}
