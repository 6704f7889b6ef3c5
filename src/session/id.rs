//! Session IDs and prefixes of them.

use std::{fmt, str::FromStr};

/// Maximum length of an ID in bytes. With `.json` it is far below the limit of every file system.
const LONGEST: usize = 128;

/// The consequence of an ID for which [`SessionId::is_clinvks`] is false.
pub(crate) const NOT_OPENED_BY_CLINVK: &str = "clinvk 0.2.0 lists the session but cannot open it: an id of \
                                        16 or 32 characters must be all hex digits";

/// The ID of a session: the stem of its file name.
///
/// 1 to 128 of `A-Z a-z 0-9 _ -`, not starting with `-`, and not `index`, so it is safe as a file
/// name, as an argument and on a terminal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct SessionId(Box<str>);

/// The error of a text that is not a session ID or not a prefix of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 128 of A-Z a-z 0-9 _ -, does not start with -, and is not `index`")]
pub(crate) struct InvalidId;

impl SessionId {
    /// The file name extension.
    pub(crate) const FILE_EXTENSION: &'static str = ".json";

    /// Returns the session ID in a file name, or `None` if it is not the name of a session file.
    pub(crate) fn of_file(name: &[u8]) -> Option<SessionId> {
        Self::of_bytes(name.strip_suffix(Self::FILE_EXTENSION.as_bytes())?)
    }

    /// Returns `bytes` as an ID, or `None` if they are not a valid one.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<SessionId> {
        std::str::from_utf8(bytes).ok()?.parse().ok()
    }

    /// Generates an ID like clinvk: 128 random bits in hex.
    pub(crate) fn of_random_bits(bits: u128) -> SessionId {
        SessionId(format!("{bits:032x}").into())
    }

    /// Returns whether clinvk 0.2.0 can open a session with this ID. It requires IDs of 16 or 32
    /// characters, the lengths that it generates, to be hex digits. It lists sessions with any ID.
    pub(crate) fn is_clinvks(&self) -> bool {
        ![16, 32].contains(&self.as_bytes().len())
            || self.as_bytes().iter().all(u8::is_ascii_hexdigit)
    }

    /// Returns the file name of the session.
    pub(crate) fn file_name(&self) -> String {
        format!("{self}{}", Self::FILE_EXTENSION)
    }

    /// Returns the ID as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the bytes of the text, which are ASCII.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl FromStr for SessionId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<SessionId, InvalidId> {
        // index.json looks like a session file but is the index.
        if is_id_like(text) && text != "index" {
            Ok(SessionId(text.into()))
        } else {
            Err(InvalidId)
        }
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A prefix of a session ID, as typed by the user. A full ID is a prefix too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdPrefix(Box<str>);

impl IdPrefix {
    /// Returns whether `id` starts with this prefix.
    pub(crate) fn matches(&self, id: &SessionId) -> bool {
        id.as_str().starts_with(&*self.0)
    }

    /// Returns whether a file of this name can be a session whose ID starts with this prefix.
    pub(crate) fn matches_file(&self, name: &[u8]) -> bool {
        name.starts_with(self.0.as_bytes())
    }

    /// Returns the IDs among `ids`, which must be sorted, that start with this prefix.
    pub(crate) fn among<'a>(&self, ids: &'a [SessionId]) -> &'a [SessionId] {
        let start = ids.partition_point(|id| id.as_str() < &*self.0);
        let length = ids[start..].partition_point(|id| self.matches(id));
        &ids[start..start + length]
    }

    /// Returns the prefix as a full ID, or `None` for `index`, which is not an ID.
    pub(crate) fn to_id(&self) -> Option<SessionId> {
        self.0.parse().ok()
    }

    /// Returns the prefix as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdPrefix {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<IdPrefix, InvalidId> {
        if is_id_like(text) { Ok(IdPrefix(text.into())) } else { Err(InvalidId) }
    }
}

fn is_id_like(text: &str) -> bool {
    /// The bytes allowed in an ID. A table, because every listing checks every file name.
    const ALLOWED: [bool; 256] = {
        let mut allowed = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            allowed[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
            byte += 1;
        }
        allowed
    };
    (1..=LONGEST).contains(&text.len())
        && !text.starts_with('-')
        && text.bytes().all(|byte| ALLOWED[usize::from(byte)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> SessionId {
        text.parse().expect("a valid id")
    }

    #[test]
    fn only_safe_file_stems_are_ids() {
        for good in ["a", "abc123", "0a3f5c1e9b7d4426", "A_b-C", "indexes", &"x".repeat(128)] {
            assert_eq!(good.parse::<SessionId>().map(|id| id.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "-a", "index", "a.b", "..", "a/b", "ü", "a b", "a\n", &"x".repeat(129)] {
            assert_eq!(bad.parse::<SessionId>(), Err(InvalidId), "{bad:?}");
        }
    }

    #[test]
    fn clinvk_opens_what_is_all_hex_digits_or_of_a_length_of_its_own() {
        for good in
            ["0a3f5c1e9b7d4426", "abc", "not-of-sixteen-ch", &"x".repeat(31), &"aF".repeat(16)]
        {
            assert!(id(good).is_clinvks(), "{good}");
        }
        for bad in ["not-hex-sixteen-", "0a3f5c1e9b7d442g", &"x".repeat(32), &"_".repeat(16)] {
            assert!(!id(bad).is_clinvks(), "{bad}");
        }
    }

    #[test]
    fn a_file_is_a_session_by_its_name_alone() {
        assert_eq!(SessionId::of_file(b"abc123.json"), Some(id("abc123")));
        for other in [&b"index.json"[..], b".json", b"..json", b"a.JSON", b"a", b"\xff.json"] {
            assert_eq!(SessionId::of_file(other), None);
        }
    }
}
