//! The rules by which backends count tokens.

/// The answer to `stats --explain`.
pub(crate) const TEXT: &str = "\
Each backend reports its own counters, and clinvk stores them as they are.
TOKENS is input + output. Backends give the same work different numbers, so a
sum over several shows the size of the work and no more.

BACKEND  INPUT                 CACHED            REASONING
claude   without cached input  beside the input  in the output, not by itself
codex    with cached input     in the input      in the output, and by itself
gemini   with cached input     in the input      beside the output

claude   TOKENS leaves out cached input: most of what a long session reads.
codex    TOKENS has everything. CACHED and REASONING are parts of it.
gemini   TOKENS leaves out reasoning. CACHED is a part of it.

Other backends count by rules of their own. All tokens of a session count on
the day of its last use: clinvk does not store when they were used.
";
