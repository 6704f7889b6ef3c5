//! One session as a row of the table.

use std::borrow::Cow;

use super::{
    table,
    text::{self, NOTHING},
};
use crate::{
    error::Error,
    model::{
        id::{SessionId, ShortIds},
        session::Session,
        time::Time,
    },
    visible::visible,
};

/// The names of the columns and the columns' least widths, as on the reference page.
const COLUMNS: [(&str, usize); 5] =
    [("ID", 8), ("BACKEND", 8), ("STATUS", 9), ("LAST USED", 14), ("TOKENS", 11)];

/// The same where a policy is explained.
const EXPLAINED_COLUMNS: [(&str, usize); 6] =
    [("ID", 8), ("BACKEND", 8), ("STATUS", 9), ("LAST USED", 14), ("OUTCOME", 12), ("REASON", 18)];

/// The name of the last column, which is as wide as it needs to be.
const LAST_COLUMN: &str = "TITLE/PROMPT";

/// The words that nearly every session has for its backend or status; they need no copy each.
const COMMON: [&str; 7] = ["claude", "codex", "gemini", "active", "completed", "error", "paused"];

/// The most columns for a backend or a status: one strange file must not stretch every row.
const WIDEST: usize = 32;

/// What the table shows of a session, made safe to look at.
#[derive(Debug)]
pub(super) struct Row {
    backend: Cow<'static, str>,
    status: Cow<'static, str>,
    last_used: Option<Time>,
    tokens: Option<i64>,
}

impl Row {
    /// The row of a session; its title, which may be long, is appended to `text` instead.
    pub(super) fn write(text: &mut Vec<u8>, session: &Session<'_>) -> Row {
        text.extend_from_slice(title(session).as_bytes());
        Row {
            backend: backend(session),
            status: status(session),
            last_used: session.last_used,
            tokens: session.tokens(),
        }
    }

    /// What the columns begin with, whatever else they show.
    fn cells<'a>(&'a self, id: &'a str, now: Time) -> [Cow<'a, str>; 4] {
        [
            id.into(),
            self.backend.as_ref().into(),
            self.status.as_ref().into(),
            text::ago(self.last_used, now).into(),
        ]
    }
}

/// The session's backend.
pub(super) fn backend(session: &Session<'_>) -> Cow<'static, str> {
    shared(session.backend.as_ref(), NOTHING)
}

/// The session's status, `unknown` where the file has none.
pub(super) fn status(session: &Session<'_>) -> Cow<'static, str> {
    shared(session.status.as_ref(), "unknown")
}

fn shared(text: Option<&Cow<'_, str>>, absent: &'static str) -> Cow<'static, str> {
    let Some(text) = text::present(text) else { return Cow::Borrowed(absent) };
    let common = COMMON.into_iter().find(|common| *common == text);
    let shown = || Cow::Owned(text::cut(&visible(text), WIDEST).into_owned());
    common.map_or_else(shown, Cow::Borrowed)
}

/// The session's title, else the first line of its prompt, made safe to look at.
pub(super) fn title<'a>(session: &'a Session<'_>) -> Cow<'a, str> {
    let prompt = || text::present(session.initial_prompt.as_ref()).map(text::first_line);
    let title = text::present(session.title.as_ref()).or_else(prompt);
    visible(title.filter(|title| !title.is_empty()).unwrap_or(NOTHING))
}

/// Lays out `rows`, each with the place of its id among all and with its title, as the reference page does, and hands `emit` one line
/// after the other.
///
/// `ids` is every id of the store, sorted: ids are shown as short as they are unique among them.
/// With `width` no line is wider than that.
pub(super) fn layout<'a>(
    rows: impl Iterator<Item = (usize, &'a Row, &'a [u8])> + Clone,
    ids: &'a [SessionId],
    now: Time,
    width: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let short = ShortIds::of(ids);
    let line = |(place, row, title): (usize, &'a Row, &'a [u8])| {
        let [id, backend, status, used] = row.cells(short.at(place), now);
        let tokens = row.tokens.map_or(NOTHING.into(), |tokens| tokens.to_string().into());
        ([id, backend, status, used, tokens], title)
    };
    table::layout(COLUMNS, LAST_COLUMN, rows.map(line), width, emit)
}

/// Lays out `rows` as [`layout`] does, each with what becomes of it and why.
pub(super) fn layout_explained<'a>(
    rows: impl Iterator<Item = (usize, &'a Row, &'a [u8], &'static str, &'a str)> + Clone,
    ids: &'a [SessionId],
    now: Time,
    width: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let short = ShortIds::of(ids);
    let line = |(place, row, title, outcome, reason): (
        usize,
        &'a Row,
        &'a [u8],
        &'static str,
        &'a str,
    )| {
        let [id, backend, status, used] = row.cells(short.at(place), now);
        ([id, backend, status, used, outcome.into(), reason.into()], title)
    };
    table::layout(EXPLAINED_COLUMNS, LAST_COLUMN, rows.map(line), width, emit)
}
