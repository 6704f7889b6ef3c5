//! Interprets items: as a removal, a lookup, a change, or a request for the trash.
//!
//! Each request accepts only the record types that fit it. Anything ambiguous is rejected.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::item::{Item, Rejected};
use crate::{
    session::{
        etag::Etag,
        id::{IdPrefix, SessionId},
        time,
    },
    store::{
        trash::batch::BatchName,
        write::outcome::{FileInfo, RemoveRequest},
    },
};

/// An item of a removal.
#[derive(Clone, Debug)]
pub(crate) enum Order {
    Remove(RemoveRequest),
    /// A session that a policy kept. It is not removed.
    Kept(Box<Kept>),
}

/// A session that a policy kept, as reported by `prune --explain`.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: SessionId,
    pub(crate) rule: String,
    pub(crate) rule_value: Option<String>,
    pub(crate) reason: String,
    pub(crate) facts: FileInfo,
}

/// A request for a session in the trash.
#[derive(Clone, Debug)]
pub(crate) struct TrashRequest {
    pub(crate) id: SessionId,
    /// The batch that contains it. Without one, the newest such batch.
    pub(crate) batch: Option<BatchName>,
    /// The digest that the file must have.
    pub(crate) etag: Option<Etag>,
}

/// The fields of a record that are relevant for input.
#[derive(Deserialize)]
struct Fields {
    #[serde(default, deserialize_with = "present")]
    v: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    r#type: Option<Value>,
    id: Option<Value>,
    etag: Option<Value>,
    /// An explicit `null` is present, but not an outcome.
    #[serde(default, deserialize_with = "present")]
    outcome: Option<Value>,
    input: Option<Value>,
    batch: Option<Value>,
    rule: Option<Value>,
    rule_value: Option<Value>,
    reason: Option<Value>,
    last_used: Option<Value>,
    bytes: Option<Value>,
}

/// The outcomes of `removal` records. If a NUL-terminated item equals one of them, the output of a
/// command with `-z` was passed where a list of IDs was expected.
const OUTCOMES: [&str; 9] = [
    "would_remove",
    "removed",
    "trashed",
    "kept",
    "missing",
    "changed",
    "skipped",
    "invalid",
    "failed",
];

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl<'a> Item<'a> {
    /// Interprets the item as a removal: an ID, a `session` record, a `removal` record with the
    /// outcome `would_remove` or `kept`, or a `resolution` record with the outcome `found`.
    pub(crate) fn as_removal(&self) -> Result<Order, Rejected> {
        const REASON: &str = "this record does not request a removal";
        if !self.is_record() {
            let id = self.id(self.bytes)?;
            // `prune --explain -z` writes an outcome after each ID, also for kept sessions.
            if self.is_nul() && OUTCOMES.contains(&id.as_str()) {
                return Err(self.reject(id.as_str(), "an outcome, not a session ID"));
            }
            return Ok(Order::Remove(RemoveRequest::of(id)));
        }
        let fields = self.fields()?;
        match (fields.kind(), fields.outcome()) {
            (Some("session"), _)
            | (Some("removal"), Some("would_remove"))
            | (Some("resolution"), Some("found")) => fields.target(self).map(Order::Remove),
            (Some("removal"), Some("kept")) => {
                let target = fields.target(self)?;
                Ok(Order::Kept(Box::new(fields.kept(target))))
            }
            (Some("resolution"), Some("ambiguous")) => {
                Err(fields.reject(self, "the prefix is ambiguous"))
            }
            (Some("resolution"), Some("missing")) => {
                Err(fields.reject(self, "no session has this prefix"))
            }
            _ => Err(fields.reject(self, REASON)),
        }
    }

    /// Interprets the item as a session to look up: an ID, or any record with an ID.
    pub(crate) fn as_lookup(&self) -> Result<RemoveRequest, Rejected> {
        if !self.is_record() {
            return self.id(self.bytes).map(RemoveRequest::of);
        }
        let fields = self.fields_of_any_version()?;
        if fields.v.as_ref().is_some_and(|version| *version != 1) {
            return Err(fields.reject(self, "unknown record version"));
        }
        fields.target(self)
    }

    /// Interprets the item as a session to change: an ID, a `session` record, a `stored` record of
    /// a session in the store, or a `resolution` record with the outcome `found`.
    pub(crate) fn as_change(&self) -> Result<RemoveRequest, Rejected> {
        if !self.is_record() {
            return self.id(self.bytes).map(RemoveRequest::of);
        }
        let fields = self.fields()?;
        match (fields.kind(), fields.outcome()) {
            (Some("session"), _)
            | (
                Some("stored"),
                Some("would_replace" | "created" | "replaced" | "restored" | "unchanged"),
            )
            | (Some("resolution"), Some("found")) => fields.target(self),
            _ => Err(fields.reject(self, "this record names no session to change")),
        }
    }

    /// Interprets the item as a session to restore: anything that [`Item::as_trash`] accepts, or a
    /// `removal` record with the outcome `trashed`.
    pub(crate) fn as_restore(&self) -> Result<TrashRequest, Rejected> {
        if self.is_record() {
            let fields = self.fields()?;
            if (fields.kind(), fields.outcome()) == (Some("removal"), Some("trashed")) {
                let RemoveRequest { id, etag, .. } = fields.target(self)?;
                return Ok(TrashRequest { id, batch: None, etag });
            }
        }
        self.as_trash()
    }

    /// Interprets the item as a session in the trash: an ID, which means the newest copy, or a
    /// `trashed` record, which means exactly that copy.
    pub(crate) fn as_trash(&self) -> Result<TrashRequest, Rejected> {
        if !self.is_record() {
            return Ok(TrashRequest { id: self.id(self.bytes)?, batch: None, etag: None });
        }
        let fields = self.fields()?;
        if fields.kind() != Some("trashed") {
            return Err(fields.reject(self, "this record names no session in the trash"));
        }
        let batch =
            fields.batch.as_ref().and_then(Value::as_str).and_then(|name| name.parse().ok());
        let batch = batch.ok_or_else(|| fields.reject(self, "the record has no valid batch"))?;
        let RemoveRequest { id, etag, .. } = fields.target(self)?;
        Ok(TrashRequest { id, batch: Some(batch), etag })
    }

    /// Interprets the item as a prefix to resolve: a prefix or an ID, or any record with an ID.
    pub(crate) fn as_prefix(&self) -> Result<String, Rejected> {
        let text = str::from_utf8(self.bytes).unwrap_or_default();
        match (self.is_record(), text.parse::<IdPrefix>()) {
            (true, _) => self.as_lookup().map(|target| target.id.to_string()),
            (false, Ok(_)) => Ok(text.to_owned()),
            (false, Err(_)) => Err(self.reject(text, "not the start of a session ID")),
        }
    }

    /// Returns the name of the session: the `id` of the record if there is one, else the whole
    /// item.
    pub(crate) fn name(&self) -> Cow<'a, [u8]> {
        let fields = self.is_record().then(|| self.fields_of_any_version().ok()).flatten();
        match fields.and_then(|fields| fields.id) {
            // Any other text might be split into several items.
            Some(Value::String(id)) if id.parse::<IdPrefix>().is_ok() => id.into_bytes().into(),
            _ => self.bytes.into(),
        }
    }

    /// Returns the ID in a record, even if the record is otherwise invalid.
    pub(crate) fn claimed_id(&self) -> Option<SessionId> {
        self.fields_of_any_version().ok()?.id?.as_str()?.parse().ok()
    }

    fn id(&self, bytes: &[u8]) -> Result<SessionId, Rejected> {
        let text = str::from_utf8(bytes).unwrap_or_default();
        text.parse().map_err(|_| self.reject(text, "not a session ID"))
    }

    /// Parses a record of version 1.
    fn fields(&self) -> Result<Fields, Rejected> {
        let fields = self.fields_of_any_version()?;
        match &fields.v {
            Some(version) if *version == 1 => Ok(fields),
            Some(_) => Err(fields.reject(self, "unknown record version")),
            None => Err(fields.reject(self, "the record has no version")),
        }
    }

    fn fields_of_any_version(&self) -> Result<Fields, Rejected> {
        serde_json::from_slice(self.bytes).map_err(|_| Rejected {
            input: self.place(),
            reason: "neither a session ID nor a record".to_owned(),
        })
    }
}

