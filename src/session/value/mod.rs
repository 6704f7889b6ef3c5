//! Field values, as JSON that is safe to display and as plain text for NUL framing.
//!
//! Records are compact. Besides C0, which JSON requires, their strings escape DEL, the C1 controls,
//! the bidi controls, and the line and paragraph separators. Thus a record is safe to display, and
//! one line for every reader.

use std::{borrow::Cow, io::Write as _, os::unix::ffi::OsStrExt as _, path::Path};

use serde_json::value::RawValue;

use super::{
    TokenUsage,
    etag::Etag,
    time::{self, Time},
};
use crate::{
    json::{
        surrogates::paired,
        text::{self, Token},
        unique::unique,
    },
    sanitize::{is_bidi_control, may_start_hostile},
};

/// The value of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// `null`; the empty string with NUL framing.
    Absent,
    /// A text, written exactly.
    Text(&'a str),
    /// A path. In JSON, a byte that is not UTF-8 is written as `\xff`.
    Path(&'a Path),
    Flag(bool),
    Number(i64),
    Time(Time),
    Etag(Etag),
    /// Token counts with their total, and the unknown counters.
    Usage(&'a TokenUsage, &'a [(Cow<'a, str>, &'a RawValue)]),
    Texts(&'a [Cow<'a, str>]),
    Pairs(&'a [(Cow<'a, str>, Cow<'a, str>)]),
    /// The members of an object, each value as in the session file.
    Members(&'a [(Cow<'a, str>, &'a RawValue)]),
    /// JSON already written by this module.
    Json(&'a [u8]),
}

impl<'a> Value<'a> {
    /// Returns a text that may be absent.
    pub(crate) fn opt_text(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::Absent, Value::Text)
    }

    /// Returns a time that may be absent.
    pub(crate) fn opt_time(time: Option<Time>) -> Value<'a> {
        time.map_or(Value::Absent, Value::Time)
    }

    /// Returns a count as a number.
    pub(crate) fn count(count: usize) -> Value<'a> {
        Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Returns whether two values of a key of a session file are equal. Unknown counters are not
    /// compared.
    pub(crate) fn is_same(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Value::Absent, Value::Absent) => true,
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Number(one), Value::Number(other)) => one == other,
            (Value::Time(one), Value::Time(other)) => one == other,
            (Value::Usage(one, _), Value::Usage(other, _)) => one == other,
            (Value::Texts(one), Value::Texts(other)) => one == other,
            (Value::Pairs(one), Value::Pairs(other)) => one == other,
            _ => false,
        }
    }

    /// Appends the value as compact JSON, with every control and bidi character escaped.
    pub(crate) fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Value::Absent => out.extend_from_slice(b"null"),
            Value::Text(text) => write_string(text, out),
            Value::Path(path) => write_string(&path_text(path), out),
            Value::Flag(_) | Value::Number(_) => self.write_plain(out),
            Value::Time(_) | Value::Etag(_) => {
                out.push(b'"');
                self.write_plain(out);
                out.push(b'"');
            }
            Value::Usage(usage, extra) => {
                for (before, count) in [
                    ("{\"input_tokens\":", usage.input_tokens),
                    (",\"output_tokens\":", usage.output_tokens),
                    (",\"cached_tokens\":", usage.cached_tokens),
                    (",\"reasoning_tokens\":", usage.reasoning_tokens),
                    (",\"total\":", usage.total()),
                ] {
                    out.extend_from_slice(before.as_bytes());
                    write_number(count, out);
                }
                if !extra.is_empty() {
                    out.extend_from_slice(b",\"extra\":");
                    Value::Members(extra).write_json(out);
                }
                out.push(b'}');
            }
            Value::Texts(texts) => {
                write_all(b'[', texts.iter(), b']', out, |text, out| write_string(text, out));
            }
            Value::Pairs(pairs) => {
                write_all(b'{', pairs.iter(), b'}', out, |(key, value), out| {
                    write_string(key, out);
                    out.push(b':');
                    write_string(value, out);
                });
            }
            Value::Members(members) => {
                write_all(b'{', members.iter(), b'}', out, |(key, value), out| {
                    write_string(key, out);
                    out.push(b':');
                    write_compact(&unique(value.get()), out);
                });
            }
            Value::Json(json) => out.extend_from_slice(json),
        }
    }

    /// Appends the value as plain text: texts exactly, lists and objects as JSON.
    pub(crate) fn write_plain(&self, out: &mut Vec<u8>) {
        match self {
            Value::Absent => {}
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Path(path) => out.extend_from_slice(path.as_os_str().as_bytes()),
            Value::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
            Value::Number(number) => write_number(*number, out),
            Value::Time(time) => out.extend_from_slice(time::exact(*time).as_bytes()),
            Value::Etag(etag) => out.extend_from_slice(&etag.digits()),
            Value::Usage(..)
            | Value::Texts(_)
            | Value::Pairs(_)
            | Value::Members(_)
            | Value::Json(_) => {
                self.write_json(out);
            }
        }
    }
}

