//! Imports sessions with their artifacts: `export` records, other records, or a directory.

use std::path::{Path, PathBuf};

use super::{
    PutOutcome,
    outcome_writer::OutcomeWriter,
    put_raw::{self, put},
    read, store, unless_unusable, write,
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
        Reader, Syncing, Writer,
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

/// The access to the store: to change it, or to preview.
enum Access<'a, 'hold> {
    Write(&'a mut Writer<'hold>),
    Read(&'a Reader<'hold>),
}

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
    let (mut results, exit) = each(ctx, &items, mode, |access, item| {
        if is_export(item.bytes) {
            let exported = Exported::parse(item.bytes).map_err(|reason| rejected(item, reason))?;
            let Exported { id, file, artifacts } = exported;
            let tree = artifacts.as_ref().map(|artifacts| artifacts as &dyn Tree);
            return Ok(exactly(access, id, &file, tree, mode));
        }
        let stored = match access {
            Access::Write(writer) => {
                put::store_one(writer, item.bytes, mode, Syncing::First, &mut ignored)
            }
            Access::Read(reader) => put::preview_one(reader, item.bytes, mode, &mut ignored),
        };
        stored.map_or_else(
            || match put_raw::not_stored(*item, true) {
                Ok(_) => Err(rejected(item, "it cannot be stored".to_owned())),
                Err(invalid) => Err(rejected(item, invalid.to_string())),
            },
            Ok,
        )
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

fn of_folder(
    ctx: &mut Context<'_>,
    folder: &Folder,
    mode: put_raw::Mode,
) -> Result<(Vec<Imported>, Exit), Error> {
    let ids = folder.ids()?;
    let (mut results, exit) = each(ctx, &ids, mode, |access, id| {
        let (file, artifacts) = match folder.read(id) {
            Ok(found) => found,
            Err(error) => return Ok((id.clone(), PutOutcome::Failed(error))),
        };
        let tree = artifacts.as_ref().map(|directory| directory as &dyn Tree);
        Ok(exactly(access, id.clone(), &file, tree, mode))
    })?;
    let rest = ids[results.len()..].iter();
    results.extend(rest.map(|id| Ok((id.clone(), PutOutcome::NotReached))));
    Ok((results, exit))
}

/// Applies `step` to `items`, on the store that `mode` needs: one to change, which is created if it
/// is missing, or one to read. Returns fewer results if the work ended early.
fn each<I>(
    ctx: &mut Context<'_>,
    items: &[I],
    mode: put_raw::Mode,
    mut step: impl FnMut(Access<'_, '_>, &I) -> Imported,
) -> Result<(Vec<Imported>, Exit), Error> {
    let mut results = Vec::new();
    if items.is_empty() {
        return Ok((results, Exit::Success));
    }
    if mode.is_dry_run() {
        let looked = read(ctx, |reader| {
            results.extend(items.iter().map(|item| step(Access::Read(reader), item)));
            Ok(())
        });
        let (_, exit) = unless_unusable(ctx, looked)?;
        return Ok((results, exit));
    }
    let store = store(ctx)?;
    if let Err(error) = store.make() {
        return Ok((results, ctx.report(&error)));
    }
    let exit = write(&store, ctx, items, |writer, item| {
        results.push(step(Access::Write(writer), item));
    });
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
