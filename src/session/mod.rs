//! A session as its file tells it, read without copying.

pub(crate) mod abbrev;
pub(crate) mod age;
pub(crate) mod case_fold;
pub(crate) mod de;
pub(crate) mod etag;
pub(crate) mod fast_parse;
pub(crate) mod fields;
pub(crate) mod file;
pub(crate) mod go_time;
pub(crate) mod id;
pub(crate) mod parse;
pub(crate) mod stamp;
pub(crate) mod status;
pub(crate) mod time;
pub(crate) mod value;

use std::borrow::Cow;

use serde_json::value::RawValue;

use time::Time;

/// What a session file says. Texts borrow from the file's bytes where they need no unescaping.
///
/// The keys and their types are those that clinvk 0.2.0 writes. A key that is `null` counts as
/// absent and of a key that is there twice the last one counts, both as Go's decoder has it.
#[derive(Debug, Default)]
pub(crate) struct Session<'a> {
    /// The id that the content claims; the session's real id is its file's name.
    pub(crate) id: Option<Cow<'a, str>>,
    /// Which assistant it was: `claude`, `codex`, `gemini`; others may come.
    pub(crate) backend: Option<Cow<'a, str>>,
    /// When it was created; `None` where that cannot be read.
    pub(crate) created_at: Option<Time>,
    /// When it was last used; `None` where that cannot be read.
    pub(crate) last_used: Option<Time>,
    /// The directory it was started in.
    pub(crate) working_dir: Option<Cow<'a, str>>,
    /// The assistant's own id for it; a session can be resumed exactly when it has one.
    pub(crate) backend_session_id: Option<Cow<'a, str>>,
    /// The model.
    pub(crate) model: Option<Cow<'a, str>>,
    /// The first thing the person asked.
    pub(crate) initial_prompt: Option<Cow<'a, str>>,
    /// `active`, `completed`, `error` or `paused`, or what a later version may write.
    pub(crate) status: Option<Cow<'a, str>>,
    /// How many turns it took; 0 where the file does not say.
    pub(crate) turn_count: i64,
    /// What it used, where that was counted.
    pub(crate) token_usage: Option<TokenUsage>,
    /// The counters of `token_usage` that this version does not know, as in `extra`.
    pub(crate) extra_usage: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// The person's tags.
    pub(crate) tags: Vec<Cow<'a, str>>,
    /// The person's title.
    pub(crate) title: Option<Cow<'a, str>>,
    /// The session this one was forked from.
    pub(crate) parent_id: Option<Cow<'a, str>>,
    /// Why it ended in an error.
    pub(crate) error_message: Option<Cow<'a, str>>,
    /// Further texts by name, in the file's order.
    pub(crate) metadata: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The keys that this version does not know, each with its value as it stands in the file.
    pub(crate) extra: Vec<(Cow<'a, str>, &'a RawValue)>,
}

/// Counted tokens. The assistants count them by different rules, so sums across backends mislead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "the names are the keys of the file")]
pub(crate) struct TokenUsage {
    /// What went in.
    pub(crate) input_tokens: i64,
    /// What came out.
    pub(crate) output_tokens: i64,
    /// How much of the input was cached.
    pub(crate) cached_tokens: i64,
    /// How much went into reasoning.
    pub(crate) reasoning_tokens: i64,
}

impl TokenUsage {
    /// Input and output together; a sum that does not fit is the largest number that does.
    pub(crate) fn total(self) -> i64 {
        self.input_tokens.saturating_add(self.output_tokens)
    }
}

impl Session<'_> {
    /// A larger file is no session: 16 MiB.
    pub(crate) const LARGEST_FILE: usize = 16 << 20;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_may_be_negative_and_sums_saturate() {
        let usage = TokenUsage { input_tokens: i64::MAX, output_tokens: 1, ..Default::default() };
        assert_eq!(usage.total(), i64::MAX);
        let session = Session::parse(br#"{"id":"a","turn_count":-3}"#).expect("a session");
        assert_eq!(session.turn_count, -3);
    }
}
