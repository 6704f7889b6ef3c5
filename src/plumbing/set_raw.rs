//! `sessions set-raw`: change single fields of sessions in place.

use std::collections::HashSet;

use clap::Args;

use super::{arguments::FramingArgs, record::StoredRecord, report::Report, write_all};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        alteration::Alterations,
        etag::Etag,
        id::SessionId,
        key::{Assignment, Key, Optional},
        storing::Storing,
    },
};

/// Change fields of sessions in place (plumbing)
#[derive(Args, Clone, Debug)]
pub struct SetRaw {
    /// Full session ids
    #[arg(value_name = "ID", required = true)]
    ids: Vec<SessionId>,

    /// Give a key this value; `metadata.NAME` is one entry of the metadata
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<Assignment>,

    /// Remove a key
    #[arg(long, value_name = "KEY")]
    unset: Vec<Optional>,

    /// Add a tag, if it is not there yet
    #[arg(long, value_name = "TAG")]
    add_tag: Vec<String>,

    /// Remove a tag
    #[arg(long, value_name = "TAG")]
    remove_tag: Vec<String>,

    /// Change the session only if its etag is still this one
    #[arg(long, value_name = "ETAG")]
    if_etag: Option<Etag>,

    #[command(flatten)]
    framing: FramingArgs,
}

impl SetRaw {
    /// Writes one `stored` record for each id, in order.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let framing = self.framing.framing::<StoredRecord<'_>>()?;
        let (ids, expected) = (self.ids, self.if_etag);
        let alterations = Alterations {
            set: self.set,
            unset: self.unset,
            add_tags: self.add_tag,
            remove_tags: self.remove_tag,
        };
        check(&alterations)?;
        if expected.is_some() && ids.len() > 1 {
            return Err(Error::Usage {
                message: "--if-etag is for one session, not for several".to_owned(),
                hint: "call the command once for each of them".to_owned(),
            });
        }
        let (results, exit) = alter(ctx, &ids, &alterations, expected)?;
        let mut report = Report::new(framing, exit);
        ids.iter().zip(&results).for_each(|(id, result)| report.storing(id, result));
        report.finish(ctx)
    }
}

/// Refuses what changes nothing, and what says two things of the same key or tag.
fn check(alterations: &Alterations) -> Result<(), Error> {
    let usage = |message: String, hint: &str| Err(Error::Usage { message, hint: hint.to_owned() });
    let Alterations { set, unset, add_tags, remove_tags } = alterations;
    let keys: Vec<&Key> =
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

/// Changes the sessions `ids`, one by one; what became of each, and the exit code of what concerns
/// all of them.
pub fn alter(
    ctx: &mut Context<'_>,
    ids: &[SessionId],
    alterations: &Alterations,
    expected: Option<Etag>,
) -> Result<(Vec<Storing>, Exit), Error> {
    write_all(
        ctx,
        ids,
        || Storing::NotReached,
        |transaction, id| {
            transaction.rewrite(id, expected, |stored| {
                let now = stored.session().map_err(|damaged| Storing::Failed(damaged.into()))?;
                let file = String::from_utf8_lossy(stored.bytes);
                alterations.of(&file, &now).map_err(Storing::Invalid)
            })
        },
    )
}
