//! What is in the trash.

use rustix::fs::FileType;

use super::{
    LARGEST_RECORD, RECORD, Record,
    batch::{BatchInfo, BatchName, TrashEntry},
    batches, open,
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

impl Reader<'_> {
    /// The batches in the trash, newest first; one may be empty.
    pub(crate) fn batches(&self) -> Result<Vec<BatchName>, Error> {
        open(self)?.map_or(Ok(Vec::new()), |trash| batches(&trash))
    }

    /// Checks that the trash can be used, if it is there. Where the store is not to be changed at all,
    /// that is the error.
    pub(crate) fn check_trash(&self) -> Result<(), Error> {
        let Err(error) = self.batches() else { return Ok(()) };
        permissions::open(self.path(), PermissionCheck::Safe)?;
        Err(error)
    }

    /// The sessions in these batches, in their order and then by id.
    pub(crate) fn trashed(&self, batches: &[BatchName]) -> Result<Vec<TrashEntry>, Error> {
        let Some(trash) = open(self)? else { return Ok(Vec::new()) };
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

    /// What is remembered of a batch; of one whose record cannot be read, nothing.
    pub(crate) fn deed(&self, batch: &BatchName) -> BatchInfo {
        let directory = open(self).ok().flatten();
        let directory = directory.and_then(|trash| trash.find_directory(batch.as_str()).ok()?);
        let mut bytes = Vec::new();
        let read = directory.map(|batch| batch.read(RECORD, LARGEST_RECORD, &mut bytes));
        let record = read.and_then(Result::ok).and_then(|_| serde_json::from_slice(&bytes).ok());
        let record = record.filter(|record: &Record| record.v == 1);
        record.map(|Record { command, rule, .. }| BatchInfo { command, rule }).unwrap_or_default()
    }

    /// Reads each of `entries` and hands it to `visit`. Returns the damaged ones, which do not end
    /// the work.
    pub(crate) fn visit_trashed<'e>(
        &self,
        entries: &'e [TrashEntry],
        mut visit: impl FnMut(&'e TrashEntry, ParsedFile<'_>),
    ) -> Result<Vec<Damaged>, Error> {
        let mut damaged = Vec::new();
        self.read_trashed(entries, |entry, file| {
            match file.and_then(|file| Ok((file, file.session()?))) {
                Ok((file, session)) => {
                    visit(entry, ParsedFile { file, session: &session, stamp: None });
                }
                Err(one) => damaged.push(one),
            }
        })?;
        Ok(damaged)
    }

    /// Reads the file of each of `entries` and hands it to `visit`. Skips a file that does not exist
    /// any more.
    pub(crate) fn read_trashed<'e>(
        &self,
        entries: &'e [TrashEntry],
        mut visit: impl FnMut(&'e TrashEntry, Result<SessionFile<'_>, Damaged>),
    ) -> Result<(), Error> {
        let Some(trash) = open(self)? else { return Ok(()) };
        let mut current: Option<(&BatchName, Option<Directory>)> = None;
        let mut bytes = Vec::new();
        for entry in entries {
            let TrashEntry { batch, id } = entry;
            if current.as_ref().is_none_or(|current| current.0 != batch) {
                current = Some((batch, trash.find_directory(batch.as_str())?));
            }
            let Some((_, Some(directory))) = &current else { continue };
            match directory.read(&id.file_name(), LARGEST_FILE, &mut bytes) {
                Ok(_) => visit(entry, Ok(SessionFile { id, bytes: &bytes })),
                // Gone, where the trash could be read without a lock.
                Err(Unread::Missing | Unread::NotRegular) => {}
                Err(unread) => visit(entry, Err(unread.of(id))),
            }
        }
        Ok(())
    }
}
