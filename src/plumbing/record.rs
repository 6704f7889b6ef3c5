//! The wire format, version 1: what a record holds and how it is framed.
//!
//! Within a version keys are never removed, renamed, retyped or reordered; new ones may be
//! appended. Every change is noted in the changelog under **Wire format**.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::json::Value;
use crate::model::{removal::Facts, session::Session, stored::Stored, time::Time};

/// Something that is written as a record.
pub trait Record {
    /// The record's `type`.
    const TYPE: &'static str;
    /// The names of its fields after `v` and `type`, in the order of [`Record::each`].
    const FIELDS: &'static [&'static str];

    /// Hands every field to `visit`, in order; one that is only sometimes there may be left out.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'static str, Value<'a>));

    /// Keys that follow the fields as they stand in the session's file.
    fn unknown(&self) -> &[(Cow<'_, str>, &RawValue)] {
        &[]
    }
}

/// How records are laid out on a stream.
#[derive(Clone, Debug, Default)]
pub enum Framing {
    /// JSON Lines: one compact object a record.
    #[default]
    JsonLines,
    /// JSON Lines with these fields only, in this order.
    SelectedJsonLines(Vec<String>),
    /// These fields, each as one string that a NUL ends.
    Nul(Vec<String>),
}

/// A field's text holds U+0000, which cannot be framed by NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its {0} holds a NUL character, which -z cannot frame")]
pub struct HoldsNul(&'static str);

impl Framing {
    /// Whether a record that is framed so shows the field called `name`.
    pub fn shows(&self, name: &str) -> bool {
        match self {
            Framing::JsonLines => true,
            Framing::SelectedJsonLines(names) | Framing::Nul(names) => {
                names.iter().any(|shown| shown == name)
            }
        }
    }

    /// Appends `record` to `out`.
    pub fn write<R: Record>(&self, record: &R, out: &mut Vec<u8>) -> Result<(), HoldsNul> {
        match self {
            Framing::JsonLines => {
                write_json(record, out);
                out.push(b'\n');
            }
            Framing::SelectedJsonLines(names) => {
                begin_json::<R>(out);
                for (name, value) in select(record, names) {
                    write_key(name, out);
                    value.write_json(out);
                }
                out.extend_from_slice(b"}\n");
            }
            Framing::Nul(names) => {
                for (name, value) in select(record, names) {
                    let start = out.len();
                    value.write_plain(out);
                    if out[start..].contains(&0) {
                        return Err(HoldsNul(name));
                    }
                    out.push(0);
                }
            }
        }
        Ok(())
    }
}

/// Appends `record` as one compact JSON object, without a line's end.
pub fn write_json<R: Record>(record: &R, out: &mut Vec<u8>) {
    begin_json::<R>(out);
    record.each(&mut |name, value| {
        write_key(name, out);
        value.write_json(out);
    });
    for (name, value) in record.unknown() {
        // A key of ours that a later version of the file also uses means ours.
        if ["v", "type"].contains(&&**name) || R::FIELDS.contains(&&**name) {
            continue;
        }
        out.push(b',');
        Value::Text(name).write_json(out);
        out.push(b':');
        Value::Raw(value).write_json(out);
    }
    out.push(b'}');
}

fn begin_json<R: Record>(out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"v\":1,\"type\":\"");
    out.extend_from_slice(R::TYPE.as_bytes());
    out.push(b'"');
}

fn write_key(name: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

/// The fields called `names`, in that order; one that this record leaves out is absent.
fn select<'a, R: Record>(record: &'a R, names: &[String]) -> Vec<(&'static str, Value<'a>)> {
    let mut fields = Vec::with_capacity(R::FIELDS.len());
    record.each(&mut |name, value| fields.push((name, value)));
    let known = |name: &String| R::FIELDS.iter().find(|known| *known == name).copied();
    names
        .iter()
        .filter_map(known)
        .map(|name| {
            let field = fields.iter().find(|field| field.0 == name);
            (name, field.map_or(Value::Absent, |field| field.1))
        })
        .collect()
}

/// A `session` record: what a session's file says, and the file's size and digest.
pub struct SessionRecord<'a> {
    /// The file.
    pub stored: Stored<'a>,
    /// What it says.
    pub session: &'a Session<'a>,
}

