//! Sessions by their place among the most recently used: `@{1}` is the last one used.

use crate::{
    context::Context,
    error::Error,
    plumbing::ls_raw,
    query::{Query, order::Order},
    session::id::SessionId,
};

/// Returns the most recently used session.
pub(crate) fn last(ctx: &mut Context<'_>) -> Result<SessionId, Error> {
    let newest = newest(ctx, 1)?.into_iter().next();
    newest.ok_or_else(|| Error::SessionNotFound { input: place_text(1) })
}

/// Replaces each input of the form `@{N}` by the full ID of the N-th session in the order of `list`.
/// Other inputs stay as they are.
///
/// No ID starts with `@`, so such an input cannot be a prefix.
pub(crate) fn expand(ctx: &mut Context<'_>, inputs: &[String]) -> Result<Vec<String>, Error> {
    let places: Vec<Option<usize>> =
        inputs.iter().map(|input| place(input)).collect::<Result<_, _>>()?;
    let Some(last) = places.iter().flatten().max() else { return Ok(inputs.to_vec()) };
    let newest = newest(ctx, *last)?;
    let id = |(input, place): (&String, Option<usize>)| match place {
        None => Ok(input.clone()),
        Some(place) => match newest.get(place - 1) {
            Some(id) => Ok(id.to_string()),
            None => Err(Error::SessionNotFound { input: input.clone() }),
        },
    };
    inputs.iter().zip(places).map(id).collect()
}

/// Parses `@{N}`, where N is at least 1. Returns `None` for any input that does not start with `@`.
pub(crate) fn place(input: &str) -> Result<Option<usize>, Error> {
    let Some(rest) = input.strip_prefix('@') else { return Ok(None) };
    let number = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let place = number.filter(is_number).and_then(|number| number.parse().ok());
    match place.filter(|place| *place > 0) {
        Some(place) => Ok(Some(place)),
        None => Err(Error::Usage {
            message: format!("invalid session '{input}'"),
            hint: format!("{} is the most recently used session", place_text(1)),
        }),
    }
}

fn place_text(place: usize) -> String {
    format!("@{{{place}}}")
}

/// Returns the IDs of the sessions that were last used, newest first.
fn newest(ctx: &mut Context<'_>, count: usize) -> Result<Vec<SessionId>, Error> {
    let query = Query { order: Order::NEWEST_FIRST, limit: Some(count), ..Query::default() };
    let scan = ls_raw::select(ctx, &query, |_| ())?;
    Ok(scan.rows.into_iter().map(|row| row.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_from_one() {
        let place = |input| place(input).expect("a place");
        assert_eq!(place("@{1}"), Some(1));
        assert_eq!(place("@{20}"), Some(20));
        assert_eq!(place("abc"), None);
    }

    #[test]
    fn anything_else_that_starts_with_an_at_sign_is_an_error() {
        for input in ["@", "@1", "@{}", "@{0}", "@{-1}", "@{+1}", "@{1", "@{99999999999999999999}"]
        {
            assert!(place(input).is_err(), "{input}");
        }
    }
}
