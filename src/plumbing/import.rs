//! Imports sessions with their artifacts: `export` records, other records, or a directory.

use std::path::{Path, PathBuf};

use super::{
    PutOutcome,
    outcome_writer::OutcomeWriter,
    put_raw::{
        self,
        access::{Access, each},
        put,
    },
};
use crate::{
    args::{
        json_stream::objects,
        stdin::{Item, Rejected},
    },
    context::Context,
    edit::incoming::{IgnoredKeys, RejectReason},
    error::{Error, Exit},
    records::{Exported, Framing},
    session::{Session, id::SessionId},
    store::{
        Syncing,
        archive::{
            import::ImportRequest,
            source::{Folder, Source},
            tree::Tree,
        },
    },
};

/// A place to import from.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// Standard input.
    Standard,
    /// A file or directory.
    Path(PathBuf),
}

/// The result for one session or one invalid item, which is named by its position.
pub(crate) type Imported = Result<(SessionId, PutOutcome), Rejected>;

/// Imports everything at `place`. Returns the result of each session, in order, and the exit code of
/// the batch as a whole. All input is read before the lock is taken; a directory is read session by
/// session.
pub(crate) fn import(
    ctx: &mut Context<'_>,
    place: &Place,
    mode: put_raw::Mode,
) -> Result<(Vec<Imported>, Exit), Error> {
    match place {
        Place::Standard => {
            let bytes = ctx.read_input()?;
            of_records(ctx, &bytes, mode)
        }
        Place::Path(path) => match Source::open(path)? {
            Source::File(bytes) => of_records(ctx, &bytes, mode),
            Source::Directory(folder) => of_folder(ctx, &folder, mode),
        },
    }
}

fn of_records(
    ctx: &mut Context<'_>,
    bytes: &[u8],
    mode: put_raw::Mode,
) -> Result<(Vec<Imported>, Exit), Error> {
    let items: Vec<Item<'_>> = objects(bytes, false).collect();
    let mut ignored = IgnoredKeys::default();
    let mut results = Vec::new();
    let exit = each(ctx, &items, mode.is_dry_run(), |access, item| {
        results.push(of_record(access, item, mode, &mut ignored));
    })?;
    for item in &items[results.len()..] {
        results.push(match item.claimed_id() {
            Some(id) => Ok((id, PutOutcome::NotReached)),
            None => Err(rejected(item, "not reached".to_owned())),
        });
    }
    put_raw::warn_of_ignored(ctx, &ignored);
    Ok((results, exit))
}

fn of_record(
    access: Access<'_, '_>,
    item: &Item<'_>,
    mode: put_raw::Mode,
    ignored: &mut IgnoredKeys,
) -> Imported {
    if is_export(item.bytes) {
        let exported = Exported::parse(item.bytes).map_err(|reason| rejected(item, reason))?;
        let Exported { id, file, artifacts } = exported;
        let tree = artifacts.as_ref().map(|artifacts| artifacts as &dyn Tree);
        return Ok(exactly(access, id, &file, tree, mode));
    }
    put::put_one(access, item.bytes, mode, Syncing::First, ignored).ok_or_else(|| {
        match put_raw::not_stored(*item, true) {
            Ok(_) => rejected(item, "it cannot be stored".to_owned()),
            Err(invalid) => rejected(item, invalid.to_string()),
        }
    })
}

fn of_folder(
    ctx: &mut Context<'_>,
    folder: &Folder,
    mode: put_raw::Mode,
) -> Result<(Vec<Imported>, Exit), Error> {
    let ids = folder.ids()?;
    let mut results: Vec<Imported> = Vec::new();
    let exit = each(ctx, &ids, mode.is_dry_run(), |access, id| {
        let outcome = match folder.read(id) {
            Ok((file, artifacts)) => {
                let tree = artifacts.as_ref().map(|directory| directory as &dyn Tree);
                exactly(access, id.clone(), &file, tree, mode)
            }
            Err(error) => (id.clone(), PutOutcome::Failed(error)),
        };
        results.push(Ok(outcome));
    })?;
    let rest = ids[results.len()..].iter();
    results.extend(rest.map(|id| Ok((id.clone(), PutOutcome::NotReached))));
    Ok((results, exit))
}

/// Stores the session `id` byte for byte, if it is one.
fn exactly(
    access: Access<'_, '_>,
    id: SessionId,
    file: &[u8],
    artifacts: Option<&dyn Tree>,
    mode: put_raw::Mode,
) -> (SessionId, PutOutcome) {
    if let Err(damage) = Session::parse(file) {
        return (id, PutOutcome::Rejected(RejectReason(damage.0)));
    }
    if file.len() > Session::LARGEST_FILE {
        return (id, PutOutcome::Rejected(RejectReason("it is larger than 16 MiB".to_owned())));
    }
    let is_replace = mode.is_replace();
    let request = ImportRequest { id: &id, file, artifacts, is_replace };
    let outcome = match access {
        Access::Write(writer) => writer.import(&request),
        Access::Read(reader) => reader.examine_import(&request),
    };
    (id, outcome)
}

/// Returns whether an object is an `export` record.
fn is_export(bytes: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Typed<'a> {
        #[serde(borrow)]
        r#type: std::borrow::Cow<'a, str>,
    }
    serde_json::from_slice::<Typed<'_>>(bytes).is_ok_and(|typed| typed.r#type == "export")
}

/// Rejects an item, named by its ID if it has one and by its position otherwise.
fn rejected(item: &Item<'_>, reason: String) -> Rejected {
    let id = item.claimed_id().map(|id| id.to_string());
    Rejected { input: id.unwrap_or_else(|| item.place()), reason }
}

/// Writes the results as `stored` records, and returns the exit code.
pub(crate) fn write_records(
    ctx: &mut Context<'_>,
    results: &[Imported],
    exit: Exit,
) -> Result<Exit, Error> {
    let mut out = OutcomeWriter::new(ctx, Framing::JsonLines, exit);
    for result in results {
        match result {
            Ok((id, outcome)) => out.stored(id, outcome)?,
            Err(rejected) => out.rejected_stored(rejected)?,
        }
    }
    out.finish()
}

/// Returns the place that the argument `path` names.
pub(crate) fn place(path: &Path) -> Place {
    if path == Path::new("-") { Place::Standard } else { Place::Path(path.to_owned()) }
}
