//! `sessions set-raw`: change single fields of sessions in place.

mod alter;

use std::collections::HashSet;

use clap::Args;

pub(crate) use alter::{Mode, alter, alter_each, examine};

use super::outcome_writer::OutcomeWriter;
use crate::{
    args::{
        framing::FramingArgs,
        stdin::{Input, StdinArgs},
    },
    context::Context,
    edit::{
        key_path::{Assignment, KeyPath, RemovableKey},
        patch::Patch,
    },
    error::{Error, Exit},
    records::StoredRecord,
    session::{etag::Etag, id::SessionId},
    store::write::outcome::RemoveRequest,
};

/// Change fields of sessions in place (plumbing)
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions set-raw [OPTIONS] <ID>...\n       clinvk sessions set-raw [OPTIONS] --stdin|--stdin0"
)]
pub(crate) struct SetRaw {
    /// Full session IDs
    #[arg(value_name = "ID", required_unless_present_any = ["stdin", "stdin0"])]
    #[arg(conflicts_with_all = ["stdin", "stdin0"])]
    ids: Vec<SessionId>,

    #[command(flatten)]
    stdin: StdinArgs,

    /// Set a key, such as title or metadata.NAME
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<Assignment>,

    /// Remove a key
    #[arg(long, value_name = "KEY")]
    unset: Vec<RemovableKey>,

    /// Add a tag
    #[arg(long, value_name = "TAG")]
    add_tag: Vec<String>,

    /// Remove a tag
    #[arg(long, value_name = "TAG")]
    remove_tag: Vec<String>,

    /// Change the session only if it still has this etag
    #[arg(long, value_name = "ETAG", conflicts_with_all = ["stdin", "stdin0"])]
    if_etag: Option<Etag>,

    /// Change nothing, only report what would change
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    framing: FramingArgs,
}

impl SetRaw {
    /// Writes one `stored` record for each item, in order.
    pub(crate) fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        let mode = Mode::of(self.dry_run);
        if mode == Mode::DryRun {
            framing.check_outcome()?;
        }
        let (ids, expected) = (self.ids, self.if_etag);
        let patch = Patch {
            set: self.set,
            unset: self.unset,
            add_tags: self.add_tag,
            remove_tags: self.remove_tag,
        };
        check(&patch)?;
        if expected.is_some() && ids.len() > 1 {
            return Err(Error::Usage {
                message: "--if-etag is for one session, not for several".to_owned(),
                hint: "call the command once for each of them".to_owned(),
            });
        }
        let input = Input::read(ctx, &ids, self.stdin)?;
        let requests = || input.items().map(|item| item.as_change());
        let targets = requests().map(|request| {
            request.ok().map(|target| RemoveRequest { etag: target.etag.or(expected), ..target })
        });
        let (outcomes, exit) = alter(ctx, targets, mode, |file, now| patch.of(file, now))?;
        let ids = requests().map(|request| request.map(|target| target.id));
        OutcomeWriter::new(ctx, framing, exit).stored_each(ids, &outcomes)
    }
}

/// Refuses a patch that changes nothing, or that names a key or a tag twice.
fn check(patch: &Patch) -> Result<(), Error> {
    let usage = |message: String, hint: &str| Err(Error::Usage { message, hint: hint.to_owned() });
    let Patch { set, unset, add_tags, remove_tags } = patch;
    let keys: Vec<&KeyPath> =
        set.iter().map(|set| &set.key).chain(unset.iter().map(|unset| &unset.0)).collect();
    for (number, key) in keys.iter().enumerate() {
        if keys[..number].iter().any(|other| other.overlaps(key)) {
            return usage(format!("the key '{key}' is named twice"), "name each key once");
        }
    }
    let removed: HashSet<&String> = remove_tags.iter().collect();
    if let Some(tag) = add_tags.iter().find(|tag| removed.contains(tag)) {
        return usage(format!("the tag '{tag}' is both added and removed"), "name each tag once");
    }
    if keys.is_empty() && add_tags.is_empty() && remove_tags.is_empty() {
        return usage(
            "there is nothing to change".to_owned(),
            "give --set, --unset, --add-tag or --remove-tag",
        );
    }
    Ok(())
}
