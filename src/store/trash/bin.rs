//! The batch that a command is filling.

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

/// A batch that sessions are moved into.
pub(crate) struct Bin {
    trash: Directory,
    batch: Directory,
    name: BatchName,
    /// Whether anything was moved into it.
    is_used: bool,
}

impl Bin {
    /// Begins a batch beside the store: its directory and its record are there, and last, before
    /// the first session is moved.
    pub(crate) fn begin(store: &Directory, at: Time, deed: &BatchInfo) -> Result<Bin, Error> {
        let trash =
            permissions::home_to_change(store.path())?.ensure_directory(TRASH)?.trusted()?;
        for number in 0_u32.. {
            let name = BatchName::new(at, process::id(), number);
            let Some(batch) = trash.make_directory(name.as_str())? else { continue };
            let bin = Bin { trash, batch, name, is_used: false };
            // Texts and a number cannot fail to be written.
            let record = serde_json::to_vec(&Record::new(at, deed)).unwrap_or_default();
            let written = atomic::create(&bin.batch, RECORD, &record, Syncing::First)
                .and_then(|_| bin.batch.sync())
                .and_then(|()| bin.trash.sync());
            return match written {
                Ok(()) => Ok(bin),
                Err(error) => {
                    bin.abandon();
                    Err(error)
                }
            };
        }
        Err(io_error("make", trash.path(), Errno::EXIST))
    }

    /// Whether the batch is still in the trash: between two holds of the lock it may have been
    /// emptied.
    pub(crate) fn is_there(&self) -> bool {
        retry(|| rustix::fs::fstat(&self.batch)).is_ok_and(|stat| stat.st_nlink > 0)
    }

    /// Moves the session's file here; whether it was there.
    pub(crate) fn take(&mut self, store: &Directory, id: &SessionId) -> Result<bool, Error> {
        let is_moved = self.take_name(store, &id.file_name())?;
        self.is_used |= is_moved;
        Ok(is_moved)
    }

    /// Moves the session's artifacts directory here, if it has one.
    ///
    /// A link in its place is left and reported.
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
        match rename(store, name, &self.batch, name) {
            Ok(()) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(errno) => Err(store.error("move", name, errno)),
        }
    }

    /// Makes what was moved here survive a power cut; a batch into which nothing was moved goes.
    pub(crate) fn finish(self) -> Result<(), Error> {
        if self.is_used {
            return self.batch.sync();
        }
        self.abandon();
        Ok(())
    }

    /// Removes the batch, in which there is no session. One that stays is harmless.
    fn abandon(&self) {
        let _ = self.batch.unlink(RECORD);
        let _ = self.trash.remove_directory(self.name.as_str());
    }
}
