//! The keys of a session's file that clinvk 0.2.0 knows, in the order in which it writes them.

use super::{
    json::{is_same, text},
    session::Session,
    time,
};

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether clinvk writes it also where it is empty.
    pub is_required: bool,
}

/// The keys of a record that say nothing the file says.
pub const OF_RECORDS: [&str; 4] = ["v", "type", "bytes", "etag"];

/// All keys that clinvk knows.
pub const FIELDS: [Field; 16] = [
    required("id", Kind::Text),
    required("backend", Kind::Text),
    required("created_at", Kind::Time),
    required("last_used", Kind::Time),
    required("working_dir", Kind::Text),
    optional("backend_session_id", Kind::Text),
    optional("model", Kind::Text),
    optional("initial_prompt", Kind::Text),
    optional("status", Kind::Text),
    optional("turn_count", Kind::Number),
    optional("token_usage", Kind::Usage),
    optional("tags", Kind::Texts),
    optional("title", Kind::Text),
    optional("parent_id", Kind::Text),
    optional("error_message", Kind::Text),
    optional("metadata", Kind::Pairs),
];

/// The names of these keys.
pub const NAMES: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < FIELDS.len() {
        names[at] = FIELDS[at].name;
        at += 1;
    }
    names
};

const fn required(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, is_required: true }
}

const fn optional(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, is_required: false }
}

impl Field {
    /// The field whose key is `name`, if clinvk knows it.
    pub fn known(name: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// Whether two sessions say the same here, however they write it.
    pub fn is_same(&self, one: &Session<'_>, other: &Session<'_>) -> bool {
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
    pub fn zero(&self) -> &'static str {
        match self.kind {
            Kind::Text => "\"\"",
            Kind::Time => "\"0001-01-01T00:00:00Z\"",
            Kind::Number => "0",
            Kind::Usage => "null",
            Kind::Texts => "[]",
            Kind::Pairs => "{}",
        }
    }

    /// Whether `json`, a value of this key, says no more than a missing key would: clinvk leaves
    /// such a key out. An empty text is not taken for none.
    pub fn is_nothing(&self, json: &str) -> bool {
        json == "null" || self.kind != Kind::Text && is_same(json, self.zero())
    }

    /// Says what is wrong with `json` as a new value of this key, beyond its type.
    pub fn check(&self, json: &str) -> Result<(), String> {
        if self.kind != Kind::Time || json == "null" {
            return Ok(());
        }
        if time::is_clinvks(&text(json)) {
            return Ok(());
        }
        Err(format!("`{}` is not an RFC 3339 time", self.name))
    }
}
