//! Many session ids: sorted, and as short as they can be shown.

use super::id::SessionId;

/// The fewest characters of an id that a person is shown; as many as the reference page shows.
const SHORTEST_SHOWN: usize = 8;

/// Sorts ids and drops those that are there twice.
pub fn sorted(ids: impl IntoIterator<Item = SessionId>) -> Vec<SessionId> {
    sorted_with_places(&ids.into_iter().collect::<Vec<_>>()).0
}

/// Sorts ids as [`sorted`] does, and gives beside them where each of them now stands, in the order
/// in which they came; one that had come before stands nowhere.
///
/// Comparing numbers made of their first bytes is several times faster than comparing the texts;
/// only where those are equal the texts decide.
pub fn sorted_with_places(ids: &[SessionId]) -> (Vec<SessionId>, Vec<Option<usize>>) {
    let numbered = ids.iter().enumerate();
    let mut keyed: Vec<(u128, usize)> =
        numbered.map(|(number, id)| (first_bytes(id), number)).collect();
    keyed.sort_unstable();
    for alike in keyed.chunk_by_mut(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        alike.sort_by_key(|keyed| &ids[keyed.1]);
    }
    let mut places = vec![None; ids.len()];
    let mut sorted: Vec<SessionId> = Vec::with_capacity(ids.len());
    for (_, number) in keyed {
        if sorted.last() != Some(&ids[number]) {
            places[number] = Some(sorted.len());
            sorted.push(ids[number].clone());
        }
    }
    (sorted, places)
}

/// The first 16 bytes of an id as a number that stands in the same order.
fn first_bytes(id: &SessionId) -> u128 {
    let mut first = [0; 16];
    let length = id.as_bytes().len().min(16);
    first[..length].copy_from_slice(&id.as_bytes()[..length]);
    u128::from_be_bytes(first)
}

/// Ids as a person is shown them: as many of their first characters as name no other one, and at
/// least 8.
#[derive(Clone, Copy, Debug)]
pub struct ShortIds<'a> {
    ids: &'a [SessionId],
}

impl<'a> ShortIds<'a> {
    /// Those of `ids`, which are all that there are, sorted.
    pub fn of(ids: &'a [SessionId]) -> ShortIds<'a> {
        ShortIds { ids }
    }

    /// The short form of the id that stands at `place`.
    pub fn at(&self, place: usize) -> &'a str {
        let id = &self.ids[place];
        // Whatever shares most with an id stands next to it.
        let beside = [place.checked_sub(1), place.checked_add(1)];
        let beside = beside.into_iter().flatten().filter_map(|place| self.ids.get(place));
        let needed = beside.map(|other| shared_length(id, other) + 1).max().unwrap_or(0);
        &id.as_str()[..needed.max(SHORTEST_SHOWN).min(id.as_str().len())]
    }

    /// The short form of `id`; all of it if it is not among them.
    pub fn form<'b>(&self, id: &'b SessionId) -> &'b str {
        let place = self.ids.binary_search(id);
        place.map_or(id.as_str(), |place| &id.as_str()[..self.at(place).len()])
    }
}

fn shared_length(one: &SessionId, other: &SessionId) -> usize {
    let pairs = one.as_bytes().iter().zip(other.as_bytes());
    pairs.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::IdPrefix;
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
