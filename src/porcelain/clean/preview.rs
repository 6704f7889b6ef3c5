//! The preview that `clean` shows before it asks: the sessions to delete, and how many stay and why.

use crate::{
    args::table::COLUMNS,
    context::Context,
    error::plural,
    plumbing::prune::Chosen,
    policy::{Policy, Reason},
    sanitize::sanitize,
    session::id::SessionId,
    ui::{cells::Cells, columns, format, quantity},
};

/// The rows of the screen that the table cannot have: its heading, the lines below it, and the
/// question.
const OTHER_ROWS: usize = 8;

/// The fewest sessions that are shown, however low the terminal is.
const FEWEST: usize = 5;

/// The height of a terminal that standard output is not.
const DEFAULT_HEIGHT: usize = 24;

/// Returns the preview of deleting `removed`, the oldest first, and keeping `kept`. `ids` are those
/// of all sessions.
pub(super) fn text(
    ctx: &Context<'_>,
    policy: &Policy,
    (removed, kept): (&[Chosen<'_, Cells>], &[Chosen<'_, Cells>]),
    ids: &[SessionId],
    is_purge: bool,
) -> String {
    let terminal = ctx.terminal();
    let screenful = terminal.height.unwrap_or(DEFAULT_HEIGHT).saturating_sub(OTHER_ROWS);
    let shown = &removed[..removed.len().min(screenful.max(FEWEST))];
    let rows = shown.iter().map(|chosen| (&chosen.request.id, &chosen.value));
    let columns = columns::of_fields(COLUMNS);
    let mut text: String = columns::table(&columns, rows, ids, ctx.error_screen()).collect();
    let mut lines = Vec::new();
    if shown.len() < removed.len() {
        lines.push(format!("… and {} more (--explain lists all)", removed.len() - shown.len()));
    }
    lines.extend(kept_line(kept));
    if !policy.filter.is_everything() {
        lines.push(format!("Filter: {}", policy.filter.text));
    }
    let bytes: usize = removed.iter().filter_map(|chosen| chosen.info.bytes).sum();
    let undo = if is_purge {
        "this cannot be undone".to_owned()
    } else {
        format!("`{} restore --last` undoes it", ctx.clinvk())
    };
    let total = quantity::bytes(i128::try_from(bytes).unwrap_or(i128::MAX));
    lines.push(format!("{}, {total}; {undo}", plural(removed.len(), "session")));
    for line in lines {
        let width = terminal.error_width.unwrap_or(usize::MAX);
        text.push_str(&format::cut(&sanitize(&line), width));
        text.push('\n');
    }
    text
}

/// Returns the number of kept sessions for each reason, the most frequent first: `Kept: 12 pinned, 3
/// by --keep-tag urgent`.
fn kept_line(kept: &[Chosen<'_, Cells>]) -> Option<String> {
    let mut counts: Vec<(Reason<'_>, usize)> = Vec::new();
    for chosen in kept {
        let reason = match chosen.verdict.reason() {
            Reason::Oldest(keep) => Reason::Keep(keep),
            reason => reason,
        };
        match counts.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => counts.push((reason, 1)),
        }
    }
    let mut counts: Vec<(String, usize)> =
        counts.into_iter().map(|(reason, count)| (words(&reason), count)).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let counts: Vec<String> =
        counts.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    (!counts.is_empty()).then(|| format!("Kept: {}", counts.join(", ")))
}

/// Returns the reason why sessions are kept, as words that follow their number.
fn words(reason: &Reason<'_>) -> String {
    match reason {
        Reason::Keep(keep) => format!("by --{keep}"),
        Reason::Within(rule) => match rule.age() {
            Some(age) => format!("not older than {}", age.words()),
            None => format!("within {rule}"),
        },
        Reason::UnknownTime => "with an unknown time".to_owned(),
        Reason::Future => "used in the future".to_owned(),
        Reason::WithinMaxTotal(size) => format!("within --max-total-bytes {size}"),
        other => other.to_string(),
    }
}
