//! What stands on standard input: ids, or records that carry one.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::{
    context::Context,
    error::Error,
    model::{
        etag::Etag,
        id::{IdPrefix, SessionId},
        removal::Target,
    },
};

/// One item of input that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejected {
    /// The item, or of a record its `id` where that can be told.
    pub(super) input: String,
    /// Why.
    pub(super) reason: String,
}

/// One item of input: an id, or a record that carries one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    /// The item without its end.
    pub(super) bytes: &'a [u8],
    /// Which line it is, from 1, or with NUL framing which item.
    pub(super) number: usize,
    is_nul: bool,
}

/// The fields of a record that matter when it comes back as input.
#[derive(Deserialize)]
struct Fields {
    r#type: Option<Value>,
    id: Option<Value>,
    etag: Option<Value>,
    /// `null` is there, and is no outcome.
    #[serde(default, deserialize_with = "present")]
    outcome: Option<Value>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// The items of `bytes`: lines, or with `is_nul` strings that NUL ends. A last one without its end
/// counts; an empty one does not.
pub(super) fn items(bytes: &[u8], is_nul: bool) -> impl Iterator<Item = Item<'_>> {
    let end = if is_nul { 0 } else { b'\n' };
    let items = bytes.split(move |byte| *byte == end).zip(1..);
    let items = items.map(move |(bytes, number)| {
        let bytes = if is_nul { bytes } else { bytes.trim_ascii() };
        Item { bytes, number, is_nul }
    });
    items.filter(|item| !item.bytes.is_empty())
}

/// The sessions that the arguments name, or, with `stdin`, which says whether NUL ends its items,
/// those that `read` takes the items of standard input for.
pub(super) fn targets(
    ctx: &mut Context<'_>,
    ids: Vec<SessionId>,
    stdin: Option<bool>,
    read: impl Fn(Item<'_>) -> Result<Target, Rejected>,
) -> Result<Vec<Result<Target, Rejected>>, Error> {
    let Some(is_nul) = stdin else {
        return Ok(ids.into_iter().map(|id| Ok(Target::of(id))).collect());
    };
    // To its end, before any lock: whoever writes may be reading the store.
    Ok(items(&ctx.read_input()?, is_nul).map(read).collect())
}

/// Each of `items` in order: one that was understood with its result, which stand in the same order
/// in `results`, or why it was rejected.
pub(super) fn in_order<'a, T, R>(
    items: &'a [Result<T, Rejected>],
    results: &'a [R],
) -> impl Iterator<Item = Result<(&'a T, &'a R), &'a Rejected>> {
    let mut results = results.iter();
    items.iter().filter_map(move |item| match item {
        Ok(item) => results.next().map(|result| Ok((item, result))),
        Err(rejected) => Some(Err(rejected)),
    })
}

impl<'a> Item<'a> {
    /// The item that stands on line `number`, or with NUL framing is that one.
    pub(super) fn new(bytes: &'a [u8], number: usize, is_nul: bool) -> Item<'a> {
        Item { bytes, number, is_nul }
    }

    /// Which item it is, in words: how one that must not be repeated is named.
    pub(super) fn place(&self) -> String {
        format!("{} {}", if self.is_nul { "item" } else { "line" }, self.number)
    }

    fn is_record(&self) -> bool {
        !self.is_nul && self.bytes.starts_with(b"{")
    }

    /// The item as an order to remove a session.
    pub(super) fn order(&self) -> Result<Target, Rejected> {
        self.read(true)
    }

    /// The item as a session to look at, whatever became of it.
    pub(super) fn reference(&self) -> Result<Target, Rejected> {
        self.read(false)
    }

    /// What names the session: the `id` of a record that has one, else the item as it stands.
    pub(super) fn name(&self) -> Cow<'a, [u8]> {
        let fields = self.is_record().then(|| serde_json::from_slice::<Fields>(self.bytes).ok());
        match fields.flatten().and_then(|fields| fields.id) {
            // Anything else could be taken for several items.
            Some(Value::String(id)) if id.parse::<IdPrefix>().is_ok() => id.into_bytes().into(),
            _ => self.bytes.into(),
        }
    }

    /// The id of a record, whatever else is wrong with it.
    pub(super) fn claimed_id(&self) -> Option<SessionId> {
        serde_json::from_slice::<Fields>(self.bytes).ok()?.id?.as_str()?.parse().ok()
    }

    /// The item as an order to bring a session back from the trash.
    pub(super) fn restoration(&self) -> Result<Target, Rejected> {
        let target = self.reference()?;
        let fields = self.is_record().then(|| serde_json::from_slice::<Fields>(self.bytes).ok());
        if fields.flatten().is_none_or(|fields| fields.is_restoration()) {
            return Ok(target);
        }
        Err(reject(target.id.as_str(), "its record is of no session in the trash"))
    }

    fn read(&self, must_be_order: bool) -> Result<Target, Rejected> {
        if self.is_record() { self.record(must_be_order) } else { self.bare(self.bytes) }
    }

    /// An item that is an id. What cannot even be a mistyped one is named by its place: it may be a
    /// prompt, which is nobody's business.
    fn bare(&self, item: &[u8]) -> Result<Target, Rejected> {
        const LONGEST_SHOWN: usize = 128;
        let text = str::from_utf8(item).unwrap_or_default();
        text.parse().map(Target::of).map_err(|_| {
            let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
            let is_shown = is_word && text.len() <= LONGEST_SHOWN && !text.contains(['{', '"']);
            let place = self.place();
            reject(if is_shown { text } else { &place }, "it is not a session id")
        })
    }