impl Record for SessionRecord<'_> {
    const TYPE: &'static str = "session";
    const FIELDS: &'static [&'static str] = &[
        "id",
        "backend",
        "status",
        "created_at",
        "last_used",
        "working_dir",
        "backend_session_id",
        "model",
        "title",
        "initial_prompt",
        "turn_count",
        "token_usage",
        "tags",
        "parent_id",
        "error_message",
        "metadata",
        "bytes",
        "etag",
    ];

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'static str, Value<'a>)) {
        let session = self.session;
        visit("id", Value::Text(self.stored.id.as_str()));
        visit("backend", Value::text(session.backend.as_ref()));
        visit("status", Value::text(session.status.as_ref()));
        visit("created_at", Value::time(session.created_at));
        visit("last_used", Value::time(session.last_used));
        visit("working_dir", Value::text(session.working_dir.as_ref()));
        visit("backend_session_id", Value::text(session.backend_session_id.as_ref()));
        visit("model", Value::text(session.model.as_ref()));
        visit("title", Value::text(session.title.as_ref()));
        visit("initial_prompt", Value::text(session.initial_prompt.as_ref()));
        visit("turn_count", Value::Number(session.turn_count));
        visit("token_usage", session.token_usage.map_or(Value::Absent, Value::Usage));
        visit("tags", Value::Texts(&session.tags));
        visit("parent_id", Value::text(session.parent_id.as_ref()));
        visit("error_message", Value::text(session.error_message.as_ref()));
        visit("metadata", Value::Pairs(&session.metadata));
        visit("bytes", Value::count(self.stored.bytes.len()));
        visit("etag", Value::Etag(self.stored.etag()));
    }

    fn unknown(&self) -> &[(Cow<'_, str>, &RawValue)] {
        &self.session.unknown
    }
}

/// A `removal` record: what became, or would become, of one session.
#[derive(Debug)]
pub struct RemovalRecord<'a> {
    /// The session's id, or the input item that is none.
    pub id: &'a str,
    /// `would-remove`, `removed`, `missing`, `changed` or `failed`.
    pub outcome: &'static str,
    /// The rule that decided.
    pub reason: &'a str,
    /// What is known of the file.
    pub facts: Facts,
    /// Why it failed, or what was left behind.
    pub message: Option<String>,
}

impl Record for RemovalRecord<'_> {
    const TYPE: &'static str = "removal";
    const FIELDS: &'static [&'static str] =
        &["id", "outcome", "reason", "last_used", "bytes", "etag", "message"];

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'static str, Value<'a>)) {
        let Facts { last_used, bytes, etag } = self.facts;
        visit("id", Value::Text(self.id));
        visit("outcome", Value::Text(self.outcome));
        visit("reason", Value::Text(self.reason));
        visit("last_used", Value::time(last_used));
        visit("bytes", bytes.map_or(Value::Absent, Value::count));
        visit("etag", etag.map_or(Value::Absent, Value::Etag));
        if let Some(message) = &self.message {
            visit("message", Value::Text(message));
        }
    }
}

/// A `resolution` record: what a prefix means.
#[derive(Debug)]
pub struct ResolutionRecord<'a> {
    /// What was asked for.
    pub input: &'a str,
    /// `found`, `missing`, `ambiguous` or `invalid`.
    pub outcome: &'static str,
    /// The id it means.
    pub id: Option<&'a str>,
    /// The ids it could mean.
    pub candidates: Vec<Cow<'a, str>>,
}

impl Record for ResolutionRecord<'_> {
    const TYPE: &'static str = "resolution";
    const FIELDS: &'static [&'static str] = &["input", "outcome", "id", "candidates"];

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'static str, Value<'a>)) {
        visit("input", Value::Text(self.input));
        visit("outcome", Value::Text(self.outcome));
        visit("id", self.id.map_or(Value::Absent, Value::Text));
        visit("candidates", Value::Texts(&self.candidates));
    }
}

impl<'a> Value<'a> {
    fn text(text: Option<&'a Cow<'_, str>>) -> Value<'a> {
        text.map_or(Value::Absent, |text| Value::Text(text))
    }

    fn time(time: Option<Time>) -> Value<'a> {
        time.map_or(Value::Absent, Value::Time)
    }

    fn count(count: usize) -> Value<'a> {
        Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
