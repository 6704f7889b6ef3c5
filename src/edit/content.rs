//! The values that a `session` record, or an object as session files hold it, has for a session
//! file.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use serde_json::value::RawValue;

use super::{incoming::RejectReason, key_path::COUNTERS};
use crate::{
    json::{
        edit::{self, Edit, Edits, Entries},
        text::{is_too_deep, same_value},
        unique::{last_of_each, unique},
    },
    session::{
        case_fold::{abbreviate, folds_to},
        fields::{self, FILE_KEYS, Field, FieldType},
    },
};

/// The counters that a file may omit if they are 0.
const OPTIONAL_COUNTERS: [&str; 2] = ["cached_tokens", "reasoning_tokens"];

/// The proposed values; each key occurs once.
#[derive(Debug, Default)]
pub(crate) struct Content<'a> {
    /// Set if they come from a record, in which an absent value is `null`.
    pub(crate) is_record: bool,
    /// The keys known to clinvk, except the ID.
    pub(crate) known: Vec<(&'static Field, &'a RawValue)>,
    pub(crate) extra: Extra<'a>,
    /// The counters of `token_usage` known to clinvk, in its order.
    counters: Vec<(&'static str, &'a RawValue)>,
    pub(crate) extra_counters: Extra<'a>,
    /// The unknown keys of a record, which are not stored.
    pub(crate) ignored: Vec<Cow<'a, str>>,
}

/// The members of an object that clinvk does not know.
#[derive(Debug, Default)]
pub(crate) struct Extra<'a> {
    pub(crate) members: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// Set if the list is complete, so that other unknown members are removed.
    pub(crate) is_all: bool,
    /// The keys known to clinvk in the same object. Keys that clinvk confuses with them are
    /// refused. Empty if there is nothing to guard.
    guarded: &'static [&'static str],
}

