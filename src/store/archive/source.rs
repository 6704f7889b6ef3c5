//! Files and directories outside the store that an import reads, or an export fills.

use std::{fs::File, io, io::Read as _, path::Path};

use rustix::fs::{FileType, Mode, OFlags};

use super::{Existing, exists, place, tree::Tree};
use crate::{
    error::Error,
    session::{abbrev, id::SessionId},
    store::fs::{
        atomic, create,
        dir::{Directory, LARGEST_FILE, Unread, io_error, retry},
        permissions::is_directory,
        remove_tree,
    },
};

/// The most bytes of a file to import: 1 GiB.
const LARGEST_INPUT: u64 = 1 << 30;

/// A source of sessions.
pub(crate) enum Source {
    /// The bytes of a file with records.
    File(Vec<u8>),
    Directory(Folder),
}

/// A directory that is laid out as the store is.
pub(crate) struct Folder(Directory);

impl Source {
    /// Opens the file or directory at `path`, which a person named: a link is followed.
    pub(crate) fn open(path: &Path) -> Result<Source, Error> {
        let fail = |source: io::Error| io_error("read", path, source);
        let fd = retry(|| rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()));
        let fd = fd.map_err(|errno| fail(errno.into()))?;
        let stat = retry(|| rustix::fs::fstat(&fd)).map_err(|errno| fail(errno.into()))?;
        if is_directory(&stat) {
            return Ok(Source::Directory(Folder(Directory::new(fd, path))));
        }
        let mut bytes = Vec::new();
        File::from(fd).take(LARGEST_INPUT + 1).read_to_end(&mut bytes).map_err(fail)?;
        if bytes.len() as u64 > LARGEST_INPUT {
            let reason = "the file is larger than 1 GiB; export to a directory instead";
            return Err(fail(io::Error::new(io::ErrorKind::FileTooLarge, reason)));
        }
        Ok(Source::File(bytes))
    }
}

impl Folder {
    /// Opens the directory at `path` to fill it, and creates it if it is missing. The store's own
    /// directory, `store`, is refused.
    pub(crate) fn to_fill(path: &Path, store: &Path) -> Result<Folder, Error> {
        create::make(path)?;
        let missing = || io_error("open", path, io::Error::from(io::ErrorKind::NotFound));
        let directory = Directory::open(path)?.ok_or_else(missing)?;
        let identity =
            |directory: &Directory| directory.own_stat().map(|stat| (stat.st_dev, stat.st_ino));
        let own = Directory::open(store)?.map(|store| identity(&store)).transpose()?;
        if own == Some(identity(&directory)?) {
            let reason = io::Error::new(io::ErrorKind::InvalidInput, "it is the store itself");
            return Err(io_error("export to", path, reason));
        }
        Ok(Folder(directory))
    }

    /// Returns the IDs of the sessions in the directory, sorted. Anything that is named as a session
    /// but is not a regular file is among them: reading it fails.
    pub(crate) fn ids(&self) -> Result<Vec<SessionId>, Error> {
        Ok(abbrev::sorted(self.0.list(|name, _| SessionId::of_file(name))?))
    }

    /// Reads the file of the session `id`, and opens its artifacts.
    pub(crate) fn read(&self, id: &SessionId) -> Result<(Vec<u8>, Option<Directory>), Error> {
        let (mut bytes, name) = (Vec::new(), id.file_name());
        let path = self.0.path().join(&name);
        self.0
            .read(&name, LARGEST_FILE, &mut bytes)
            .map_err(|unread| io_error("read", &path, unread))?;
        Ok((bytes, open_artifacts(&self.0, id)?))
    }

    /// Writes the session `id`. What exists is an error, unless it is to be `replaced`.
    pub(crate) fn write(
        &self,
        id: &SessionId,
        file: &[u8],
        artifacts: Option<&dyn Tree>,
        replaced: bool,
    ) -> Result<(), Error> {
        let Folder(directory) = self;
        let name = id.file_name();
        match directory.stat(&name)? {
            Some(_) if !replaced => return Err(exists("write", directory, &name)),
            Some(stat) if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile => {
                return Err(io_error("write", &directory.path().join(name), Unread::NotRegular));
            }
            _ => {}
        }
        let existing = if replaced { Existing::Replace } else { Existing::Refuse };
        let placed = artifacts.map(|tree| place(tree, directory, id.as_str(), existing));
        let is_made = placed.transpose()?.unwrap_or(false);
        let mode = Mode::RUSR | Mode::WUSR;
        let copied = atomic::copy(directory, (directory, &name), &mut &*file, mode, replaced);
        if is_made && !matches!(copied, Ok(true)) {
            let _ = remove_tree::remove(directory, id.as_str());
        }
        if copied? { Ok(()) } else { Err(exists("write", directory, &name)) }
    }

    /// Makes everything that was written survive a power cut.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        self.0.sync()
    }
}

/// Opens the artifacts directory of the session `id` in `directory`, if there is one. Anything else
/// of that name is an error.
pub(crate) fn open_artifacts(
    directory: &Directory,
    id: &SessionId,
) -> Result<Option<Directory>, Error> {
    match directory.stat(id.as_str())? {
        None => Ok(None),
        Some(stat) if is_directory(&stat) => directory.open_directory(id.as_str()).map(Some),
        Some(_) => {
            let reason = io::Error::new(io::ErrorKind::InvalidInput, "it is not a directory");
            Err(io_error("copy", &directory.path().join(id.as_str()), reason))
        }
    }
}
