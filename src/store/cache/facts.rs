//! What decides whether a listing shows a session: numbers, never text.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{filter::Filter, session::Session};

/// What decides about one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Facts {
    /// When it was last used.
    pub(in crate::store) used: Used,
    /// The digest of its backend.
    pub(super) backend: u64,
    /// The digest of its status.
    pub(super) status: u64,
}

/// A time of last use, in the order of times; one that is unknown comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Used {
    /// Seconds since 1970.
    pub(super) seconds: i64,
    /// Nanoseconds of that second; more than a thousand million in a leap second.
    pub(super) nanoseconds: u64,
}

impl Facts {
    /// Those of this session.
    pub(in crate::store) fn of(session: &Session<'_>) -> Facts {
        let unknown = Used { seconds: i64::MIN, nanoseconds: 0 };
        let used = session.last_used.map_or(unknown, |time| Used {
            seconds: time.timestamp(),
            nanoseconds: time.timestamp_subsec_nanos().into(),
        });
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
    use crate::model::{
        filter::Status,
        order::{SortKey, SortValue},
    };
    use proptest::prelude::*;

    fn value(last_used: &str) -> (Used, SortValue) {
        let text = format!(r#"{{"id":"a","last_used":"{last_used}"}}"#);
        let session = Session::parse(text.as_bytes()).expect("a session");
        (Facts::of(&session).used, SortKey::LastUsed.value(&session, 0))
    }

    #[test]
    fn times_stand_in_the_order_of_a_listing() {
        let times = [
            "none",
            "0001-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.5Z",
            "2016-12-31T23:59:59.999999999Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:60.5Z",
            "2017-01-01T00:00:00Z",
            "2017-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59.999999999Z",
        ]
        .map(value);
        for one in times {
            for other in times {
                assert_eq!(one.0.cmp(&other.0), one.1.cmp(&other.1), "{one:?} {other:?}");
            }
        }
    }

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
