//! What decides whether a listing shows a session: numbers, never text.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{filter::Filter, order::SortValue, session::Session};

/// What decides about one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Facts {
    /// When it was last used.
    pub(in crate::store) used: SortValue,
    /// The digest of its backend.
    pub(super) backend: u64,
    /// The digest of its status.
    pub(super) status: u64,
}

impl Facts {
    /// Those of this session.
    pub(in crate::store) fn of(session: &Session<'_>) -> Facts {
        let used = SortValue::time(session.last_used);
        let (backend, status) = (session.backend.as_deref(), session.status.as_deref());
        Facts { used, backend: digest(backend), status: digest(status) }
    }
}

/// A filter as far as digests can answer for it.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Sieve {
    backend: Option<u64>,
    status: Option<u64>,
}

impl Sieve {
    /// That of this filter.
    pub(in crate::store) fn of(filter: &Filter) -> Sieve {
        Sieve {
            backend: filter.backend.as_deref().map(|text| digest(Some(text))),
            status: filter.status.map(|status| digest(Some(status.as_str()))),
        }
    }

    /// Whether the filter may choose this session: if not, it surely does not.
    pub(in crate::store) fn passes(&self, facts: &Facts) -> bool {
        self.backend.is_none_or(|backend| backend == facts.backend)
            && self.status.is_none_or(|status| status == facts.status)
    }
}

/// The digest of a text; 0 where there is none, and else hardly ever.
fn digest(text: Option<&str>) -> u64 {
    text.map_or(0, |text| xxh3_64(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::filter::Status;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_filter_chooses_passes_its_sieve(
            backend in "(claude|codex|)", is_present: bool, status in 0_usize..4,
            wanted in proptest::option::of("(claude|codex|)"),
            wanted_status in proptest::option::of(0_usize..4),
        ) {
            let status = Status::ALL[status].as_str();
            let mut session = Session { status: Some(status.into()), ..Session::default() };
            session.backend = is_present.then_some(backend.into());
            let status = wanted_status.map(|number| Status::ALL[number]);
            let filter = Filter { backend: wanted, status };
            let passes = Sieve::of(&filter).passes(&Facts::of(&session));
            prop_assert_eq!(passes, filter.matches(&session));
        }
    }
}
