//! What a `session` record, or an object as files hold it, has for a session's file.

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
        fields::{Field, FieldType, NAMES, RECORD_ONLY},
    },
};

/// The counters that a file may leave out where they are 0.
const OPTIONAL_COUNTERS: [&str; 2] = ["cached_tokens", "reasoning_tokens"];

/// The values that are proposed, each key once.
#[derive(Debug, Default)]
pub(crate) struct Content<'a> {
    /// Whether they are a record's, in which what is absent is `null`.
    pub(crate) is_record: bool,
    /// The keys that clinvk knows, but the id.
    pub(crate) known: Vec<(&'static Field, &'a RawValue)>,
    /// The other keys.
    pub(crate) extra: Extra<'a>,
    /// The counters of `token_usage` that clinvk knows, in its order.
    counters: Vec<(&'static str, &'a RawValue)>,
    /// The other counters.
    pub(crate) extra_counters: Extra<'a>,
    /// The keys of a record that are not its own and go into no file.
    pub(crate) ignored: Vec<Cow<'a, str>>,
}

/// The members of an object that clinvk does not know.
#[derive(Debug, Default)]
pub(crate) struct Extra<'a> {
    /// Their keys and values.
    pub(crate) members: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// Whether they are all that there are to be, so that others go.
    pub(crate) is_all: bool,
    /// The keys that clinvk knows beside them, unless others that it takes for these may be written.
    guarded: &'static [&'static str],
}

impl<'a> Content<'a> {
    /// Takes an object as session files hold it apart: all its keys are the file's.
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

    /// Takes a record apart: the keys that it does not name are in its `extra`.
    pub(crate) fn of_record(members: Entries<'a>) -> Result<Content<'a>, RejectReason> {
        let mut content = Content { is_record: true, ..Content::default() };
        for (key, value) in last_of_each(members.0) {
            match (&*key, Field::find(&key)) {
                ("extra", _) => content.extra = Extra::of(value, &NAMES)?,
                (_, Some(field)) => content.add_known(field, value),
                (name, None) if RECORD_ONLY.contains(&name) => {}
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

    /// The proposed members of `token_usage`, each key once.
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

    /// The token counts, proposed as `json`, as a file has them: without what was not counted.
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
        // clinvk takes `Input_Tokens` for `input_tokens` too, and the last one counts.
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

/// Whether a file leaves out the counter `key` where its value is `json`.
fn is_left_out(key: &str, json: &str) -> bool {
    OPTIONAL_COUNTERS.contains(&key) && matches!(json, "0" | "null")
}

impl<'a> Extra<'a> {
    /// Reads the `extra` of a record, where clinvk knows the keys `known` beside it. Where it is null
    /// it says nothing.
    fn of(value: &'a RawValue, known: &'static [&'static str]) -> Result<Extra<'a>, RejectReason> {
        let json = value.get();
        if json == "null" {
            return Ok(Extra::default());
        }
        if !json.starts_with('{') {
            return Err(RejectReason("its `extra` is not an object".to_owned()));
        }
        let members = members(json)?;
        if let Some((key, _)) = members.iter().find(|(key, _)| known.contains(&&**key)) {
            return Err(RejectReason(format!(
                "its `extra` has the key `{key}`, which clinvk knows"
            )));
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
                "its `extra` has the key `{}`, which clinvk takes for `{known}`",
                abbreviate(key)
            ))),
        }
    }

    /// What changes where an object has the members `old`, of which clinvk knows those that
    /// `is_known` names.
    ///
    /// A key that clinvk takes for its own may stay as it is.
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

/// The members of the object `json`, each key once.
fn members(json: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, RejectReason> {
    let members: Entries<'_> =
        serde_json::from_str(json).map_err(|error| RejectReason(error.to_string()))?;
    Ok(last_of_each(members.0))
}

/// Puts an object together.
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
