//! The problems of a store, with stable codes and messages that never contain session content.

use std::{fmt, os::unix::ffi::OsStrExt as _, path::PathBuf};

use crate::session::id::SessionId;

/// A kind of problem. The order is that of the records for one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Code {
    /// A session file does not parse as a session.
    Damaged,
    /// A session file cannot be opened or read.
    Unreadable,
    /// The `id` in a session file is not the file's name.
    IdMismatch,
    /// clinvk 0.2.0 lists the session but cannot open it, because of its ID.
    IdNotHex,
    /// A session file contains an invalid time.
    UnreadableTime,
    /// Something in the store does not belong there.
    NotASession,
    /// clinvk 0.2.0 blocks on this file, or deletes the whole store because of it.
    EndangersClinvk,
    /// A symlink, which is not followed.
    Symlink,
    /// An artifacts directory without its session.
    OrphanArtifacts,
    /// A temporary file of an interrupted write.
    LeftOverTemporary,
    /// The index has no entry for a session.
    IndexMissingEntry,
    /// The index has an entry without a session.
    IndexGhost,
    /// An index entry differs from the session file.
    IndexDisagrees,
    /// The index does not parse as an index.
    IndexUnreadable,
    /// The session from which this one was forked does not exist.
    DanglingParent,
    /// An object in a session file has a duplicate key.
    DuplicateKey,
    /// Two keys in a session file differ only in case.
    KeysDifferInCase,
    /// Group or others have access.
    ModeTooWide,
    /// The file belongs to another user.
    ForeignOwner,
}

impl Code {
    pub(crate) const ALL: [Code; 19] = [
        Code::Damaged,
        Code::Unreadable,
        Code::IdMismatch,
        Code::IdNotHex,
        Code::UnreadableTime,
        Code::NotASession,
        Code::EndangersClinvk,
        Code::Symlink,
        Code::OrphanArtifacts,
        Code::LeftOverTemporary,
        Code::IndexMissingEntry,
        Code::IndexGhost,
        Code::IndexDisagrees,
        Code::IndexUnreadable,
        Code::DanglingParent,
        Code::DuplicateKey,
        Code::KeysDifferInCase,
        Code::ModeTooWide,
        Code::ForeignOwner,
    ];

    /// Returns the stable code used in records.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Code::Damaged => "damaged",
            Code::Unreadable => "unreadable",
            Code::IdMismatch => "id_mismatch",
            Code::IdNotHex => "id_not_hex",
            Code::UnreadableTime => "unreadable_time",
            Code::NotASession => "not_a_session",
            Code::EndangersClinvk => "endangers_clinvk",
            Code::Symlink => "symlink",
            Code::OrphanArtifacts => "orphan_artifacts",
            Code::LeftOverTemporary => "left_over_temporary",
            Code::IndexMissingEntry => "index_missing_entry",
            Code::IndexGhost => "index_ghost",
            Code::IndexDisagrees => "index_disagrees",
            Code::IndexUnreadable => "index_unreadable",
            Code::DanglingParent => "dangling_parent",
            Code::DuplicateKey => "duplicate_key",
            Code::KeysDifferInCase => "keys_differ_in_case",
            Code::ModeTooWide => "mode_too_wide",
            Code::ForeignOwner => "foreign_owner",
        }
    }

    /// Returns whether the problem concerns the index, which is repaired as a whole.
    pub(crate) fn is_about_index(self) -> bool {
        matches!(
            self,
            Code::IndexMissingEntry
                | Code::IndexGhost
                | Code::IndexDisagrees
                | Code::IndexUnreadable
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A problem that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The session in question, if any.
    pub(crate) id: Option<SessionId>,
    pub(crate) path: PathBuf,
    pub(crate) code: Code,
    /// A message for people. Never contains session content.
    pub(crate) message: String,
    /// Set if it can be repaired without losing data.
    pub(crate) is_mendable: bool,
    pub(crate) is_repaired: bool,
}

impl Problem {
    /// Marks the problem as repaired and appends `how` to the message.
    pub(crate) fn repaired(&mut self, how: &str) {
        self.is_repaired = true;
        self.message.push_str("; ");
        self.message.push_str(how);
    }
}

/// Sorts by the bytes of the path, then by code, then by ID.
pub(crate) fn sort(problems: &mut [Problem]) {
    problems.sort_by(|one, other| {
        let key = |problem: &Problem| (problem.code, problem.id.clone());
        let paths = one.path.as_os_str().as_bytes().cmp(other.path.as_os_str().as_bytes());
        paths.then_with(|| key(one).cmp(&key(other))).then_with(|| one.message.cmp(&other.message))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_in_order_and_has_a_word_of_its_own() {
        assert!(Code::ALL.is_sorted_by(|one, other| one < other));
        let mut words = Code::ALL.map(Code::as_str);
        words.sort_unstable();
        assert!(words.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn problems_stand_by_path_then_code_then_id() {
        let problem = |path: &str, code, id: Option<&str>| Problem {
            id: id.and_then(|id| id.parse().ok()),
            path: path.into(),
            code,
            message: String::new(),
            is_mendable: false,
            is_repaired: false,
        };
        let sorted = [
            problem("/s", Code::ForeignOwner, None),
            // Compares bytes, not path components.
            problem("/s/a b", Code::NotASession, None),
            problem("/s/a.json", Code::Damaged, Some("a")),
            problem("/s/a.json", Code::ModeTooWide, Some("a")),
            problem("/s/index.json", Code::IndexGhost, Some("x")),
            problem("/s/index.json", Code::IndexGhost, Some("y")),
        ];
        let mut problems = sorted.clone();
        problems.reverse();
        sort(&mut problems);
        assert_eq!(problems, sorted);
    }
}