/// Returns a path as text. Bytes that are not UTF-8 are escaped.
fn path_text(path: &Path) -> Cow<'_, str> {
    if let Some(text) = path.to_str() {
        return Cow::Borrowed(text);
    }
    let chunks = path.as_os_str().as_bytes().utf8_chunks().map(|chunk| {
        let bytes = chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}"));
        std::iter::once(chunk.valid().to_owned()).chain(bytes).collect::<String>()
    });
    Cow::Owned(chunks.collect())
}

fn write_number(number: i64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn write_all<T>(
    open: u8,
    items: impl Iterator<Item = T>,
    close: u8,
    out: &mut Vec<u8>,
    write: impl Fn(T, &mut Vec<u8>),
) {
    out.push(open);
    for (number, item) in items.enumerate() {
        if number > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(close);
}

/// Appends `text` as a JSON string.
fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    write_escaped(text, |c| c == '"' || c == '\\', out);
    out.push(b'"');
}

/// Appends `text`, with unsafe characters escaped, and a backslash before characters that
/// `is_quoted` accepts.
fn write_escaped(text: &str, is_quoted: impl Fn(char) -> bool, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let (mut written, mut at) = (0, 0);
    while let Some(next) = first_to_care_for(&bytes[at..]) {
        at += next;
        // The byte starts a character: continuation bytes are never suspect.
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if is_quoted(c) || is_escaped(c) {
            out.extend_from_slice(&bytes[written..at]);
            written = end;
            // Writing to memory cannot fail.
            let _ = match c {
                '\n' => out.write_all(b"\\n"),
                '\r' => out.write_all(b"\\r"),
                '\t' => out.write_all(b"\\t"),
                c if is_escaped(c) => write!(out, "\\u{:04x}", u32::from(c)),
                c => write!(out, "\\{c}"),
            };
        }
        at = end;
    }
    out.extend_from_slice(&bytes[written..]);
}

/// Returns the position of the first byte that may need an escape.
fn first_to_care_for(bytes: &[u8]) -> Option<usize> {
    const PIECE: usize = 32;
    // No branches within a chunk: most chunks contain nothing suspect.
    let is_suspect =
        |piece: &[u8]| piece.iter().fold(false, |found, &byte| found | needs_care(byte));
    let (number, piece) = bytes.chunks(PIECE).enumerate().find(|(_, piece)| is_suspect(piece))?;
    Some(number * PIECE + piece.iter().position(|&byte| needs_care(byte))?)
}

fn needs_care(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || may_start_hostile(byte)
}

/// Returns whether `c` is escaped although JSON does not require it.
fn is_escaped(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Appends valid JSON without white space between tokens, and without lone surrogates.
fn write_compact(json: &str, out: &mut Vec<u8>) {
    for piece in text::tokens(json) {
        match piece {
            // The characters that JSON requires to be escaped already are.
            Token::Text(text) => write_escaped(&paired(text), |_| false, out),
            Token::Between(between) => {
                between.split_ascii_whitespace().for_each(|w| out.extend_from_slice(w.as_bytes()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
