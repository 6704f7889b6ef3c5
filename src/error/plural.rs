//! Counts in messages.

/// Returns a count with its noun: `1 session`, `2 sessions`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    let suffix = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{suffix}")
}
