//! The outcomes of a batch whose input may be of any size.

use crate::store::write::outcome::{PutOutcome, RemoveOutcome};

/// The outcome of each item of a batch, in the order of the items.
///
/// The usual outcome, that of most items in a large garbage input, is not stored: there is no such
/// session. So the memory of a batch is bounded by the sessions that it met.
#[derive(Debug)]
pub(crate) struct Outcomes<T> {
    reached: usize,
    notable: Vec<(usize, T)>,
}

/// The outcome of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome<'a, T> {
    /// A result that was stored.
    Notable(&'a T),
    /// The usual result, which is not stored.
    Usual,
    /// The work ended before this item.
    NotReached,
}

/// An outcome of an item that names a session.
pub(crate) trait ItemOutcome: Sized {
    /// The usual outcome: there is no such session.
    const MISSING: Self;
    /// The work ended before this item.
    const NOT_REACHED: Self;

    /// Returns the outcome, unless it is the usual one.
    fn notable(self) -> Option<Self>;
}

impl ItemOutcome for RemoveOutcome {
    const MISSING: RemoveOutcome = RemoveOutcome::Missing;
    const NOT_REACHED: RemoveOutcome = RemoveOutcome::NotReached;

    fn notable(self) -> Option<RemoveOutcome> {
        (!matches!(self, RemoveOutcome::Missing)).then_some(self)
    }
}

impl ItemOutcome for PutOutcome {
    const MISSING: PutOutcome = PutOutcome::Missing;
    const NOT_REACHED: PutOutcome = PutOutcome::NotReached;

    fn notable(self) -> Option<PutOutcome> {
        (!matches!(self, PutOutcome::Missing)).then_some(self)
    }
}

impl<T> Default for Outcomes<T> {
    fn default() -> Outcomes<T> {
        Outcomes { reached: 0, notable: Vec::new() }
    }
}

impl<T> Outcomes<T> {
    /// Adds the outcome of the next item; `None` is the usual one.
    pub(crate) fn push(&mut self, outcome: Option<T>) {
        self.notable.extend(outcome.map(|outcome| (self.reached, outcome)));
        self.reached += 1;
    }

    /// Returns the outcome of each item, without end: items after the last were not reached.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Outcome<'_, T>> {
        let mut notable = self.notable.iter().peekable();
        (0..).map(move |number| match notable.next_if(|(at, _)| *at == number) {
            Some((_, outcome)) => Outcome::Notable(outcome),
            None if number < self.reached => Outcome::Usual,
            None => Outcome::NotReached,
        })
    }

    /// Returns each stored outcome with the number of its item.
    pub(crate) fn notable(&self) -> impl Iterator<Item = &(usize, T)> {
        self.notable.iter()
    }

    /// Returns each stored outcome with the number of its item, to be changed.
    pub(crate) fn notable_mut(&mut self) -> impl Iterator<Item = (usize, &mut T)> {
        self.notable.iter_mut().map(|(number, outcome)| (*number, outcome))
    }

    /// Removes and returns the first stored outcome.
    pub(crate) fn take_first(&mut self) -> Option<T> {
        (!self.notable.is_empty()).then(|| self.notable.remove(0).1)
    }

    /// Returns the outcomes of `count` items, one by one.
    pub(crate) fn into_vec(self, count: usize) -> Vec<T>
    where
        T: ItemOutcome,
    {
        let mut notable = self.notable.into_iter().peekable();
        let outcome = |number| match notable.next_if(|(at, _)| *at == number) {
            Some((_, outcome)) => outcome,
            None if number < self.reached => T::MISSING,
            None => T::NOT_REACHED,
        };
        (0..count).map(outcome).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn each_item_has_the_outcome_that_it_was_given(given: Vec<Option<u8>>) {
            let mut outcomes = Outcomes::default();
            for outcome in &given {
                outcomes.push(*outcome);
            }
            let read: Vec<_> = outcomes.iter().take(given.len() + 2).collect();
            let mut expected: Vec<_> = given
                .iter()
                .map(|outcome| outcome.as_ref().map_or(Outcome::Usual, Outcome::Notable))
                .collect();
            expected.extend([Outcome::NotReached; 2]);
            proptest::prop_assert_eq!(read, expected);
        }
    }
}
