//! The keys of a session's file that clinvk 0.2.0 knows, in the order in which it writes them.

use super::{Session, time};
use crate::json::text::{same_value, text};

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldType {
    /// A text.
    Text,
    /// A moment.
    Time,
    /// A whole number.
    Number,
    /// An object of token counts.
    Usage,
    /// A list of texts.
    Texts,
    /// An object of texts.
    Pairs,
}

/// A key that clinvk knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The key.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) kind: FieldType,
    /// Whether clinvk writes it also where it is empty.
    pub(crate) is_required: bool,
}

/// The keys of a record that say nothing the file says.
pub(crate) const RECORD_ONLY: [&str; 4] = ["v", "type", "bytes", "etag"];

/// All keys that clinvk knows.
pub(crate) const FIELDS: [Field; 16] = [
    required("id", FieldType::Text),
    required("backend", FieldType::Text),
    required("created_at", FieldType::Time),
    required("last_used", FieldType::Time),
    required("working_dir", FieldType::Text),
    optional("backend_session_id", FieldType::Text),
    optional("model", FieldType::Text),
    optional("initial_prompt", FieldType::Text),
    optional("status", FieldType::Text),
    optional("turn_count", FieldType::Number),
    optional("token_usage", FieldType::Usage),
    optional("tags", FieldType::Texts),
    optional("title", FieldType::Text),
    optional("parent_id", FieldType::Text),
    optional("error_message", FieldType::Text),
    optional("metadata", FieldType::Pairs),
];

/// The names of these keys.
pub(crate) const NAMES: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < FIELDS.len() {
        names[at] = FIELDS[at].name;
        at += 1;
    }
    names
};

const fn required(name: &'static str, kind: FieldType) -> Field {
    Field { name, kind, is_required: true }
}

const fn optional(name: &'static str, kind: FieldType) -> Field {
    Field { name, kind, is_required: false }
}

impl Field {
    /// The field whose key is `name`, if clinvk knows it.
    pub(crate) fn find(name: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// Whether two sessions say the same here, however they write it.
    pub(crate) fn is_same(&self, one: &Session<'_>, other: &Session<'_>) -> bool {
        match self.name {
            "id" => one.id == other.id,
            "backend" => one.backend == other.backend,
            "created_at" => one.created_at == other.created_at,
            "last_used" => one.last_used == other.last_used,
            "working_dir" => one.working_dir == other.working_dir,
            "backend_session_id" => one.backend_session_id == other.backend_session_id,
            "model" => one.model == other.model,
            "initial_prompt" => one.initial_prompt == other.initial_prompt,
            "status" => one.status == other.status,
            "turn_count" => one.turn_count == other.turn_count,
            "token_usage" => one.token_usage == other.token_usage,
            "tags" => one.tags == other.tags,
            "title" => one.title == other.title,
            "parent_id" => one.parent_id == other.parent_id,
            "error_message" => one.error_message == other.error_message,
            "metadata" => one.metadata == other.metadata,
            _ => false,
        }
    }

    /// What clinvk reads where the key is missing, as JSON.
    pub(crate) fn zero(&self) -> &'static str {
        match self.kind {
            FieldType::Text => "\"\"",
            FieldType::Time => "\"0001-01-01T00:00:00Z\"",
            FieldType::Number => "0",
            FieldType::Usage => "null",
            FieldType::Texts => "[]",
            FieldType::Pairs => "{}",
        }
    }

    /// Whether `json`, a value of this key, says no more than a missing key would: clinvk leaves
    /// such a key out. An empty text is not taken for none.
    pub(crate) fn is_default(&self, json: &str) -> bool {
        json == "null" || self.kind != FieldType::Text && same_value(json, self.zero())
    }

    /// Says what is wrong with `json` as a new value of this key, beyond its type.
    pub(crate) fn check(&self, json: &str) -> Result<(), String> {
        if self.kind != FieldType::Time || json == "null" {
            return Ok(());
        }
        if time::is_clinvks(&text(json)) {
            return Ok(());
        }
        Err(format!("`{}` is not an RFC 3339 time", self.name))
    }
}
