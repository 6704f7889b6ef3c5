//! Counts of sessions: turns, tokens, bytes, and the first and the last use.

use crate::session::{file::ParsedFile, time::Time};

/// The counts of a number of sessions.
///
/// Files can hold any 64-bit number, negative ones too. Sums of 128 bits cannot overflow: no store
/// has 2^64 sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) sessions: i128,
    pub(crate) turns: i128,
    pub(crate) input: i128,
    pub(crate) output: i128,
    pub(crate) cached: i128,
    pub(crate) reasoning: i128,
    pub(crate) bytes: i128,
    /// The earliest last use.
    pub(crate) oldest: Option<Time>,
    /// The latest last use.
    pub(crate) newest: Option<Time>,
}

impl Tally {
    /// Returns the counts of one session.
    pub(crate) fn of(parsed: ParsedFile<'_>) -> Tally {
        let usage = parsed.session.token_usage.unwrap_or_default();
        Tally {
            sessions: 1,
            turns: parsed.session.turn_count.into(),
            input: usage.input_tokens.into(),
            output: usage.output_tokens.into(),
            cached: usage.cached_tokens.into(),
            reasoning: usage.reasoning_tokens.into(),
            // No file is larger than memory.
            bytes: i128::try_from(parsed.file.bytes.len()).unwrap_or(i128::MAX),
            oldest: parsed.session.last_used,
            newest: parsed.session.last_used,
        }
    }

    /// Adds other sessions.
    pub(crate) fn add(&mut self, other: &Tally) {
        self.sessions += other.sessions;
        self.turns += other.turns;
        self.input += other.input;
        self.output += other.output;
        self.cached += other.cached;
        self.reasoning += other.reasoning;
        self.bytes += other.bytes;
        self.oldest = [self.oldest, other.oldest].into_iter().flatten().min();
        self.newest = self.newest.max(other.newest);
    }

    /// Returns the sum of input and output tokens, which is what clinvk calls the total.
    pub(crate) fn tokens(&self) -> i128 {
        self.input + self.output
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Session, file::SessionFile, id::SessionId};

    fn tally(json: &str) -> Tally {
        let id: SessionId = "a".parse().expect("an id");
        let json = format!(r#"{{"id":"a",{json}}}"#);
        let session = Session::parse(json.as_bytes()).expect("a session");
        Tally::of(SessionFile { id: &id, bytes: json.as_bytes() }.parsed(&session))
    }

    #[test]
    fn sums_of_the_largest_numbers_are_exact() {
        let most = i64::MAX;
        let one = tally(&format!(
            r#""turn_count":{most},"token_usage":{{"input_tokens":{most},"output_tokens":{most}}}"#
        ));
        let mut sum = Tally::default();
        (0..1000).for_each(|_| sum.add(&one));
        assert_eq!((sum.sessions, sum.turns), (1000, 1000 * i128::from(most)));
        assert_eq!(sum.tokens(), 2000 * i128::from(most));
        let less = tally(r#""token_usage":{"input_tokens":-5,"output_tokens":2}"#);
        assert_eq!(less.tokens(), -3);
    }

    #[test]
    fn an_unknown_time_is_neither_the_oldest_nor_the_newest() {
        let mut sum = tally(r#""title":"t""#);
        assert_eq!((sum.oldest, sum.newest), (None, None));
        let time = |day: u8| format!("2026-11-{day:02}T00:00:00Z");
        for day in [5, 2, 9] {
            sum.add(&tally(&format!(r#""last_used":"{}""#, time(day))));
        }
        sum.add(&tally(r#""title":"t""#));
        let parse = |day| crate::session::time::parse(&time(day));
        assert_eq!((sum.oldest, sum.newest), (parse(2), parse(9)));
    }
}
