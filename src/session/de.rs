//! Deserialization of sessions, borrowed where possible, with the semantics of Go's decoder.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{Session, TokenUsage, time};
use crate::json::{text::is_too_deep, unique::last_of_each};

/// Deserializes a session.
///
/// In a record, values may be nested more deeply than in a file: unknown keys are in an object of
/// their own, and ignored keys may have any value.
pub(crate) fn decode(text: &str, is_record: bool) -> serde_json::Result<Session<'_>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let session = SessionVisitor { is_record }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(session)
}

struct SessionVisitor {
    is_record: bool,
}

impl SessionVisitor {
    /// Rejects a value that is nested too deeply for common JSON parsers.
    fn check<E: serde::de::Error>(&self, value: &RawValue) -> Result<(), E> {
        if self.is_record || !is_too_deep(value.get()) {
            return Ok(());
        }
        Err(E::custom("a value is nested more than 100 levels deep"))
    }
}

impl<'de> DeserializeSeed<'de> for SessionVisitor {
    type Value = Session<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Session<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SessionVisitor {
    type Value = Session<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Session<'de>, A::Error> {
        let mut session = Session::default();
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "id" => session.id = text(&mut map)?,
                "backend" => session.backend = text(&mut map)?,
                "created_at" => session.created_at = text(&mut map)?.and_then(|t| time::parse(&t)),
                "last_used" => session.last_used = text(&mut map)?.and_then(|t| time::parse(&t)),
                "working_dir" => session.working_dir = text(&mut map)?,
                "backend_session_id" => session.backend_session_id = text(&mut map)?,
                "model" => session.model = text(&mut map)?,
                "initial_prompt" => session.initial_prompt = text(&mut map)?,
                "status" => session.status = text(&mut map)?,
                "turn_count" => session.turn_count = integer(&mut map)?,
                "token_usage" => {
                    let usage = map.next_value::<Option<Usage>>()?;
                    let (counts, extra) = usage.map(|usage| (usage.counts, usage.extra)).unzip();
                    (session.token_usage, session.extra_usage) =
                        (counts, extra.unwrap_or_default());
                    session.extra_usage.iter().try_for_each(|(_, value)| self.check(value))?;
                }
                "tags" => {
                    // A `null` among them is an empty string, as Go's decoder has it.
                    let tags: Option<Vec<Option<Text>>> = map.next_value()?;
                    let tags = tags.unwrap_or_default().into_iter();
                    session.tags =
                        tags.map(|tag| tag.map(|tag| tag.0).unwrap_or_default()).collect();
                }
                "title" => session.title = text(&mut map)?,
                "parent_id" => session.parent_id = text(&mut map)?,
                "error_message" => session.error_message = text(&mut map)?,
                "metadata" => {
                    session.metadata = map.next_value::<Option<Pairs>>()?.unwrap_or_default().0;
                }
                _ => {
                    let value: &RawValue = map.next_value()?;
                    self.check(value)?;
                    session.extra.push((key, value));
                }
            }
        }
        session.extra = last_of_each(session.extra);
        Ok(session)
    }
}

fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    Ok(map.next_value::<Option<Text>>()?.map(|text| text.0))
}

fn integer<'de, A: MapAccess<'de>>(map: &mut A) -> Result<i64, A::Error> {
    Ok(map.next_value::<Option<i64>>()?.unwrap_or(0))
}

/// Token counts and the unknown counters.
struct Usage<'a> {
    counts: TokenUsage,
    extra: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'de> Deserialize<'de> for Usage<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct UsageVisitor;
        impl<'de> Visitor<'de> for UsageVisitor {
            type Value = Usage<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of integers")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Usage<'de>, A::Error> {
                let (mut counts, mut extra) = (TokenUsage::default(), Vec::new());
                while let Some(Text(key)) = map.next_key()? {
                    match &*key {
                        "input_tokens" => counts.input_tokens = integer(&mut map)?,
                        "output_tokens" => counts.output_tokens = integer(&mut map)?,
                        "cached_tokens" => counts.cached_tokens = integer(&mut map)?,
                        "reasoning_tokens" => counts.reasoning_tokens = integer(&mut map)?,
                        _ => extra.push((key, map.next_value()?)),
                    }
                }
                Ok(Usage { counts, extra: last_of_each(extra) })
            }
        }
        deserializer.deserialize_map(UsageVisitor)
    }
}

/// A JSON string, borrowed where it can be. (`Option<Cow<str>>` by itself always copies.)
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Text<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

/// An object of strings, in order. A `null` value is an empty string, as in Go's decoder.
#[derive(Default)]
struct Pairs<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(Text(key)) = map.next_key()? {
                    pairs.push((key, text(&mut map)?.unwrap_or_default()));
                }
                Ok(Pairs(last_of_each(pairs)))
            }
        }
        deserializer.deserialize_map(PairsVisitor)
    }
}
