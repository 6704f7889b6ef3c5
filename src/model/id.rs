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

    /// An id as clinvk makes them: 128 random bits in hex.
    pub fn of_random_bits(bits: u128) -> SessionId {
        SessionId(format!("{bits:032x}").into())
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

    /// Whether a file of this name could hold a session that starts with this prefix.
    pub fn matches_file(&self, name: &[u8]) -> bool {
        name.starts_with(self.0.as_bytes())
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

/// Sorts ids and drops those that are there twice.
///
/// Comparing numbers made of their first bytes is several times faster than comparing the texts,
/// which lie all over the memory; only where those are equal the texts decide.
pub fn sorted(ids: impl IntoIterator<Item = SessionId>) -> Vec<SessionId> {
    sorted_with_places(ids).0
}

/// Sorts ids as [`sorted`] does, and gives beside them where each of them now stands, in the order
/// in which they came; one that had come before stands nowhere.
pub fn sorted_with_places(
    ids: impl IntoIterator<Item = SessionId>,
) -> (Vec<SessionId>, Vec<Option<usize>>) {
    let mut keyed: Vec<(u128, SessionId, usize)> =
        ids.into_iter().enumerate().map(|(number, id)| (first_bytes(&id), id, number)).collect();
    keyed.sort_unstable_by_key(|keyed| keyed.0);
    for alike in keyed.chunk_by_mut(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        alike.sort_unstable();
    }
    let mut places = vec![None; keyed.len()];
    let mut sorted: Vec<SessionId> = Vec::with_capacity(keyed.len());
    for (_, id, number) in keyed {
        if sorted.last() != Some(&id) {
            places[number] = Some(sorted.len());
            sorted.push(id);
        }
    }
    (sorted, places)
}

/// The first 16 bytes of an id as a number that stands in the same order.
fn first_bytes(id: &SessionId) -> u128 {
    let mut bytes = [0; 16];
    let length = id.0.len().min(16);
    bytes[..length].copy_from_slice(&id.0.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// Ids as a person is shown them: as many of their first characters as name no other one, and at
/// least 8.
#[derive(Debug)]
pub struct ShortIds<'a> {
    ids: &'a [SessionId],
    lengths: Vec<usize>,
}

impl<'a> ShortIds<'a> {
    /// Those of `ids`, which are all that there are, sorted.
    pub fn of(ids: &'a [SessionId]) -> ShortIds<'a> {
        // Whatever shares most with an id stands next to it.
        let mut lengths: Vec<usize> = ids.iter().map(|id| id.0.len().min(SHORTEST_SHOWN)).collect();
        for (place, pair) in ids.windows(2).enumerate() {
            let needed = shared_length(&pair[0], &pair[1]) + 1;
            for (length, id) in lengths[place..].iter_mut().zip(pair) {
                *length = needed.min(id.0.len()).max(*length);
            }
        }
        ShortIds { ids, lengths }
    }

    /// The short form of the id that stands at `place`.
    pub fn at(&self, place: usize) -> &'a str {
        &self.ids[place].as_str()[..self.lengths[place]]
    }

    /// The short form of `id`; all of it if it is not among them.
    pub fn form<'b>(&self, id: &'b SessionId) -> &'b str {
        let place = self.ids.binary_search(id);
        place.map_or(id.as_str(), |place| &id.as_str()[..self.lengths[place]])
    }
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

    fn shown(ids: &[SessionId]) -> Vec<&str> {
        let short = ShortIds::of(ids);
        let shown: Vec<&str> = (0..ids.len()).map(|place| short.at(place)).collect();
        assert_eq!(ids.iter().map(|id| short.form(id)).collect::<Vec<_>>(), shown);
        shown
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
        let shown = shown(&ids);
        assert_eq!(shown, ["0a3f5c1e", "0a3f77aa01", "0a3f77aa0f", "abc123"]);
    }

    proptest! {
        #[test]
        fn sorting_is_by_text_and_leaves_each_once(
            mut texts in proptest::collection::vec("[ab]{1,3}|same-sixteen-by[tu][a-z]{0,3}", 0..30),
        ) {
            let ids = sorted(texts.iter().map(|text| id(text)));
            texts.sort();
            texts.dedup();
            prop_assert_eq!(ids, texts.iter().map(|text| id(text)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_id_that_another_one_starts_with_is_shown_whole() {
        let ids = [id("abcdefghij"), id("abcdefghijkl")];
        assert_eq!(shown(&ids), ["abcdefghij", "abcdefghijk"]);
    }

    proptest! {
        #[test]
        fn a_shown_id_names_one_session(mut texts in proptest::collection::vec("[ab]{1,12}", 1..20)) {
            texts.sort();
            texts.dedup();
            let ids: Vec<_> = texts.iter().map(|text| id(text)).collect();
            for (id, shown) in ids.iter().zip(shown(&ids)) {
                let shown: IdPrefix = shown.parse().expect("a prefix of an id");
                let named = shown.among(&ids).len();
                prop_assert_eq!(named, ids.iter().filter(|other| shown.matches(other)).count());
                prop_assert!(named == 1 || shown.as_str() == id.as_str());
            }
        }
    }
}
