//! Session ids: what names a session, and what only starts like one.

use std::{fmt, str::FromStr};

/// The longest id, in bytes; with `.json` it stays far below any file system's limit.
const LONGEST: usize = 128;

/// What an id leads to for which [`SessionId::is_clinvks`] is false.
pub(crate) const NOT_OPENED_BY_CLINVK: &str = "clinvk 0.2.0 lists the session but cannot open it: an id of \
                                        16 or 32 characters must be all hex digits";

/// The id of a session: the stem of its file's name.
///
/// 1 to 128 of `A-Z a-z 0-9 _ -`, not starting with `-`, and not `index`, so it is safe as a file
/// name, as an argument and on a terminal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct SessionId(Box<str>);

/// A text that is no session id or no start of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 128 of A-Z a-z 0-9 _ -, does not start with -, and is not `index`")]
pub(crate) struct InvalidId;

impl SessionId {
    /// What follows the id in the name of its file.
    pub(crate) const FILE_EXTENSION: &'static str = ".json";

    /// The id of the session that the file called `name` holds; `None` if that is no session's name.
    pub(crate) fn of_file(name: &[u8]) -> Option<SessionId> {
        Self::of_bytes(name.strip_suffix(Self::FILE_EXTENSION.as_bytes())?)
    }

    /// The id that these bytes are; `None` if they are none.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<SessionId> {
        std::str::from_utf8(bytes).ok()?.parse().ok()
    }

    /// An id as clinvk makes them: 128 random bits in hex.
    pub(crate) fn of_random_bits(bits: u128) -> SessionId {
        SessionId(format!("{bits:032x}").into())
    }

    /// Whether clinvk 0.2.0 opens a session by this id. It takes 16 or 32 characters for an id that
    /// it made itself, which then have to be hex digits. It lists a session by any id.
    pub(crate) fn is_clinvks(&self) -> bool {
        ![16, 32].contains(&self.as_bytes().len())
            || self.as_bytes().iter().all(u8::is_ascii_hexdigit)
    }

    /// The name of this session's file.
    pub(crate) fn file_name(&self) -> String {
        format!("{self}{}", Self::FILE_EXTENSION)
    }

    /// The id as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes of the text, which are ASCII.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl FromStr for SessionId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<SessionId, InvalidId> {
        // The index is the one file of the directory that looks like a session and is none.
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

/// The start of a session id, as a person types it; a whole id is one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdPrefix(Box<str>);

impl IdPrefix {
    /// Whether `id` starts with this prefix.
    pub(crate) fn matches(&self, id: &SessionId) -> bool {
        id.as_str().starts_with(&*self.0)
    }

    /// Whether a file of this name could hold a session that starts with this prefix.
    pub(crate) fn matches_file(&self, name: &[u8]) -> bool {
        name.starts_with(self.0.as_bytes())
    }

    /// Those of `ids`, which are sorted, that start with this prefix.
    pub(crate) fn among<'a>(&self, ids: &'a [SessionId]) -> &'a [SessionId] {
        let start = ids.partition_point(|id| id.as_str() < &*self.0);
        let length = ids[start..].partition_point(|id| self.matches(id));
        &ids[start..start + length]
    }

    /// The prefix read as a whole id; `None` for `index`, which is none.
    pub(crate) fn to_id(&self) -> Option<SessionId> {
        self.0.parse().ok()
    }

    /// The prefix as text.
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
    /// Whether a byte may stand in an id: a table, because every listing asks for every name.
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
