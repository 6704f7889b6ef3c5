//! The trash batch that a command fills.

use std::{io, process};

use rustix::{fs::FileType, io::Errno};

use super::{
    RECORD, Record, TRASH,
    batch::{BatchInfo, BatchName},
};
use crate::{
    error::Error,
    session::{id::SessionId, time::Time},
    store::fs::{
        atomic::{self, Syncing},
        dir::{Directory, io_error, retry},
        permissions,
        rename_noreplace::rename,
    },
};

/// A trash batch, opened to move sessions into it.
pub(crate) struct TrashBatch {
    trash: Directory,
    directory: Directory,
    name: BatchName,
    /// True if it holds a session.
    is_used: bool,
}

impl TrashBatch {
    /// Begins a batch beside the store: creates and syncs its directory and its record, before the
    /// first session is moved.
    pub(crate) fn begin(
        store: &Directory,
        at: Time,
        info: &BatchInfo,
    ) -> Result<TrashBatch, Error> {
        let trash =
            permissions::home_to_change(store.path())?.ensure_directory(TRASH)?.trusted()?;
        for number in 0_u32.. {
            let name = BatchName::new(at, process::id(), number);
            let Some(directory) = trash.make_directory(name.as_str())? else { continue };
            let batch = TrashBatch { trash, directory, name, is_used: false };
            // Writing texts and a number cannot fail.
            let record = serde_json::to_vec(&Record::new(at, info)).unwrap_or_default();
            let written = atomic::create(&batch.directory, RECORD, &record, Syncing::First)
                .and_then(|_| batch.directory.sync())
                .and_then(|()| batch.trash.sync());
            return match written {
                Ok(()) => Ok(batch),
                Err(error) => {
                    batch.abandon();
                    Err(error)
                }
            };
        }
        Err(io_error("make", trash.path(), Errno::EXIST))
    }

    /// Returns whether the batch is still in the trash.
    pub(crate) fn exists(&self) -> bool {
        retry(|| rustix::fs::fstat(&self.directory)).is_ok_and(|stat| stat.st_nlink > 0)
    }

    /// Moves a session's file here. Returns whether it existed.
    pub(crate) fn take(&mut self, store: &Directory, id: &SessionId) -> Result<bool, Error> {
        let is_moved = self.take_name(store, &id.file_name())?;
        self.is_used |= is_moved;
        Ok(is_moved)
    }

    /// Moves a session's artifacts directory here, if it has one. A symlink in its place is left
    /// and reported.
    pub(crate) fn take_artifacts(&self, store: &Directory, id: &SessionId) -> Result<(), Error> {
        let name = id.as_str();
        match store.stat(name)? {
            None => Ok(()),
            Some(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::Directory => {
                self.take_name(store, name).map(drop)
            }
            Some(_) => {
                let reason = "it is not a directory";
                let error = io::Error::new(io::ErrorKind::InvalidInput, reason);
                Err(io_error("move", &store.path().join(name), error))
            }
        }
    }

    fn take_name(&self, store: &Directory, name: &str) -> Result<bool, Error> {
        match rename(store, name, &self.directory, name) {
            Ok(()) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(errno) => Err(store.error("move", name, errno)),
        }
    }

    /// Syncs the batch, or removes it if it holds no session.
    pub(crate) fn finish(self) -> Result<(), Error> {
        if self.is_used {
            return self.directory.sync();
        }
        self.abandon();
        Ok(())
    }

    /// Removes the batch, which holds no session. If that fails, an empty batch is harmless.
    fn abandon(&self) {
        let _ = self.directory.unlink(RECORD);
        let _ = self.trash.remove_directory(self.name.as_str());
    }
}
