//! Changes fields of sessions, and reports the changes.

use super::{confirm, find, resolve, tell_of_change};
use crate::{
    args::filter::FilterArgs,
    context::Context,
    edit::incoming::RejectReason,
    error::{Error, Exit, plural},
    plumbing::{
        PutOutcome,
        set_raw::{self, Mode},
    },
    query::Query,
    session::{Session, id::SessionId},
};

/// The most sessions chosen by a filter that are changed without a question.
const MOST_UNASKED: usize = 10;

/// The words for a change.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// The infinitive, such as `tag`.
    pub(crate) verb: &'static str,
    /// The participle, such as `tagged`.
    pub(crate) done: &'static str,
    /// The state of a session that needs no change, such as `already has the tag`.
    pub(crate) already: &'static str,
}

/// The report of changed sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Writes a line per session.
    Each,
    /// Writes the number of sessions.
    Count,
}

/// The sessions to change.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) ids: Vec<SessionId>,
    pub(crate) lines: Lines,
    /// The exit code so far: damaged sessions are unknown to a filter.
    pub(crate) exit: Exit,
}

impl Chosen {
    /// Resolves `inputs`, or selects by `filter` if there are none.
    pub(crate) fn of(
        ctx: &mut Context<'_>,
        inputs: &[String],
        filter: FilterArgs,
    ) -> Result<Chosen, Error> {
        if !inputs.is_empty() {
            let ids = resolve(ctx, inputs)?;
            return Ok(Chosen { ids, lines: Lines::Each, exit: Exit::Success });
        }
        let query = Query { filter: find::filter(ctx, filter)?, ..Query::default() };
        let (scan, exit) = find::select(ctx, &query, |_| ())?;
        let ids = scan.rows.into_iter().map(|row| row.id).collect();
        Ok(Chosen { ids, lines: Lines::Count, exit })
    }

    /// Changes the sessions and reports the result. Asks first if a filter chose many.
    pub(crate) fn change(
        self,
        ctx: &mut Context<'_>,
        words: Words,
        mode: Mode,
        is_confirmed: bool,
        change: impl Fn(&str, &Session<'_>) -> Result<Option<String>, RejectReason>,
    ) -> Result<Exit, Error> {
        let Chosen { ids, lines, exit } = self;
        if ids.is_empty() {
            return Ok(exit);
        }
        let is_asked = lines == Lines::Count && ids.len() > MOST_UNASKED;
        if is_asked && mode == Mode::Change && !is_confirmed {
            ask(ctx, words, ids.len())?;
        }
        let (results, batch) = set_raw::alter_each(ctx, &ids, mode, change)?;
        let reported = report(ctx, &ids, results, words, lines)?;
        Ok(exit.worst(batch).worst(reported))
    }
}

fn ask(ctx: &mut Context<'_>, words: Words, count: usize) -> Result<(), Error> {
    let terminal = ctx.terminal();
    if !terminal.is_input || terminal.error_width.is_none() {
        return Err(Error::UnaskedChange { count });
    }
    let verb = capitalised(words.verb);
    confirm(ctx, &format!("{verb} {}?", plural(count, "session"))).map_err(|error| match error {
        Error::Cancelled => Error::CancelledChange,
        error => error,
    })
}

/// Returns an English word as the first of a sentence.
fn capitalised(word: &str) -> String {
    let mut word = word.to_owned();
    word[..1].make_ascii_uppercase();
    word
}

/// Reports the outcomes of the change of `ids`.
pub(crate) fn report(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    results: Vec<PutOutcome>,
    words: Words,
    lines: Lines,
) -> Result<Exit, Error> {
    let Words { verb, done, already } = words;
    let mut exit = Exit::Success;
    let (mut changed, mut unchanged, mut planned) = (0, 0, 0);
    for (session, result) in ids.iter().zip(results) {
        let id = session.to_string();
        let line = match result {
            PutOutcome::WouldReplace(_) | PutOutcome::WouldCreate => {
                planned += 1;
                format!("Would {verb} session {id}.\n")
            }
            PutOutcome::Created(_) | PutOutcome::Replaced(_) | PutOutcome::Restored(_) => {
                changed += 1;
                format!("Session {id} {done}.\n")
            }
            PutOutcome::Unchanged(_) => {
                unchanged += 1;
                if lines == Lines::Each {
                    ctx.warn("unchanged", format_args!("session {id} {already}"));
                }
                continue;
            }
            other => {
                exit = exit.worst(report_failure(ctx, session, other));
                continue;
            }
        };
        if lines == Lines::Each || planned > 0 {
            ctx.print(line.as_bytes())?;
        }
    }
    // If nothing could be changed, the errors are enough.
    if lines == Lines::Count && planned == 0 && (changed > 0 || exit == Exit::Success) {
        let rest = if unchanged > 0 { format!("; {unchanged} {already}") } else { String::new() };
        let done = capitalised(done);
        ctx.print(format!("{done} {}{rest}.\n", plural(changed, "session")).as_bytes())?;
    }
    Ok(exit)
}

/// Reports why the session `id` was not changed, and returns the exit code.
fn report_failure(ctx: &mut Context<'_>, id: &SessionId, outcome: PutOutcome) -> Exit {
    let error = match outcome {
        PutOutcome::Changed(_) => return tell_of_change(ctx, id),
        PutOutcome::Missing | PutOutcome::Exists(_) => {
            Error::SessionNotFound { input: id.to_string() }
        }
        PutOutcome::Rejected(reason) => {
            Error::Damaged { id: id.to_string(), reason: reason.to_string(), is_unread: false }
        }
        PutOutcome::Failed(error) => error,
        // The cause has been reported. The others are no failures.
        _ => return Exit::Success,
    };
    ctx.report(&error)
}
