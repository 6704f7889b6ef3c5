//! Replaces a session in its file: every value that stays the same keeps its bytes.

use std::{borrow::Cow, collections::HashSet};

use super::{
    incoming::{IncomingSession, RejectReason, checked, missing},
    key_path::COUNTERS,
};
use crate::{
    json::{
        edit::{self, Edit, Edits, Entries},
        text::{self, same_value},
    },
    session::{
        Session, TokenUsage,
        fields::{FILE_FIELDS, Field, FieldType},
        id::SessionId,
        time,
    },
};

impl IncomingSession<'_> {
    /// Replaces the session in `file`, which parses as `now`. Returns `None` if nothing changes.
    ///
    /// The keys keep their order. Keys unknown to clinvk are kept, unless a record lists them all.
    /// Every value that stays the same keeps its bytes.
    pub(crate) fn replacing(
        &self,
        file: &str,
        now: &Session<'_>,
    ) -> Result<Option<String>, RejectReason> {
        let fail = |error: serde_json::Error| RejectReason(error.to_string());
        let members: Entries<'_> = serde_json::from_str(file).map_err(fail)?;
        let old = members.last_values();
        let proposed: HashSet<&str> =
            self.content.known.iter().map(|(field, _)| field.name).collect();
        let is_dropped = |field: &&&Field| {
            let says_something = old.get(field.name).is_some_and(|json| !field.is_default(json));
            says_something && !proposed.contains(field.name)
        };
        let mut changes = Edits::new();
        for field in FILE_FIELDS[1..].iter().filter(is_dropped) {
            if field.is_required {
                return Err(missing(field));
            }
            changes.insert(field.name.into(), Edit::Remove);
        }
        changes.extend(self.content.extra.changes(&old, |key| Field::find(key).is_some())?);
        for (field, value) in &self.content.known {
            let change = self.change(field, value.get(), old.get(field.name).copied(), now)?;
            changes.extend(change.map(|change| (field.name.into(), change)));
        }
        if changes.is_empty() {
            return Ok(None);
        }
        checked(edit::edit(file, &changes).map_err(fail)?).map(Some)
    }

    /// Replaces `file`, which does not parse as a session, with a new file. Keeps the keys of the
    /// old file that clinvk does not know, if there are any and the record does not list them all.
    pub(crate) fn replacing_damaged(
        &self,
        id: &SessionId,
        file: &[u8],
    ) -> Result<String, RejectReason> {
        let (new, extra) = (self.to_file(id)?, &self.content.extra);
        let Ok(Entries(old)) = serde_json::from_slice(file) else { return Ok(new) };
        let proposed: HashSet<&str> = extra.members.iter().map(|(key, _)| &**key).collect();
        let is_kept =
            |key: &str| !extra.is_all && !proposed.contains(key) && Field::find(key).is_none();
        let kept = old.into_iter().filter(|(key, _)| is_kept(key));
        let changes = kept.map(|(key, value)| (key, Edit::Set(value.get().to_owned()))).collect();
        checked(edit::edit(&new, &changes).map_err(|error| RejectReason(error.to_string()))?)
    }

    /// Returns the edit of a field with the proposed value `json` and the current value `old`.
    fn change(
        &self,
        field: &Field,
        json: &str,
        old: Option<&str>,
        now: &Session<'_>,
    ) -> Result<Option<Edit>, RejectReason> {
        if let (FieldType::Usage, Some(old), Some(new), Some(now)) =
            (field.kind, old, self.session.token_usage, now.token_usage)
        {
            return self.usage_change(old, new, now);
        }
        if old.is_some_and(|old| same_value(old, json)) || self.is_as_now(field, json, old, now) {
            return Ok(None);
        }
        field.check(json).map_err(RejectReason)?;
        if field.is_required && json == "null" {
            return Err(missing(field));
        }
        if !field.is_required && field.is_default(json) {
            return Ok(Some(Edit::Remove));
        }
        Ok(Some(Edit::Set(self.json_of(field, json)?.into_owned())))
    }

    /// Returns whether the file already has the proposed value of a field, however it is written.
    fn is_as_now(&self, field: &Field, json: &str, old: Option<&str>, now: &Session<'_>) -> bool {
        match old {
            // A time that was never set and an invalid one both parse as `None`, but clinvk can
            // read only the former.
            Some(old) if field.kind == FieldType::Time && json != "null" && old != "null" => {
                instant(json).is_some_and(|proposed| instant(old) == Some(proposed))
            }
            _ => field.is_same(&self.session, now),
        }
    }

    /// Returns the edit of the token counts: counters that differ, and those unknown to clinvk.
    fn usage_change(
        &self,
        old: &str,
        new: TokenUsage,
        now: TokenUsage,
    ) -> Result<Option<Edit>, RejectReason> {
        let fail = |error: serde_json::Error| RejectReason(error.to_string());
        let members: Entries<'_> = serde_json::from_str(old).map_err(fail)?;
        let extra = &self.content.extra_counters;
        let mut changes = extra.changes(&members.last_values(), |key| COUNTERS.contains(&key))?;
        for (key, new, now, is_required) in [
            ("input_tokens", new.input_tokens, now.input_tokens, true),
            ("output_tokens", new.output_tokens, now.output_tokens, true),
            ("cached_tokens", new.cached_tokens, now.cached_tokens, false),
            ("reasoning_tokens", new.reasoning_tokens, now.reasoning_tokens, false),
        ] {
            if new != now {
                let is_left_out = new == 0 && !is_required;
                let change = if is_left_out { Edit::Remove } else { Edit::Set(new.to_string()) };
                changes.insert(Cow::Borrowed(key), change);
            }
        }
        let edited = edit::edit_if_needed(old, changes).map_err(fail)?;
        Ok(edited.map(Edit::SetVerbatim))
    }
}

/// Parses the JSON string `json` as a time.
pub(crate) fn instant(json: &str) -> Option<time::Time> {
    time::instant(&text::text(json))
}

#[cfg(test)]
mod tests;
