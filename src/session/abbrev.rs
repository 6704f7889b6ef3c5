//! Sorted session IDs, abbreviated to unique prefixes.

use super::id::SessionId;

/// Minimum length of an abbreviated ID, as on the reference page.
const SHORTEST_SHOWN: usize = 8;

/// Sorts IDs and removes duplicates.
pub(crate) fn sorted(ids: impl IntoIterator<Item = SessionId>) -> Vec<SessionId> {
    // Most IDs differ in their first bytes, and numbers are compared faster than texts.
    let mut keyed: Vec<(u64, SessionId)> =
        ids.into_iter().map(|id| (first_bytes(&id), id)).collect();
    keyed.sort_unstable();
    keyed.dedup();
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// Returns the first 8 bytes of an ID as a number that has the order of the text.
fn first_bytes(id: &SessionId) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(id.as_bytes()).for_each(|(byte, first)| *byte = *first);
    u64::from_be_bytes(bytes)
}

/// An abbreviated ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShortId<'a> {
    /// The unique prefix, of at least 8 characters if the ID is as long.
    pub(crate) text: &'a str,
    /// The length in bytes of the shortest unique prefix.
    pub(crate) unique: usize,
}

/// Abbreviated IDs: the shortest unique prefixes, of at least 8 characters.
#[derive(Clone, Debug)]
pub(crate) struct Abbrev<'a> {
    ids: &'a [SessionId],
    /// The length in bytes of the shortest unique prefix of each. An ID has at most 128 bytes.
    lengths: Vec<u8>,
}

impl<'a> Abbrev<'a> {
    /// Abbreviates `ids`, which must be sorted and complete.
    pub(crate) fn of(ids: &'a [SessionId]) -> Abbrev<'a> {
        // In sorted order, the ID with the longest common prefix is a neighbour.
        let mut shared_before = 0;
        let lengths = ids.iter().enumerate().map(|(place, id)| {
            let shared_after = ids.get(place + 1).map_or(0, |next| shared_length(id, next));
            let needed = shared_before.max(shared_after) + 1;
            shared_before = shared_after;
            u8::try_from(needed.min(id.as_bytes().len())).unwrap_or(u8::MAX)
        });
        Abbrev { ids, lengths: lengths.collect() }
    }

    /// Returns the short form of `id` and its unique part; the full ID if it is not in the list.
    pub(crate) fn of_id<'b>(&self, id: &'b SessionId) -> ShortId<'b> {
        let full = id.as_str();
        let place = self.ids.binary_search(id);
        let unique = place.map_or(full.len(), |place| self.lengths[place].into());
        ShortId { text: &full[..unique.max(SHORTEST_SHOWN).min(full.len())], unique }
    }
}

fn shared_length(one: &SessionId, other: &SessionId) -> usize {
    let pairs = one.as_bytes().iter().zip(other.as_bytes());
    pairs.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::id::IdPrefix;
    use proptest::prelude::*;

    fn id(text: &str) -> SessionId {
        text.parse().expect("a valid id")
    }

    fn shown(ids: &[SessionId]) -> Vec<&str> {
        let short = Abbrev::of(ids);
        let shown: Vec<&str> = ids.iter().map(|id| short.of_id(id).text).collect();
        shown
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
            texts in proptest::collection::vec("[ab]{1,3}|same-8by[tu][a-z]{0,3}", 0..30),
            start in "|all-",
        ) {
            let mut texts: Vec<_> = texts.iter().map(|text| format!("{start}{text}")).collect();
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
