//! Sessions, parsed from their files without copying.

pub(crate) mod abbrev;
pub(crate) mod age;
pub(crate) mod case_fold;
pub(crate) mod conversation;
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

/// The content of a session file. Texts that need no unescaping borrow from the file's bytes.
///
/// The keys and their types are those that clinvk 0.2.0 writes. As in Go's decoder, a `null` value
/// counts as absent, and the last occurrence of a repeated key counts.
#[derive(Debug, Default)]
pub(crate) struct Session<'a> {
    /// The ID in the content. The file name is authoritative.
    pub(crate) id: Option<Cow<'a, str>>,
    /// The assistant: `claude`, `codex`, `gemini` or any other text.
    pub(crate) backend: Option<Cow<'a, str>>,
    /// The time of creation; `None` if it is unknown or invalid.
    pub(crate) created_at: Option<Time>,
    /// The time of last use; `None` if it is unknown or invalid.
    pub(crate) last_used: Option<Time>,
    /// The directory in which it was started.
    pub(crate) working_dir: Option<Cow<'a, str>>,
    /// The assistant's own session ID. Only a session that has one can be resumed.
    pub(crate) backend_session_id: Option<Cow<'a, str>>,
    /// The model.
    pub(crate) model: Option<Cow<'a, str>>,
    /// The first prompt.
    pub(crate) initial_prompt: Option<Cow<'a, str>>,
    /// `active`, `completed`, `error`, `paused`, or any other text.
    pub(crate) status: Option<Cow<'a, str>>,
    /// The number of turns; 0 if the file does not contain it.
    pub(crate) turn_count: i64,
    /// Token counts, if the file has any.
    pub(crate) token_usage: Option<TokenUsage>,
    /// The unknown counters of `token_usage`, as in `extra`.
    pub(crate) extra_usage: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// The user's tags.
    pub(crate) tags: Vec<Cow<'a, str>>,
    /// The user's title.
    pub(crate) title: Option<Cow<'a, str>>,
    /// The session from which it was forked.
    pub(crate) parent_id: Option<Cow<'a, str>>,
    /// The error with which it ended.
    pub(crate) error_message: Option<Cow<'a, str>>,
    /// Additional texts by name, in file order.
    pub(crate) metadata: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The unknown keys, each with the exact JSON of its value.
    pub(crate) extra: Vec<(Cow<'a, str>, &'a RawValue)>,
}

/// Token counts. Backends count differently, so sums across them are misleading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "the names are the keys of the file")]
pub(crate) struct TokenUsage {
    /// Input tokens.
    pub(crate) input_tokens: i64,
    /// Output tokens.
    pub(crate) output_tokens: i64,
    /// Cached input tokens.
    pub(crate) cached_tokens: i64,
    /// Reasoning tokens.
    pub(crate) reasoning_tokens: i64,
}

impl TokenUsage {
    /// Returns the sum of input and output tokens, saturating.
    pub(crate) fn total(self) -> i64 {
        self.input_tokens.saturating_add(self.output_tokens)
    }
}

impl Session<'_> {
    /// Maximum size of a session file in bytes: 16 MiB.
    pub(crate) const LARGEST_FILE: usize = 16 << 20;

    /// Returns whether clinvk can resume the session. It can exactly if it knows the assistant's own
    /// session ID, whatever the status.
    pub(crate) fn is_resumable(&self) -> bool {
        self.backend_session_id.as_deref().is_some_and(|id| !id.is_empty())
    }
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
