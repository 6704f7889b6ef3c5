//! What can be wrong with a store, in codes that stay and words that never carry content.

use std::{fmt, os::unix::ffi::OsStrExt as _, path::PathBuf};

use crate::session::id::SessionId;

/// What is wrong. The order is that of the records on one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Code {
    /// A session's file cannot be read as a session.
    Damaged,
    /// A session's file cannot be opened or read at all.
    Unreadable,
    /// The `id` in a session's file is not the file's name.
    IdMismatch,
    /// clinvk 0.2.0 lists the session and cannot open it, because of its id.
    IdNotHex,
    /// A time in a session's file that cannot be read.
    UnreadableTime,
    /// Something in the store that does not belong there.
    NotASession,
    /// Something on which clinvk 0.2.0 hangs, or for which it deletes the whole store.
    EndangersClinvk,
    /// A symbolic link, which is not followed.
    Symlink,
    /// A directory with further files of a session that is not there.
    OrphanArtifacts,
    /// A temporary file of a write that was interrupted.
    LeftOverTemporary,
    /// The index has no entry for a session.
    IndexMissingEntry,
    /// The index has an entry for a session that is not there.
    IndexGhost,
    /// An entry of the index differs from the session's file.
    IndexDisagrees,
    /// The index cannot be read as an index.
    IndexUnreadable,
    /// The session from which this one was forked is not there.
    DanglingParent,
    /// An object in a session's file has a key more than once.
    DuplicateKey,
    /// A key in a session's file is another one but for upper and lower case.
    KeysDifferInCase,
    /// Group or others have access.
    ModeTooWide,
    /// It belongs to another user.
    ForeignOwner,
}

impl Code {
    /// All of them, in their order.
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

    /// The code as records carry it; it never changes.
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

    /// Whether it is about the index, all of which is mended at once.
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

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The session it is about, if it is about one.
    pub(crate) id: Option<SessionId>,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What is wrong.
    pub(crate) code: Code,
    /// The same in words; never content.
    pub(crate) message: String,
    /// Whether it can be mended without the loss of anything.
    pub(crate) is_mendable: bool,
    /// Whether it was mended.
    pub(crate) is_repaired: bool,
}

impl Problem {
    /// Notes that it was mended; `how` is added to the message.
    pub(crate) fn repaired(&mut self, how: &str) {
        self.is_repaired = true;
        self.message.push_str("; ");
        self.message.push_str(how);
    }
}

/// Sorts by the bytes of the path, then by code, then by id.
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
            // By bytes: a path is no list of components here.
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
