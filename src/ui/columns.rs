//! One session as a row of the table.

use std::borrow::Cow;

use super::{
    format::{self, NOTHING},
    table::{self, Table},
};
use crate::{
    error::Error,
    sanitize,
    session::{Session, abbrev::Abbrev, id::SessionId, time::Time},
};

/// The names of the columns and the columns' least widths, as on the reference page.
const COLUMNS: [(&str, usize); 5] =
    [("ID", 8), ("BACKEND", 8), ("STATUS", 9), ("LAST USED", 14), ("TOKENS", 11)];

/// The same where a policy is explained.
const EXPLAINED_COLUMNS: [(&str, usize); 6] =
    [("ID", 8), ("BACKEND", 8), ("STATUS", 9), ("LAST USED", 14), ("OUTCOME", 12), ("REASON", 18)];

/// The name of the last column, which is as wide as it needs to be.
const LAST_COLUMN: &str = "TITLE/PROMPT";

/// The most columns for a backend or a status: one strange file must not stretch every row.
const WIDEST: usize = 32;

/// What parts the cells of a row: no text that is safe to look at holds it.
const SEPARATOR: u8 = b'\t';

/// How many columns the cells of a row take, but for its title.
///
/// They stand by themselves, because the widest of all rows is found before any row is printed,
/// and a look at a hundred thousand rows that lie all over the memory takes its time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Widths([u8; 4]);

/// Appends what the table shows of a session, made safe to look at: the row but for the id, which
/// is shown as short as all others allow.
pub(crate) fn write(text: &mut Vec<u8>, session: &Session<'_>, now: Time) -> Widths {
    let mut widths = [0; 4];
    let tokens = session.tokens().map(|tokens| tokens.to_string());
    let cells = [
        backend(session),
        status(session),
        format::time_ago(session.last_used, now).into(),
        tokens.map_or(NOTHING.into(), Cow::Owned),
    ];
    for (width, cell) in widths.iter_mut().zip(&cells) {
        // None is wider than a few dozen.
        *width = u8::try_from(format::width(cell)).unwrap_or(u8::MAX);
        text.extend_from_slice(cell.as_bytes());
        text.push(SEPARATOR);
    }
    text.extend_from_slice(title(session).as_bytes());
    Widths(widths)
}

/// The cells of a row that [`write()`] has written: backend, status, last use, tokens and title.
fn cells(row: &[u8]) -> [&[u8]; 5] {
    let mut cells = row.splitn(5, |&byte| byte == SEPARATOR);
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

/// The session's backend.
pub(crate) fn backend<'a>(session: &'a Session<'_>) -> Cow<'a, str> {
    short(session, session.backend.as_ref(), NOTHING)
}

/// The session's status, `unknown` where the file has none.
pub(crate) fn status<'a>(session: &'a Session<'_>) -> Cow<'a, str> {
    short(session, session.status.as_ref(), "unknown")
}

/// A text, or what stands for one that is absent, in no more columns than a row has for it.
fn short<'a>(
    session: &Session<'_>,
    text: Option<&'a Cow<'_, str>>,
    absent: &'static str,
) -> Cow<'a, str> {
    match safe(session, format::non_empty(text).unwrap_or(absent)) {
        Cow::Borrowed(text) => format::cut(text, WIDEST),
        Cow::Owned(text) => Cow::Owned(format::cut(&text, WIDEST).into_owned()),
    }
}

/// The session's title, else the first line of its prompt, made safe to look at.
pub(crate) fn title<'a>(session: &'a Session<'_>) -> Cow<'a, str> {
    let prompt = || format::non_empty(session.initial_prompt.as_ref()).map(format::first_line);
    let title = format::non_empty(session.title.as_ref()).or_else(prompt);
    safe(session, title.filter(|title| !title.is_empty()).unwrap_or(NOTHING))
}

/// A text of the session made safe to look at, with half the work where the whole file needs no care.
fn safe<'a>(session: &Session<'_>, text: &'a str) -> Cow<'a, str> {
    // Most texts are short and ASCII, which takes a few instructions to see.
    let is_safe = session.is_plain && (text.is_ascii() || !sanitize::may_hide(text));
    if is_safe { Cow::Borrowed(text) } else { sanitize::sanitize(text) }
}

/// A row of the table: where its id stands among all, and what [`write()`] gave and wrote.
pub(crate) type Row<'a> = (u32, Widths, &'a [u8]);

/// Lays out the `row` of each of `sessions` as the reference page does, and hands `emit` some lines
/// at a time.
///
/// `ids` is every id of the store, sorted: ids are shown as short as they are unique among them.
/// With `width` no line is wider than that.
pub(crate) fn layout<'a, R: Sync>(
    sessions: &'a [R],
    row: impl Fn(&'a R) -> Row<'a> + Sync,
    ids: &'a [SessionId],
    width: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let ids = Abbrev::of(ids);
    let widths = sessions.iter().map(|session| {
        let (place, Widths([backend, status, used, tokens]), _) = row(session);
        [ids.length(place), backend.into(), status.into(), used.into(), tokens.into()]
    });
    let table = Table::of(COLUMNS, LAST_COLUMN, widths);
    let line = |session| {
        let (place, _, row) = row(session);
        let [backend, status, used, tokens, title] = cells(row);
        ([ids.at(place), backend, status, used, tokens], title)
    };
    table.print(sessions, line, width, emit)
}

/// Lays out `rows` as [`layout`] does its sessions, each with what becomes of it and why.
pub(crate) fn layout_explained<'a>(
    rows: impl Iterator<Item = (Row<'a>, &'static str, &'a str)>,
    ids: &'a [SessionId],
    width: Option<usize>,
    emit: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let ids = Abbrev::of(ids);
    let line = |((place, _, row), outcome, reason): (Row<'a>, &'static str, &'a str)| {
        let [backend, status, used, _, title] = cells(row);
        let (outcome, reason) = (outcome.as_bytes(), reason.as_bytes());
        ([ids.at(place), backend, status, used, outcome, reason], title)
    };
    let lines: Vec<_> = rows.map(line).collect();
    table::layout(EXPLAINED_COLUMNS, LAST_COLUMN, &lines, width, emit)
}
