//! Many session ids: sorted, and as short as they can be shown.

use super::id::SessionId;

/// The fewest characters of an id that a person is shown; as many as the reference page shows.
const SHORTEST_SHOWN: usize = 8;

/// Sorts ids and drops those that are there twice.
pub(crate) fn sorted(ids: impl IntoIterator<Item = SessionId>) -> Vec<SessionId> {
    sorted_with_places(ids.into_iter().collect()).0
}

/// Sorts ids as [`sorted`] does, and gives beside them where each of them now stands, in the order
/// in which they came; one that had come before stands nowhere.
///
/// Comparing numbers made of the first bytes in which they differ is several times faster than
/// comparing the texts; only where those are equal the texts decide.
pub(crate) fn sorted_with_places(mut ids: Vec<SessionId>) -> (Vec<SessionId>, Vec<Option<u32>>) {
    // Nearly always 0, but ids may also all begin with the same word.
    let shared = ids.iter().map(|id| shared_length(&ids[0], id)).min().unwrap_or(0);
    let numbered = (0_u32..).zip(&ids);
    let mut keyed: Vec<(u64, u32)> =
        numbered.map(|(number, id)| (eight_bytes(id, shared), number)).collect();
    keyed.sort_unstable();
    let id = |(_, number): &(u64, u32)| &ids[*number as usize];
    for alike in keyed.chunk_by_mut(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        alike.sort_by(|one, other| id(one).cmp(id(other)));
    }
    let mut places = vec![None; ids.len()];
    let distinct = keyed.chunk_by(|one, other| one.0 == other.0 && id(one) == id(other));
    for (place, same) in (0_u32..).zip(distinct) {
        places[same[0].1 as usize] = Some(place);
    }
    let mut order: Vec<usize> = keyed.into_iter().map(|(_, number)| number as usize).collect();
    permute(&mut ids, &mut order);
    ids.dedup();
    (ids, places)
}

/// Puts at each place the item whose place `order` names there, without a second copy of them all.
fn permute<T>(items: &mut [T], order: &mut [usize]) {
    for start in 0..order.len() {
        let mut at = start;
        // What is in its place names itself.
        while order[at] != start {
            let from = std::mem::replace(&mut order[at], at);
            items.swap(at, from);
            at = from;
        }
        order[at] = at;
    }
}

/// The 8 bytes of an id that follow its first `start` ones, as a number that stands in the same
/// order.
fn eight_bytes(id: &SessionId, start: usize) -> u64 {
    let mut eight = [0; 8];
    let rest = &id.as_bytes()[start..];
    let length = rest.len().min(8);
    eight[..length].copy_from_slice(&rest[..length]);
    u64::from_be_bytes(eight)
}

/// Ids as a person is shown them: as many of their first characters as name no other one, and at
/// least 8.
#[derive(Clone, Debug)]
pub(crate) struct Abbrev<'a> {
    ids: &'a [SessionId],
    /// How many bytes of each are shown. An id has at most 128.
    lengths: Vec<u8>,
}

impl<'a> Abbrev<'a> {
    /// Those of `ids`, which are all that there are, sorted.
    pub(crate) fn of(ids: &'a [SessionId]) -> Abbrev<'a> {
        // Whatever shares most with an id stands next to it.
        let mut shared_before = 0;
        let lengths = ids.iter().enumerate().map(|(place, id)| {
            let shared_after = ids.get(place + 1).map_or(0, |next| shared_length(id, next));
            let needed = shared_before.max(shared_after) + 1;
            shared_before = shared_after;
            let length = needed.max(SHORTEST_SHOWN).min(id.as_bytes().len());
            u8::try_from(length).unwrap_or(u8::MAX)
        });
        Abbrev { ids, lengths: lengths.collect() }
    }

    /// How many bytes the short form of the id that stands at `place` has.
    pub(crate) fn length(&self, place: u32) -> usize {
        self.lengths[place as usize].into()
    }

    /// The short form of the id that stands at `place`: bytes of ASCII.
    pub(crate) fn at(&self, place: u32) -> &'a [u8] {
        &self.ids[place as usize].as_bytes()[..self.length(place)]
    }

    /// The short form of `id`; all of it if it is not among them.
    pub(crate) fn short<'b>(&self, id: &'b SessionId) -> &'b str {
        let place = self.ids.binary_search(id);
        place.map_or(id.as_str(), |place| &id.as_str()[..self.lengths[place].into()])
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
        let shown: Vec<&str> = ids.iter().map(|id| short.short(id)).collect();
        for (place, shown) in (0..).zip(&shown) {
            assert_eq!(short.at(place), shown.as_bytes());
        }
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
        fn places_are_those_of_the_sorted_ids_and_of_the_first_of_equal_ones(
            texts in proptest::collection::vec("[ab]{1,3}|same-8by[tu][a-z]{0,3}", 0..30),
        ) {
            let ids: Vec<_> = texts.iter().map(|text| id(text)).collect();
            let (sorted, places) = sorted_with_places(ids.clone());
            for (number, place) in places.into_iter().enumerate() {
                let is_first = !ids[..number].contains(&ids[number]);
                let expected = is_first.then(|| sorted.binary_search(&ids[number]));
                prop_assert_eq!(place.map(|place| Ok(place as usize)), expected);
            }
        }

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
