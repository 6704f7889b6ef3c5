//! Sets and removes single fields of a session in place.

use std::{borrow::Cow, collections::HashMap};

use super::{
    incoming::{RejectReason, checked},
    key_path::{Assignment, KeyPath, RemovableKey},
    merge::instant,
};
use crate::{
    json::{
        edit::{self, Edit, Edits, Entries},
        surrogates::paired,
    },
    session::{
        Session,
        fields::{Field, FieldType},
        go_time::is_decoded_by_go,
    },
};

/// The changes to one session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patch {
    pub(crate) set: Vec<Assignment>,
    pub(crate) unset: Vec<RemovableKey>,
    /// Tags to append, unless present.
    pub(crate) add_tags: Vec<String>,
    pub(crate) remove_tags: Vec<String>,
}

impl Patch {
    /// Returns the patch that sets the key `name` to a text.
    pub(crate) fn of_text(name: &str, text: &str) -> Patch {
        let key = KeyPath { name: name.to_owned(), entry: None };
        let json = serde_json::Value::from(text).to_string();
        Patch { set: vec![Assignment { key, json }], ..Patch::default() }
    }

    /// Applies the patch to `file`, which parses as `now`. Returns `None` if nothing changes.
    pub(crate) fn of(&self, file: &str, now: &Session<'_>) -> Result<Option<String>, RejectReason> {
        let fail = |error: serde_json::Error| RejectReason(error.to_string());
        let members: Entries<'_> = serde_json::from_str(file).map_err(fail)?;
        let old = members.last_values();
        let (mut changes, mut entries) = (Edits::new(), [Edits::new(), Edits::new()]);
        let set = self.set.iter().map(|set| (&set.key, Edit::Set(set.json.clone())));
        let unset = self.unset.iter().map(|unset| (&unset.0, Edit::Remove));
        for (key, change) in set.chain(unset) {
            if key.entry.is_none() && denotes_the_same(&key.name, &change, &old) {
                continue;
            }
            match (&key.entry, &*key.name) {
                (None, name) => changes.insert(name.into(), change),
                (Some(entry), "metadata") => entries[0].insert(entry.into(), change),
                (Some(entry), _) => entries[1].insert(entry.into(), change),
            };
        }
        for (name, entries) in ["metadata", "token_usage"].into_iter().zip(entries) {
            let change = entries_change(old.get(name).copied(), entries).map_err(fail)?;
            changes.extend(change.map(|change| (Cow::Borrowed(name), change)));
        }
        changes.extend(self.tags(now, &changes).map(|change| (Cow::Borrowed("tags"), change)));
        edit::edit_if_needed(file, changes).map_err(fail)?.map(checked).transpose()
    }

    /// Returns the edit of the tags, if there is one.
    fn tags(&self, now: &Session<'_>, changes: &Edits<'_>) -> Option<Edit> {
        if self.add_tags.is_empty() && self.remove_tags.is_empty() {
            return None;
        }
        let mut tags: Vec<Cow<'_, str>> = match changes.get("tags") {
            None => now.tags.clone(),
            Some(Edit::Set(json)) => {
                let tags: Vec<Option<String>> =
                    serde_json::from_str(&paired(json)).unwrap_or_default();
                tags.into_iter().map(|tag| tag.unwrap_or_default().into()).collect()
            }
            Some(_) => Vec::new(),
        };
        for tag in &self.add_tags {
            if tags.iter().all(|known| known != tag) {
                tags.push(tag.into());
            }
        }
        tags.retain(|tag| self.remove_tags.iter().all(|removed| removed != tag));
        let json: serde_json::Value = tags.iter().map(|tag| &**tag).collect();
        Some(if tags.is_empty() { Edit::Remove } else { Edit::Set(json.to_string()) })
    }
}

/// Returns whether `change` sets a time to the instant that the file already has, in a spelling
/// that clinvk reads.
fn denotes_the_same(name: &str, change: &Edit, old: &HashMap<&str, &str>) -> bool {
    let is_time = Field::find(name).is_some_and(|field| field.kind == FieldType::Time);
    let (Edit::Set(new), Some(old), true) = (change, old.get(name), is_time) else {
        return false;
    };
    is_decoded_by_go(old) && instant(new).is_some_and(|moment| instant(old) == Some(moment))
}

