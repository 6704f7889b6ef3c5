//! The trash, beside the store: removed sessions that can be restored.
//!
//! Each run of a command that removes sessions has a directory there, a batch, so that moving a
//! session costs one rename. A batch holds a record of the run, and the sessions under the names
//! that they had in the store. The trash changes only under the store's lock.

pub(crate) mod batch;
pub(crate) mod clock;
pub(crate) mod contents;
pub(crate) mod empty;
mod join;
pub(crate) mod restore;
mod timeline;
mod trash_batch;

pub(crate) use join::join;
pub(crate) use trash_batch::TrashBatch;

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

/// The file name of a batch's record, which no session file can have.
const RECORD: &str = ".batch.json";

/// The most bytes that are read of a record.
const LARGEST_RECORD: u64 = 1 << 16;

/// The record of a batch, as its file holds it.
#[derive(Deserialize, Serialize)]
struct Record {
    v: u64,
    at: String,
    command: String,
    #[serde(default)]
    rule: String,
}

impl Record {
    fn new(at: Time, info: &BatchInfo) -> Record {
        let (command, rule) = (info.command.clone(), info.rule.clone());
        Record { v: 1, at: time::exact(at), command, rule }
    }
}

/// Opens the trash beside the store, if there is one.
fn open(reader: &Reader<'_>) -> Result<Option<Directory>, Error> {
    // Without a home there is no trash.
    match Directory::around(reader.path()) {
        Ok(home) => home.find_directory(TRASH),
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the names of the batches in the trash, newest first.
pub(crate) fn batches(trash: &Directory) -> Result<Vec<BatchName>, Error> {
    named_as_batches(trash, |kind| kind == FileType::Directory)
}

/// Returns the names of batches and of symlinks that are named as batches, newest first.
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

/// Opens the trash and the batch `name` in it to change them, if both exist.
fn open_to_change(
    reader: &Reader<'_>,
    name: &BatchName,
) -> Result<Option<(Directory, Directory)>, Error> {
    let Some(trash) = open(reader)? else { return Ok(None) };
    let trash = trash.trusted()?;
    let Some(batch) = trash.find_directory(name.as_str())? else { return Ok(None) };
    Ok(Some((trash, batch.trusted()?)))
}

/// Opens the batch that holds `entry` to change it, if both still exist.
fn open_batch(reader: &Reader<'_>, entry: &TrashEntry) -> Result<Option<Directory>, Error> {
    let Some((_, batch)) = open_to_change(reader, &entry.batch)? else { return Ok(None) };
    Ok(batch.has_file(&entry.id.file_name())?.then_some(batch))
}
