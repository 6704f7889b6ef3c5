//! Session ids: what names a session, what only starts like one, and how short it can be shown.

use std::{fmt, str::FromStr};

/// The longest id, in bytes; with `.json` it stays far below any file system's limit.
const LONGEST: usize = 128;

/// The fewest characters of an id that a person is shown; as many as the reference page shows.
const SHORTEST_SHOWN: usize = 8;

/// The id of a session: the stem of its file's name.
///
/// 1 to 128 of `A-Z a-z 0-9 _ -`, not starting with `-`, and not `index`, so it is safe as a file
/// name, as an argument and on a terminal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(Box<str>);

/// A text that is no session id or no start of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 128 of A-Z a-z 0-9 _ -, does not start with -, and is not `index`")]
pub struct InvalidId;

impl SessionId {
    /// What follows the id in the name of its file.
    pub const FILE_EXTENSION: &'static str = ".json";

    /// The id of the session that the file called `name` holds; `None` if that is no session's name.
    pub fn of_file(name: &[u8]) -> Option<SessionId> {
        let stem = name.strip_suffix(Self::FILE_EXTENSION.as_bytes())?;
        std::str::from_utf8(stem).ok()?.parse().ok()
    }

    /// The name of this session's file.
    pub fn file_name(&self) -> String {
        format!("{}{}", self.0, Self::FILE_EXTENSION)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
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
        f.pad(&self.0)
    }
}

/// The start of a session id, as a person types it; a whole id is one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdPrefix(Box<str>);

impl IdPrefix {
    /// Whether `id` starts with this prefix.
    pub fn matches(&self, id: &SessionId) -> bool {
        id.0.starts_with(&*self.0)
    }

    /// Those of `ids`, which are sorted, that start with this prefix.
    pub fn among<'a>(&self, ids: &'a [SessionId]) -> &'a [SessionId] {
        let start = ids.partition_point(|id| *id.0 < *self.0);
        let length = ids[start..].partition_point(|id| self.matches(id));
        &ids[start..start + length]
    }

    /// The prefix read as a whole id; `None` for `index`, which is none.
    pub fn to_id(&self) -> Option<SessionId> {
        self.0.parse().ok()
    }

    /// The prefix as text.
    pub fn as_str(&self) -> &str {
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
    (1..=LONGEST).contains(&text.len())
        && !text.starts_with('-')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// The shortest start of `id` that names no other of `ids`, and at least 8 characters.
///
/// `ids` is every id of the store, sorted; `id` itself may be among them.
pub fn shortest_unique<'a>(id: &'a SessionId, ids: &[SessionId]) -> &'a str {
    let place = ids.partition_point(|other| other < id);
    let before = place.checked_sub(1).and_then(|at| ids.get(at));
    let after = ids[place..].iter().find(|other| *other != id);
    let shared = [before, after].into_iter().flatten().map(|other| shared_length(id, other)).max();
    let length = SHORTEST_SHOWN.max(shared.map_or(0, |shared| shared + 1));
    id.0.get(..length).unwrap_or(&id.0)
}

fn shared_length(one: &SessionId, other: &SessionId) -> usize {
    one.0.bytes().zip(other.0.bytes()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn a_file_is_a_session_by_its_name_alone() {
        assert_eq!(SessionId::of_file(b"abc123.json"), Some(id("abc123")));
        for other in [&b"index.json"[..], b".json", b"..json", b"a.JSON", b"a", b"\xff.json"] {
            assert_eq!(SessionId::of_file(other), None);
        }
    }

    #[test]
    fn ids_are_shown_as_eight_characters_or_as_many_as_tell_them_apart() {
        let ids = [id("0a3f5c1e9b7d"), id("0a3f77aa01b2"), id("0a3f77aa0fff"), id("abc123")];
        let shown: Vec<_> = ids.iter().map(|id| shortest_unique(id, &ids)).collect();
        assert_eq!(shown, ["0a3f5c1e", "0a3f77aa01", "0a3f77aa0f", "abc123"]);
    }

    #[test]
    fn an_id_that_another_one_starts_with_is_shown_whole() {
        let ids = [id("abcdefghij"), id("abcdefghijkl")];
        assert_eq!(shortest_unique(&ids[0], &ids), "abcdefghij");
        assert_eq!(shortest_unique(&ids[1], &ids), "abcdefghijk");
    }

    proptest! {
        #[test]
        fn a_shown_id_names_one_session(mut texts in proptest::collection::vec("[ab]{1,12}", 1..20)) {
            texts.sort();
            texts.dedup();
            let ids: Vec<_> = texts.iter().map(|text| id(text)).collect();
            for id in &ids {
                let shown: IdPrefix = shortest_unique(id, &ids).parse().expect("a prefix of an id");
                let named = shown.among(&ids).len();
                prop_assert_eq!(named, ids.iter().filter(|other| shown.matches(other)).count());
                prop_assert!(named == 1 || shown.as_str() == id.as_str());
            }
        }
    }
}
