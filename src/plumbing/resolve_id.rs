//! `sessions resolve-id`: what a prefix means.

use clap::Args;

use super::{read, unless_unusable};
use crate::{
    args::{
        filter::FramingArgs,
        stdin::{Input, Rejected, StdinArgs},
    },
    context::Context,
    error::{Error, Exit},
    records::{Framing, ResolutionRecord},
    session::id::{IdPrefix, SessionId},
};

/// So many prefixes are resolved under one lock, to bound the memory of a large input.
const AT_ONCE: usize = 1 << 10;

/// Turn ID prefixes into full IDs (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions resolve-id [OPTIONS] <PREFIX>...\n       clinvk sessions resolve-id [OPTIONS] --stdin|--stdin0"
)]
pub(crate) struct ResolveId {
    /// Prefixes of session IDs, or full IDs
    #[arg(value_name = "PREFIX", required_unless_present_any = ["stdin", "stdin0"])]
    #[arg(conflicts_with_all = ["stdin", "stdin0"])]
    prefixes: Vec<String>,

    #[command(flatten)]
    stdin: StdinArgs,

    /// Do not fail on unknown prefixes
    #[arg(long)]
    ignore_missing: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl ResolveId {
    /// Writes one `resolution` record for each prefix.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<ResolutionRecord<'_>>()?;
        let mut is_failed = false;
        let mut answer = |ctx: &mut Context<'_>, inputs: &[Result<String, Rejected>]| {
            answer(ctx, inputs, &framing, self.ignore_missing, &mut is_failed)
        };
        if !self.stdin.is_given() {
            let inputs: Vec<_> = self.prefixes.iter().cloned().map(Ok).collect();
            return answer(ctx, &inputs);
        }
        let input = Input::read(ctx, &[], self.stdin)?;
        let mut inputs = input.items().map(|item| item.as_prefix());
        let mut exit = Exit::Success;
        loop {
            let some: Vec<_> = inputs.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                return Ok(exit);
            }
            exit = exit.worst(answer(ctx, &some)?);
        }
    }
}

/// Resolves `inputs` under one lock, and writes their records. Once the store could not be read,
/// which `is_failed` says, it is not tried again.
fn answer(
    ctx: &mut Context<'_>,
    inputs: &[Result<String, Rejected>],
    framing: &Framing,
    ignores_missing: bool,
    is_failed: &mut bool,
) -> Result<Exit, Error> {
    let mut exit = Exit::Success;
    let mut resolutions = None;
    if !*is_failed {
        let prefixes: Vec<String> = inputs.iter().flatten().cloned().collect();
        let found = resolve(ctx, &prefixes);
        (resolutions, exit) = unless_unusable(ctx, found)?;
        *is_failed = resolutions.is_none();
    }
    let mut resolutions = resolutions.map(Vec::into_iter);
    let mut out = Vec::new();
    for input in inputs {
        let (input, resolution) = match input {
            Ok(input) => (input, resolutions.as_mut().and_then(Iterator::next)),
            Err(rejected) => (&rejected.input, Some(Resolution::Invalid)),
        };
        let resolution = match resolution {
            // What cannot be the start of an ID is so whatever the store holds.
            None if input.parse::<IdPrefix>().is_err() => Some(Resolution::Invalid),
            resolution => resolution,
        };
        let (outcome, ids) = match &resolution {
            Some(Resolution::Found(id)) => ("found", std::slice::from_ref(id)),
            Some(Resolution::Missing) => ("missing", &[][..]),
            Some(Resolution::Ambiguous(ids)) => ("ambiguous", &ids[..]),
            Some(Resolution::Invalid) => ("invalid", &[][..]),
            None => ("failed", &[][..]),
        };
        let is_found = outcome == "found";
        let record = ResolutionRecord {
            input,
            outcome,
            id: ids.first().filter(|_| is_found).map(SessionId::as_str),
            candidates: ids.iter().filter(|_| !is_found).map(|id| id.as_str().into()).collect(),
        };
        let is_ignored = ignores_missing && outcome == "missing";
        if !is_found && !is_ignored {
            exit = exit.worst(Exit::Failure);
        }
        // Neither an argument nor an item can hold a NUL.
        let _ = framing.write(&record, &mut out);
    }
    ctx.print(&out)?;
    Ok(exit)
}

/// What a prefix means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// Exactly one session: the one with this id, or the only one that starts so.
    Found(SessionId),
    /// No session.
    Missing,
    /// Several sessions, sorted.
    Ambiguous(Vec<SessionId>),
    /// Nothing: it cannot be the start of an id.
    Invalid,
}

/// Says what each of `inputs` means, in their order.
///
/// Whole ids are asked for by name; the directory is listed once for all the others.
pub(crate) fn resolve(ctx: &mut Context<'_>, inputs: &[String]) -> Result<Vec<Resolution>, Error> {
    read(ctx, |snapshot| {
        let mut whole = Vec::with_capacity(inputs.len());
        let mut prefixes = Vec::new();
        for input in inputs {
            let Ok(prefix) = input.parse::<IdPrefix>() else {
                whole.push(Some(Resolution::Invalid));
                continue;
            };
            let id = prefix.to_id();
            let is_there = id.as_ref().map_or(Ok(false), |id| snapshot.contains(id))?;
            whole.push(id.filter(|_| is_there).map(Resolution::Found));
            if !is_there {
                prefixes.push(prefix);
            }
        }
        let ids =
            if prefixes.is_empty() { Vec::new() } else { snapshot.ids_that_match(&prefixes)? };
        let mut others = prefixes.iter().map(|prefix| match prefix.among(&ids) {
            [] => Resolution::Missing,
            [id] => Resolution::Found(id.clone()),
            ids => Resolution::Ambiguous(ids.to_vec()),
        });
        Ok(whole.into_iter().filter_map(|known| known.or_else(|| others.next())).collect())
    })
}
