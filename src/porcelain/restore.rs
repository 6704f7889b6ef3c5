//! `sessions restore`: bring sessions back from the trash.

use clap::Args;

use super::{MOST_CANDIDATES, each_once};
use crate::{
    context::Context,
    error::{Error, Exit},
    model::{
        id::{IdPrefix, SessionId},
        ids,
        storing::Storing,
        trashed::Trashed,
    },
    plumbing::{input::TrashRequest, restore_id, trash},
};

/// Bring sessions back from the trash
#[derive(Args, Clone, Debug)]
#[command(
    override_usage = "clinvk sessions restore [OPTIONS] <ID>...\n       clinvk sessions restore [OPTIONS] --last"
)]
pub struct Restore {
    /// The sessions' ids, or the starts of them
    #[arg(value_name = "ID", required_unless_present = "last", conflicts_with = "last")]
    ids: Vec<String>,

    /// All that the last command moved to the trash
    #[arg(long)]
    last: bool,
}

impl Restore {
    /// Restores the sessions, after all of them have been found.
    pub fn run(self, ctx: &mut Context<'_>) -> Result<Exit, Error> {
        let there = trash::list_ids(ctx, self.last)?;
        let requests: Vec<TrashRequest> = if self.last {
            let exactly =
                |Trashed { id, batch }| TrashRequest { id, batch: Some(batch), etag: None };
            there.into_iter().map(exactly).collect()
        } else {
            let there = ids::sorted(there.into_iter().map(|trashed| trashed.id));
            let newest = |id| TrashRequest { id, batch: None, etag: None };
            resolve(&self.ids, &there)?.into_iter().map(newest).collect()
        };
        if requests.is_empty() {
            ctx.note("The trash is empty.\n");
            return Ok(Exit::Success);
        }
        let (results, mut exit) = restore_id::restore(ctx, &requests)?;
        for (TrashRequest { id, .. }, result) in requests.iter().zip(results) {
            let error = match result {
                Storing::Restored(_) => {
                    ctx.print(format!("Session {id} restored.\n").as_bytes())?;
                    continue;
                }
                Storing::Exists(_) => Error::SessionExists { id: id.to_string() },
                Storing::Missing => Error::NotInTrash { input: id.to_string() },
                Storing::Failed(error) => error,
                // What ended the work has been reported, and nothing else comes of a restoration.
                _ => continue,
            };
            exit = exit.worst(ctx.report(&error));
        }
        Ok(exit)
    }
}

/// Turns what a person typed into ids of `there`, which are sorted, each once; all or none.
fn resolve(inputs: &[String], there: &[SessionId]) -> Result<Vec<SessionId>, Error> {
    let mut ids = Vec::with_capacity(inputs.len());
    for input in inputs {
        let missing = || Error::NotInTrash { input: input.clone() };
        let prefix: IdPrefix = input.parse().map_err(|_| missing())?;
        match prefix.among(there) {
            [] => return Err(missing()),
            // A whole id means that session, even if others start with it: it stands first.
            [id, ..] if id.as_str() == prefix.as_str() => ids.push(id.clone()),
            [id] => ids.push(id.clone()),
            several => {
                let shown = several.iter().take(MOST_CANDIDATES).map(SessionId::to_string);
                let (input, count) = (input.clone(), several.len());
                return Err(Error::AmbiguousId { input, count, shown: shown.collect() });
            }
        }
    }
    Ok(each_once(ids))
}
