//! `sessions resolve-id`: full IDs of prefixes.

use clap::Args;

use super::{in_chunks, read, unless_unusable};
use crate::{
    args::{
        framing::FramingArgs,
        stdin::{Input, Rejected, StdinArgs},
    },
    context::Context,
    error::{Error, Exit},
    records::{Framing, ResolutionRecord},
    session::id::{IdPrefix, SessionId},
};

/// The number of prefixes that are resolved under one lock, to bound the memory of a large input.
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
        let inputs = input.items().map(|item| item.as_prefix());
        in_chunks(inputs, AT_ONCE, |inputs| answer(ctx, inputs))
    }
}

/// Resolves `inputs` under one lock, and writes their records. Sets `is_failed` if the store cannot
/// be read, and does not read it again once that is set.
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
            // An input that cannot start an ID is invalid whatever the store holds.
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

/// The sessions that a prefix names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// Exactly one session: the input is its ID, or only its ID starts with the input.
    Found(SessionId),
    /// No session.
    Missing,
    /// Several sessions, sorted by ID.
    Ambiguous(Vec<SessionId>),
    /// None: no ID can start with the input.
    Invalid,
}

/// Resolves each of `inputs`, in their order.
///
/// Full IDs are looked up by name; the directory is listed once for all others.
pub(crate) fn resolve(ctx: &mut Context<'_>, inputs: &[String]) -> Result<Vec<Resolution>, Error> {
    read(ctx, |reader| {
        let mut whole = Vec::with_capacity(inputs.len());
        let mut prefixes = Vec::new();
        for input in inputs {
            let Ok(prefix) = input.parse::<IdPrefix>() else {
                whole.push(Some(Resolution::Invalid));
                continue;
            };
            let id = prefix.to_id();
            let is_there = id.as_ref().map_or(Ok(false), |id| reader.contains(id))?;
            whole.push(id.filter(|_| is_there).map(Resolution::Found));
            if !is_there {
                prefixes.push(prefix);
            }
        }
        let ids =
            if prefixes.is_empty() { Vec::new() } else { reader.ids_that_match(&prefixes)? };
        let mut others = prefixes.iter().map(|prefix| match prefix.among(&ids) {
            [] => Resolution::Missing,
            [id] => Resolution::Found(id.clone()),
            ids => Resolution::Ambiguous(ids.to_vec()),
        });
        Ok(whole.into_iter().filter_map(|known| known.or_else(|| others.next())).collect())
    })
}
