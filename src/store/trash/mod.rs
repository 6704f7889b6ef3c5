//! The trash, beside the store: where sessions go that are not to be lost at once.
//!
//! Each run of a command that removes has a directory of its own there, a batch, so that moving a
//! session costs a rename and no more. In it stands first a record of the run, then the sessions,
//! with the names that they had. All of it happens under the store's lock.

pub(crate) mod batch;
mod bin;
mod clock;
mod contents;
mod empty;
mod join;
mod restore;
pub(crate) mod timeline;

pub(crate) use bin::Bin;
pub(crate) use join::join;

use rustix::fs::FileType;
use serde::{Deserialize, Serialize};

use super::{fs::dir::Directory, reader::Reader};
use crate::{
    error::Error,
    session::time::{self, Time},
};
use batch::{BatchInfo, BatchName, TrashEntry};

/// The name of the trash, beside the store.
pub(crate) const TRASH: &str = "trash";

/// The name of a batch's record, which no session's file can have.
const RECORD: &str = ".batch.json";

/// More than any record has.
const LARGEST_RECORD: u64 = 1 << 16;

/// A batch's record as it stands in its file.
#[derive(Deserialize, Serialize)]
struct Record {
    v: u64,
    at: String,
    command: String,
    #[serde(default)]
    rule: String,
}

impl Record {
    fn new(at: Time, deed: &BatchInfo) -> Record {
        let (command, rule) = (deed.command.clone(), deed.rule.clone());
        Record { v: 1, at: time::exact(at), command, rule }
    }
}

/// Opens the trash beside the store, if there is one.
fn open(snapshot: &Reader<'_>) -> Result<Option<Directory>, Error> {
    // Without the folder around it there is no store, and no trash either.
    match Directory::around(snapshot.path()) {
        Ok(home) => home.find_directory(TRASH),
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The batches in the trash, newest first.
pub(crate) fn batches(trash: &Directory) -> Result<Vec<BatchName>, Error> {
    named_as_batches(trash, |kind| kind == FileType::Directory)
}

/// The same, and the links that are named as batches.
pub(crate) fn batches_and_links(trash: &Directory) -> Result<Vec<BatchName>, Error> {
    named_as_batches(trash, |kind| matches!(kind, FileType::Directory | FileType::Symlink))
}

fn named_as_batches(
    trash: &Directory,
    is_wanted: impl Fn(FileType) -> bool,
) -> Result<Vec<BatchName>, Error> {
    let mut batches: Vec<BatchName> = trash.list(|name, kind| {
        let name = str::from_utf8(name).ok().filter(|_| is_wanted(kind));
        name.and_then(|name| name.parse().ok())
    })?;
    batches.sort_unstable_by(|one, other| other.cmp(one));
    batches.dedup();
    Ok(batches)
}

/// Opens the trash and the batch `name` in it to change them, if both are there.
fn open_to_change(
    snapshot: &Reader<'_>,
    name: &BatchName,
) -> Result<Option<(Directory, Directory)>, Error> {
    let Some(trash) = open(snapshot)? else { return Ok(None) };
    let trash = trash.trusted()?;
    let Some(batch) = trash.find_directory(name.as_str())? else { return Ok(None) };
    Ok(Some((trash, batch.trusted()?)))
}

/// Opens the batch that holds `trashed` to change it, if both are still there.
fn open_batch(snapshot: &Reader<'_>, trashed: &TrashEntry) -> Result<Option<Directory>, Error> {
    let Some((_, batch)) = open_to_change(snapshot, &trashed.batch)? else { return Ok(None) };
    Ok(batch.has_file(&trashed.id.file_name())?.then_some(batch))
}