/// Returns the edit of an object with changed entries.
fn entries_change(old: Option<&str>, entries: Edits<'_>) -> serde_json::Result<Option<Edit>> {
    let old = old.filter(|old| *old != "null").unwrap_or("{}");
    let Some(new) = edit::edit_if_needed(old, entries)? else { return Ok(None) };
    let is_empty = |json: &str| serde_json::from_str::<Entries<'_>>(json).map(|m| m.0.is_empty());
    Ok(Some(match (is_empty(old)?, is_empty(&new)?) {
        (_, true) => Edit::Remove,
        (true, false) => Edit::Set(new),
        (false, false) => Edit::SetVerbatim(new),
    }))
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;
    use crate::edit::key_path::InvalidKey;

    const FILE: &str = "{\n  \"id\": \"a\",\n  \"tags\": [\n    \"x\"\n  ],\n  \"later\": 1.50,\n  \
                        \"title\": \"old\"\n}";

    fn parsed<T: FromStr<Err = InvalidKey>>(texts: &[&str]) -> Vec<T> {
        texts.iter().map(|text| text.parse().expect("valid")).collect()
    }

    fn patched(file: &str, set: &[&str], unset: &[&str], tags: [&[&str]; 2]) -> Option<String> {
        let [add, remove] = tags.map(|tags| tags.iter().map(|&tag| tag.to_owned()).collect());
        let (set, unset) = (parsed(set), parsed(unset));
        let patch = Patch { set, unset, add_tags: add, remove_tags: remove };
        let now = Session::parse(file.as_bytes()).expect("a session");
        patch.of(file, &now).expect("a session")
    }

    #[test]
    fn a_field_is_set_and_nothing_else_of_the_file_changes() {
        assert_eq!(
            patched(FILE, &["title=a \"b\""], &[], [&[], &[]]),
            Some(FILE.replace("\"old\"", r#""a \"b\"""#))
        );
        assert_eq!(
            patched(FILE, &["turn_count=3", "extra.new=4"], &["title"], [&[], &[]]),
            Some(FILE.replace("\"title\": \"old\"", "\"new\": \"4\",\n  \"turn_count\": 3"))
        );
        assert_eq!(patched(FILE, &["title=old"], &["model"], [&["x"], &["z"]]), None);
    }

    #[test]
    fn tags_are_added_once_and_removed_and_no_empty_list_is_left() {
        let with = |tags: &str| Some(FILE.replace("[\n    \"x\"\n  ]", tags));
        assert_eq!(
            patched(FILE, &[], &[], [&["y", "x", "y"], &[]]),
            with("[\n    \"x\",\n    \"y\"\n  ]")
        );
        assert_eq!(patched(FILE, &[], &[], [&["y"], &["x"]]), with("[\n    \"y\"\n  ]"));
        let none = FILE.replace("\"tags\": [\n    \"x\"\n  ],\n  ", "");
        assert_eq!(patched(FILE, &[], &[], [&[], &["x"]]), Some(none.clone()));
        assert_eq!(patched(FILE, &[], &["tags"], [&[], &[]]), Some(none));
        assert_eq!(
            patched(FILE, &["tags=[\"q\",null]"], &[], [&["y"], &[""]]),
            with("[\n    \"q\",\n    \"y\"\n  ]")
        );
        assert_eq!(
            patched(FILE, &[r#"tags=["\ud800"]"#], &[], [&["y"], &[]]),
            with("[\n    \"\u{fffd}\",\n    \"y\"\n  ]")
        );
    }

    #[test]
    fn entries_of_objects_are_set_and_unset_one_by_one() {
        let file = r#"{"id":"a","metadata":{"k":"1","m":"2"},"token_usage":{"input_tokens":1,"cost":0.5}}"#;
        assert_eq!(
            patched(file, &["metadata.a.b=3", "token_usage.output_tokens=7"], &["metadata.k"], [&[], &[]]),
            Some(r#"{"id":"a","metadata":{"m":"2","a.b":"3"},"token_usage":{"input_tokens":1,"cost":0.5,"output_tokens":7}}"#.to_owned())
        );
        let bare = "{\n  \"id\": \"a\"\n}";
        let with = bare.replace("\n}", ",\n  \"metadata\": {\n    \"k\": \"v\"\n  }\n}");
        assert_eq!(patched(bare, &["metadata.k=v"], &[], [&[], &[]]), Some(with.clone()));
        assert_eq!(patched(&with, &[], &["metadata.k"], [&[], &[]]), Some(bare.to_owned()));
    }
}