    /// An item that is a record. One that cannot be used is named by its id or its place.
    fn record(&self, must_be_order: bool) -> Result<Target, Rejected> {
        let fail = |reason| reject(&self.place(), reason);
        let fields: Fields = serde_json::from_slice(self.bytes)
            .map_err(|_| fail("it is neither a session id nor a record"))?;
        let id = match &fields.id {
            Some(Value::String(id)) => id,
            Some(Value::Null) | None => return Err(fail("the record has no id")),
            Some(_) => return Err(fail("the record's id is not text")),
        };
        let target = self.bare(id.as_bytes())?;
        if must_be_order && !fields.is_order() {
            return Err(reject(id, "its record is no order to remove it"));
        }
        let etag = match fields.etag {
            None | Some(Value::Null) => None,
            Some(etag) => {
                let etag: Option<Etag> = etag.as_str().and_then(|etag| etag.parse().ok());
                Some(etag.ok_or_else(|| reject(id, "its etag is not one"))?)
            }
        };
        Ok(Target { etag, ..target })
    }
}

impl Fields {
    /// Whether the session that the record names is to be restored: one that was listed, or moved
    /// to the trash.
    fn is_restoration(&self) -> bool {
        let outcome = self.outcome.as_ref().map(|outcome| outcome.as_str().unwrap_or_default());
        match self.r#type.as_ref().and_then(Value::as_str) {
            Some("removal" | "change") | None => outcome.is_none_or(|outcome| outcome == "trashed"),
            Some("session") => true,
            Some(_) => false,
        }
    }

    /// Whether the session that the record names is to be removed.
    ///
    /// A record of one that was kept, or could not be found, is no order. Only where the outcome
    /// was left out on purpose, with `--fields`, is the id order enough.
    fn is_order(&self) -> bool {
        let outcome = self.outcome.as_ref().map(|outcome| outcome.as_str().unwrap_or_default());
        match self.r#type.as_ref().and_then(Value::as_str) {
            Some("removal") | None => outcome.is_none_or(|outcome| outcome == "would-remove"),
            Some("resolution") => outcome == Some("found"),
            Some("stored") => matches!(outcome, Some("created" | "replaced" | "unchanged")),
            Some("session") => true,
            Some(_) => false,
        }
    }
}

fn reject(input: &str, reason: &str) -> Rejected {
    Rejected { input: input.to_owned(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], is_nul: bool) -> Vec<String> {
        items(bytes, is_nul)
            .map(|item| match item.order() {
                Ok(Target { id, etag: None, .. }) => id.to_string(),
                Ok(Target { id, etag: Some(etag), .. }) => format!("{id}@{etag}"),
                Err(rejected) => format!("{}: {}", rejected.input, rejected.reason),
            })
            .collect()
    }

    #[test]
    fn ids_and_records_stand_one_a_line_and_the_last_needs_no_end() {
        let input =
            b"abc\n\r\n{\"v\":1,\"id\":\"def\",\"etag\":\"2d06800538d394c2\"}\r\n{\"id\":\"g\"}";
        assert_eq!(read(input, false), ["abc", "def@2d06800538d394c2", "g"]);
        assert_eq!(read(b"abc\0def\0", true), ["abc", "def"]);
        assert_eq!(read(b"", false), [""; 0]);
    }

    #[test]
    fn what_is_unclear_is_rejected_with_a_reason_and_without_its_content() {
        assert_eq!(
            read(
                b"../x\n{\"initial_prompt\":\"secret\"}\n{secret\n{\"id\":\"a\",\"etag\":\"E\"}\n{\"id\":7}",
                false
            ),
            [
                "../x: it is not a session id",
                "line 2: the record has no id",
                "line 3: it is neither a session id nor a record",
                "a: its etag is not one",
                "line 5: the record's id is not text",
            ]
        );
        assert_eq!(
            read(b"a\0a\nb\0{\"initial_prompt\":\"secret\"}\0", true),
            ["a", "item 2: it is not a session id", "item 3: it is not a session id"]
        );
        assert_eq!(
            read(b"two words\n\xff\n", false),
            ["line 1: it is not a session id", "line 2: it is not a session id"]
        );
    }

    #[test]
    fn the_outcome_of_a_record_must_be_an_order() {
        let one = |kind: &str, outcome: &str| {
            let record = format!(r#"{{"type":"{kind}","id":"a","outcome":{outcome}}}"#);
            read(record.as_bytes(), false).remove(0)
        };
        assert_eq!(one("removal", r#""would-remove""#), "a");
        assert_eq!(one("resolution", r#""found""#), "a");
        assert_eq!(one("session", r#""kept""#), "a");
        assert_eq!(read(br#"{"type":"removal","id":"a"}"#, false), ["a"]);
        assert_eq!(read(br#"{"id":"a"}"#, false), ["a"]);
        assert_eq!(one("stored", r#""created""#), "a");
        for (kind, outcome) in
            [("stored", r#""exists""#), ("problem", "null"), ("error", "null"), ("other", "null")]
        {
            assert_eq!(one(kind, outcome), "a: its record is no order to remove it");
        }
        for outcome in [r#""kept""#, "null", "5"] {
            let reason = "a: its record is no order to remove it";
            assert_eq!(one("removal", outcome), reason);
            assert_eq!(one("resolution", outcome), reason);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_items_or_rejected_and_never_a_panic(bytes: Vec<u8>, is_nul: bool) {
            for item in items(&bytes, is_nul) {
                let _ = (item.order(), item.reference(), item.name());
            }
        }
    }
}
