//! Lists and reads the sessions in the trash.

use rustix::fs::FileType;

use super::{
    LARGEST_RECORD, RECORD, Record,
    batch::{BatchInfo, BatchName, TrashEntry},
    open,
};
use crate::{
    error::Error,
    session::{
        abbrev,
        file::{Damaged, ParsedFile, SessionFile},
        id::SessionId,
    },
    store::{
        fs::{
            dir::{Directory, LARGEST_FILE, Unread},
            permissions::{self, PermissionCheck},
        },
        reader::Reader,
    },
};

/// Implements [`Reader::batches`].
pub(crate) fn batches(reader: &Reader<'_>) -> Result<Vec<BatchName>, Error> {
    open(reader)?.map_or(Ok(Vec::new()), |trash| super::batches(&trash))
}

/// Implements [`Reader::check_trash`].
pub(crate) fn check(reader: &Reader<'_>) -> Result<(), Error> {
    let Err(error) = batches(reader) else { return Ok(()) };
    permissions::open(reader.path(), PermissionCheck::Safe)?;
    Err(error)
}

/// Implements [`Reader::trashed`].
pub(crate) fn entries(
    reader: &Reader<'_>,
    batches: &[BatchName],
) -> Result<Vec<TrashEntry>, Error> {
    let Some(trash) = open(reader)? else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for batch in batches {
        let Some(directory) = trash.find_directory(batch.as_str())? else { continue };
        let ids = directory.list(|name, kind| {
            SessionId::of_file(name).filter(|_| kind == FileType::RegularFile)
        })?;
        let ids = abbrev::sorted(ids).into_iter();
        all.extend(ids.map(|id| TrashEntry { batch: batch.clone(), id }));
    }
    Ok(all)
}

/// Implements [`Reader::batch_info`].
pub(crate) fn info(reader: &Reader<'_>, batch: &BatchName) -> BatchInfo {
    let directory = open(reader).ok().flatten();
    let directory = directory.and_then(|trash| trash.find_directory(batch.as_str()).ok()?);
    let mut bytes = Vec::new();
    let read = directory.map(|batch| batch.read(RECORD, LARGEST_RECORD, &mut bytes));
    let record = read.and_then(Result::ok).and_then(|_| serde_json::from_slice(&bytes).ok());
    let record = record.filter(|record: &Record| record.v == 1);
    record.map(|Record { command, rule, .. }| BatchInfo { command, rule }).unwrap_or_default()
}

/// Implements [`Reader::visit_trashed`].
pub(crate) fn visit<'e>(
    reader: &Reader<'_>,
    entries: &'e [TrashEntry],
    mut visit: impl FnMut(&'e TrashEntry, ParsedFile<'_>),
) -> Result<Vec<Damaged>, Error> {
    let mut damaged = Vec::new();
    read(reader, entries, |entry, file| match file.and_then(|file| Ok((file, file.session()?))) {
        Ok((file, session)) => visit(entry, file.parsed(&session)),
        Err(one) => damaged.push(one),
    })?;
    Ok(damaged)
}

/// Implements [`Reader::read_trashed`].
pub(crate) fn read<'e>(
    reader: &Reader<'_>,
    entries: &'e [TrashEntry],
    mut visit: impl FnMut(&'e TrashEntry, Result<SessionFile<'_>, Damaged>),
) -> Result<(), Error> {
    let Some(trash) = open(reader)? else { return Ok(()) };
    let mut current: Option<(&BatchName, Option<Directory>)> = None;
    let mut bytes = Vec::new();
    for entry in entries {
        let TrashEntry { batch, id } = entry;
        if current.as_ref().is_none_or(|current| current.0 != batch) {
            current = Some((batch, trash.find_directory(batch.as_str())?));
        }
        let Some((_, Some(directory))) = &current else { continue };
        let file = match directory.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
            Ok(_) => Ok(SessionFile { id, bytes: &bytes }),
            // Removed since it was listed: a store that may only be read is read without a lock.
            Err(Unread::Missing | Unread::NotRegular) => continue,
            Err(unread) => Err(unread.of(id)),
        };
        visit(entry, file);
    }
    Ok(())
}