impl Fields {
    /// Returns the record's type, or `None` if it is not a text.
    fn kind(&self) -> Option<&str> {
        self.r#type.as_ref().and_then(Value::as_str)
    }

    fn outcome(&self) -> Option<&str> {
        self.outcome.as_ref().and_then(Value::as_str)
    }

    /// Rejects the record. Names it by its ID, or by its `input` if it has no ID.
    fn reject(&self, item: &Item<'_>, reason: &str) -> Rejected {
        let name = self.id.as_ref().and_then(Value::as_str);
        let name = name.or_else(|| self.input.as_ref().and_then(Value::as_str));
        item.reject(name.unwrap_or_default(), reason)
    }

    /// Returns the session ID in the record, and the digest that the file must have.
    fn target(&self, item: &Item<'_>) -> Result<RemoveRequest, Rejected> {
        let id = match &self.id {
            Some(Value::String(id)) => item.id(id.as_bytes())?,
            Some(Value::Null) | None => return Err(self.reject(item, "the record has no ID")),
            Some(_) => return Err(self.reject(item, "the record's ID is not text")),
        };
        let etag = match &self.etag {
            None | Some(Value::Null) => None,
            Some(etag) => {
                let etag = etag.as_str().and_then(|etag| etag.parse().ok());
                Some(etag.ok_or_else(|| self.reject(item, "invalid etag"))?)
            }
        };
        Ok(RemoveRequest { etag, ..RemoveRequest::of(id) })
    }

    fn kept(self, target: RemoveRequest) -> Kept {
        let text = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
        let bytes = self.bytes.as_ref().and_then(Value::as_u64);
        let last_used = text(self.last_used).and_then(|time| time::parse(&time));
        Kept {
            id: target.id,
            rule: text(self.rule).unwrap_or_else(|| "kept".to_owned()),
            rule_value: text(self.rule_value),
            reason: text(self.reason).unwrap_or_else(|| "kept".to_owned()),
            facts: FileInfo {
                last_used,
                bytes: bytes.and_then(|bytes| bytes.try_into().ok()),
                etag: target.etag,
            },
        }
    }
}
