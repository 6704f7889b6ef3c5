//! Fast path for the exact layout that clinvk writes; anything else goes to serde.
//!
//! A scan spends most of its CPU time here. Only the serde decoder reports damage. A property test
//! compares the two.

use std::borrow::Cow;

use memchr::memchr3;
use serde_json::{Deserializer, value::RawValue};

use super::{
    Session, TokenUsage,
    time::{self, Time},
};
use crate::json::{text::is_too_deep, unique::last_of_each};

/// Parses a session if `text` is a plain JSON object: no `null`, no escaped keys, no control
/// characters except line ends.
pub(crate) fn parse_fast(text: &str) -> Option<Session<'_>> {
    let is_odd = |byte: u8| byte < b' ' && byte != b'\n';
    // No branches, so that the compiler vectorizes the loop.
    if text.bytes().fold(false, |found, byte| found | is_odd(byte)) {
        return None;
    }
    let mut reader = Reader { text, at: 0 };
    let session = reader.session()?;
    (reader.behind_space() == text.len()).then_some(session)
}

/// Parses the value of a key into a session.
type Member = for<'r, 'a> fn(&'r mut Reader<'a>, &'r mut Session<'a>) -> Option<()>;

/// A known key.
macro_rules! key {
    ($name:literal, $member:expr) => {
        (concat!("\n  \"", $name, "\": "), $name, $member)
    };
}

/// The known keys, in the order in which clinvk writes them: the exact bytes of each, its name and
/// the parser of its value.
const MEMBERS: [(&str, &str, Member); 16] = [
    key!("id", |from, to| from.string().map(|value| to.id = Some(value))),
    key!("backend", |from, to| from.string().map(|value| to.backend = Some(value))),
    key!("created_at", |from, to| from.time().map(|value| to.created_at = value)),
    key!("last_used", |from, to| from.time().map(|value| to.last_used = value)),
    key!("working_dir", |from, to| from.string().map(|value| to.working_dir = Some(value))),
    key!("backend_session_id", |from, to| {
        from.string().map(|value| to.backend_session_id = Some(value))
    }),
    key!("model", |from, to| from.string().map(|value| to.model = Some(value))),
    key!("initial_prompt", |from, to| from.string().map(|value| to.initial_prompt = Some(value))),
    key!("status", |from, to| from.string().map(|value| to.status = Some(value))),
    key!("turn_count", |from, to| from.integer().map(|value| to.turn_count = value)),
    key!("token_usage", |from, to| from.token_usage().map(|value| to.token_usage = Some(value))),
    key!("tags", |from, to| from.strings().map(|value| to.tags = value)),
    key!("title", |from, to| from.string().map(|value| to.title = Some(value))),
    key!("parent_id", |from, to| from.string().map(|value| to.parent_id = Some(value))),
    key!("error_message", |from, to| from.string().map(|value| to.error_message = Some(value))),
    key!("metadata", |from, to| from.pairs().map(|value| to.metadata = value)),
];

