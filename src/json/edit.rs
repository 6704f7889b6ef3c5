//! Edits a JSON object in place: every member that is not edited keeps its bytes and its position.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    fmt,
    ops::Range,
};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::text;

/// Largest object that is laid out over several lines. A larger one is written on one line. 16 MiB
/// is the size of the largest session file.
const LARGEST: usize = 16 << 20;

/// An edit of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Sets a value, given as compact JSON and laid out like the rest of the object.
    Set(String),
    /// Sets a value, written exactly as given.
    SetVerbatim(String),
    Remove,
}

/// The edits of an object, by key.
pub(crate) type Edits<'a> = BTreeMap<Cow<'a, str>, Edit>;

/// The members of the outermost object with their values as written, in order. Duplicate keys are
/// all kept.
#[derive(Debug, Default)]
pub(crate) struct Entries<'a>(pub(crate) Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Entries<'a> {
    /// Returns the effective value of each key. For duplicate keys the last one wins, as in Go's
    /// decoder.
    pub(crate) fn last_values(&self) -> HashMap<&str, &'a str> {
        self.0.iter().map(|(key, value)| (&**key, value.get())).collect()
    }
}

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                    members.push((text::text(key.get()), value));
                }
                Ok(Entries(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

/// The byte ranges of one member in the text.
struct Place {
    /// The text before the key: a comma, unless it is the first member, and white space.
    lead: Range<usize>,
    /// The key, the colon and the spaces around it.
    key: Range<usize>,
    value: Range<usize>,
}

/// Applies `changes` to `object`, which must be valid JSON.
///
/// A new key is appended, laid out like the first one. If a key occurs more than once, a set changes
/// the last one, which is the one that clinvk reads, and a removal removes all.
pub(crate) fn edit(object: &str, changes: &Edits<'_>) -> serde_json::Result<String> {
    edit_members(object, &serde_json::from_str(object)?, changes)
}

/// Does the work of [`edit`], given the parsed `members` of `object`.
fn edit_members(
    object: &str,
    members: &Entries<'_>,
    changes: &Edits<'_>,
) -> serde_json::Result<String> {
    let places = places(object, members);
    let last: HashMap<&str, usize> =
        members.0.iter().enumerate().map(|(at, (key, _))| (&**key, at)).collect();
    let layout = Layout::of(object, &places);
    let mut out = String::with_capacity(object.len() + 64);
    out.push_str(&object[..places.first().map_or(opening_end(object), |first| first.lead.start)]);
    let mut is_first = true;
    for (at, (place, (key, _))) in places.iter().zip(&members.0).enumerate() {
        let change = changes
            .get(key)
            .filter(|change| **change == Edit::Remove || last.get(&**key) == Some(&at));
        let value = match change {
            Some(Edit::Remove) => continue,
            Some(Edit::Set(value)) => layout.value(value),
            Some(Edit::SetVerbatim(value)) => value.into(),
            None => object[place.value.clone()].into(),
        };
        let lead = if is_first { layout.first_lead } else { &object[place.lead.clone()] };
        out.extend([lead, &object[place.key.clone()], &value]);
        is_first = false;
    }
    for (key, change) in changes {
        let value = match change {
            _ if last.contains_key(&**key) => continue,
            Edit::Remove => continue,
            Edit::Set(value) => layout.value(value),
            Edit::SetVerbatim(value) => value.into(),
        };
        let lead = if is_first { layout.first_lead } else { &layout.next_lead };
        out.extend([lead, &serde_json::to_string(key)?, layout.colon, &value]);
        is_first = false;
    }
    out.push_str(&object[places.last().map_or(opening_end(object), |last| last.value.end)..]);
    Ok(out)
}

/// Applies edits as [`edit`] does. Returns `None` if `object` already has all these values.
pub(crate) fn edit_if_needed(
    object: &str,
    changes: Edits<'_>,
) -> serde_json::Result<Option<String>> {
    let members: Entries<'_> = serde_json::from_str(object)?;
    let values = members.last_values();
    let is_needed = |key: &str, change: &Edit| match change {
        Edit::Remove => values.contains_key(key),
        Edit::Set(json) | Edit::SetVerbatim(json) => {
            values.get(key).is_none_or(|now| !text::same_value(now, json))
        }
    };
    let needed: Edits<'_> = changes.into_iter().filter(|(k, c)| is_needed(k, c)).collect();
    if needed.is_empty() { Ok(None) } else { edit_members(object, &members, &needed).map(Some) }
}

/// Returns the position after the opening brace.
fn opening_end(object: &str) -> usize {
    object.find('{').map_or(0, |brace| brace + 1)
}

fn places(object: &str, members: &Entries<'_>) -> Vec<Place> {
    let mut end = opening_end(object);
    let places = members.0.iter().map(|(_, value)| {
        // The value is a slice of `object`, so the distance of the two pointers is its position.
        let start = value.get().as_ptr() as usize - object.as_ptr() as usize;
        let key = object[end..start].find('"').map_or(start, |quote| end + quote);
        let place =
            Place { lead: end..key, key: key..start, value: start..start + value.get().len() };
        end = place.value.end;
        place
    });
    places.collect()
}

/// The layout of an object's members.
struct Layout<'a> {
    first_lead: &'a str,
    next_lead: Cow<'a, str>,
    colon: &'a str,
}

impl<'a> Layout<'a> {
    fn of(object: &'a str, places: &[Place]) -> Layout<'a> {
        let Some(first) = places.first() else {
            return Layout { first_lead: "", next_lead: ",".into(), colon: ":" };
        };
        let first_lead = &object[first.lead.clone()];
        let next_lead = match places.get(1) {
            Some(second) => object[second.lead.clone()].into(),
            None => format!(",{first_lead}").into(),
        };
        let key = &object[first.key.clone()];
        let colon = key.rfind('"').map_or(":", |quote| &key[quote + 1..]);
        Layout { first_lead, next_lead, colon }
    }

    /// Lays out a value: over several lines if each member has its own line and there is room.
    fn value(&self, json: &'a str) -> Cow<'a, str> {
        let unit = self.first_lead.rsplit_once('\n').map(|(_, unit)| unit);
        let lines = unit.and_then(|unit| text::pretty(json, unit, 1, LARGEST));
        lines.map_or(json.into(), Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edited(object: &str, changes: &[(&'static str, Option<&str>)]) -> String {
        let changes = changes.iter().map(|(key, value)| {
            let change = value.map_or(Edit::Remove, |value| Edit::Set(value.to_owned()));
            (Cow::Borrowed(*key), change)
        });
        edit(object, &changes.collect()).expect("valid JSON")
    }

    const PRETTY: &str = "{\n  \"a\": 1.50,\n  \"b\" :\t\"\\u0026\",\n  \"c\": []\n}\n";

    #[test]
    fn what_is_not_changed_keeps_every_byte() {
        assert_eq!(edited(PRETTY, &[]), PRETTY);
        assert_eq!(edited(PRETTY, &[("b", Some("2"))]), PRETTY.replace("\"\\u0026\"", "2"));
        assert_eq!(edited(PRETTY, &[("zz", None)]), PRETTY);
    }

    #[test]
    fn a_new_key_goes_to_the_end_and_looks_like_the_others() {
        assert_eq!(
            edited(PRETTY, &[("d", Some(r#"{"x":[1,2]}"#))]),
            PRETTY
                .replace("[]\n", "[],\n  \"d\": {\n    \"x\": [\n      1,\n      2\n    ]\n  }\n")
        );
        assert_eq!(edited(r#"{"a":1}"#, &[("b", Some("[2]"))]), r#"{"a":1,"b":[2]}"#);
        assert_eq!(
            edited("{\n\t\"a\": 1\n}", &[("b", Some("2"))]),
            "{\n\t\"a\": 1,\n\t\"b\": 2\n}"
        );
        assert_eq!(edited("{}", &[("a", Some("1")), ("b", Some("2"))]), r#"{"a":1,"b":2}"#);
        assert_eq!(edited("{ }", &[("a", Some("1"))]), r#"{"a":1 }"#);
    }

    #[test]
    fn a_key_can_go_wherever_it_stands() {
        assert_eq!(edited(PRETTY, &[("a", None)]), PRETTY.replace("\"a\": 1.50,\n  ", ""));
        assert_eq!(edited(PRETTY, &[("c", None)]), PRETTY.replace(",\n  \"c\": []", ""));
        assert_eq!(edited(r#"{"a":1,"b":2}"#, &[("a", None), ("b", None)]), "{}");
        assert_eq!(edited(r#"{"a":1}"#, &[("a", None), ("b", Some("2"))]), r#"{"b":2}"#);
    }

    #[test]
    fn of_two_equal_keys_the_last_is_set_and_both_go() {
        let object = r#"{"a":1,"b":2,"a":3}"#;
        assert_eq!(edited(object, &[("a", Some("4"))]), r#"{"a":1,"b":2,"a":4}"#);
        assert_eq!(edited(object, &[("a", None)]), r#"{"b":2}"#);
    }

    proptest! {
        #[test]
        fn an_edited_object_says_what_was_asked_for(
            before in proptest::collection::btree_map("[a-c\"\\\\é]{0,2}", "\\PC{0,3}", 0..5),
            changes in proptest::collection::btree_map("[a-c\"\\\\é]{0,2}", proptest::option::of("\\PC{0,3}"), 0..5),
            is_pretty: bool,
        ) {
            let mut expected = serde_json::to_value(&before).expect("JSON");
            let object = if is_pretty { format!("{expected:#}") } else { expected.to_string() };
            let map = expected.as_object_mut().expect("an object");
            let mut wanted = Edits::new();
            for (key, value) in changes {
                let change = if let Some(text) = value {
                    let value = serde_json::Value::from(text);
                    map.insert(key.clone(), value.clone());
                    Edit::Set(value.to_string())
                } else {
                    map.remove(&key);
                    Edit::Remove
                };
                wanted.insert(key.into(), change);
            }
            let edited = edit(&object, &wanted).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&edited).expect("JSON"), expected);
        }
    }
}
