//! Every sort key gives one total order.

use super::*;

#[test]
fn equal_keys_stand_by_id_in_both_directions() {
    let items = [("a", 2), ("b", 1), ("c", 2), ("d", 1)];
    let sorted = |reverse| {
        let mut places: Vec<u32> = vec![2, 0, 3, 1];
        let order = Order { key: SortKey::TurnCount, reverse };
        order.sort_and_limit(&mut places, 0, |&place| {
            (SortValue::number(items[place as usize].1), place)
        });
        places.into_iter().map(|place| items[place as usize].0).collect::<Vec<_>>()
    };
    assert_eq!(sorted(false), ["b", "d", "a", "c"]);
    assert_eq!(sorted(true), ["a", "c", "b", "d"]);
}

proptest::proptest! {
    #[test]
    fn a_limit_keeps_the_front_of_all(
        values in proptest::collection::vec(0_i64..5, 0..40),
        limit in 0_usize..12,
        reverse: bool,
        by_id: bool,
    ) {
        let order = Order { key: if by_id { SortKey::Id } else { SortKey::TurnCount }, reverse };
        let arranged = |limit| {
            let mut places: Vec<u32> = (0_u32..).take(values.len()).collect();
            places.reverse();
            order.sort_and_limit(&mut places, limit, |&place| (SortValue::number(values[place as usize]), place));
            places
        };
        let mut front = arranged(0);
        if limit > 0 { front.truncate(limit); }
        proptest::prop_assert_eq!(arranged(limit), front);
    }
}

#[test]
fn times_stand_in_the_order_of_time() {
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
    .map(crate::session::time::parse);
    for one in times {
        for other in times {
            let values = (SortValue::time(one), SortValue::time(other));
            assert_eq!(values.0.cmp(&values.1), one.cmp(&other), "{one:?} {other:?}");
        }
    }
}

#[test]
fn unknown_times_come_first_and_so_last_when_the_newest_come_first() {
    let known = crate::session::time::parse("2026-01-01T00:00:00Z");
    assert!(SortValue::time(None) < SortValue::time(known));
}