impl<'a> Content<'a> {
    /// Splits an object as session files hold it. All its keys belong to the file.
    pub(crate) fn of_file(members: Entries<'a>) -> Result<Content<'a>, RejectReason> {
        let mut content = Content::default();
        for (key, value) in last_of_each(members.0) {
            match Field::find(&key) {
                Some(field) => content.add_known(field, value),
                None => content.extra.members.push((key, value)),
            }
        }
        for (key, value) in content.usage()? {
            if !content.add_counter(&key, value) {
                content.extra_counters.members.push((key, value));
            }
        }
        Ok(content)
    }

    /// Splits a record. The keys unknown to clinvk are in its `extra`.
    pub(crate) fn of_record(members: Entries<'a>) -> Result<Content<'a>, RejectReason> {
        let mut content = Content { is_record: true, ..Content::default() };
        for (key, value) in last_of_each(members.0) {
            match (&*key, Field::find(&key)) {
                ("extra", _) => content.extra = Extra::of(value, &FILE_KEYS)?,
                (_, Some(field)) => content.add_known(field, value),
                (name, None) if fields::is_record_only(name) => {}
                _ => content.ignored.push(key),
            }
        }
        for (key, value) in content.usage()? {
            if key == "extra" {
                content.extra_counters = Extra::of(value, &COUNTERS)?;
            } else if !content.add_counter(&key, value) && key != "total" {
                content.ignored.push(format!("token_usage.{key}").into());
            }
        }
        Ok(content)
    }

    fn add_known(&mut self, field: &'static Field, value: &'a RawValue) {
        if field.name != "id" {
            self.known.push((field, value));
        }
    }

    /// Returns the proposed members of `token_usage`; each key occurs once.
    fn usage(&self) -> Result<Vec<(Cow<'a, str>, &'a RawValue)>, RejectReason> {
        let usage = self.known.iter().find(|(field, _)| field.kind == FieldType::Usage);
        let usage = usage.map(|(_, value)| value.get()).filter(|json| *json != "null");
        usage.map_or(Ok(Vec::new()), members)
    }

    fn add_counter(&mut self, key: &str, value: &'a RawValue) -> bool {
        let counter = COUNTERS.into_iter().find(|counter| *counter == key);
        self.counters.extend(counter.map(|counter| (counter, value)));
        counter.is_some()
    }

    /// Converts the proposed token counts `json` to the form of a file, which omits optional
    /// counters that are 0.
    pub(crate) fn usage_of_file(&self, json: &str) -> Result<String, RejectReason> {
        if !self.is_record {
            let nothing = self.counters.iter().filter(|(key, value)| is_left_out(key, value.get()));
            let changes = nothing.map(|(key, _)| (Cow::Borrowed(*key), Edit::Remove)).collect();
            return edit::edit(json, &changes).map_err(|error| RejectReason(error.to_string()));
        }
        let value = |counter: &str| self.counters.iter().find(|(key, _)| *key == counter);
        let counters = COUNTERS.into_iter().filter_map(value);
        let counters = counters.filter(|(key, value)| !is_left_out(key, value.get()));
        let counters = counters.map(|(key, value)| (Cow::Borrowed(*key), value.get().into()));
        // clinvk reads `Input_Tokens` as `input_tokens` too, and the last one counts.
        let (aliases, others): (Vec<_>, Vec<_>) = self
            .extra_counters
            .members
            .iter()
            .partition(|(key, _)| folds_to(key, COUNTERS).is_some());
        let as_it_is =
            |(key, value): &(Cow<'a, str>, &'a RawValue)| (key.clone(), value.get().into());
        let aliases = aliases.into_iter().map(as_it_is);
        Ok(put_together(aliases.chain(counters).chain(others.into_iter().map(as_it_is))))
    }
}

/// Returns whether a file omits the counter `key` if its value is `json`.
fn is_left_out(key: &str, json: &str) -> bool {
    OPTIONAL_COUNTERS.contains(&key) && matches!(json, "0" | "null")
}

impl<'a> Extra<'a> {
    /// Reads the `extra` of a record. `known` are the keys known to clinvk in the same object.
    /// `null` proposes nothing.
    fn of(value: &'a RawValue, known: &'static [&'static str]) -> Result<Extra<'a>, RejectReason> {
        let json = value.get();
        if json == "null" {
            return Ok(Extra::default());
        }
        if !json.starts_with('{') {
            return Err(RejectReason("`extra` is not an object".to_owned()));
        }
        let members = members(json)?;
        if let Some((key, _)) = members.iter().find(|(key, _)| known.contains(&&**key)) {
            return Err(RejectReason(format!("`extra` has the key `{key}`, which clinvk knows")));
        }
        if members.iter().any(|(_, value)| is_too_deep(value.get())) {
            return Err(RejectReason("a value is nested more than 100 levels deep".to_owned()));
        }
        Ok(Extra { members, is_all: true, guarded: known })
    }

    fn check_key(&self, key: &str) -> Result<(), RejectReason> {
        match folds_to(key, self.guarded.iter().copied()) {
            None => Ok(()),
            Some(known) => Err(RejectReason(format!(
                "`extra` has the key `{}`, which clinvk reads as `{known}`",
                abbreviate(key)
            ))),
        }
    }

    /// Returns the edits that store these members in an object that has the members `old`.
    /// `is_known` returns whether clinvk knows a key.
    ///
    /// A key that clinvk confuses with a known one may stay, but not be added or changed.
    pub(crate) fn changes<'c>(
        &'c self,
        old: &HashMap<&'c str, &str>,
        is_known: impl Fn(&str) -> bool,
    ) -> Result<Edits<'c>, RejectReason> {
        let mut changes = Edits::new();
        for (key, value) in &self.members {
            let json = value.get();
            let is_kept =
                |old: &&str| same_value(old, json) || same_value(&unique(old), &unique(json));
            if old.get(&**key).is_none_or(|old| !is_kept(old)) {
                self.check_key(key)?;
                changes.insert(Cow::Borrowed(key), Edit::Set(json.to_owned()));
            }
        }
        if self.is_all {
            let proposed: HashSet<&str> = self.members.iter().map(|(key, _)| &**key).collect();
            let gone = old.keys().filter(|key| !is_known(key) && !proposed.contains(*key));
            changes.extend(gone.map(|key| (Cow::Borrowed(*key), Edit::Remove)));
        }
        Ok(changes)
    }
}

/// Returns the members of the object `json`; each key occurs once.
fn members(json: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, RejectReason> {
    let members: Entries<'_> =
        serde_json::from_str(json).map_err(|error| RejectReason(error.to_string()))?;
    Ok(last_of_each(members.0))
}

/// Builds a JSON object from its members.
pub(crate) fn put_together<'m>(
    members: impl Iterator<Item = (Cow<'m, str>, Cow<'m, str>)>,
) -> String {
    let mut object = String::new();
    for (key, json) in members {
        let lead = if object.is_empty() { "{" } else { "," };
        object.extend([lead, &serde_json::Value::from(key).to_string(), ":", &json]);
    }
    if object.is_empty() {
        object.push('{');
    }
    object.push('}');
    object
}