/// The rest of the input.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn session(&mut self) -> Option<Session<'a>> {
        let mut session = Session::default();
        // The expected position of the next key in the list.
        let mut place = 0;
        self.object(|reader| {
            if let Some(skipped) = MEMBERS[place..].iter().position(|key| reader.skip(key.0)) {
                place += skipped;
            } else {
                let key = reader.key()?;
                let Some(known) = MEMBERS.iter().position(|known| known.1 == key) else {
                    session.extra.push((Cow::Borrowed(key), reader.value()?));
                    return Some(());
                };
                place = known;
            }
            let (_, _, member) = MEMBERS[place];
            place += 1;
            member(reader, &mut session)
        })?;
        session.extra = last_of_each(session.extra);
        Some(session)
    }

    fn token_usage(&mut self) -> Option<TokenUsage> {
        let mut usage = TokenUsage::default();
        self.object(|reader| {
            let count = match reader.key()? {
                "input_tokens" => &mut usage.input_tokens,
                "output_tokens" => &mut usage.output_tokens,
                "cached_tokens" => &mut usage.cached_tokens,
                "reasoning_tokens" => &mut usage.reasoning_tokens,
                _ => return None,
            };
            *count = reader.integer()?;
            Some(())
        })?;
        Some(usage)
    }

    fn strings(&mut self) -> Option<Vec<Cow<'a, str>>> {
        let mut strings = Vec::new();
        self.byte(b'[')?;
        if self.next_is(b']') {
            return Some(strings);
        }
        loop {
            strings.push(self.string()?);
            if !self.next_is(b',') {
                self.byte(b']')?;
                return Some(strings);
            }
        }
    }

    fn pairs(&mut self) -> Option<Vec<(Cow<'a, str>, Cow<'a, str>)>> {
        let mut pairs = Vec::new();
        self.object(|reader| {
            pairs.push((Cow::Borrowed(reader.key()?), reader.string()?));
            Some(())
        })?;
        Some(last_of_each(pairs))
    }

    /// Parses an object. `member` parses one key and its value.
    fn object(&mut self, mut member: impl FnMut(&mut Reader<'a>) -> Option<()>) -> Option<()> {
        self.byte(b'{')?;
        if self.next_is(b'}') {
            return Some(());
        }
        loop {
            member(self)?;
            if !self.next_is(b',') {
                return self.byte(b'}');
            }
        }
    }

    /// Skips `text` if it comes next.
    fn skip(&mut self, text: &str) -> bool {
        let is_here = self.rest().starts_with(text.as_bytes());
        self.at += if is_here { text.len() } else { 0 };
        is_here
    }

    /// Parses a key and the separator after it.
    fn key(&mut self) -> Option<&'a str> {
        self.byte(b'"')?;
        let length = memchr3(b'"', b'\\', b'\n', self.rest())?;
        let is_odd = self.rest()[length] != b'"';
        let key = self.take(length).filter(|_| !is_odd)?;
        self.at += 1;
        self.byte(b':')?;
        Some(key)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.byte(b'"')?;
        let length = memchr3(b'"', b'\\', b'\n', self.rest())?;
        match self.rest()[length] {
            b'"' => {
                let string = self.take(length)?;
                self.at += 1;
                Some(Cow::Borrowed(string))
            }
            b'\\' => {
                self.at -= 1;
                self.decode::<String>().map(Cow::Owned)
            }
            _ => None,
        }
    }

    /// Parses a time. A text that is not a time is absent.
    #[expect(clippy::option_option, reason = "the inner one is that of the session's field")]
    fn time(&mut self) -> Option<Option<Time>> {
        self.string().map(|text| time::parse(&text))
    }

    /// Parses an unsigned whole number that is certain to fit.
    fn integer(&mut self) -> Option<i64> {
        self.at = self.behind_space();
        let start = self.at;
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            if self.at == start + 18 {
                return None;
            }
            number = number * 10 + i64::from(digit - b'0');
            self.at += 1;
        }
        let is_plain = match self.at - start {
            0 => false,
            1 => true,
            _ => self.text.as_bytes()[start] != b'0',
        };
        is_plain.then_some(number)
    }

    /// Parses a value of any kind and returns its JSON text.
    fn value(&mut self) -> Option<&'a RawValue> {
        let value: &RawValue = self.decode()?;
        (!is_too_deep(value.get())).then_some(value)
    }

    /// Parses the next value with serde.
    fn decode<T: serde::Deserialize<'a>>(&mut self) -> Option<T> {
        let mut values = Deserializer::from_str(self.text.get(self.at..)?).into_iter();
        let value = values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(value)
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let taken = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(taken)
    }

    /// Skips white space and `byte` if they come next.
    fn next_is(&mut self, byte: u8) -> bool {
        let at = self.behind_space();
        let is_next = self.text.as_bytes().get(at) == Some(&byte);
        self.at = if is_next { at + 1 } else { self.at };
        is_next
    }

    /// Returns the position after the white space that comes next.
    fn behind_space(&self) -> usize {
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n');
        self.at + self.rest().iter().take_while(is_space).count()
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        self.next_is(byte).then_some(())
    }
}

#[cfg(test)]
mod tests;
