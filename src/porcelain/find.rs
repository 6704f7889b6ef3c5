//! Filters as people type them, the sessions that they select, and the report that nothing matched.

use std::{borrow::Cow, collections::BTreeSet};

use super::resolve;
use crate::{
    args::filter::FilterArgs,
    context::Context,
    error::{Error, Exit, suggest::nearest},
    plumbing::{Scan, ls_raw, report_damaged},
    query::{Query, filter::Filter},
    sanitize::sanitize,
    session::{file::ParsedFile, id::SessionId},
};

/// The most values that a hint lists.
const MOST_VALUES: usize = 8;

/// Returns the requested filter. A date is a day of the local time zone, and `--parent` may be a
/// unique prefix.
pub(super) fn filter(ctx: &mut Context<'_>, mut args: FilterArgs) -> Result<Filter, Error> {
    resolve_parent(ctx, &mut args)?;
    args.filter(ctx, Context::calendar())
}

/// Replaces a unique prefix in `--parent` by the full ID. An ID that does not exist stays: forks
/// can outlive their parent.
pub(super) fn resolve_parent(ctx: &mut Context<'_>, args: &mut FilterArgs) -> Result<(), Error> {
    let Some(parent) = args.parent() else { return Ok(()) };
    match resolve(ctx, std::slice::from_ref(parent)) {
        Ok(ids) => *parent = ids.first().map_or_else(|| parent.clone(), SessionId::to_string),
        Err(Error::SessionNotFound { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Reads the sessions that `query` selects, each as the value that `make` returns. Reports the damaged
/// ones, and a filter that matches none. The exit code is a failure if a session is damaged, because
/// the filter may have matched it.
pub(super) fn select<T: Send>(
    ctx: &mut Context<'_>,
    query: &Query,
    make: impl Fn(ParsedFile<'_>) -> T + Sync,
) -> Result<(Scan<T>, Exit), Error> {
    let scan = ls_raw::select(ctx, query, make)?;
    let exit = report_damaged(ctx, &scan.damaged);
    if scan.rows.is_empty() && !query.filter.is_everything() {
        report_nothing(ctx, &query.filter)?;
    }
    Ok((scan, exit))
}

/// Says on standard error that no session matched the filter, with its options and the store. Names
/// the nearest that exists for each backend, tag and model that no session has.
pub(super) fn report_nothing(ctx: &mut Context<'_>, filter: &Filter) -> Result<(), Error> {
    let hints = hints(ctx, filter)?;
    let store = ctx.home()?.join("sessions");
    let text = format!("No sessions found in {} with {}.", store.display(), filter.text);
    ctx.status(&format!("{}\n", sanitize(&text)));
    for hint in hints {
        ctx.hint(&hint);
    }
    Ok(())
}

/// Returns a hint for each backend, tag and model of the filter that no session has.
pub(super) fn hints(ctx: &mut Context<'_>, filter: &Filter) -> Result<Vec<String>, Error> {
    let backends = filter.backends.iter().map(|value| (Kind::Backend, value));
    let tags = filter.tags.iter().map(|value| (Kind::Tag, value));
    let models = filter.model.iter().map(|value| (Kind::Model, value));
    let wanted: Vec<(Kind, &String)> = backends.chain(tags).chain(models).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let scan = ls_raw::select(ctx, &Query::default(), |parsed| {
        let session = parsed.session;
        let of = |kind| move |text: &Cow<'_, str>| (kind, text.clone().into_owned());
        let backend = session.backend.iter().map(of(Kind::Backend));
        let tags = session.tags.iter().map(of(Kind::Tag));
        let model = session.model.iter().map(of(Kind::Model));
        backend.chain(tags).chain(model).collect::<Vec<_>>()
    })?;
    let known: BTreeSet<(Kind, String)> = scan.rows.into_iter().flat_map(|row| row.value).collect();
    let hint = |(kind, value): (Kind, &String)| {
        let of_kind = known.iter().filter(|known| known.0 == kind);
        let all: Vec<&str> = of_kind.map(|known| known.1.as_str()).collect();
        (!all.contains(&value.as_str())).then(|| unknown(kind, value, &all))
    };
    Ok(wanted.into_iter().filter_map(hint).collect())
}

/// The fields whose values a hint suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Backend,
    Tag,
    Model,
}

/// Returns the hint for a value that is not among `all`, the values that exist.
fn unknown(kind: Kind, value: &str, all: &[&str]) -> String {
    let name = match kind {
        Kind::Backend => "backend",
        Kind::Tag => "tag",
        Kind::Model => "model",
    };
    // Models are long, and people know a part of them.
    let part = || all.iter().find(|known| value.len() > 2 && known.contains(value)).copied();
    match nearest(value, all.iter().copied()).or_else(part) {
        Some(near) => format!("no session has the {name} '{value}'; did you mean '{near}'?"),
        None if (1..=MOST_VALUES).contains(&all.len()) => {
            format!("no session has the {name} '{value}'; the {name}s are {}", all.join(", "))
        }
        None => format!("no session has the {name} '{value}'"),
    }
}
